import { access, appendFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { SPARE_LOT, spareTree } from "../../scripts/demo/lives/vaccine.ts";
import { run } from "../../src/cli/program.ts";
import { placeNumber, requisitionId } from "../../src/index.ts";
import { type Demo, startDemo } from "../cli/support/demo.ts";
import { startProxy } from "../cli/support/proxy.ts";
import { split, typed, typedJson } from "../cli/support/typed.ts";

const GTIN = "09521234543213";
const NEW_GTIN = "09521000000018";

let demo: Demo;
let folder: string;
let snapshot: unknown;

const request = (method: string, params: unknown[] = []) => demo.ledger.connection.provider.request({ method, params });
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  demo = await startDemo();
});
afterAll(() => demo?.close());
beforeEach(async () => {
  folder = await mkdtemp(join(demo.folder, "import-"));
  snapshot = await request("evm_snapshot");
});
afterEach(async () => {
  await request("evm_revert", [snapshot]);
  await rm(folder, { recursive: true, force: true });
});

async function write(name: string, content: string | Uint8Array | readonly string[]): Promise<string> {
  const isLines = Array.isArray(content);
  await writeFile(at(name), isLines ? content.map((line) => `${line}\n`).join("") : (content as string | Uint8Array));
  return at(name);
}

const pump = (serial: string): string => `(01)${GTIN}(21)${serial}`;
const actionsOf = async (code: string): Promise<readonly string[]> =>
  (await demo.m.history(code)).entries.map(({ action }) => action);
const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

describe("import", () => {
  it("default: existing stock, each row once, however often it is run", async () => {
    const rows = Array.from({ length: 300 }, (_, index) => `${pump(`S-${index}`)},2025-01-05`);
    const file = await write("stock.csv", ["code,occurred-at", ...rows]);
    const first = await typedJson(`import ${file} --action enrol --as maker`);
    expect(first).toMatchObject({
      code: 0,
      result: { rows: 300, recorded: 300, refused: [], journal: `${file}.journal` },
    });
    expect(first.result.transactions as number).toBeLessThan(6);
    expect(await actionsOf(pump("S-299"))).toEqual(["enrol"]);
    const block = await demo.block();
    const again = await typed(`import ${file} --action enrol --as maker`);
    expect(again).toMatchObject({ code: 0, stderr: "" });
    expect(again.stdout).toMatch(/^300 rows · 300 recorded · 0 refused\n\d transactions · gas [\d,]+ · [\d.]+ s\n$/);
    expect(await demo.block()).toBe(block);
    expect((await demo.m.audit()).problems).toEqual([]);
  });

  it("behavior: Chinese headings, days and words; semicolons and tabs; GB 18030", async () => {
    // 编码, 来源依据, 发生日期 and 存量 as a Chinese spreadsheet writes them.
    const gbk = Buffer.concat([
      Buffer.from("b1e0c2eb3bc0b4d4b4d2c0bedd3bb7a2c9fac8d5c6da0d0a", "hex"),
      Buffer.from(`${pump("G-1")};`),
      Buffer.from("c9fab2fa3b", "hex"),
      Buffer.from("2025/1/5\r\n"),
    ]);
    const file = await write("库存.csv", gbk);
    expect(await typedJson(`import ${file} --action enrol --as maker`)).toMatchObject({
      code: 0,
      result: { recorded: 1 },
    });
    const { entries } = await demo.m.history(pump("G-1"));
    expect(entries[0]).toMatchObject({ action: "enrol", value: 1, occurredAt: Date.UTC(2025, 0, 5) / 1000 });
    const tabs = await write("tabs.csv", `\ufeff动作\t编码\t发生时间\n登记\t${pump("G-2")}\t2025年1月5日 8:30\n`);
    expect(await typed(`import ${tabs} --as maker`)).toMatchObject({ code: 0 });
    expect((await demo.m.history(pump("G-2"))).entries[0]?.occurredAt).toBe(Date.UTC(2025, 0, 5, 8, 30) / 1000);
  });

  it("behavior: --zone says where moments are that name no zone", async () => {
    const file = await write("local.csv", [
      "编码,发生时间",
      `${pump("Y-1")},2025年1月5日 8:30`,
      `${pump("Y-2")},2025/1/5`,
      `${pump("Y-3")},2025-01-05T08:30Z`,
    ]);
    expect(await typed(`import ${file} --action enrol --as maker --zone +08:00`)).toMatchObject({ code: 0 });
    const when = async (serial: string) => (await demo.m.history(pump(serial))).entries[0]?.occurredAt;
    expect(await when("Y-1")).toBe(Date.UTC(2025, 0, 5, 0, 30) / 1000);
    expect(await when("Y-2")).toBe(Date.UTC(2025, 0, 4, 16) / 1000);
    expect(await when("Y-3")).toBe(Date.UTC(2025, 0, 5, 8, 30) / 1000);
    expect(await typedJson(`import ${file} --action enrol --as maker --zone China`)).toMatchObject({
      code: 2,
      result: { error: "InvalidInput", details: { field: "zone" } },
    });
  });

  it("behavior: JSON Lines, and several actions in one file, in their order for each item", async () => {
    const code = "(01)09521234543213(21)P-0002";
    const steps = [
      { action: "move", code, place: "Ward 1" },
      { action: "store", code, place: "设备科 Store" },
      { action: "转移", code, place: "Ward 2" },
      { action: "stocktake", code, counted: 1 },
    ];
    const file = await write(
      "moves.jsonl",
      steps.map((step) => JSON.stringify(step)),
    );
    const before = (await actionsOf(code)).length;
    expect(await typedJson(`import ${file} --as keeper`)).toMatchObject({ code: 0, result: { recorded: 4 } });
    expect((await actionsOf(code)).slice(before)).toEqual(["move", "store", "move", "stocktake"]);
  });

  it("error: RowsMalformed with every problem, by row and column; nothing is written", async () => {
    const file = await write("bad.csv", [
      "code,occurredAt,basis,Ward,place,发生日期",
      `${pump("B-1")},2025-01-05,manufactured,7,,`,
      `${pump("B-2")},yesterday,found,7,,`,
      `(01)09521234543214(21)X,,,,,`,
      `,2025-01-05,,,,`,
      `${pump("B-1")},2025-01-05,,,,`,
      `${pump("B-3")},,,,ICU-3,`,
      `${pump("B-4")},,given,,,`,
    ]);
    const block = await demo.block();
    const { code, result } = await typedJson(`import ${file} --action enrol --as maker`);
    const { error, details } = result as { error: string; details: { problems: { row: number; column: string }[] } };
    expect([code, error]).toEqual([2, "RowsMalformed"]);
    expect(details.problems).toEqual([
      { row: 1, column: "Ward", value: "Ward", rule: expect.stringContaining("--ignore") },
      { row: 1, column: "发生日期", value: "发生日期", rule: expect.stringContaining("twice") },
      { row: 3, column: "occurredAt", value: "yesterday", rule: expect.stringContaining("ISO 8601") },
      { row: 4, column: "code", value: "(01)09521234543214(21)X", rule: expect.any(String) },
      { row: 5, column: "code", rule: "must be given for enrol" },
      { row: 6, column: "code", value: pump("B-1"), rule: "must not be in row 2 too" },
      { row: 7, column: "place", value: "ICU-3", rule: "must be left out for enrol" },
      { row: 8, column: "basis", value: "given", rule: expect.stringContaining("manufactured") },
    ]);
    const text = await typed(`import ${file} --action enrol --as maker`);
    expect(text.stderr).toMatch(/^RowsMalformed: .*\n {2}row 1, Ward "Ward" must be one of [^\n]*\n/);
    expect([await demo.block(), await isThere(`${file}.journal`)]).toEqual([block, false]);
    const ignored = await write("ignored.csv", ["code,Ward", `${pump("B-9")},7`]);
    expect(await typed(`import ${ignored} --action enrol --as maker --ignore Ward`)).toMatchObject({ code: 0 });
  });

  it("error: InvalidInput for a file that has no rows, or is no table", async () => {
    for (const [name, content] of [
      ["empty.csv", ""],
      ["heading.csv", "code\n"],
      ["quote.csv", 'code\n"x\n'],
      ["cells.csv", `code\n${pump("C-1")},2\n`],
      ["nameless.csv", `code,\n${pump("C-1")},2\n`],
      ["twice.csv", `code,code\n${pump("C-1")},\n`],
      ["line.jsonl", "[]\n"],
      ["text.jsonl", "code\n"],
      ["nested.jsonl", '{"code":{}}\n'],
      ["latin.csv", Buffer.from([0x63, 0xff, 0xff, 0x0a, 0x31])],
    ] as const) {
      const file = await write(name, content as string);
      expect([name, await typedJson(`import ${file} --action enrol --as maker`)]).toMatchObject([
        name,
        { code: 2, result: { error: "InvalidInput" } },
      ]);
    }
    expect(await typedJson(`import ${at("none.csv")} --action enrol --as maker`)).toMatchObject({
      code: 3,
      result: { error: "FileUnusable" },
    });
    const file = await write("no-action.csv", ["code", pump("C-2")]);
    expect(await typedJson(`import ${file} --as maker`)).toMatchObject({
      code: 2,
      result: { error: "RowsMalformed", details: { problems: [{ row: 2, column: "action" }] } },
    });
  });

  it("behavior: what the ledger refuses is set apart, written down, and imported once it is corrected", async () => {
    const rows = Array.from({ length: 40 }, (_, index) =>
      index % 10 === 3 ? `(01)${NEW_GTIN}(21)R-${index},2025-01-05,"a, b"` : `${pump(`R-${index}`)},2025-01-05,`,
    );
    const file = await write("mixed.csv", ["code,occurredAt,note of ours", ...rows]);
    const line = `import ${file} --action enrol --as maker --ignore "note of ours"`;
    const { code, result } = await typedJson(line);
    expect({ code, result }).toMatchObject({ code: 1, result: { rows: 40, recorded: 36 } });
    expect(result.refused).toEqual(
      [5, 15, 25, 35].map((row) => ({
        row,
        error: "UnknownSubject",
        message: expect.any(String),
        details: expect.any(Object),
      })),
    );
    const refused = await readFile(result.refusedFile as string, "utf8");
    expect(refused.split("\n").slice(0, 2)).toEqual([
      "\ufeffcode,occurredAt,note of ours,refusal",
      expect.stringMatching(/^\(01\)09521000000018\(21\)R-3,2025-01-05,"a, b",UnknownSubject: /),
    ]);
    // Somebody may have corrected and imported them meanwhile: they are not asked for again.
    const again = await typed(line);
    expect(again).toMatchObject({ code: 1, stderr: "" });
    expect(again.stdout).toMatch(/^40 rows · 36 recorded · 0 refused\n4 rows refused by an earlier run, .*--retry/);
    expect(await typedJson(line)).toMatchObject({ result: { refused: [], handedBack: [5, 15, 25, 35] } });
    const text = await typed(`${line} --retry`);
    expect(text).toMatchObject({ code: 1, stderr: "" });
    expect(text.stdout).toMatch(/^40 rows · 36 recorded · 4 refused\n/);
    expect(text.stdout).toMatch(/^ {2}row 5 {2}UnknownSubject: /m);
    // What was written before may have been corrected: it stays.
    expect(text.stdout).toContain("mixed.refused.2.csv");
    await write("mixed.refused.csv", refused.replaceAll(NEW_GTIN, GTIN));
    expect(
      await typedJson(`import ${at("mixed.refused.csv")} --action enrol --as maker --ignore "note of ours"`),
    ).toMatchObject({
      code: 0,
      result: { recorded: 4 },
    });
    expect((await demo.m.audit()).problems).toEqual([]);
  });

  it("behavior: deliveries by own reference; what only goes one by one is found", async () => {
    const { subject: requisition } = await demo
      .as("applicant")
      .apply({ product: GTIN, quantity: 2n, reference: "BULK-1" });
    await demo.as("approver").approve({ requisition });
    await demo.as("buyer").order({ requisition, supplier: 2 });
    const codes = ["A-1", "A-2"].map(pump);
    for (const code of codes) {
      await demo.as("maker").enrol({ code });
      await demo.as("seller").ship({ requisition, code });
    }
    const file = await write("deliveries.csv", [
      "采购申请,编码",
      ...codes.map((code) => `BULK-1,${code}`),
      `BULK-1,${pump("A-3")}`,
    ]);
    const { code, result } = await typedJson(`import ${file} --action accept --as inspector`);
    expect({ code, result }).toMatchObject({ code: 1, result: { recorded: 2, refused: [{ row: 4 }] } });
    expect(await actionsOf(codes[0] as string)).toEqual(["enrol", "ship", "accept"]);
    // Each of these the ledger would take alone, and not both.
    const moves = await write("scrap.csv", [
      "action,code,place",
      `move,${codes[0]},Ward 1`,
      `use,${codes[1]},Ward 1`,
      `use,${codes[1]},Ward 2`,
    ]);
    expect(await typedJson(`import ${moves} --as keeper`)).toMatchObject({
      code: 1,
      result: {
        recorded: 1,
        refused: [
          { row: 3, error: "DutyMissing" },
          { row: 4, error: "DutyMissing" },
        ],
      },
    });
  });

  it("behavior: any verb that writes entries, its words in Chinese too", async () => {
    const file = await write("applications.csv", [
      "产品,数量,自编申请号,是否紧急",
      "09521234543213,2,I-001,否",
      "09521234543213,3,I-002,",
    ]);
    const run = await typedJson(`import ${file} --action apply --as applicant`);
    expect(run).toMatchObject({ code: 0, result: { recorded: 2, refused: [] } });
    const second = await demo.m.show(requisitionId(1, "I-002"));
    expect(second).toMatchObject({ kind: "requisition", quantity: 3n });
    const codes = ["O-1", "O-2"].map((serial) => `(01)09521234543213(21)${serial}`);
    for (const code of codes) await demo.as("maker").enrol({ code });
    const until = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
    const rows = [`移交,${codes[0]},1,寄售,${until},`, `隔离,${codes[1]},,,,损坏`];
    const headings = "动作,编码,移交至,移交条件,截止时间,原因";
    const wrong = await write("wrong.csv", [headings, ...rows, `隔离,${codes[1]},1,,,坏了`]);
    expect(await typedJson(`import ${wrong} --as seller`)).toMatchObject({
      code: 2,
      result: {
        details: {
          problems: [
            { row: 4, column: "移交至", rule: "must be left out for quarantine" },
            { row: 4, column: "原因", value: "坏了" },
          ],
        },
      },
    });
    const right = await write("right.csv", [headings, ...rows]);
    expect(await typedJson(`import ${right} --as seller`)).toMatchObject({ code: 0, result: { recorded: 2 } });
    expect(await actionsOf(codes[0] as string)).toEqual(["enrol", "offer"]);
    expect(await demo.m.check(codes[1] as string)).toMatchObject({
      reasons: [{ code: "quarantined" }, { code: "notAtHospital" }],
    });
  });

  it("behavior: packs by their codes, each once; units by their lot, from the parcel that expires first", async () => {
    const tree = await write("packs.json", JSON.stringify(spareTree));
    const packs = ["B0001", "B0002", "B0003"].map((serial) => `${SPARE_LOT}(21)${serial},Pharmacy 药房`);
    const file = await write("dispensed.csv", ["code,place", ...packs, `${SPARE_LOT}(21)B0002,Pharmacy 药房`]);
    const line = `import ${file} --action dispense --tree ${tree} --as pharmacist`;
    expect(await typedJson(line)).toMatchObject({
      code: 1,
      result: { recorded: 3, refused: [{ row: 5, error: "AlreadyDispensed" }] },
    });
    expect(await typedJson(line)).toMatchObject({ code: 1, result: { recorded: 3, refused: [], handedBack: [5] } });
    const scanned = await demo.m.scan({
      code: `${SPARE_LOT}(21)B0002`,
      proof: spareTree.prove("(01)09521234543251(21)B0002"),
    });
    expect(scanned.verdict).toBe("dispensed");
    const unknown = await write("unknown.csv", ["code", `${SPARE_LOT}(21)Z9`, `${SPARE_LOT}(21)B0009`]);
    expect(await typedJson(`import ${unknown} --action dispense --tree ${tree} --as pharmacist`)).toMatchObject({
      code: 1,
      result: { recorded: 1, refused: [{ row: 2, error: "InvalidInput" }] },
    });
  });

  it("behavior: --dry-run tells what would be refused, and the gas; sends nothing, and needs no password", async () => {
    const file = await write("stock.csv", ["code", pump("D-1"), pump("D-2"), `(01)${NEW_GTIN}(21)D-3`]);
    const password = process.env.MEDTRACE_PASSWORD;
    delete process.env.MEDTRACE_PASSWORD;
    const block = await demo.block();
    const { code, result } = await typedJson(`import ${file} --action enrol --as maker --dry-run`);
    const text = await typed(`import ${file} --action enrol --as maker --dry-run`);
    process.env.MEDTRACE_PASSWORD = password;
    expect({ code, result }).toMatchObject({
      code: 1,
      result: { dryRun: true, rows: 3, refused: [{ row: 4, error: "UnknownSubject" }] },
    });
    expect(Number(result.gas)).toBeGreaterThan(50_000);
    expect(text.stdout).toMatch(/^3 rows · the ledger would take 2 as things stand\ngas [\d,]+ · nothing was sent\n/);
    expect([await demo.block(), await isThere(`${file}.journal`)]).toEqual([block, false]);
  });

  it("behavior: shows how far it has come, where somebody looks", async () => {
    const file = await write("stock.csv", ["code", ...Array.from({ length: 30 }, (_, index) => pump(`M-${index}`))]);
    const shown: string[] = [];
    const code = await run(split(`import ${file} --action enrol --as maker`), {
      print: () => undefined,
      printError: () => undefined,
      showProgress: (text) => shown.push(text),
      ask: undefined,
      askHidden: undefined,
    });
    expect(code).toBe(0);
    expect(shown.some((text) => /^█{24} 30 of 30 · 0 refused · \d+ rows\/s · 0 s left$/.test(text))).toBe(true);
    expect(shown.at(-1)).toBe("");
  });

  it("behavior: a file of which the ledger takes nothing ends, and says why", async () => {
    const file = await write("none.csv", ["code", `(01)${NEW_GTIN}(21)Z-1`]);
    expect(await typedJson(`import ${file} --action enrol --as maker`)).toMatchObject({
      code: 1,
      result: { recorded: 0, refused: [{ row: 2, error: "UnknownSubject" }] },
    });
  });

  it("behavior: rows that cost little, and then many that cost much", async () => {
    const notes = Array.from({ length: 60 }, (_, index) => `note,(01)${GTIN}(21)P-0002,operating-hours,${index},`);
    const news = Array.from({ length: 500 }, (_, index) => `enrol,${pump(`E-${index}`)},,,2025-01-05`);
    const file = await write("costs.csv", ["action,code,remark,figure,occurredAt", ...notes, ...news]);
    const { code, result } = await typedJson(`import ${file} --as maker`);
    // The maker keeps nothing at the hospital: the notes are refused, one by one, and nothing else.
    expect({ code, result }).toMatchObject({ code: 1, result: { recorded: 500 } });
    expect((result.refused as unknown[]).length).toBe(60);
    const own = await write("own.csv", [
      "action,code,place,remark,figure",
      ...Array.from({ length: 60 }, (_, index) => `note,(01)${GTIN}(21)P-0002,,operating-hours,${index}`),
      ...Array.from({ length: 60 }, (_, index) => `move,(01)${GTIN}(21)P-0002,Ward ${index},,`),
    ]);
    expect(await typedJson(`import ${own} --as keeper`)).toMatchObject({ code: 0, result: { recorded: 120 } });
    const places = (await demo.m.history(`(01)${GTIN}(21)P-0002`)).entries.slice(-60).map(({ value }) => value);
    expect(places).toEqual(Array.from({ length: 60 }, (_, index) => placeNumber(`Ward ${index}`)));
  });

  it("behavior: what could not be said then, and can now, is not taken for another row", async () => {
    const lot = `(01)09521000000025(10)Q-1`;
    await demo.as("officer").register({
      product: "09521000000025",
      name: "vaccine 疫苗",
      manufacturer: 2,
      kind: "drug",
      riskClass: 2,
      tracking: "lot",
      registeredFrom: 1,
      registeredUntil: 4_000_000_000,
    });
    const deliver = async (quantity: bigint, code = lot) => {
      const { subject } = await demo.as("maker").commission({ code, quantity, expiry: 4_000_000_000 });
      await demo
        .as("seller")
        .offer({ code: subject, to: 1, terms: "consignment", until: Math.floor(Date.now() / 1000) + 86_400 });
      await demo.as("inspector").take({ code: subject });
    };
    const code = `(01)${GTIN}(21)P-0002`;
    const file = await write("night.csv", [
      "action,code,quantity,figure,remark",
      `dispense,${lot},7,,`,
      `note,${code},,11,operating-hours`,
      `note,${code},,12,operating-hours`,
    ]);
    // The keeper notes, and does not dispense; the lot is not there, and comes later.
    const first = await typedJson(`import ${file} --as keeper`);
    expect(first).toMatchObject({ code: 1, result: { recorded: 2, refused: [{ row: 2, error: "NoSuchParcel" }] } });
    await deliver(20n);
    expect(await typedJson(`import ${file} --as keeper --retry`)).toMatchObject({
      code: 1,
      result: { recorded: 2, refused: [{ row: 2, error: "DutyMissing" }] },
    });
    const own = await write("own.csv", ["code,quantity", `${lot},7`, `${lot},5`]);
    const line = `import ${own} --action dispense --as pharmacist`;
    expect(await typedJson(line)).toMatchObject({ code: 0, result: { recorded: 2 } });
    expect(await typedJson(line)).toMatchObject({ code: 0, result: { recorded: 2 } });
    const [parcel] = await demo.m.parcels({ code: lot, organisation: 1 });
    expect(parcel?.quantity).toBe(8n);

    // 8 and 6: the first row empties one parcel and begins the other, and a later one finds too little left.
    const product = "09521000000025";
    await deliver(6n, `(01)${product}(10)Q-2`);
    const rows = ["code,quantity,place", `${product},10,Ward 3`, `${product},3,`, `${product},5,`];
    const both = `import ${await write("both.csv", rows)} --action dispense --as pharmacist`;
    expect(await typedJson(both)).toMatchObject({
      code: 1,
      result: {
        recorded: 2,
        refused: [{ row: 4, error: "NotEnoughUsable", details: { quantity: "5", available: "1" } }],
      },
    });
    const left = await demo.m.parcels({ code: product, organisation: 1 });
    expect(left.reduce((sum, { quantity }) => sum + quantity, 0n)).toBe(1n);
  });

  it("error: JournalOfAnotherFile, SignedForAnother", async () => {
    const file = await write("stock.csv", ["code", pump("J-1")]);
    await typed(`import ${file} --action enrol --as maker`);
    expect(await typedJson(`import ${file} --action enrol --as seller`)).toMatchObject({
      code: 1,
      result: { error: "SignedForAnother", details: { field: "account" } },
    });
    // The same rows, to do something else.
    expect(await typedJson(`import ${file} --action confirm --as maker`)).toMatchObject({
      code: 1,
      result: { error: "JournalOfAnotherFile" },
    });
    await appendFile(file, `${pump("J-2")}\n`);
    expect(await typedJson(`import ${file} --action enrol --as maker`)).toMatchObject({
      code: 1,
      result: { error: "JournalOfAnotherFile", details: { path: `${file}.journal` }, hint: expect.any(String) },
    });
    const line = `import ${file} --action enrol --as maker --journal ${at("second.journal")}`;
    expect(await typedJson(line)).toMatchObject({
      code: 1,
      result: { recorded: 1, refused: [{ error: "SubjectExists" }] },
    });
  });

  it("behavior: a node that is gone in the middle; run again, each row is there once", async () => {
    const rows = Array.from({ length: 700 }, (_, index) => pump(`N-${index}`));
    const file = await write("stock.csv", ["code", ...rows]);
    let sent = 0;
    const proxy = await startProxy(demo.ledger.rpc, ({ method }) =>
      method === "eth_sendRawTransaction" && ++sent > 1 ? { code: -32000, message: "the node is busy" } : undefined,
    );
    const cut = await typedJson(`import ${file} --action enrol --as maker --rpc ${proxy.rpc}`);
    await proxy.close();
    expect(cut).toMatchObject({ code: 3, result: { error: "RequestFailed" } });
    expect(await typedJson(`import ${file} --action enrol --as maker`)).toMatchObject({
      code: 0,
      result: { recorded: 700, refused: [] },
    });
    const { entries } = await demo.m.audit();
    expect((await demo.m.audit()).problems).toEqual([]);
    expect(entries).toBeGreaterThan(700);
  });

  it("behavior: a node that lost its last blocks gets them again", async () => {
    const rows = Array.from({ length: 500 }, (_, index) => pump(`L-${index}`));
    const file = await write("stock.csv", ["code", ...rows]);
    const before = await request("evm_snapshot");
    expect(await typed(`import ${file} --action enrol --as maker`)).toMatchObject({ code: 0 });
    await request("evm_revert", [before]);
    expect(await typedJson(`import ${file} --action enrol --as maker`)).toMatchObject({
      code: 0,
      result: { recorded: 500, refused: [] },
    });
    expect(await actionsOf(pump("L-499"))).toEqual(["enrol"]);
  });
});
