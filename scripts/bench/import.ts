import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Contract, JsonRpcProvider, NonceManager, Wallet } from "ethers";
import { serialWord } from "../../src/history/ids.ts";
import { parseCode, productId } from "../../src/index.ts";
import { ledgerInterface } from "../../src/ledger/abi.ts";
import { accounts } from "../demo/accounts.ts";
import { DEMO_PASSWORD, writeDemoKeystores } from "../demo/keystores.ts";
import { BenchLedger } from "./ledger.ts";

/** What the benchmark of `medtrace import` measures. */
export interface ImportFigures {
  readonly rows: number;
  readonly rowsPerSecond: number;
  /** By those of a loop with ethers, one transaction after the other, on the same chain. */
  readonly ratioToPlainLoop: number;
  /** The most memory that the importing process had. */
  readonly megabytes: number;
  /** What an audit of the ledger then finds. */
  readonly problems: number;
}

const CHILD = fileURLToPath(new URL("import-child.ts", import.meta.url));
/** How many rows the plain loop records. */
const SAMPLE = 100;
const GTIN = "09521234543213";

/** A ward's stock of devices, imported by the command line in a process of its own; and a plain loop, on the same chain. */
export async function benchImport(rows = 50_000): Promise<ImportFigures> {
  const folder = await mkdtemp(join(tmpdir(), "medtrace-bench-"));
  const ledger = await BenchLedger.start(10);
  try {
    const { rpc, deployment } = ledger.m.connection;
    const [file, deployments, keystore] = [
      join(folder, "stock.csv"),
      join(folder, "ledger.json"),
      join(folder, "keys"),
    ];
    await writeFile(
      file,
      `编码,发生日期\n${Array.from({ length: rows }, (_, at) => `${codeOf("D", at)},2025/1/5\n`).join("")}`,
    );
    await writeFile(deployments, JSON.stringify(deployment));
    process.env.MEDTRACE_KEYSTORE = keystore;
    await writeDemoKeystores();
    const env = { MEDTRACE_DEPLOYMENTS: folder, MEDTRACE_KEYSTORE: keystore, MEDTRACE_PASSWORD: DEMO_PASSWORD };
    const sample = await plainLoop(rpc, deployment.ledger);
    const { stdout } = await promisify(execFile)(process.execPath, [CHILD, rpc, file], {
      env: { ...process.env, ...env },
    });
    const { recorded, seconds, megabytes } = JSON.parse(stdout);
    if (recorded !== rows) throw new Error(`${recorded} rows of ${rows} were recorded`);
    const { problems } = await ledger.m.audit();
    const rowsPerSecond = rows / seconds;
    return {
      rows,
      rowsPerSecond: Math.round(rowsPerSecond),
      ratioToPlainLoop: Math.round((10 * rowsPerSecond) / sample) / 10,
      megabytes,
      problems: problems.length,
    };
  } finally {
    await ledger.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const codeOf = (letter: string, at: number): string => `(01)${GTIN}(21)${letter}${at}`;

/** What somebody writes first: one transaction after the other. Rows a second. */
async function plainLoop(rpc: string, address: string): Promise<number> {
  const provider = new JsonRpcProvider(rpc, undefined, { polling: true, pollingInterval: 10 });
  provider.pollingInterval = 10;
  const signer = new NonceManager(new Wallet(accounts.maker.privateKey, provider));
  const ledger = new Contract(address, ledgerInterface, signer);
  const began = performance.now();
  for (let at = 0; at < SAMPLE; at++) {
    const code = parseCode(codeOf("P", at));
    const claim = {
      ...{ expected: `0x${"00".repeat(27)}`, value: 1, until: 0, occurredAt: 1_736_035_200 },
      details: `0x${"00".repeat(32)}`,
    };
    const sent = await ledger.getFunction("enrol")(productId(code), serialWord(code), claim);
    await sent.wait();
  }
  const seconds = (performance.now() - began) / 1000;
  provider.destroy();
  return SAMPLE / seconds;
}
