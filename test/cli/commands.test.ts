import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { localClock } from "../../scripts/demo/chain.ts";
import { live, PUMP, SPARE_PUMP } from "../../scripts/demo/life.ts";
import { toJson } from "../../src/cli/print.ts";
import {
  connect,
  graphOf,
  type History,
  lifeOf,
  type Medtrace,
  readTrace,
  stageNames,
  stages,
  type Trace,
  verify,
} from "../../src/index.ts";
import {
  type DeploymentsFolder,
  type LedgerChain,
  startLedger,
  useDeploymentsFolder,
} from "../scripts/support/ledger.ts";
import { medtrace, medtraceJson, spawned } from "./medtrace.ts";

const GTIN = "09521234543213";
const UNKNOWN = `(01)${GTIN}(21)NOBODYS`;
const LINK = `https://id.gs1.org/01/${GTIN}/21/P-0001`;

let deployments: DeploymentsFolder;
let ledger: LedgerChain;
let m: Medtrace;
/** Where the chain is: a variable, as most runs are given it. */
let env: Record<string, string>;

beforeAll(async () => {
  deployments = await useDeploymentsFolder();
  ledger = await startLedger();
  env = { MEDTRACE_RPC: ledger.rpc };
  m = await connect({ rpc: ledger.rpc, pollingInterval: 10 });
  await live(m, await localClock(ledger.connection.provider));
});

afterAll(async () => {
  m?.close();
  await ledger?.close();
  await deployments?.remove();
});

/** A node that passes on what it is asked, and withholds the logs of a transaction. */
async function withholding(transaction: string | undefined) {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const asked = await fetch(ledger.rpc, { method: "POST", headers: { "content-type": "application/json" }, body });
    const answers: unknown = await asked.json();
    for (const answer of Array.isArray(answers) ? answers : [answers]) {
      if (!Array.isArray(answer.result)) continue;
      answer.result = answer.result.filter((log: { transactionHash: string }) => log.transactionHash !== transaction);
    }
    response.end(JSON.stringify(answers));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { rpc: `http://127.0.0.1:${port}`, close: () => server.close() };
}

/** What the SDK says, as JSON says it. */
const plain = (value: unknown): unknown => JSON.parse(toJson(value));

/** What `trace --json` says of a trace. */
function asPrinted(trace: Trace): unknown {
  const { stages, outside } = lifeOf(trace);
  return plain({ ...trace, life: { stages, outside }, edges: graphOf(trace).edges });
}

describe.concurrent("check", () => {
  it("default: as a process of its own", async () => {
    const { code, stdout, stderr } = await spawned(["check", SPARE_PUMP], env);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^usable /);
  });

  it("behavior: prints what the SDK answers with --json, before or after the command", async () => {
    const expected = plain(await m.check(SPARE_PUMP));
    expect(expected).toMatchObject({ usable: true, reasons: [], state: "inUse" });
    expect(await medtraceJson(["check", SPARE_PUMP], env)).toEqual({ code: 0, stderr: "", result: expected });
    const before = await medtrace(["--json", "check", SPARE_PUMP], env);
    expect({ code: before.code, result: JSON.parse(before.stdout) }).toEqual({ code: 0, result: expected });
  });

  it("behavior: answers no, with the reason, for an item that was disposed of", async () => {
    const [text, json] = await Promise.all([medtrace(["check", PUMP], env), medtraceJson(["check", PUMP], env)]);
    expect(text).toMatchObject({ code: 1, stderr: "" });
    expect(text.stdout).toMatch(/^not usable /);
    expect(json).toMatchObject({
      code: 1,
      result: { usable: false, reasons: [{ code: "disposed" }], state: "disposed" },
    });
  });

  it("behavior: answers no, with the reason, for an item that the ledger does not have", async () => {
    const { code, stderr, result } = await medtraceJson(["check", UNKNOWN], env);
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    expect(result).toMatchObject({ usable: false, reasons: [{ code: "unknown" }] });
    expect(result.state).toBeUndefined();
  });

  it("behavior: takes the node from --rpc rather than from MEDTRACE_RPC", async () => {
    const elsewhere = { MEDTRACE_RPC: "http://127.0.0.1:1" };
    const [given, variable] = await Promise.all([
      medtrace(["check", SPARE_PUMP, "--rpc", ledger.rpc], elsewhere),
      medtraceJson(["check", SPARE_PUMP], elsewhere),
    ]);
    expect(given.code).toBe(0);
    expect(variable).toMatchObject({
      code: 3,
      result: { error: "ChainUnreachable", details: { rpc: elsewhere.MEDTRACE_RPC } },
    });
  });
});

describe.concurrent("trace", () => {
  it("default", async () => {
    const [{ code, stdout, stderr }, link] = await Promise.all([
      medtrace(["trace", PUMP], env),
      medtrace(["trace", LINK], env),
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(link.stdout).toBe(stdout);
    for (const stage of stages) expect(stdout).toContain(`${stageNames[stage]} ${stage}`);
    expect(stdout).toMatch(/^level +intact$/m);
  });

  it("behavior: prints the histories, the life by stage and what comes from what with --json", async () => {
    const { code, result } = await medtraceJson(["trace", PUMP], env);
    expect(code).toBe(0);
    expect(result).toEqual(asPrinted(await m.trace(PUMP)));
    expect(verify(readTrace(result))).toMatchObject({ level: "intact", problems: [] });
    const histories = result.histories as readonly History[];
    expect(histories.map(({ kind }) => kind).sort()).toEqual(["asset", "product", "requisition"]);
    expect(histories[0]?.subject).toBe(result.subject);
    for (const { entries } of histories) expect(entries.length).toBeGreaterThan(0);
  });

  it("behavior: says the same for every form of a code", async () => {
    const forms = [LINK, `/01/${GTIN}/21/P-0001`, `（21）P-0001（01）${GTIN}`];
    const runs = await Promise.all(forms.map((form) => medtraceJson(["trace", form], env)));
    const result = asPrinted(await m.trace(PUMP));
    for (const one of runs) expect(one).toEqual({ code: 0, stderr: "", result });
  });

  it("behavior: takes a product, and the id of any subject", async () => {
    const product = await medtraceJson(["trace", GTIN], env);
    expect(product).toMatchObject({ code: 0, result: { code: `/01/${GTIN}`, histories: [{ kind: "product" }] } });
    const requisition = (await m.trace(PUMP)).histories.find(({ kind }) => kind === "requisition");
    const byId = await medtraceJson(["trace", requisition?.subject ?? ""], env);
    expect(byId).toMatchObject({ code: 0, result: { subject: requisition?.subject } });
  });

  it("error: UnknownSubject", async () => {
    const { code, result } = await medtraceJson(["trace", UNKNOWN], env);
    const { subject } = await m.check(UNKNOWN);
    expect({ code, ...result }).toMatchObject({ code: 1, error: "UnknownSubject", details: { subject } });
  });
});

describe.concurrent("audit", () => {
  it("default", async () => {
    const { code, stdout, stderr } = await medtrace(["audit"], env);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const { entries, subjects } = await m.audit();
    expect(stdout).toMatch(new RegExp(`^entries +${entries}$`, "m"));
    expect(stdout).toMatch(new RegExp(`^histories +${subjects.product} products, .*${subjects.asset} items and`, "m"));
    expect(stdout).toMatch(/^problems +none$/m);
  });

  it("behavior: prints what the SDK answers with --json", async () => {
    expect(await medtraceJson(["audit"], env)).toEqual({ code: 0, stderr: "", result: plain(await m.audit()) });
  });

  it("behavior: answers no, with the problems, where a node withholds an entry", async () => {
    const { subject, entries } = await m.history(PUMP);
    const node = await withholding(entries.at(-1)?.transaction);
    const [text, json] = await Promise.all([
      medtrace(["audit", "--rpc", node.rpc], env),
      medtraceJson(["audit", "--rpc", node.rpc], env),
    ]);
    node.close();
    expect(text).toMatchObject({ code: 1, stderr: "" });
    expect(text.stdout).toMatch(new RegExp(`^problems +1\n  storedHeadDiffers ${subject} · expected 0x`, "m"));
    expect(json).toMatchObject({
      code: 1,
      result: { problems: [{ code: "storedHeadDiffers", subject }] },
    });
  });
});

describe.concurrent("verify", () => {
  it("default", async () => {
    const { code, stdout, stderr } = await medtrace(["verify", PUMP], env);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^level +anchored$/m);
    expect(stdout).toMatch(/^problems +none$/m);
  });

  it("behavior: prints level, block, problems and missing stages with --json", async () => {
    const { code, result } = await medtraceJson(["verify", LINK], env);
    expect(code).toBe(0);
    const { code: canonical, subject, chainId, ledger } = await m.trace(PUMP);
    const documents = { shown: [], missing: [] };
    const about = { code: canonical, subject, chainId, ledger };
    expect(result).toEqual(plain({ ...about, ...(await m.verify(PUMP)), documents }));
    expect(result).toMatchObject({ level: "anchored", problems: [], missingStages: [] });
  });

  it("behavior: names the stages that a shorter life does not have", async () => {
    const missingStages = ["manage", "maintain", "repair", "scrap"];
    expect(await medtraceJson(["verify", SPARE_PUMP], env)).toMatchObject({
      code: 0,
      result: { level: "anchored", problems: [], missingStages },
    });
  });

  it("error: UnknownSubject", async () => {
    const [text, json] = await Promise.all([
      medtrace(["verify", UNKNOWN], env),
      medtraceJson(["verify", UNKNOWN], env),
    ]);
    expect(text).toMatchObject({ code: 1, stdout: "" });
    expect(text.stderr).toMatch(/^UnknownSubject: /);
    expect(json).toMatchObject({ code: 1, result: { error: "UnknownSubject" } });
  });
});

describe.concurrent("a code that is wrong", () => {
  const codes = [
    ["WrongCheckDigit", "(01)09521234543214(21)P-0001"],
    ["MalformedSerial", `(01)${GTIN}(21)`],
    ["MalformedSerial", `(01)${GTIN}(21)${"X".repeat(21)}`],
    ["UnknownCodeForm", "infusion pump"],
  ] as const;

  it.each(codes)("error: %s for %s", async (error, wrong) => {
    const { code, stderr, result } = await medtraceJson(["check", wrong], env);
    expect({ code, stderr, error: result.error }).toEqual({ code: 2, stderr: "", error });
    expect(result).toMatchObject({ message: expect.any(String), details: { rule: expect.any(String) } });
  });

  it("error: MissingSerial where an item is asked for", async () => {
    const { code, result } = await medtraceJson(["check", GTIN], env);
    expect({ code, ...result }).toMatchObject({ code: 2, error: "MissingSerial", details: { value: { gtin: GTIN } } });
  });

  it.each(["trace", "verify"])("error: WrongCheckDigit from %s", async (command) => {
    const { code, result } = await medtraceJson([command, "(01)09521234543214(21)P-0001"], env);
    expect({ code, ...result }).toMatchObject({ code: 2, error: "WrongCheckDigit", details: { expected: 3 } });
  });

  it("behavior: is told as text on standard error", async () => {
    const { code, stdout, stderr } = await medtrace(["check", "(01)09521234543214(21)P-0001"], env);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^WrongCheckDigit: /);
  });
});
