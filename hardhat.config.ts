import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import hardhatEthers from "@nomicfoundation/hardhat-ethers";
import hardhatIgnitionEthers from "@nomicfoundation/hardhat-ignition-ethers";
import hardhatTypechain from "@nomicfoundation/hardhat-typechain";
import { defineConfig } from "hardhat/config";
import type { HardhatPlugin } from "hardhat/types/plugins";
import { compileInPieces } from "./scripts/build/pieces.ts";

const compiler = {
  version: "0.8.37",
  // The compiler comes from npm, so that a build needs nothing from elsewhere.
  path: createRequire(import.meta.url).resolve("solc/soljson.js"),
};

// The sequence of optimisations that the compiler documents: with it, the Ledger is some 2,000 bytes smaller than by default.
const optimizerSteps =
  "dhfoDgvulfnTUtnIf[xa[r]EscLMVcul [j]Trpeulxa[r]cLgvifCTUca[r]LSsTFOtfDnca[r]Iulc]jmul[jul] VcTOcul jmul";

// Fuzz tests get the same inputs every time; the random lives differ. A handler's call that reverts fails its run.
const tried = (inputs: number, lives: number) => ({
  fuzz: { runs: inputs, seed: "0x6d65647472616365" },
  invariant: { runs: lives, depth: 200, failOnRevert: true },
});

const settings = {
  evmVersion: "cancun",
  // Slow, but its code is smaller and cheaper. One configuration for all contracts, so that each is compiled once: a job
  // of its own compiles all that its file imports again.
  viaIR: true,
  optimizer: {
    enabled: true,
    runs: 1000,
    details: {
      peephole: true,
      inliner: true,
      jumpdestRemover: true,
      orderLiterals: true,
      deduplicate: true,
      cse: true,
      constantOptimizer: true,
      yul: true,
      yulDetails: { optimizerSteps },
    },
  },
  outputSelection: { "*": { "*": ["storageLayout"] } },
};

// Tests need none of that, and compile many times as fast without.
const unoptimised = { ...compiler, settings: { evmVersion: settings.evmVersion } };
const tests = readdirSync(new URL("test/solidity", import.meta.url)).filter((name) => name.endsWith(".sol"));

// Hardhat compiles together what has the very same configuration, and makes one of each override: with one for all, the tests
// take a fifth of the time.
const compileTestsTogether: HardhatPlugin = {
  id: "compile-tests-together",
  hookHandlers: {
    config: async () => ({
      default: async () => ({
        resolveUserConfig: async (userConfig, resolveVariable, next) => {
          const config = await next(userConfig, resolveVariable);
          for (const { overrides } of Object.values(config.solidity.profiles)) {
            const [shared] = Object.values(overrides);
            if (shared !== undefined) for (const name of Object.keys(overrides)) overrides[name] = shared;
          }
          return config;
        },
      }),
    }),
  },
};

// Nobody pays on a local chain, as usual in a consortium: a new key can sign at once. A block that is more than half full would
// raise even a base fee of nothing, and for ever: none is.
const local = {
  type: "edr-simulated",
  // As many accounts as the demo has people.
  accounts: { count: 30 },
  initialBaseFeePerGas: 0n,
  blockGasLimit: 1_000_000_000_000n,
} as const;

const compileContractsInPieces: HardhatPlugin = {
  id: "compile-contracts-in-pieces",
  hookHandlers: {
    solidity: async () => ({
      default: async () => ({
        invokeSolc: (context, compiler, input, config, next) =>
          input.settings.viaIR === true ? compileInPieces(input) : next(context, compiler, input, config),
      }),
    }),
  },
};

export default defineConfig({
  plugins: [hardhatEthers, hardhatIgnitionEthers, hardhatTypechain, compileTestsTogether, compileContractsInPieces],
  solidity: {
    compilers: [{ ...compiler, settings }],
    overrides: Object.fromEntries(tests.map((name) => [`test/solidity/${name}`, unoptimised])),
  },
  paths: { tests: { solidity: "./test/solidity" } },
  test: {
    // The second is that of `npm run test:long`.
    solidity: { profiles: { default: tried(64, 8), long: tried(1024, 64) } },
  },
  typechain: { outDir: "./src/typechain", tsNocheck: true },
  networks: {
    default: local,
    node: local,
    localhost: { type: "http", url: process.env.MEDTRACE_RPC || "http://127.0.0.1:8545" },
  },
});
