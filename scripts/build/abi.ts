import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

const FILE = "src/generated/abi.ts";

const abis = [
  {
    name: "ledgerAbi",
    artifact: "artifacts/contracts/Ledger.sol/Ledger.json",
    about: "The ledger's ABI: every function, event and error, those of its linked libraries included.",
  },
  {
    name: "lensAbi",
    artifact: "artifacts/contracts/lens/LedgerLens.sol/LedgerLens.json",
    about: "The ABI of the lens, which shows the ledger's slots as what they mean.",
  },
] as const;

/**
 * Writes the ABIs of the built contracts as a module, without their code: whoever bundles the SDK deploys nothing with it.
 *
 * @throws when the contracts are not built
 */
export function writeAbis(): void {
  const texts = abis.map(({ name, artifact, about }) => {
    const { abi } = JSON.parse(readFileSync(artifact, "utf8")) as { readonly abi: readonly unknown[] };
    const lines = abi.map((one) => `  ${JSON.stringify(one)},\n`).join("");
    return `/** ${about} */\nexport const ${name} = [\n${lines}] as const;\n`;
  });
  mkdirSync(dirname(FILE), { recursive: true });
  writeFileSync(FILE, ["// Made by `npm run build`: do not edit.\n", ...texts].join("\n"));
}
