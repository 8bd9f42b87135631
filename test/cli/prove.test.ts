import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import canonicalize from "canonicalize";
import { decodeRlp, encodeRlp } from "ethers";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { PUMP, SPARE_PUMP } from "../../scripts/demo/life.ts";
import { VACCINE_LOT } from "../../scripts/demo/lives/vaccine.ts";
import { createDetails, type Details, disclose, type Hex, readBundle, verifyBundle } from "../../src/index.ts";
import { type Demo, startDemo } from "./support/demo.ts";
import { type Refusal, startProxy } from "./support/proxy.ts";
import { typed, typedJson } from "./support/typed.ts";

const OTHER_HASH = `0x${"5e".repeat(32)}` as const;
const OTHER_LEDGER = `0x${"12".repeat(20)}` as const;

let demo: Demo;
let snapshot: unknown;
let use: Details;

const request = (method: string, params: unknown[] = []) => demo.ledger.connection.provider.request({ method, params });
const at = (name: string) => join(demo.folder, name);
/** What a checker gives: the hash of the newest block, and the ledger's address. */
const trusted = async (): Promise<string> => `--block ${await blockHash()} --ledger ${demo.m.connection.ledger}`;
const blockHash = async (): Promise<Hex> => (await demo.m.connection.provider.getBlock("latest"))?.hash as Hex;

beforeAll(async () => {
  demo = await startDemo();
  use = createDetails({ department: "ICU", nurse: "on duty" }, { random: randomBytes });
  await demo.as("nurse").use({ code: SPARE_PUMP, details: use.commitment });
});
afterAll(() => demo?.close());

beforeEach(async () => {
  snapshot = await request("evm_snapshot");
});
afterEach(async () => {
  await request("evm_revert", [snapshot]);
});

/** A file in the demo's folder. */
async function write(name: string, content: unknown): Promise<string> {
  await writeFile(at(name), typeof content === "string" ? content : JSON.stringify(content));
  return at(name);
}

async function proveTo(name: string, target = PUMP): Promise<string> {
  expect(await typed(`prove "${target}" -o ${at(name)}`)).toMatchObject({ code: 0, stderr: "" });
  return at(name);
}

/** Runs commands against a node that refuses some requests. */
async function through<T>(refuses: Refusal, what: () => Promise<T>): Promise<T> {
  const proxy = await startProxy(demo.ledger.rpc, refuses);
  process.env.MEDTRACE_RPC = proxy.rpc;
  try {
    return await what();
  } finally {
    process.env.MEDTRACE_RPC = demo.ledger.rpc;
    await proxy.close();
  }
}

describe("prove", () => {
  it("default: writes a bundle, and says how to check it", async () => {
    const file = at("pump.json");
    const { code, stdout, stderr } = await typed(`prove "${PUMP}" -o ${file}`);
    const text = await readFile(file, "utf8");
    const { trace, asOf } = verifyBundle(text);
    const entries = trace?.histories.flatMap((history) => history.entries) ?? [];
    const size = Buffer.byteLength(text).toLocaleString("en");
    expect({ code, stderr, stdout }).toEqual({
      code: 0,
      stderr: "",
      stdout: [
        `${file} · ${entries.length} entries · ${size} bytes · block ${asOf.block}`,
        `to check it: medtrace verify ${file} --block ${asOf.hash} --ledger ${demo.m.connection.ledger}`,
        "Whoever checks it takes the block's hash and the ledger's address from a source of his own.\n",
      ].join("\n"),
    });
    expect(text).toBe(await demo.m.prove(PUMP, { block: asOf.hash }));
    const said = (await typed(`${stdout.split("\n")[1]?.replace("to check it: medtrace ", "")}`)).stdout;
    expect(said).toContain("proven");
  });

  it("behavior: with --json, the file, its size and its block", async () => {
    const { code, result } = await typedJson(`prove "${VACCINE_LOT}" -o ${at("lot.json")}`);
    const text = await readFile(at("lot.json"), "utf8");
    const { asOf } = verifyBundle(text);
    expect({ code, result }).toEqual({
      code: 0,
      result: { output: at("lot.json"), entries: expect.any(Number), bytes: Buffer.byteLength(text), asOf },
    });
  });

  it("behavior: of a block that is named, and with what is to be shown of documents", async () => {
    const block = await blockHash();
    await demo.as("nurse").use({ code: SPARE_PUMP });
    const kept = await write("use.json", disclose(use, ["/department"]));
    const file = at("spare.json");
    const made = await typedJson(`prove "${SPARE_PUMP}" -o ${file} --block ${block} --details ${kept}`);
    expect(made).toMatchObject({ code: 0, result: { asOf: { hash: block } } });
    const { documents } = readBundle(await readFile(file, "utf8"));
    expect(documents.map(({ disclosure }) => disclosure.fields)).toMatchObject([
      [{ path: "/department", value: "ICU" }],
    ]);
    const { code, stdout } = await typed(`verify ${file} --block ${block} --ledger ${demo.m.connection.ledger}`);
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('{"department":"ICU"}') });
    expect(stdout).not.toContain("on duty");
  });

  it("error: what cannot be proven leaves the file as it is", async () => {
    const file = await write("before.json", "as it was");
    const none = createDetails({ reason: "none" }, { random: randomBytes });
    const foreign = await write("foreign.json", disclose(none, ["/reason"]));
    for (const [line, code, error] of [
      [`"(01)09521234543213(21)P-9999" -o ${file}`, 1, "UnknownSubject"],
      [`"${PUMP}" -o ${file} --block ${OTHER_HASH}`, 3, "UnknownBlock"],
      [`"${PUMP}" -o ${file} --block 0x12`, 2, "InvalidInput"],
      [`"${PUMP}" -o ${file} --details ${foreign}`, 2, "InvalidInput"],
      [`"${PUMP}"`, 2, "WrongUsage"],
      [`"${PUMP}" -o ${at("none/pump.json")}`, 3, "FileUnusable"],
    ] as const) {
      expect([line, await typedJson(`prove ${line}`)]).toMatchObject([line, { code, result: { error } }]);
    }
    expect(await readFile(file, "utf8")).toBe("as it was");
  });
});

describe("verify, of a bundle", () => {
  it("default: proven by a block's hash and the ledger's address, and says of what", async () => {
    const file = await proveTo("pump.json");
    const block = await blockHash();
    const { ledger } = demo.m.connection;
    const { code, stdout, stderr } = await typed(`verify ${file} --block ${block} --ledger ${ledger}`);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const lines = stdout.split("\n");
    expect(lines.filter((line) => /^(subject|ledger|level|problems|present|recalls) /.test(line))).toEqual([
      "subject    /01/09521234543213/21/P-0001",
      `ledger     ${ledger} on chain 31337`,
      expect.stringMatching(/^level {6}proven/),
      expect.stringMatching(/^problems +none/),
      expect.stringMatching(/^present {4}.* · at organisation \d+/),
      expect.stringMatching(/^recalls {4}/),
    ]);
    const json = await typedJson(
      `verify ${file} --block ${block.toUpperCase().replace("0X", "0x")} --ledger ${demo.m.connection.deployment.ledger}`,
    );
    expect(json).toMatchObject({ code: 0, result: { level: "proven", problems: [], asOf: { hash: block } } });
    const { subject, chainId } = await demo.m.trace(PUMP);
    expect(json.result).toMatchObject({ code: "/01/09521234543213/21/P-0001", subject, chainId: `${chainId}`, ledger });
    expect(Object.keys(json.result).sort()).toEqual(
      [
        "asOf",
        "code",
        "chainId",
        "documents",
        "ledger",
        "level",
        "missingStages",
        "present",
        "problems",
        "subject",
      ].sort(),
    );
  });

  it("behavior: no node is asked", async () => {
    const file = await proveTo("pump.json");
    const known = await trusted();
    let asked = 0;
    const refused: Refusal = () => {
      asked++;
      return { code: -32603, message: "not now" };
    };
    const { code } = await through(refused, () => typed(`verify ${file} ${known}`));
    expect({ code, asked }).toEqual({ code: 0, asked: 0 });
  });

  it("behavior: it says what it needs to be proven, and answers no", async () => {
    const file = await proveTo("pump.json");
    const { asOf } = verifyBundle(await readFile(file, "utf8"));
    const { ledger } = demo.m.connection;
    const [needsBlock, needsLedger] = [
      `to be proven, it needs --block: the hash of block ${asOf.block}, from a source you trust`,
      "to be proven, it needs --ledger: the ledger's address, from a source you trust",
    ];
    for (const [options, hints] of [
      ["", [needsBlock, needsLedger]],
      [`--ledger ${ledger}`, [needsBlock]],
      [`--block ${asOf.hash}`, [needsLedger]],
    ] as const) {
      const { code, stdout } = await typed(`verify ${file} ${options}`);
      expect(code).toBe(1);
      expect(stdout).toMatch(/^level {6}intact$/m);
      expect(stdout).toMatch(/^recalls {4}.*, as the file says$/m);
      expect(stdout.endsWith(`\n${hints.join("\n")}\n`)).toBe(true);
      expect(await typedJson(`verify ${file} ${options}`)).toMatchObject({
        code: 1,
        result: { level: "intact", problems: [], hints },
      });
    }
    // Who asks for no more is not told.
    const intact = await typed(`verify ${file} --level intact`);
    expect(intact).toMatchObject({ code: 0, stderr: "" });
    expect(intact.stdout).not.toContain("it needs");
  });

  it("behavior: another block, another ledger, another file", async () => {
    const file = await proveTo("pump.json");
    const block = await blockHash();
    const { ledger } = demo.m.connection;
    expect(await typedJson(`verify ${file} --block ${OTHER_HASH}`)).toMatchObject({
      code: 1,
      result: { level: "intact", problems: [{ code: "blockUnknown", expected: OTHER_HASH, actual: block }] },
    });
    expect(await typedJson(`verify ${file} --block ${block} --ledger ${OTHER_LEDGER}`)).toMatchObject({
      code: 1,
      result: { level: "intact", problems: [{ code: "ledgerForeign", expected: OTHER_LEDGER, actual: ledger }] },
    });
    // A problem is one, whatever level is asked for.
    expect(await typed(`verify ${file} --block ${OTHER_HASH} --level intact`)).toMatchObject({ code: 1 });
    const text = await readFile(file, "utf8");
    const cut = await write("cut.json", text.slice(0, -20));
    expect(await typedJson(`verify ${cut} --block ${block}`)).toMatchObject({
      code: 1,
      result: { level: "none", problems: [{ code: "bundleMalformed" }] },
    });
    const turned = await write("turned.json", text.replace(/"organisation":\d+/, '"organisation":77'));
    const { code, stdout } = await typed(`verify ${turned} --block ${block}`);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^level {6}none/m);
    expect(stdout).toContain("storedHeadDiffers");
    expect(stdout).not.toContain("present  ");
  });

  it("behavior: anchored, where the checker's node has its heads", async () => {
    const file = await proveTo("spare.json", SPARE_PUMP);
    expect(await typedJson(`verify ${file} --level anchored`)).toMatchObject({
      code: 0,
      result: { level: "anchored", problems: [] },
    });
    await demo.as("nurse").use({ code: SPARE_PUMP });
    expect(await typedJson(`verify ${file} --level anchored`)).toMatchObject({
      code: 1,
      result: { level: "intact", problems: [{ code: "endMissing" }] },
    });
    const text = await readFile(file, "utf8");
    const cut = await write("cut.json", `${text} `);
    expect(await typedJson(`verify ${cut} --level anchored`)).toMatchObject({ code: 1, result: { level: "none" } });
  });

  it("behavior: with what is shown of documents beside it", async () => {
    const file = await proveTo("spare.json", SPARE_PUMP);
    const known = await trusted();
    const bare = await typedJson(`verify ${file} ${known}`);
    expect(bare.result.documents).toMatchObject({ shown: [], missing: [{ details: use.commitment }] });
    const all = await write("use.json", use);
    const shown = await typedJson(`verify ${file} ${known} --details ${all}`);
    expect(shown).toMatchObject({
      code: 0,
      result: { level: "proven", documents: { shown: [{ details: use.commitment }], missing: [] } },
    });
    const text = JSON.stringify(disclose(use, ["/department"])).replace("ICU", "Ward");
    const wrong = await write("wrong.json", text);
    expect(await typedJson(`verify ${file} ${known} --details ${wrong}`)).toMatchObject({
      code: 1,
      result: { level: "proven", problems: [{ code: "documentWrong", actual: "/department" }] },
    });
    const other = await write("other.json", createDetails({ reason: "x" }, { random: randomBytes }));
    expect(await typedJson(`verify ${file} --level anchored --details ${other}`)).toMatchObject({
      code: 1,
      result: {
        level: "anchored",
        problems: [{ code: "documentForeign" }],
        hints: [expect.stringContaining("make the bundle with --details")],
      },
    });
    expect(await typed(`verify ${await write("cut.json", "{")} --details ${all} ${known}`)).toMatchObject({
      code: 1,
    });
  });

  it("behavior: a time that no calendar has is said without failing", async () => {
    const bundle = JSON.parse(await readFile(await proveTo("pump.json"), "utf8"));
    const fields = decodeRlp(bundle.header) as string[];
    const late = encodeRlp(fields.with(11, "0xffffffffffff"));
    const file = await write("late.json", JSON.stringify({ ...bundle, header: late }));
    const { code, stdout, stderr } = await typed(`verify ${file}`);
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    expect(stdout).toMatch(/^level {6}none\nproblems {3}1\n +headerMalformed /);
  });

  it("behavior: what somebody else wrote cannot look like a line of the answer", async () => {
    const bundle = JSON.parse(await readFile(await proveTo("pump.json"), "utf8"));
    const code = "x\nlevel      proven\u2028\u009b31m";
    const file = await write("lines.json", canonicalize({ ...bundle, code }) as string);
    const { stdout } = await typed(`verify ${file}`);
    expect(stdout.split("\n")[0]).toBe("subject    x\ufffdlevel      proven\ufffd\ufffd31m");
    expect((await typed(`verify ${file} --json`)).stdout).toContain("proven\\u2028\\u009b31m");
  });

  it("error: FileUnusable, InvalidInput", async () => {
    expect(await typedJson(`verify ${at("none.json")}`)).toMatchObject({
      code: 3,
      result: { error: "FileUnusable", details: { reason: "ENOENT" } },
    });
    await mkdir(at("folder.json"), { recursive: true });
    expect(await typedJson(`verify ${at("folder.json")}`)).toMatchObject({
      code: 3,
      result: { error: "FileUnusable", details: { reason: "EISDIR" } },
    });
    await writeFile(at("latin.json"), Buffer.from([0x7b, 0xe9, 0x7d]));
    expect(await typedJson(`verify ${at("latin.json")}`)).toMatchObject({
      code: 2,
      result: { error: "InvalidInput", details: { field: "file" } },
    });
    const file = await proveTo("pump.json");
    for (const [options, field] of [
      ["--block 12", "block"],
      ["--ledger 0x12", "ledger"],
      [`--level anchored --block ${OTHER_HASH}`, "block"],
      [`--level anchored --ledger ${OTHER_LEDGER}`, "ledger"],
    ]) {
      expect(await typedJson(`verify ${file} ${options}`)).toMatchObject({
        code: 2,
        result: { error: "InvalidInput", details: { field } },
      });
    }
    expect(await typedJson(`verify ${file} --level none`)).toMatchObject({ code: 2, result: { error: "WrongUsage" } });
  });
});

describe("verify, of a code", () => {
  it("default: anchored; proven with a block's hash", async () => {
    expect(await typedJson(`verify "${PUMP}"`)).toMatchObject({ code: 0, result: { level: "anchored" } });
    expect(await typedJson(`verify "${PUMP}" --block ${await blockHash()}`)).toMatchObject({
      code: 0,
      result: { level: "proven", present: { state: "disposed" }, problems: [] },
    });
    expect(await typedJson(`verify "${PUMP}" --level intact`)).toMatchObject({ code: 0 });
  });

  it("behavior: --details shows fields of documents, those of packs too", async () => {
    const shown = await write("use.json", disclose(use, ["/nurse"]));
    const { code, stdout } = await typed(`verify "${SPARE_PUMP}" --details ${shown}`);
    expect(code).toBe(0);
    expect(stdout).toContain('{"nurse":"on duty"}');
    const proven = await typedJson(`verify "${SPARE_PUMP}" --details ${shown} --block ${await blockHash()}`);
    expect(proven).toMatchObject({ code: 0, result: { documents: { shown: [{ details: use.commitment }] } } });
  });

  it("behavior: says so where the node offers no proofs, and shows what it can", async () => {
    const block = await blockHash();
    const none: Refusal = ({ method }) =>
      method === "eth_getProof" ? { code: -32601, message: "the method eth_getProof does not exist" } : undefined;
    const { code, result } = await through(none, () => typedJson(`verify "${PUMP}" --block ${block}`));
    expect({ code, result }).toMatchObject({
      code: 1,
      result: {
        level: "anchored",
        problems: [],
        hints: [expect.stringMatching(/^not proven: The node at .* offers no storage proofs/)],
      },
    });
    const text = await through(none, () => typed(`verify "${PUMP}" --block ${block}`));
    expect(text.stdout).toMatch(/^level {6}anchored/m);
    expect(await through(none, () => typed(`verify "${PUMP}"`))).toMatchObject({ code: 0 });
    const proving = await through(none, () => typedJson(`prove "${PUMP}" -o ${at("unproven.json")}`));
    expect(proving).toMatchObject({ code: 3, result: { error: "ProofsUnavailable" } });
  });

  it("behavior: says so where the node has that block's state no more", async () => {
    const block = await blockHash();
    const { block: old } = await demo.as("nurse").use({ code: SPARE_PUMP });
    const pruned: Refusal = ({ method, params }) =>
      method === "eth_getProof" && Number(params?.[2]) < old
        ? { code: -32000, message: "missing trie node" }
        : undefined;
    const { code, result } = await through(pruned, () => typedJson(`verify "${SPARE_PUMP}" --block ${block}`));
    expect({ code, result }).toMatchObject({
      code: 1,
      result: { level: "anchored", hints: [expect.stringMatching(/^not proven: /)] },
    });
  });

  it("error: UnknownBlock, InvalidInput", async () => {
    expect(await typedJson(`verify "${PUMP}" --block ${OTHER_HASH}`)).toMatchObject({
      code: 3,
      result: { error: "UnknownBlock", details: { block: OTHER_HASH } },
    });
    const nowhere = "--rpc http://127.0.0.1:1";
    for (const [options, field] of [
      ["--level proven", "block"],
      [`--level anchored --block ${OTHER_HASH}`, "block"],
      [`--level intact --block ${OTHER_HASH}`, "block"],
      [`--ledger ${OTHER_LEDGER}`, "ledger"],
    ]) {
      // Before any node is asked.
      expect(await typedJson(`verify "${PUMP}" ${options} ${nowhere}`)).toMatchObject({
        code: 2,
        result: { error: "InvalidInput", details: { field } },
      });
    }
    expect(await typedJson("verify nonsense")).toMatchObject({ code: 2, result: { error: expect.any(String) } });
  });
});
