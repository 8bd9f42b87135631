import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accounts } from "../../scripts/demo/accounts.ts";
import { ChainUnreachable } from "../../src/index.ts";
import { chainClock } from "../../src/scenario/clock.ts";
import { readScenario } from "../../src/scenario/read.ts";
import { runScenarios } from "../../src/scenario/run.ts";
import { emptyLedger, fixed, outline, person, scenario, troubles } from "./support/stage.ts";

const DAY = 86_400;
let ledger: Awaited<ReturnType<typeof emptyLedger>>;

beforeAll(async () => {
  ledger = await emptyLedger();
});

afterAll(() => ledger?.close());

const VALUES = "values: { pump: (01)09521234543213(21)P-$run }\n";
const APPLY =
  "  - { who: applicant, verb: apply, with: { product: $pump, quantity: 1, reference: B-$run }, save: bought }\n";
/** A pump that the hospital bought. */
const BOUGHT = `${APPLY}
  - { who: approver, verb: approve, with: { requisition: B-$run } }
  - { who: buyer, verb: order, with: { requisition: B-$run, supplier: maker } }
  - { who: seller, verb: enrol, with: { code: $pump } }
  - { who: seller, verb: ship, with: { requisition: $bought.subject, code: $pump } }
  - { who: inspector, verb: accept, with: { requisition: $bought.subject, code: $pump } }
`;

/** Runs these steps. */
const play = (steps: string, parameters = {}) => ledger.run(scenario(steps, VALUES), parameters);

describe("runScenarios", () => {
  it("default", async () => {
    const result = await play(`${BOUGHT}
  - { verb: check, with: { code: $pump }, expect: { usable: true, reasons: [], owner: hospital, terms: owned } }
  - { who: nurse, verb: use, with: { code: $pump, place: ICU-3 }, expect: { state: inUse }, title: Used 使用 }
`);
    expect(troubles(result)).toEqual([]);
    expect(result).toMatchObject({ title: "A test 测试", file: "scenario", run: expect.any(String), success: true });
    expect(result.steps.at(-1)).toEqual({
      number: 8,
      line: expect.any(Number),
      title: "Used 使用",
      who: "nurse",
      verb: "use",
      what: `use (01)09521234543213(21)P-${result.run}`,
      expected: "→ in use",
      got: "→ in use",
      status: "passed",
      skippable: false,
      message: undefined,
      error: undefined,
      transaction: expect.stringMatching(/^0x[0-9a-f]{64}$/),
      seconds: expect.any(Number),
      result: expect.objectContaining({ action: "use", state: "inUse" }),
    });
    expect(Object.keys(Object.fromEntries(result.saved))).toEqual(["run", "pump", "bought"]);
  });

  it("behavior: makes what the ledger lacks, once", async () => {
    const own = await emptyLedger();
    try {
      const [first, second] = [await own.run(scenario("  - verb: audit")), await own.run(scenario("  - verb: audit"))];
      const made = first.setUp.map(({ verb, who }) => `${verb} by ${who}`);
      expect(made.filter((one) => one === "admit by council")).toHaveLength(3);
      expect(made.filter((one) => one.startsWith("addMember by "))).toHaveLength(8);
      expect(made.at(-1)).toBe("register by officer");
      expect(Object.fromEntries(first.organisations)).toEqual({ hospital: 1, maker: 2, regulator: 3 });
      expect(second.setUp).toEqual([]);
      expect(second.organisations).toEqual(first.organisations);
    } finally {
      await own.close();
    }
  });

  it("behavior: runs again on the same ledger where its references name the run, and is refused where not", async () => {
    expect(await play(APPLY)).toMatchObject({ success: true });
    expect(await play(APPLY)).toMatchObject({ success: true });
    const fixedReference = APPLY.replace("B-$run", "2026-001");
    expect(await play(fixedReference)).toMatchObject({ success: true });
    const again = await play(fixedReference);
    expect(again.success).toBe(false);
    expect(troubles(again)).toEqual([
      [1, "failed", expect.stringMatching(/^expected accepted, got refused: SubjectExists: /)],
    ]);
  });

  it("behavior: what must be refused and would be taken fails, and is not sent", async () => {
    const before = await ledger.m.connection.provider.getBlockNumber();
    const steps = APPLY.replace("save: bought", "expect: { refused: OwnRequisition }");
    const result = await play(steps);
    expect(troubles(result)).toEqual([
      [1, "failed", "expected refused: OwnRequisition, got accepted, had it been sent"],
    ]);
    expect(result).toMatchObject({ success: false });
    expect(result.steps[0]).toMatchObject({ transaction: undefined, result: undefined });
    expect(await ledger.m.connection.provider.getBlockNumber()).toBe(before);
  });

  it("behavior: a refusal must be the expected one, with the expected details", async () => {
    const own = "who: applicant, verb: approve, with: { requisition: $bought.subject }";
    const result = await play(`${APPLY}
  - { ${own}, expect: { refused: OwnRequisition, details: { requisition: $bought.subject } } }
  - { ${own}, expect: { refused: OwnRequisition, details: { member: 99 } } }
  - { ${own}, expect: { refused: OwnRequisition, details: { nurse: 1 } } }
  - { ${own}, expect: { refused: WrongState } }
  - { ${own} }
  - { who: stranger, verb: apply, with: { product: $pump, quantity: 1, reference: X }, expect: { refused: UnknownAccount } }
  - { who: applicant, verb: apply, with: { product: $pump, quantity: 0, reference: X }, expect: { refused: InvalidInput, details: { field: quantity } } }
  - { who: applicant, verb: apply, with: { product: (01)09521234543214, quantity: 1, reference: X }, expect: { refused: WrongCheckDigit } }
`);
    const member = (await ledger.m.member(accounts.applicant.address))?.member;
    expect(troubles(result)).toEqual([
      [3, "failed", expect.stringContaining(`got refused: OwnRequisition, member ${member}: Member ${member} made`)],
      [4, "failed", expect.stringContaining("got refused: OwnRequisition, nurse none: ")],
      [5, "failed", expect.stringMatching(/^expected refused: WrongState, got refused: OwnRequisition: Member /)],
      [6, "failed", expect.stringMatching(/^expected accepted, got refused: OwnRequisition: Member /)],
    ]);
    expect(result.steps[1]).toMatchObject({
      status: "passed",
      message: expect.stringMatching(/^Member \d+ made this application/),
      error: { code: "OwnRequisition" },
    });
  });

  it("behavior: another state, or another answer, than expected fails and says which", async () => {
    const result = await play(`
  - { who: seller, verb: enrol, with: { code: $pump }, expect: { state: inUse } }
  - { who: keeper, verb: namePlace, with: { name: Ward $run }, expect: { state: stored } }
  - { verb: check, with: { code: $pump }, expect: { usable: true, reasons: [], custodian: hospital } }
  - { verb: check, with: { code: (01)09521234543213(21)NOBODYS-$run }, expect: { usable: false, reasons: [unknown] } }
  - { verb: check, with: { code: "09521234543213" }, expect: { usable: false } }
  - { verb: verify, with: { target: $pump }, expect: { level: proven } }
  - { verb: recallImpact, with: { target: $pump } }
`);
    expect(troubles(result)).toEqual([
      [1, "failed", "expected → in use, got → stored"],
      [2, "failed", "expected → stored, got accepted"],
      [
        3,
        "failed",
        "expected usable yes, reasons none, custodian hospital, got usable no, reasons notAtHospital, custodian maker",
      ],
      [5, "failed", expect.stringMatching(/^expected usable no, got refused: MissingSerial: /)],
      [6, "failed", "expected level proven, got level anchored"],
      [7, "failed", expect.stringMatching(/^expected an answer, got refused: NotRecalled: /)],
    ]);
  });

  it("behavior: what a step before has not saved is not run, and no success", async () => {
    const result = await play(`
  - { who: stranger, verb: apply, with: { product: $pump, quantity: 1, reference: Y }, save: bought }
  - { who: approver, verb: approve, with: { requisition: $bought.subject } }
  - { verb: audit, save: audited }
  - { verb: check, with: { code: $audited.code } }
  - { verb: check, with: { code: $audited.constructor.name } }
  - { verb: check, with: { code: A $audited.asOf } }
  - { verb: check, with: { code: $audited.asOf }, expect: { usable: false } }
`);
    expect(troubles(result)).toEqual([
      [1, "failed", expect.stringMatching(/UnknownAccount/)],
      [2, "notRun", "not run: $bought was not saved."],
      [4, "failed", "$audited.code must be there."],
      [5, "failed", "$audited.constructor.name must be there."],
      [6, "failed", "$audited.asOf must be a text or a number."],
      [7, "failed", expect.stringMatching(/got refused: InvalidInput: with.code "an object" must be a text/)],
    ]);
  });

  it("behavior: $$ is a dollar sign", async () => {
    const result = await play("  - { who: keeper, verb: namePlace, with: { name: $$5-$run } }\n");
    expect(result.steps[0]).toMatchObject({ status: "passed", what: `name place $5-${result.run}` });
  });
});

describe("runScenarios: time", () => {
  it("default: moves the chain's time to when a step is due", async () => {
    const own = await emptyLedger();
    try {
      const began = await chainClock(own.m).now();
      const times: number[] = [];
      const clock = chainClock(own.m);
      const to = async (time: number) => {
        times.push(time);
        return clock.to(time);
      };
      const steps = `  - { at: 2 days, verb: audit }
  - { at: 2 days, verb: audit }
  - { after: 90 minutes, verb: audit }
  - { at: 49 hours, verb: audit }
  - { after: 1 day, who: keeper, verb: namePlace, with: { name: A } }
`;
      const result = await own.run(scenario(steps), { clock: { now: clock.now, to } });
      expect(troubles(result)).toEqual([]);
      const spans = times.map((time) => time - began);
      // The preparations took some blocks, of a second each.
      expect(spans.map((span) => Math.floor(span / 60) * 60)).toEqual([2 * DAY, 2 * DAY + 90 * 60, 3 * DAY + 90 * 60]);
      const block = await own.m.connection.provider.getBlock("latest");
      expect((block?.timestamp ?? 0) - began).toBeGreaterThanOrEqual(3 * DAY + 90 * 60);
    } finally {
      await own.close();
    }
  });

  it("behavior: moments are from the beginning, or from now", async () => {
    const result = await play(`${BOUGHT}
  - { who: nurse, verb: use, with: { code: $pump, occurredAt: now - 3 hours } , save: used }
  - { who: keeper, verb: store, with: { code: $pump, occurredAt: start - 2 days }, save: stored }
  - { who: keeper, verb: move, with: { code: $pump, place: A, occurredAt: 2020-02-29T12:00+08:00 }, save: moved }
  - { who: keeper, verb: move, with: { code: $pump, place: A, occurredAt: 2021-02-29 }, expect: { refused: InvalidInput } }
  - { who: keeper, verb: move, with: { code: $pump, place: A, occurredAt: now + 1 hour }, expect: { refused: OccurredInFuture } }
  - { who: keeper, verb: move, with: { code: $pump, place: A, occurredAt: $moved.occurredAt } }
`);
    expect(troubles(result)).toEqual([]);
    const [used, stored, moved] = ["used", "stored", "moved"].map((name) => result.saved.get(name)) as {
      occurredAt: number;
      recordedAt: number;
    }[];
    expect((used?.recordedAt ?? 0) - (used?.occurredAt ?? 0)).toBeLessThan(3 * 3600 + 60);
    expect((stored?.recordedAt ?? 0) - (stored?.occurredAt ?? 0)).toBeLessThan(2 * DAY + 600);
    expect(moved?.occurredAt).toBe(Date.parse("2020-02-29T04:00Z") / 1000);
  });

  it("behavior: where time cannot be moved, a step that needs it and all after it are not run", async () => {
    const clock = fixed(chainClock(ledger.m));
    const steps = "  - verb: audit\n  - { at: 400 days, verb: audit }\n  - verb: audit\n";
    const result = await play(steps, { clock });
    expect(result.success).toBe(false);
    expect(troubles(result)).toEqual([
      [2, "notRun", expect.stringMatching(/^not run: the chain's time cannot be moved to 20\d\d-\d\d-\d\dT/)],
      [3, "notRun", "not run: step 2, which comes before it, was not run"],
    ]);
  });

  it("behavior: a step that may be left out is no failure, and the others go on", async () => {
    const clock = fixed(chainClock(ledger.m));
    const steps = `
  - { after: 1 day, verb: audit, skippable: true, save: audited }
  - verb: audit
  - { verb: check, with: { code: $audited.subject }, skippable: true }
`;
    const result = await play(steps, { clock });
    expect(outline(result)).toEqual([
      ["audit", "not run", "notRun"],
      ["audit", expect.stringMatching(/^problems 0, entries \d+$/), "passed"],
      ["check", "not run", "notRun"],
    ]);
    expect(result.success).toBe(true);
  });

  it("behavior: several share one time", async () => {
    const text = (name: string, days: readonly number[]) =>
      scenario(
        days
          .map((day) => `  - { at: ${day} days, who: keeper, verb: namePlace, with: { name: ${name}${day} } }\n`)
          .join(""),
      );
    const texts = [text("A", [1, 4]), text("B", [0, 2, 4, 5]), text("C", [3])];
    const scenarios = texts.map((one) => readScenario(one));
    const results = await runScenarios(ledger.m, scenarios, { run: "S", person, setUp: true });
    const written = results.flatMap(({ steps }) =>
      steps.map(({ what, result }) => ({ what, block: (result as { block: number }).block })),
    );
    const names = written.sort((a, b) => a.block - b.block).map(({ what }) => what.replace("name place ", ""));
    expect(names).toEqual(["B0", "A1", "B2", "C3", "A4", "B4", "B5"]);
  });
});

describe("runScenarios: what the ledger has", () => {
  it("error: ScenarioMismatch where something is missing, or otherwise, and nothing is written", async () => {
    const own = await emptyLedger();
    const mismatch = (field: string, rule: string) => ({ code: "ScenarioMismatch", details: { field, rule } });
    const audit = scenario("  - verb: audit");
    const tried = (text: string, parameters = {}) => own.run(text, { setUp: false, ...parameters });
    try {
      await expect(tried(audit)).rejects.toMatchObject(
        mismatch("organisations.hospital.name", "must be the name of an organisation"),
      );
      await expect(tried(audit.replace("council: council\n", ""), { setUp: true })).rejects.toMatchObject(
        mismatch("organisations.hospital", "must have an administrator, and the scenario a council, to be admitted"),
      );
      expect(await own.m.organisationName(1)).toBeUndefined();

      await own.run(audit.replace(/ {2}nurse: .*\n/, "").replace(/products:.*steps/s, "steps"));
      await expect(tried(audit)).rejects.toMatchObject(mismatch("members.nurse", "must be a member of hospital"));
      const noNurse = audit.replace(/ {2}nurse: .*\n/, "");
      await expect(tried(noNurse)).rejects.toMatchObject(
        mismatch("products[0].product", "must be a registered product"),
      );
      await own.run(audit);
      expect(await tried(audit)).toMatchObject({ success: true, setUp: [] });

      const changed = (from: string, to: string) => tried(audit.replace(from, to));
      await expect(changed("nurse: { of: hospital", "nurse: { of: maker")).rejects.toMatchObject(
        mismatch("members.nurse", "must be a member of maker"),
      );
      await expect(changed("duties: [use]", "duties: [use, keep]")).rejects.toMatchObject(
        mismatch("members.nurse", "must have the duty keep"),
      );
      await expect(changed("stranger: {}", "nurse2: {}")).resolves.toMatchObject({ success: true });
      await expect(changed("  nurse: { of: hospital, duties: [use] }", "  nurse: {}")).rejects.toMatchObject(
        mismatch("members.nurse", "must be a member of no organisation"),
      );
      await expect(changed("roles: [hospital]", "roles: [hospital, supplier]")).rejects.toMatchObject(
        mismatch("organisations.hospital.roles", "must have the role supplier"),
      );
      const nurse = (await own.m.member(accounts.nurse.address))?.member as number;
      await own.m.as(accounts.hospitalAdministrator).setMemberStatus({ member: nurse, status: "suspended" });
      await expect(tried(audit)).rejects.toMatchObject(mismatch("members.nurse", "must be active, not suspended"));

      const organisation = await own.m.nextOrganisation();
      const until = Date.parse("2099-01-01T00:00:00Z") / 1000;
      const consent = await own.m.as(accounts.stranger).consent({ organisation, until });
      await own.m.as(accounts.council).admit({ name: "Test Regulator", roles: ["regulator"], consent });
      await expect(tried(noNurse)).rejects.toMatchObject(
        mismatch("organisations.regulator.name", "must be one organisation's; 3 and 4 have it"),
      );
    } finally {
      await own.close();
    }
  });

  it("error: PersonWithoutKey of whoever acts, before anything is written; who does not is not needed", async () => {
    const known = async (name: string) => (name === "nurse" ? undefined : person(name));
    await expect(
      play("  - { who: nurse, verb: use, with: { code: $pump } }\n", { person: known }),
    ).rejects.toMatchObject({
      code: "PersonWithoutKey",
      details: { person: "nurse" },
    });
    expect(await play("  - verb: audit\n", { person: known })).toMatchObject({ success: true });
  });

  it("error: MalformedPackList where nobody reads files, or the file is no list", async () => {
    const text = scenario("  - verb: audit\n", "packs: { doses: { list: doses.json } }\n");
    await expect(ledger.run(text)).rejects.toMatchObject({ code: "MalformedPackList" });
    for (const list of ["{", "{}", "[]"]) {
      await expect(ledger.run(text, { readList: async () => list })).rejects.toMatchObject({
        code: "MalformedPackList",
      });
    }
  });

  it("behavior: an organisation's name is compared as the ledger's is read", async () => {
    const text = scenario("  - verb: audit\n").replace(
      "name: Test Hospital,",
      'name: "Odd \\u0007 <&>]]> 医院 \\U0001F3E5",',
    );
    const own = await emptyLedger();
    try {
      expect((await own.run(text)).setUp.length).toBeGreaterThan(0);
      expect((await own.run(text)).setUp).toEqual([]);
    } finally {
      await own.close();
    }
  });
});

describe("runScenarios: untold", () => {
  it("error: what leaves open what the ledger says ends the run", async () => {
    const lost = new ChainUnreachable("http://127.0.0.1:1");
    const signer = () => Promise.reject(lost);
    const unreachable = async (name: string) => {
      const found = await person(name);
      return name !== "nurse" || found === undefined ? found : { ...found, signer };
    };
    const steps = "  - { who: nurse, verb: use, with: { code: $pump } }\n  - { verb: audit, skippable: true }\n";
    const result = await play(steps, { person: unreachable });
    expect(result.success).toBe(false);
    expect(troubles(result)).toEqual([
      [1, "untold", "No chain answers at http://127.0.0.1:1."],
      [2, "notRun", "not run: it is not known what came of a step before it"],
    ]);
  });

  it("error: what the SDK does not throw on purpose is thrown", async () => {
    const broken = async (name: string) => {
      const found = await person(name);
      return found === undefined ? undefined : { ...found, signer: () => Promise.reject(new TypeError("broken")) };
    };
    await expect(play("  - { who: nurse, verb: use, with: { code: a } }\n", { person: broken })).rejects.toThrow(
      TypeError,
    );
  });
});
