import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { SPARE_PUMP as PUMP } from "../../scripts/demo/life.ts";
import { type Hex, itemId, parseCode } from "../../src/index.ts";
import { type Demo, startDemo } from "./support/demo.ts";
import { typed, typedJson } from "./support/typed.ts";

const GTIN = "09521234543213";
const VACCINE = "09521234543251";
const NEW_PUMP = `(01)${GTIN}(21)P-0003`;
const DAY = 86_400;

let demo: Demo;
let snapshot: unknown;

beforeAll(async () => {
  demo = await startDemo();
});
afterAll(() => demo?.close());

const request = (method: string, params: unknown[] = []) => demo.ledger.connection.provider.request({ method, params });

beforeEach(async () => {
  snapshot = await request("evm_snapshot");
});
afterEach(async () => {
  await request("evm_revert", [snapshot]);
});

const later = () => Math.floor(Date.now() / 1000) + 10 * DAY;
const headOf = async (target: string): Promise<Hex> => (await demo.m.history(target)).entries.at(-1)?.head as Hex;

/** The pump, on its way to the second hospital. */
async function offered(terms: "loan" | "owned"): Promise<void> {
  await demo.as("keeper").store({ code: PUMP });
  await demo.as("keeper").offer({ code: PUMP, to: 5, terms, until: later() });
}

/** An order of the hospital's. */
async function ordered(product: string, quantity: bigint): Promise<Hex> {
  const { subject: requisition } = await demo.as("applicant").apply({ product, quantity, reference: "IN-1" });
  await demo.as("approver").approve({ requisition });
  await demo.as("buyer").order({ requisition, supplier: 2 });
  return requisition;
}

const LOAN = `infusion pump 输液泵 ${PUMP} · 1 unit · from Demo Hospital · loan`;

describe("take", () => {
  const line = ["take", PUMP, "--as", "secondInspector"];

  it("default: shows what comes, and what was signed", async () => {
    await offered("loan");
    const { code, stdout, stderr, questions } = await typed(line);
    expect({ code, stderr, questions }).toEqual({ code: 0, stderr: "", questions: [] });
    const [shown, written] = stdout.split("\n");
    expect(shown).toBe(LOAN);
    expect(written).toMatch(
      /^take 接收 → stored · member \d+ of Demo Second Hospital · .* · from Demo Hospital, loan$/,
    );
  });

  it.each(["y", "yes", " YES "])("behavior: asks whoever sits at the terminal, and signs on %j", async (answer) => {
    await offered("loan");
    const { code, stdout, questions } = await typed(line, { seen: [answer] });
    expect(questions).toEqual([`${LOAN}. Sign (yes, no): `]);
    expect(code).toBe(0);
    expect(stdout.split("\n")[0]).toBe(LOAN);
    expect(await demo.m.check(PUMP)).toMatchObject({ custodian: 5, owner: 1, terms: "loan" });
  });

  it.each([["no"], ["n"], ["yep"], []])("error: NotSigned on %j, and nothing is sent", async (...seen) => {
    await offered("loan");
    const block = await demo.block();
    const { code, stdout, stderr } = await typed(line, { seen });
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/^NotSigned: It was not signed, as you said no\. Nothing was sent\.\n/);
    expect(await demo.block()).toBe(block);
    expect(await demo.m.check(PUMP)).toMatchObject({ state: "inTransit", custodian: 1 });
  });

  it("behavior: asks and answers in Chinese", async () => {
    await offered("loan");
    const { questions, stderr } = await typed([...line, "--lang", "zh"], { seen: ["no"] });
    const shown = `infusion pump 输液泵 ${PUMP} · 1 个最小单位 · 来自Demo Hospital · 借用`;
    expect(questions).toEqual([`${shown}。签名（yes, no）：`]);
    expect(stderr).toMatch(/^NotSigned: \p{Script=Han}/u);
    const taken = await typed([...line, "--lang", "zh"], { seen: ["yes"] });
    expect(taken.stdout.split("\n")[0]).toBe(shown);
  });

  it("behavior: --json asks nobody, and prints the entry alone", async () => {
    await offered("loan");
    const { code, stdout, questions } = await typed([...line, "--json"], { seen: ["no"] });
    expect({ code, questions }).toEqual({ code: 0, questions: [] });
    expect(JSON.parse(stdout)).toMatchObject({ action: "take", state: "stored" });
  });

  it("behavior: what is seen on the terminal is what is signed for: the ledger refuses another offer", async () => {
    await offered("owned");
    const seen = await headOf(PUMP);
    const seconds = later();
    const swap = async () => {
      await demo.as("keeper").withdraw({ code: PUMP });
      await demo.as("keeper").offer({ code: PUMP, to: 5, terms: "loan", until: seconds });
      return "yes";
    };
    const { run } = await import("../../src/cli/program.ts");
    const printed = { stdout: "", stderr: "" };
    const code = await run(line, {
      print: (text) => {
        printed.stdout += text;
      },
      printError: (text) => {
        printed.stderr += text;
      },
      // Swapped while whoever is asked looks at it.
      ask: swap,
      askHidden: undefined,
    });
    expect({ code, stdout: printed.stdout }).toEqual({ code: 1, stdout: "" });
    expect(printed.stderr).toMatch(/^HeadMoved: /);
    expect(await headOf(PUMP)).not.toBe(seen);
    expect(await demo.m.check(PUMP)).toMatchObject({ state: "inTransit", custodian: 1, owner: 1 });
  });

  it("behavior: --terms, --quantity and --from say what it must be", async () => {
    await offered("loan");
    const as = "--as secondInspector";
    for (const [given, field, seen, present] of [
      ["--terms owned", "terms", "owned", "loan"],
      ["--quantity 2", "quantity", "2", "1"],
      ["--from 2", "from", "2", "1"],
    ]) {
      expect(await typedJson(`take "${PUMP}" ${given} ${as}`)).toMatchObject({
        code: 1,
        result: { error: "ChangedSinceSeen", details: { field, seen, present } },
      });
    }
    const { stderr } = await typed(`take "${PUMP}" --terms owned ${as} --lang zh`);
    expect(stderr).toMatch(/^ChangedSinceSeen: \p{Script=Han}/u);
    const right = "--terms loan --quantity 1 --from 1";
    expect(await typedJson(`take "${PUMP}" ${right} ${as}`)).toMatchObject({ code: 0, result: { action: "take" } });
  });

  it("behavior: with the head that was seen, nothing is shown or asked", async () => {
    await offered("loan");
    const { code, stdout, questions } = await typed([...line, "--expected", await headOf(PUMP)], { seen: ["no"] });
    expect({ code, questions }).toEqual({ code: 0, questions: [] });
    expect(stdout).toMatch(/^take 接收 → stored/);
  });

  it("behavior: a dry run asks nobody", async () => {
    await offered("loan");
    const { code, stdout, questions } = await typed([...line, "--dry-run"], { seen: ["no"] });
    expect({ code, questions }).toEqual({ code: 0, questions: [] });
    expect(stdout).toMatch(/^the ledger would take it · /);
  });

  it("error: WrongState of what is not on its way, unasked", async () => {
    const { code, stderr, questions } = await typed(line, { seen: ["no"] });
    expect({ code, questions }).toEqual({ code: 1, questions: [] });
    expect(stderr).toMatch(/^WrongState: /);
    expect(await typedJson(`take "${PUMP}" --terms loan --as secondInspector`)).toMatchObject({
      code: 1,
      result: {
        error: "ChangedSinceSeen",
        details: { field: "terms", seen: "loan", present: "not on its way" },
      },
    });
  });

  it("behavior: of what is sent back, and of a parcel by its lot", async () => {
    await offered("owned");
    await demo.as("secondInspector").take({ code: PUMP });
    await demo.as("secondKeeper").sendBack({ code: PUMP, to: 1, until: later() });
    const back = await typed(["take", PUMP, "--as", "inspector"], { seen: ["yes"] });
    expect(back.questions).toEqual([
      `infusion pump 输液泵 ${PUMP} · 1 unit · from Demo Second Hospital · returned. Sign (yes, no): `,
    ]);
    expect(back.code).toBe(0);

    const lot = `(01)${VACCINE}(10)IN-1`;
    const { subject } = await demo.as("maker").commission({ code: lot, quantity: 1_500n, expiry: later() });
    await demo.as("seller").offer({ code: subject, to: 1, terms: "consignment", until: later() });
    const parcel = await typed(["take", lot, "--as", "inspector"], { seen: ["yes"] });
    expect(parcel.questions).toEqual([
      `influenza vaccine 流感疫苗 ${lot} · 1,500 units · from Demo Manufacturer · consignment. Sign (yes, no): `,
    ]);
    expect(parcel.code).toBe(0);
  });
});

describe("decline", () => {
  it("default: shows what comes, and asks", async () => {
    await offered("loan");
    const line = ["decline", PUMP, "--as", "secondInspector"];
    expect(await typed(line, { seen: ["no"] })).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^NotSigned: /),
    });
    const { code, stdout, questions } = await typed(line, { seen: ["yes"] });
    expect({ code, questions }).toEqual({ code: 0, questions: [`${LOAN}. Sign (yes, no): `] });
    expect(stdout.split("\n")[0]).toBe(LOAN);
    expect(await demo.m.check(PUMP)).toMatchObject({ state: "stored", custodian: 1 });
  });
});

describe("accept and refuse", () => {
  const shown = `infusion pump 输液泵 ${NEW_PUMP} · 1 unit · from Demo Manufacturer · owned`;

  it.each([
    ["accept", ["accept", "IN-1", NEW_PUMP, "--as", "inspector"], { state: "stored", custodian: 1 }],
    [
      "refuse",
      ["refuse", "IN-1", NEW_PUMP, "--reason", "damaged", "--as", "inspector"],
      { state: "stored", custodian: 2 },
    ],
  ] as const)("default: %s shows what comes, and asks", async (_, line, then) => {
    const requisition = await ordered(GTIN, 1n);
    await demo.as("maker").enrol({ code: NEW_PUMP });
    await demo.as("seller").ship({ requisition, code: NEW_PUMP });
    const block = await demo.block();
    expect(await typed(line, { seen: ["no"] })).toMatchObject({
      code: 1,
      stdout: "",
      stderr: expect.stringMatching(/^NotSigned: /),
    });
    expect(await demo.block()).toBe(block);
    const { code, stdout, questions } = await typed(line, { seen: ["yes"] });
    expect({ code, questions }).toEqual({ code: 0, questions: [`${shown}. Sign (yes, no): `] });
    expect(stdout.split("\n")[0]).toBe(shown);
    expect(await demo.m.check(itemId(parseCode(NEW_PUMP)))).toMatchObject(then);
  });

  it("behavior: of a parcel by its lot; --from and --quantity say what it must be", async () => {
    const lot = `(01)${VACCINE}(10)IN-2`;
    const requisition = await ordered(VACCINE, 100n);
    const { subject } = await demo.as("maker").commission({ code: lot, quantity: 100n, expiry: later() });
    await demo.as("seller").ship({ requisition, code: subject });
    const line = ["accept", "IN-1", lot, "--as", "inspector"];
    const said = "influenza vaccine 流感疫苗";
    const wrong = await typed([...line, "--quantity", "90", "--json"]);
    expect({ code: wrong.code, result: JSON.parse(wrong.stdout) }).toMatchObject({
      code: 1,
      result: { error: "ChangedSinceSeen", details: { field: "quantity", seen: "90", present: "100" } },
    });
    const { code, questions } = await typed([...line, "--quantity", "100"], { seen: ["yes"] });
    expect({ code, questions }).toEqual({
      code: 0,
      questions: [`${said} ${lot} · 100 units · from Demo Manufacturer · owned. Sign (yes, no): `],
    });
  });

  it("behavior: what it declares is not there yet: nothing is asked", async () => {
    const product = "09521000000018";
    await demo.as("officer").register({
      ...{ product, name: "pulse oximeter 血氧仪", kind: "device", riskClass: 2 },
      ...{ registeredFrom: 1, registeredUntil: 4_000_000_000 },
    });
    const { subject: requisition } = await demo.as("applicant").apply({ product, quantity: 1n, reference: "IN-1" });
    await demo.as("approver").approve({ requisition });
    await demo.as("buyer").order({ requisition });
    const line = ["accept", "IN-1", `(01)${product}(21)V-1`, "--made-at", "2026-01-01", "--as", "inspector"];
    const { code, questions } = await typed(line, { seen: ["no"] });
    expect({ code, questions }).toEqual({ code: 0, questions: [] });
  });
});
