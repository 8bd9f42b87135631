import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { caseCode, OLD_LOT, SPARE_LOT, spareTree, VACCINE_LOT, vaccineTree } from "../../scripts/demo/lives/vaccine.ts";
import { type Hex, PackTree, type Parcel } from "../../src/index.ts";
import { type Demo, startDemo } from "./support/demo.ts";
import { typed, typedJson } from "./support/typed.ts";

const GTIN = "09521234543251";
const NEW_LOT = `(01)${GTIN}(10)V-2026-09`;
const DAY = 86_400;

let demo: Demo;
let snapshot: unknown;
let parcel: Parcel;

const request = (method: string, params: unknown[] = []) => demo.ledger.connection.provider.request({ method, params });
const day = (seconds: number) => new Date(seconds * 1000).toISOString().slice(0, 10);
const inDays = (days: number) => day(Date.now() / 1000 + days * DAY);

/** Writes a file, and gives its path. */
async function file(name: string, text: string): Promise<string> {
  const path = join(demo.folder, name);
  await writeFile(path, text);
  return path;
}

/** The hospital's only parcel of a lot. */
async function parcelOf(lot: string, organisation = 1): Promise<Parcel> {
  const [found] = await demo.m.parcels({ code: lot, organisation });
  if (found === undefined) throw new Error(`no parcel of ${lot}`);
  return found;
}

beforeAll(async () => {
  demo = await startDemo();
  await file("spare.json", JSON.stringify(spareTree));
  await file("vaccine.json", JSON.stringify(vaccineTree));
  parcel = await parcelOf(SPARE_LOT);
});

afterAll(async () => {
  await demo?.close();
});

beforeEach(async () => {
  snapshot = await request("evm_snapshot");
});

afterEach(async () => {
  await request("evm_revert", [snapshot]);
});

const list = (name: string) => join(demo.folder, `${name}.json`);

describe("check", () => {
  it("default: a parcel, by its id", async () => {
    const { code, stdout } = await typed(`check ${parcel.subject}`);
    const said = `usable 可用 · influenza vaccine 流感疫苗 · stored · at Demo Hospital · 200 units · expires 效期 ${day(parcel.expiry)} · no open recall\n`;
    expect({ code, stdout }).toEqual({ code: 0, stdout: said });
  });

  it("behavior: says that it expired", async () => {
    const { subject, expiry } = await parcelOf(OLD_LOT);
    const { code, stdout } = await typed(`check ${subject}`);
    expect(code).toBe(1);
    expect(stdout).toBe(
      `not usable 不可用 · influenza vaccine 流感疫苗 · stored · at Demo Hospital · 100 units · no open recall\n  expired 已过期 after ${day(expiry)}\n`,
    );
  });

  it("behavior: says that its batch is recalled", async () => {
    const { subject } = await parcelOf(VACCINE_LOT, 2);
    const { code, stdout } = await typed(`check ${subject}`);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^ {2}its batch is recalled 召回 by Demo Manufacturer on .*: first level, send back$/m);
  });

  it("error: MissingSerial for a lot, which names no single parcel", async () => {
    expect(await typedJson(`check "${SPARE_LOT}"`)).toMatchObject({ code: 2, result: { error: "MissingSerial" } });
  });
});

describe("parcels", () => {
  it("default: the first to expire first, each with its id", async () => {
    const { code, stdout } = await typed(`parcels ${GTIN} --organisation 1`);
    const [heading = "", ...lines] = stdout.trimEnd().split("\n");
    expect(code).toBe(0);
    expect(heading).toContain("expires 效期");
    const { subject, expiry } = await parcelOf(OLD_LOT);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(
      new RegExp(`V-2025-09 +${day(expiry)} +100 units +stored +Demo Hospital +expired .* ${subject}$`),
    );
    expect(lines[1]).toMatch(new RegExp(`V-2026-02 .* 200 units +0–19 +stored +Demo Hospital +${parcel.subject}$`));
  });

  it("behavior: prints all of a batch with --json", async () => {
    const { code, result } = await typedJson(`parcels "${VACCINE_LOT}"`);
    const found = await demo.m.parcels({ code: VACCINE_LOT });
    expect(code).toBe(0);
    expect((result.parcels as readonly { subject: Hex }[]).map(({ subject }) => subject)).toEqual(
      found.map(({ subject }) => subject),
    );
    expect(found).toHaveLength(3);
  });

  it("behavior: is a no where there are none", async () => {
    expect(await typed(`parcels "${NEW_LOT}"`)).toMatchObject({ code: 1, stdout: "no parcels\n", stderr: "" });
    expect(await typedJson(`parcels "${NEW_LOT}"`)).toEqual({ code: 1, result: { parcels: [] } });
  });

  it("error: InvalidInput for an organisation that is none", async () => {
    expect(await typedJson(`parcels ${GTIN} --organisation first`)).toMatchObject({ code: 2 });
  });
});

describe("a lot, from its commissioning to its dispensing", () => {
  it("default", async () => {
    const commissioned = await typed(
      `commission "${NEW_LOT}" --quantity 200 --expiry ${inDays(700)} --packs ${list("spare")} --as maker`,
    );
    expect(commissioned).toMatchObject({ code: 0, stderr: "" });
    const [, id = ""] = / · parcel (0x[0-9a-f]{64})\n$/.exec(commissioned.stdout) ?? [];
    expect(await parcelOf(NEW_LOT, 2)).toMatchObject({ subject: id, quantity: 200n, packs: { first: 0, end: 20 } });
    expect(day((await parcelOf(NEW_LOT, 2)).expiry)).toBe(inDays(700));

    const split = await typed(`split "${NEW_LOT}" --quantity 50 --first-pack 15 --as seller`);
    expect(split.stdout).toMatch(/^split 拆分 → stored · .* · 50 units · parcel 0x[0-9a-f]{64}\n$/);
    const again = await typedJson(`split "${NEW_LOT}" --quantity 10 --as seller`);
    expect(again).toMatchObject({ code: 1, result: { error: "AmbiguousParcel", hint: expect.any(String) } });
    expect(await typed(`split ${id} --quantity 50 --as seller`)).toMatchObject({ code: 0, stderr: "" });
    expect(await typedJson(`split ${id} --quantity 5 --first-pack 5 --as seller`)).toMatchObject({
      code: 1,
      result: { error: "NotWholePacks" },
    });
  });

  it("behavior: takes the root alone", async () => {
    const root = `--packs-root ${spareTree.root}`;
    const line = `commission "${NEW_LOT}" --quantity 200 --expiry ${inDays(700)} ${root} --as maker`;
    expect(await typed(line)).toMatchObject({ code: 0 });
    expect(await parcelOf(NEW_LOT, 2)).toMatchObject({ packs: { first: 0, end: 20 } });
  });

  it("behavior: a regulator redates it", async () => {
    const { stdout } = await typed(`redate "${SPARE_LOT}" --expiry ${inDays(100)} --as officer`);
    expect(stdout).toMatch(new RegExp(`^redate 更改效期 → open · .* · expiring ${inDays(100)}\n$`));
    expect((await parcelOf(SPARE_LOT)).expiry).toBe(Date.parse(`${inDays(100)}T23:59:59Z`) / 1000);
  });

  it("error: InvalidInput for the pack list of another product", async () => {
    const other = PackTree.of({ gtin: "09521234543213", packs: ["A1"] });
    const path = await file("other.json", JSON.stringify(other));
    const line = `commission "${NEW_LOT}" --quantity 1 --expiry ${inDays(9)} --packs ${path} --as maker`;
    expect(await typedJson(line)).toMatchObject({
      code: 2,
      result: { error: "InvalidInput", details: { field: "packs", value: "09521234543213" } },
    });
  });

  it.each([
    ["MalformedPackList", "no JSON"],
    ["MalformedPackList", "[]"],
    ["WrongPackRoot", JSON.stringify({ ...spareTree.toJSON(), packs: ["X"] })],
  ])("error: %s", async (error, text) => {
    const line = `commission "${NEW_LOT}" --quantity 10 --packs ${await file("wrong.json", text)} --as maker`;
    expect(await typedJson(line)).toMatchObject({ code: 2, result: { error } });
  });
});

describe("dispense and undo", () => {
  it("default: by index", async () => {
    const { code, stdout } = await typed(
      `dispense "${SPARE_LOT}" --packs 3,7,9 --place "Pharmacy 药房" --as pharmacist`,
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(/^dispense 发放 → stored · .* · 30 units, Pharmacy 药房\n$/);
    const again = await typedJson(`dispense ${parcel.subject} --packs 7 --as pharmacist`);
    expect(again).toMatchObject({ code: 1, result: { error: "AlreadyDispensed", details: { pack: 7 } } });
  });

  it("behavior: by the first of some, and by a pack's code with the pack list", async () => {
    expect(await typed(`dispense "${SPARE_LOT}" --first-pack 4 --count 5 --as pharmacist`)).toMatchObject({ code: 0 });
    expect(await typed(`dispense "${SPARE_LOT}" --first-pack 0 --as pharmacist`)).toMatchObject({ code: 0 });
    expect((await parcelOf(SPARE_LOT)).quantity).toBe(140n);
    const line = `dispense "${SPARE_LOT}(21)B0012" --tree ${list("spare")} --as pharmacist`;
    expect(await typed(line)).toMatchObject({ code: 0, stderr: "" });
    expect(await typedJson(line)).toMatchObject({
      code: 1,
      result: { error: "AlreadyDispensed", details: { pack: 11 } },
    });
  });

  it("behavior: is taken back, the last one or the one that a head names", async () => {
    const first = await typedJson(`dispense "${SPARE_LOT}" --packs 0 --as pharmacist`);
    expect(first.code).toBe(0);
    const { entries } = await demo.m.history(parcel.subject);
    const head = entries.at(-1)?.head;
    await typed(`dispense "${SPARE_LOT}" --packs 1 --as pharmacist`);
    expect(await typed(`undo "${SPARE_LOT}" --head ${head} --as pharmacist`)).toMatchObject({ code: 0, stderr: "" });
    expect((await typed(`undo "${SPARE_LOT}" --as pharmacist`)).stdout).toMatch(
      /^undo 撤销发放 → stored · .* · 10 units\n$/,
    );
    expect((await parcelOf(SPARE_LOT)).quantity).toBe(200n);
    expect(await typedJson(`undo "${SPARE_LOT}" --as pharmacist`)).toMatchObject({
      code: 1,
      result: { error: "AlreadyUndone" },
    });
  });

  it.each([
    ["Serialised", `dispense "${SPARE_LOT}" --quantity 5`],
    ["NoSuchParcel", `dispense "${SPARE_LOT}" --packs 20`],
    ["Expired", `dispense "${OLD_LOT}" --quantity 1`],
    ["NoSuchParcel", `dispense "${NEW_LOT}" --quantity 1`],
  ])("error: %s", async (error, line) => {
    expect(await typedJson(`${line} --as pharmacist`)).toMatchObject({ code: 1, result: { error } });
  });

  it.each([
    ["InvalidInput", `dispense "${SPARE_LOT}" --count 5`],
    ["InvalidInput", `dispense "${SPARE_LOT}(21)B0012"`],
    ["WrongUsage", `dispense "${SPARE_LOT}" --packs 1 --first-pack 2`],
  ])("error: %s, for what is missing or too much: %s", async (error, line) => {
    expect(await typedJson(`${line} --as pharmacist`)).toMatchObject({ code: 2, result: { error } });
  });

  it("error: PackOutOfRange for a parcel that has no such pack", async () => {
    const { subject } = parcel;
    expect(await typedJson(`dispense ${subject} --packs 20 --as pharmacist`)).toMatchObject({
      code: 1,
      result: { error: "PackOutOfRange", details: { parcel: subject, pack: 20, first: 0, end: 20 } },
    });
  });

  it("error: UnknownUnit for a code that is not in the pack list", async () => {
    const line = `dispense "${SPARE_LOT}(21)X" --tree ${list("spare")} --as pharmacist`;
    expect(await typedJson(line)).toMatchObject({ code: 2, result: { error: "UnknownUnit" } });
  });
});

describe("packs", () => {
  it("default: makes what `commission` and `scan` take", async () => {
    const serials = await file("serials.txt", "\ufeffS1\r\nS2\r\n\r\nS3,\r\n");
    const cases = await file("cases.csv", `0,2,${caseCode(7)}\n2,1,(01)${GTIN}(21)C,1\n`);
    const { code, stdout } = await typed(`packs make ${serials} --gtin ${GTIN} --cases ${cases}`);
    const tree = PackTree.of({
      gtin: GTIN,
      packs: ["S1", "S2", "S3,"],
      cases: [
        { code: caseCode(7), first: 0, count: 2 },
        { code: `(01)${GTIN}(21)C,1`, first: 2, count: 1 },
      ],
    });
    expect({ code, list: JSON.parse(stdout) }).toEqual({ code: 0, list: JSON.parse(JSON.stringify(tree)) });
    expect((await typed(`packs make ${serials} --gtin ${GTIN} --cases ${cases} --json`)).stdout).toBe(stdout);

    const made = await file("made.json", stdout);
    const proof = await typedJson(`packs prove ${made} "(01)${GTIN}(17)270101(21)S2"`);
    expect(proof).toEqual({ code: 0, result: tree.prove(`(01)${GTIN}(21)S2`) });
  });

  it.each([
    ["DuplicateUnitCode", "S1\nS1\n", ""],
    ["NoPacks", "\n", ""],
    ["MalformedSerial", "S 1\n", ""],
    ["InvalidInput", "S1\n", "0;1;C1\n"],
    ["InvalidCaseRange", "S1\n", `0,2,(01)${GTIN}(21)C1\n`],
    ["InvalidSscc", "S1\n", "0,1,(00)095212345000000000\n"],
  ])("error: %s", async (error, serials, cases) => {
    const line = `packs make ${await file("s.txt", serials)} --gtin ${GTIN} --cases ${await file("c.csv", cases)}`;
    expect(await typedJson(line)).toMatchObject({ code: 2, result: { error, details: { rule: expect.any(String) } } });
  });

  it("error: UnknownUnit, FileUnusable, and wrong usage", async () => {
    expect(await typedJson(`packs prove ${list("spare")} "(01)${GTIN}(21)X"`)).toMatchObject({
      code: 2,
      result: { error: "UnknownUnit" },
    });
    expect(await typedJson(`packs make ${list("none")} --gtin ${GTIN}`)).toMatchObject({
      code: 3,
      result: { error: "FileUnusable", details: { reason: "ENOENT" } },
    });
    for (const line of ["packs", `packs make ${list("spare")}`, `packs prove ${list("spare")}`]) {
      expect((await typed(line)).code).toBe(2);
    }
  });
});

describe("scan", () => {
  const pack = (serial: string) => `"${SPARE_LOT}(21)${serial}"`;

  it("default: genuine, by the pack list and by a proof", async () => {
    const byTree = await typed(`scan ${pack("B0004")} --tree ${list("spare")}`);
    expect(byTree).toMatchObject({ code: 0, stderr: "" });
    expect(byTree.stdout).toMatch(/^genuine 正品 · pack 3 · as of block \d+, \d{4}-\d\d-\d\d \d\d:\d\d\n$/);
    const { stdout } = await typed(`packs prove ${list("spare")} ${pack("B0004")}`);
    const proof = await file("proof.json", stdout);
    expect(await typedJson(`scan ${pack("B0004")} --proof ${proof}`)).toMatchObject({
      code: 0,
      result: { verdict: "genuine", reasons: [], packs: { first: 3, count: 1 } },
    });
    expect(await typed(`scan ${pack("B0005")} --proof ${proof}`)).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/^unknown 无法确认 · .*\n {2}its manufacturer committed to no such code\n$/),
    });
  });

  it("behavior: says who dispensed it, and when", async () => {
    await demo.as("pharmacist").dispense({ code: SPARE_LOT, packs: [3, 4] });
    const { code, stdout } = await typed(`scan ${pack("B0004")} --tree ${list("spare")}`);
    const { member } = (await demo.m.history(parcel.subject)).entries.at(-1) ?? {};
    expect(code).toBe(1);
    expect(stdout).toMatch(/^dispensed 已发放 · pack 3 · /);
    const who = `by member ${member} of Demo Hospital, from parcel ${parcel.subject}`;
    expect(stdout).toMatch(new RegExp(`\n {2}pack 3 dispensed 已发放 on \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d ${who}\n$`));
  });

  it("behavior: a case, with what was dispensed of it, and its batch's recall", async () => {
    const line = `scan "${caseCode(3)}" --batch "${VACCINE_LOT}" --tree ${list("vaccine")}`;
    const { code, stdout } = await typed(line);
    const [head, ...reasons] = stdout.trimEnd().split("\n");
    expect(code).toBe(1);
    expect(head).toMatch(/^dispensed 已发放 · packs 40–59 · /);
    expect(reasons[0]).toMatch(/^ {2}packs 50–52 dispensed 已发放 on .* of Demo Second Hospital, from parcel 0x/);
    expect(reasons[1]).toMatch(/^ {2}its batch is recalled 召回 by Demo Manufacturer on .*: first level, send back$/);
    expect(reasons).toHaveLength(2);
  });

  it("behavior: another date on the label, a batch without codes, and one that is not there", async () => {
    const label = `"(01)${GTIN}(17)270101(10)V-2026-02(21)B0004"`;
    for (const [code, text] of [
      [label, `its label says that it expires 2027-01-01, the ledger ${day(parcel.expiry)}`],
      [`"${OLD_LOT}(21)B0004"`, "the packs of its batch have no codes on the ledger"],
      [`"${NEW_LOT}(21)B0004"`, "the ledger has no batch of this product and lot"],
    ] as const) {
      const finished = await typed(`scan ${code} --tree ${list("spare")}`);
      expect(finished).toMatchObject({ code: 1, stderr: "" });
      expect(finished.stdout).toMatch(/^unknown 无法确认 · /);
      expect(finished.stdout).toContain(`\n  ${text}\n`);
    }
  });

  it.each([
    ["MissingSerial", `"${SPARE_LOT}" --tree spare`],
    ["MissingLot", `"(01)${GTIN}(21)B0004" --tree spare`],
    ["InvalidInput", `"${SPARE_LOT}(21)B0004"`],
    ["InvalidInput", `"${caseCode(3)}" --tree vaccine`],
    ["InvalidInput", `"${SPARE_LOT}(21)B0004" --proof list`],
    ["InvalidInput", `"${SPARE_LOT}(21)B0004" --proof text`],
    ["MalformedPackList", `"${SPARE_LOT}(21)B0004" --tree list`],
    ["WrongUsage", `"${SPARE_LOT}(21)B0004" --tree spare --proof list`],
  ])("error: %s for %s", async (error, line) => {
    await file("list.json", "[]");
    await file("text.json", "a proof");
    const placed = line.replace(/(--tree|--proof) (\w+)/g, (_, option, name) => `${option} ${list(name)}`);
    expect(await typedJson(`scan ${placed} --rpc http://127.0.0.1:1`)).toMatchObject({ code: 2, result: { error } });
  });
});

describe("a recall of a lot", () => {
  it("default: is raised, reaches what there is of it, and is lifted", async () => {
    await demo.as("pharmacist").dispense({ code: SPARE_LOT, packs: [0], place: "Pharmacy 药房" });
    const raised = await typed(`recall "${SPARE_LOT}" --level second --instruction stop --as recaller`);
    expect(raised.stdout).toMatch(/^recall 召回 → open · .* · second level, stop\n$/);
    const before = await typed(`impact "${SPARE_LOT}"`);
    expect(before).toMatchObject({ code: 0, stderr: "" });
    expect(before.stdout).toMatch(/^second level 二级召回 · stop · raised by Demo Manufacturer on /);
    expect(before.stdout).toMatch(
      /^ {2}notice 通知 +in time: 0 minutes after the decision, of 3 days that the rules give$/m,
    );
    expect(before.stdout).toMatch(/^ {2}held 库存 +190 units$/m);
    expect(before.stdout).toMatch(/^ {2}dispensed 已发放 +10 units$/m);
    expect(before.stdout).toMatch(/^ {2}not acknowledged 未确认 +Demo Hospital$/m);
    expect(before.stdout).toMatch(
      new RegExp(`^ {2}Demo Hospital +Pharmacy 药房 +stored +190 units +10, last .* +no +${parcel.subject}$`, "m"),
    );

    expect(await typed(`acknowledge "${SPARE_LOT}" --as keeper`)).toMatchObject({ code: 0, stderr: "" });
    const after = await typedJson(`impact "${SPARE_LOT}"`);
    expect(after).toMatchObject({
      code: 0,
      result: {
        level: "second",
        instruction: "stop",
        totals: { held: "190", dispensed: "10" },
        unacknowledged: [],
        holdings: [{ subject: parcel.subject, acknowledged: { by: 1, after: expect.any(Number) } }],
      },
    });
    const report = `--details 0x${"5d".repeat(32)}`;
    expect(await typed(`lift "${SPARE_LOT}" ${report} --as recaller`)).toMatchObject({ code: 0, stderr: "" });
    expect(await typedJson(`impact "${SPARE_LOT}"`)).toMatchObject({ code: 1, result: { error: "NotRecalled" } });
  });

  it("behavior: who sent it back has acknowledged it all the same", async () => {
    const { stdout } = await typed(`impact "${VACCINE_LOT}"`);
    expect(stdout).toMatch(/^ {2}not acknowledged 未确认 +none$/m);
    expect(stdout).toMatch(/^ {2}notice 通知 +in time: 6 hours after the decision, of 1 day that the rules give$/m);
    expect(stdout).toMatch(
      /^ {2}Demo Second Hospital +Vaccination room 接种室 +disposed +270 units +30, last .* +after 2 days +0x/m,
    );
  });

  it("error: UnknownSubject", async () => {
    expect(await typedJson(`impact "${NEW_LOT}"`)).toMatchObject({ code: 1, result: { error: "UnknownSubject" } });
    expect(await typedJson("impact nothing")).toMatchObject({ code: 2, result: { error: "UnknownCodeForm" } });
  });
});

describe("forward", () => {
  it("default", async () => {
    const { code, stdout } = await typed(`forward "${VACCINE_LOT}"`);
    const assets = await demo.m.forward(VACCINE_LOT);
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${assets.join("\n")}\n` });
    expect(assets).toHaveLength(3);
    expect(await typedJson(`forward "${VACCINE_LOT}"`)).toMatchObject({ code: 0, result: { assets } });
  });

  it("behavior: is a no where nothing comes from it", async () => {
    expect(await typed(`forward "${NEW_LOT}"`)).toMatchObject({ code: 1, stdout: "nothing comes from it\n" });
  });
});

describe("monitor", () => {
  it("default: keeps the extremes of a logger's readings, and quarantines what was too warm", async () => {
    const now = (await demo.m.connection.provider.getBlock("latest"))?.timestamp ?? 0;
    const at = (hours: number) => new Date((now - hours * 3600) * 1000).toISOString();
    const text = `time,celsius\n${at(3)},4.51\n${now - 7200}, 8.25\n"${at(1)}",3.9\n\n`;
    const line = `monitor "${SPARE_LOT}" --readings ${await file("readings.csv", text)} --as keeper`;
    const { code, stdout } = await typed(line);
    expect(code).toBe(0);
    expect(stdout).toMatch(/ · 3\.9 to 8\.3 °C since \d{4}-\d\d-\d\dT\d\d:\d\d\n$/);
    expect((await typed(`check ${parcel.subject}`)).stdout).toContain("\n  quarantined 隔离\n");
  });

  it.each([
    ["readings", "time;celsius\n2026-01-01T08:00Z;4\n"],
    ["readings", "2026-01-01T08:00Z,4\n2026-01-01T09:00Z,warm\n"],
    ["readings", "time,celsius\n"],
  ])("error: InvalidInput for %s %j", async (field, text) => {
    const line = `monitor "${SPARE_LOT}" --readings ${await file("wrong.csv", text)} --as keeper`;
    expect(await typedJson(line)).toMatchObject({ code: 2, result: { error: "InvalidInput", details: { field } } });
  });

  it.each([
    ["lowest", ""],
    ["lowest", "--highest 8"],
    ["highest", "--lowest 2"],
  ])("error: InvalidInput for the missing %s", async (field, given) => {
    const line = `monitor "${SPARE_LOT}" ${given} --as keeper`;
    expect(await typedJson(line)).toMatchObject({ code: 2, result: { error: "InvalidInput", details: { field } } });
  });
});

describe("a product that nobody on the ledger makes", () => {
  const OTHER = "09521000000018";
  const units = `--quantity 40 --expiry ${inDays(200)}`;

  beforeEach(async () => {
    const registered = "--registered-from 2020-01-01 --registered-until 2040-01-01 --as officer";
    const drug = '--name "saline 生理盐水" --kind drug --risk-class 1 --tracking lot --units-per-pack 4';
    await typed(`register ${OTHER} ${drug} ${registered}`);
    expect((await demo.m.history(OTHER)).entries).toHaveLength(1);
  });

  it("default: its first acceptance declares the lot", async () => {
    for (const line of [
      `apply ${OTHER} --quantity 100 --reference 2026-090 --as applicant`,
      "approve 2026-090 --as approver",
      "order 2026-090 --as buyer",
    ]) {
      expect(await typed(line)).toMatchObject({ code: 0, stderr: "" });
    }
    const accepted = await typed(`accept 2026-090 "(01)${OTHER}(10)L-1" ${units} --made-at 2026-01-01 --as inspector`);
    expect(accepted.stdout).toMatch(/^accept 验收 → stored · .* · parcel 0x[0-9a-f]{64}\n$/);
    expect(await parcelOf(`(01)${OTHER}(10)L-1`)).toMatchObject({ quantity: 40n, state: "stored" });
    // Without a lot, the parcel that expires first is taken.
    expect(await typed(`dispense ${OTHER} --quantity 3 --as pharmacist`)).toMatchObject({ code: 0, stderr: "" });
    const tooMany = await typedJson(`dispense ${OTHER} --quantity 38 --as pharmacist`);
    expect(tooMany).toMatchObject({ code: 1, result: { error: "NotEnoughUsable" } });
    const counted = await typed(`stocktake "(01)${OTHER}(10)L-1" --counted 36 --as keeper`);
    expect(counted.stdout).toMatch(/ · counted 36\n$/);
  });

  it("behavior: what was donated is enrolled, and confirmed by another", async () => {
    const line = `enrol "(01)${OTHER}(10)L-2" --basis donated ${units} --as inspector`;
    expect(await typedJson(line)).toMatchObject({
      code: 1,
      result: { error: "DayOfManufactureMissing", details: { basis: "donated" } },
    });
    const enrolled = await typed(`${line} --made-at 2026-01-05`);
    expect(enrolled.stdout).toMatch(
      /^enrol 登记 → inspected · .* · donated, made 2026-01-05 · parcel 0x[0-9a-f]{64}\n$/,
    );
    expect(await typed(`confirm "(01)${OTHER}(10)L-2" --as witness`)).toMatchObject({ code: 0, stderr: "" });
    const missing = await typedJson(`enrol "(01)${OTHER}(10)L-3" --basis donated --as inspector`);
    expect(missing).toMatchObject({ code: 2, result: { error: "InvalidInput", details: { field: "quantity" } } });
  });

  it("behavior: a delivery that is not on the ledger is refused by quantity", async () => {
    for (const line of [
      `apply ${OTHER} --quantity 100 --reference 2026-091 --as applicant`,
      "approve 2026-091 --as approver",
      "order 2026-091 --supplier 2 --as buyer",
      "ship 2026-091 --of 1 --quantity 60 --as seller",
      "refuse 2026-091 --quantity 60 --reason damaged --as inspector",
    ]) {
      expect({ line, ...(await typed(line)) }).toMatchObject({ code: 0, stderr: "" });
    }
  });
});

describe("trace", () => {
  it("default: of a parcel, by its id, with what it was split from, its batch and its product", async () => {
    const { subject } = await parcelOf(VACCINE_LOT, 5);
    const { code, stdout } = await typed(`trace ${subject}`);
    expect(code).toBe(0);
    expect(stdout.startsWith(`${subject} · influenza vaccine 流感疫苗\n`)).toBe(true);
    for (const said of ["投产登记 commission", "拆分 split", "发放 dispense", "召回 recall", "处置 dispose"]) {
      expect(stdout).toContain(said);
    }
    // What it was split from is told apart from its own; what befell that afterwards is not its life.
    expect(stdout).toMatch(/入库 store → stored · Demo Hospital, .* · of 0x[0-9a-f]{8}…$/m);
    expect(stdout).not.toContain("撤销发放 undo");
    expect(stdout).toMatch(/处置 dispose → disposed · Demo Second Hospital, member \d+ · medical waste$/m);
    expect(stdout).toMatch(/^level +intact$/m);
    expect(await typedJson(`verify ${subject}`)).toMatchObject({
      code: 0,
      result: { level: "anchored", problems: [] },
    });
  });
});
