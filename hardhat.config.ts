import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import hardhatEthers from "@nomicfoundation/hardhat-ethers";
import hardhatIgnitionEthers from "@nomicfoundation/hardhat-ignition-ethers";
import hardhatTypechain from "@nomicfoundation/hardhat-typechain";
import { defineConfig } from "hardhat/config";

const compiler = {
  version: "0.8.37",
  // The compiler comes from npm, so that a build needs nothing from elsewhere.
  path: createRequire(import.meta.url).resolve("solc/soljson.js"),
};

const settings = {
  evmVersion: "cancun",
  optimizer: { enabled: true, runs: 1000 },
  outputSelection: { "*": { "*": ["storageLayout"] } },
};

// The slow pipeline only for what is deployed for real.
const optimised = { ...compiler, settings: { ...settings, viaIR: true } };

// Tests need no optimiser, and compile three times as fast without.
const unoptimised = { ...compiler, settings: { evmVersion: settings.evmVersion } };
const tests = readdirSync(new URL("test/solidity", import.meta.url)).filter((name) => name.endsWith(".sol"));

export default defineConfig({
  plugins: [hardhatEthers, hardhatIgnitionEthers, hardhatTypechain],
  solidity: {
    compilers: [{ ...compiler, settings }],
    overrides: {
      "contracts/Ledger.sol": optimised,
      "contracts/abstracts/RequisitionSteps.sol": optimised,
      "contracts/libraries/Requisitions.sol": optimised,
      ...Object.fromEntries(tests.map((name) => [`test/solidity/${name}`, unoptimised])),
    },
  },
  paths: { tests: { solidity: "./test/solidity" } },
  test: {
    solidity: {
      // The same runs every time. A handler's call that reverts fails its run.
      fuzz: { runs: 256, seed: "0x6d65647472616365" },
      invariant: { runs: 32, depth: 200, failOnRevert: true },
    },
  },
  typechain: { outDir: "./src/typechain", tsNocheck: true },
  networks: {
    localhost: { type: "http", url: process.env.MEDTRACE_RPC || "http://127.0.0.1:8545" },
  },
});
