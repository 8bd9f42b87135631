import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { accounts, type Person } from "../../scripts/demo/accounts.ts";
import { PUMP as OLD_PUMP, SPARE_PUMP as PUMP } from "../../scripts/demo/life.ts";
import { type Entry, type Hex, requisitionId } from "../../src/index.ts";
import { consentOf } from "../support/consents.ts";
import { medtrace, medtraceJson } from "./medtrace.ts";
import { type Demo, startDemo } from "./support/demo.ts";
import { typed, typedJson } from "./support/typed.ts";

let demo: Demo;
let snapshot: unknown;

beforeAll(async () => {
  demo = await startDemo();
});

afterAll(async () => {
  await demo?.close();
});

const request = (method: string, params: unknown[] = []) => demo.ledger.connection.provider.request({ method, params });

beforeEach(async () => {
  snapshot = await request("evm_snapshot");
});

afterEach(async () => {
  await request("evm_revert", [snapshot]);
});

const lastEntry = async (target: string): Promise<Entry & { head: Hex }> => {
  const entry = (await demo.m.history(target)).entries.at(-1);
  if (entry === undefined) throw new Error(`no entry of ${target}`);
  return entry;
};

describe("a write", () => {
  it("default", async () => {
    const { code, stdout, stderr } = await typed(`use "${PUMP}" --place ICU-3 --as nurse`);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const { member, block } = await lastEntry(PUMP);
    const said = `use 使用 → in use · member ${member} of Demo Hospital · block ${block} · gas `;
    expect(stdout.startsWith(said)).toBe(true);
    expect(stdout.slice(said.length)).toMatch(/^\d{2},\d{3} · ICU-3\n$/);
  });

  it("behavior: prints the mined entry with --json", async () => {
    const { code, result } = await typedJson(`use "${PUMP}" --place ICU-3 --as nurse`);
    const { head: _head, ...entry } = await lastEntry(PUMP);
    expect(code).toBe(0);
    expect(result).toMatchObject({ ...JSON.parse(JSON.stringify({ ...entry, quantity: String(entry.quantity) })) });
    expect(Number(result.gasUsed)).toBeGreaterThan(21_000);
    expect(result.entries).toHaveLength(1);
  });

  it("behavior: says the numbers that an administrator's write gave out", async () => {
    const account = accounts.stranger.address;
    const consent = join(demo.folder, "stranger.json");
    await writeFile(consent, JSON.stringify(await consentOf(demo.m, accounts.stranger, 1)));
    const added = await typed(`add-member ${consent} --duties use,keep --as hospitalAdministrator`);
    const member = await demo.m.member(account);
    expect(member?.duties).toEqual(["use", "keep"]);
    expect(added.stdout).toMatch(new RegExp(`^add-member · member ${member?.member} · block \\d+ · gas [\\d,]+\\n$`));
    const json = await typedJson(
      `set-duties ${member?.member} --duties use --duties keep,release --as hospitalAdministrator`,
    );
    expect(json).toMatchObject({ code: 0, result: { entries: [], block: expect.any(Number) } });
    expect((await demo.m.member(account))?.duties).toEqual(["use", "keep", "release"]);
  });

  it("behavior: takes what every entry may say of itself", async () => {
    const { head } = await lastEntry(PUMP);
    const details = `0x${"AB".repeat(32)}`;
    const claim = `--details ${details} --occurred-at 2026-01-02T03:04:05Z --expected ${head}`;
    const { provider } = demo.m.connection;
    const now = (await provider.getBlock("latest"))?.timestamp ?? 0;
    const occurredAt = now - 3600;
    const moment = new Date(occurredAt * 1000).toISOString();
    const told = await typed(`store "${PUMP}" ${claim.replace("2026-01-02T03:04:05Z", moment)} --as keeper`);
    expect(told).toMatchObject({ code: 0, stderr: "" });
    expect(await lastEntry(PUMP)).toMatchObject({ details: details.toLowerCase(), occurredAt, value: 0 });

    const moved = await typedJson(`store "${PUMP}" --expected ${head} --as keeper`);
    expect(moved).toMatchObject({ code: 1, result: { error: "HeadMoved" } });
  });

  it("behavior: takes a requisition by its reference, by its id, and by another organisation's reference", async () => {
    const item = `(01)09521234543213(21)P-0003`;
    const id = requisitionId(1, "2026-032");
    for (const line of [
      `apply 09521234543213 --quantity 2 --reference 2026-032 --as applicant`,
      `approve ${id} --as approver`,
      `order 2026-032 --supplier 2 --as buyer`,
      `enrol "${item}" --as maker`,
    ]) {
      expect(await typed(line)).toMatchObject({ code: 0, stderr: "" });
    }
    const own = await typedJson(`ship 2026-032 "${item}" --as seller`);
    expect(own).toMatchObject({ code: 1, result: { error: "UnknownSubject" } });
    const shipped = await typedJson(`ship 2026-032 "${item}" --of 1 --as seller`);
    expect(shipped).toMatchObject({ code: 0, result: { action: "ship", kind: "asset", state: "inTransit" } });
    const [requisition, asset] = [await lastEntry(id), await lastEntry(item)];
    const heads = `--expected ${requisition.head} --expected-asset ${asset.head}`;
    const stale = heads.replace(asset.head, `0x${"11".repeat(27)}`);
    expect(await typedJson(`accept 2026-032 "${item}" ${stale} --as inspector`)).toMatchObject({
      code: 1,
      result: { error: "HeadMoved" },
    });
    expect(await typed(`accept 2026-032 "${item}" ${heads} --as inspector`)).toMatchObject({ code: 0 });
  });

  it("behavior: sets a policy and reads it back", async () => {
    const rules = "--rule buy,device,3,2,outside --rule scrap,device,2,3";
    await typed(`set-policy ${rules} --outside-approver 4 --urgent --as hospitalAdministrator`);
    expect(await demo.m.policy(1)).toMatchObject({
      rules: [
        { purpose: "buy", kind: "device", riskClass: 3, approvals: 2, outside: true },
        { purpose: "scrap", kind: "device", riskClass: 2, approvals: 3, outside: false },
      ],
      outsideApprover: 4,
      urgent: true,
    });
    const urgent = await typed("apply 09521234543213 --quantity 1 --reference U-1 --urgent --as applicant");
    expect(urgent.stdout).toMatch(/ · urgent\n$/);
  });
});

describe("a refusal", () => {
  it("default", async () => {
    const block = await demo.block();
    const { code, stdout, stderr } = await typed(`use "${OLD_PUMP}" --as nurse`);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/^WrongState: use is not possible while the asset is disposed\.\n/);
    expect(await demo.block()).toBe(block);
  });

  it("behavior: is one JSON object with --json", async () => {
    await typed("apply 09521234543213 --quantity 1 --reference 2026-032 --as applicant");
    const { code, result } = await typedJson("approve 2026-032 --as applicant");
    expect(code).toBe(1);
    expect(result).toMatchObject({ error: "OwnRequisition", message: expect.stringContaining("approve") });
  });

  const refused: readonly (readonly [string, string, Person])[] = [
    ["UnknownAccount", `use "${PUMP}"`, "stranger"],
    ["DutyMissing", `use "${PUMP}"`, "keeper"],
    ["WrongOrganisation", `use "${PUMP}"`, "secondNurse"],
    ["NotQuarantined", `release "${PUMP}"`, "head"],
    ["NotRecalled", `acknowledge "${PUMP}"`, "keeper"],
  ];

  it.each(refused)("error: %s", async (error, line, person) => {
    expect(await typedJson(`${line} --as ${person}`)).toMatchObject({ code: 1, result: { error } });
  });
});

describe("a dry run", () => {
  it("default", async () => {
    const block = await demo.block();
    const { code, stdout, stderr } = await typed(`use "${PUMP}" --place ICU-3 --as nurse --dry-run`);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^the ledger would take it · gas \d{2},\d{3} · nothing was sent\n$/);
    expect(await demo.block()).toBe(block);
  });

  it("behavior: prints the gas with --json, and needs no password", async () => {
    const block = await demo.block();
    delete process.env.MEDTRACE_PASSWORD;
    const json = await typedJson(`use "${PUMP}" --as nurse --dry-run`).finally(() =>
      Object.assign(process.env, demo.env),
    );
    expect(json).toEqual({ code: 0, result: { dryRun: true, gas: expect.stringMatching(/^\d{5}$/) } });
    expect(await demo.block()).toBe(block);
  });

  it("error: what the ledger refuses", async () => {
    const block = await demo.block();
    const json = await typedJson(`use "${OLD_PUMP}" --as nurse --dry-run`);
    expect(json).toMatchObject({ code: 1, result: { error: "WrongState" } });
    expect(await demo.block()).toBe(block);
  });
});

describe("who signs", () => {
  const line = ["move", PUMP, "--place", "Ward 7"];

  it("behavior: as a process, with the name from MEDTRACE_AS", async () => {
    const { code, stderr, stdout } = await medtrace(line, { ...demo.env, MEDTRACE_AS: "keeper" });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^move 转移 → in use · .* · Ward 7\n$/);
    const given = await medtraceJson([...line, "--as", "nurse"], { ...demo.env, MEDTRACE_AS: "keeper" });
    expect(given).toMatchObject({ code: 1, result: { error: "DutyMissing" } });
  });

  it("behavior: with the password from a file rather than from MEDTRACE_PASSWORD", async () => {
    const [right, wrong] = [join(demo.folder, "right"), join(demo.folder, "wrong")];
    await writeFile(right, "demo\n");
    await writeFile(wrong, "other\n");
    const { MEDTRACE_PASSWORD: _password, ...env } = demo.env;
    const as = [...line, "--as", "keeper", "--password-file"];
    expect(await medtrace([...as, right], env)).toMatchObject({ code: 0, stderr: "" });
    expect(await medtraceJson([...as, wrong], demo.env)).toMatchObject({
      code: 1,
      result: { error: "WrongPassword", hint: expect.any(String) },
    });
  });

  it("behavior: with the keystore from --keystore rather than from MEDTRACE_KEYSTORE", async () => {
    const { MEDTRACE_KEYSTORE = "", ...env } = demo.env;
    const elsewhere = { ...env, MEDTRACE_KEYSTORE: join(demo.folder, "nowhere") };
    const as = [...line, "--as", "keeper", "--dry-run"];
    expect(await medtrace([...as, "--keystore", MEDTRACE_KEYSTORE], elsewhere)).toMatchObject({ code: 0 });
    expect(await medtraceJson(as, elsewhere)).toMatchObject({ code: 1, result: { error: "KeystoreNotFound" } });
  });

  it("behavior: is asked for where nothing else has the password", async () => {
    delete process.env.MEDTRACE_PASSWORD;
    try {
      const typedLine = `move "${PUMP}" --place "Ward 7" --as keeper`;
      expect(await typed(typedLine, ["demo"])).toMatchObject({ code: 0, stderr: "" });
      expect(await typed(typedLine, [""])).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/^PasswordRequired: /),
      });
      const nobody = await typedJson(typedLine);
      expect(nobody).toMatchObject({ code: 1, result: { error: "PasswordRequired", hint: expect.any(String) } });
    } finally {
      Object.assign(process.env, demo.env);
    }
  });

  it("error: WrongPassword, which is nowhere shown", async () => {
    process.env.MEDTRACE_PASSWORD = "hunter2";
    const block = await demo.block();
    const finished = await typed(`move "${PUMP}" --place "Ward 7" --as keeper`);
    Object.assign(process.env, demo.env);
    expect(finished).toMatchObject({
      code: 1,
      stdout: "",
      stderr: expect.stringMatching(/^WrongPassword: .*keeper\.json/),
    });
    expect(finished.stderr).not.toContain("hunter2");
    expect(await demo.block()).toBe(block);
  });

  it("error: KeystoreNotFound, InvalidKeystore, and a name that is none", async () => {
    const at = `move "${PUMP}" --place "Ward 7" --as`;
    expect(await typedJson(`${at} nobody`)).toMatchObject({
      code: 1,
      result: { error: "KeystoreNotFound", details: { name: "nobody" }, hint: expect.stringContaining("keys list") },
    });
    await writeFile(join(demo.env.MEDTRACE_KEYSTORE ?? "", "broken.json"), "{}");
    expect(await typedJson(`${at} broken`)).toMatchObject({ code: 1, result: { error: "InvalidKeystore" } });
    expect(await typedJson(`${at} ../keeper`)).toMatchObject({
      code: 2,
      result: { error: "InvalidInput", details: { field: "name", value: "../keeper" } },
    });
  });

  it("behavior: without --as, it is wrong usage", async () => {
    const { code, result } = await typedJson(`move "${PUMP}" --place "Ward 7"`);
    expect(code).toBe(2);
    expect(result).toMatchObject({ error: "WrongUsage", message: expect.stringContaining("--as") });
  });

  it("behavior: no option takes a password", async () => {
    expect(await typedJson(`move "${PUMP}" --place "Ward 7" --as keeper --password demo`)).toMatchObject({ code: 2 });
  });
});

describe("a value that is wrong", () => {
  const item = `"${PUMP}"`;
  const wrong = [
    ["code", `use "(01)09521234543214(21)P-0002"`, "WrongCheckDigit"],
    ["code", "use 09521234543213", "MissingSerial"],
    ["code", `calibrate "(01)09521234543251(10)V-2026-02" --result failed`, "MissingSerial"],
    ["code", "enrol 09521234543213", "MissingSerial"],
    ["code", "accept 2026-032 09521234543213", "MissingSerial"],
    ["code", `commission "(01)09521234543251(21)A1" --quantity 10`, "MissingLot"],
    ["code", "redate 09521234543251 --expiry 2027-01-01", "MissingLot"],
    ["expiry", `redate "(01)09521234543251(10)V-1" --expiry 2027-02-30`, "InvalidInput"],
    ["packsRoot", `commission "(01)09521234543251(10)V-1" --quantity 10 --packs-root 0x12`, "InvalidInput"],
    ["packs", `dispense "(01)09521234543251(10)V-1" --packs 1,two`, "InvalidInput"],
    ["firstPack", `split "(01)09521234543251(10)V-1" --quantity 10 --first-pack 1048576`, "InvalidInput"],
    ["head", `undo "(01)09521234543251(10)V-1" --head 0x12`, "InvalidInput"],
    ["tracking", "register 09521000000018 --tracking weight", "InvalidInput"],
    ["unitsPerPack", "register 09521000000018 --units-per-pack 0", "InvalidInput"],
    ["place", `use ${item} --place "${"室".repeat(33)}"`, "InvalidInput"],
    ["means", `dispose ${item} --means medicalWaste`, "InvalidInput"],
    ["terms", `offer ${item} --to 5 --terms returned --until 2026-12-01`, "InvalidInput"],
    ["to", `offer ${item} --to 0 --terms loan --until 2026-12-01`, "InvalidInput"],
    ["to", `send-back ${item} --to second --until 2026-12-01`, "InvalidInput"],
    ["until", `offer ${item} --to 5 --terms loan --until 2026-02-30`, "InvalidInput"],
    ["until", `offer ${item} --to 5 --terms loan --until tomorrow`, "InvalidInput"],
    ["occurredAt", `use ${item} --occurred-at 2026`, "InvalidInput"],
    ["details", `use ${item} --details 0x12`, "InvalidInput"],
    ["expected", `use ${item} --expected 0x${"00".repeat(32)}`, "InvalidInput"],
    ["counted", `stocktake ${item} --counted 1.5`, "InvalidInput"],
    ["figure", `note ${item} --remark other --figure 1.5`, "InvalidInput"],
    ["lowest", `monitor ${item} --lowest -4.25 --highest 8`, "InvalidInput"],
    ["highest", `monitor ${item} --lowest -4.2 --highest warm`, "InvalidInput"],
    ["quantity", "apply 09521234543213 --quantity 0 --reference R-1", "InvalidInput"],
    ["quantity", "apply 09521234543213 --quantity 1e3 --reference R-1", "InvalidInput"],
    ["riskClass", "register 09521000000018 --risk-class 4", "InvalidInput"],
    ["duties", `set-duties 12 --duties use,everything`, "InvalidInput"],
    ["account", "transfer-council 0x12", "InvalidInput"],
    ["name", `register 09521000000018 --name "${"n".repeat(97)}"`, "InvalidInput"],
    ["name", `name-place "${"n".repeat(97)}"`, "InvalidInput"],
    ["rule", "set-floor --rule buy,device,4,1", "InvalidInput"],
    ["rules", "set-floor --rule buy,device,3,2 --rule buy,device,3,3", "InvalidInput"],
    ["paused", "set-pause yes", "InvalidInput"],
    ["status", "set-member-status 12 replaced", "InvalidInput"],
    ["head", `correct ${item} --head 0x00`, "InvalidInput"],
  ] as const;

  it.each(wrong)("error: %s in %s: %s", async (field, line, error) => {
    // Nothing is asked of a chain, and no key is looked for.
    const { code, result } = await typedJson(`${line} --as nobody --rpc http://127.0.0.1:1`);
    expect({ code, error: result.error }).toEqual({ code: 2, error });
    expect(result).toMatchObject({ message: expect.any(String), details: { rule: expect.any(String) } });
    if (error === "InvalidInput") expect(result.details).toMatchObject({ field, value: expect.anything() });
  });

  const usage = [
    ["a missing option", `dispose ${item}`],
    ["a missing argument", "use"],
    ["an argument too many", `use ${item} ICU-3`],
    ["an option of another verb", `use ${item} --means sold`],
    ["a quantity beside packs", `dispense ${item} --quantity 2 --packs 1,2`],
    ["packs beside their root", `commission ${item} --quantity 2 --packs p.json --packs-root 0x${"00".repeat(32)}`],
    ["readings beside their extremes", `monitor ${item} --readings r.csv --lowest 2`],
    ["two that exclude each other", `correct ${item} --head 0x${"00".repeat(27)} --place A --value 1`],
    ["no command of keys", "keys"],
  ] as const;

  it.each(usage)("behavior: is wrong usage: %s", async (_, line) => {
    const { code, stdout, stderr } = await typed(`${line} --as nobody`);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).not.toBe("");
  });
});
