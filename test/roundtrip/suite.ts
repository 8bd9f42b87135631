import { id } from "ethers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Person } from "../../scripts/demo/accounts.ts";
import { parseCode } from "../../src/codes/parse.ts";
import { productId } from "../../src/history/ids.ts";
import { absences, calibrationResults, type Entry, type Hex, type Reason, timeline } from "../../src/index.ts";
import {
  accounts,
  consentOf,
  createWorld,
  DAY,
  itemCode,
  type Node,
  OTHER_GTIN,
  rejection,
  type World,
} from "../support/world.ts";

const IMPLANT = "04012345678901";
const VACCINE = "09521000000025";
const details = id("a document") as Hex;

/**
 * Every verb, sent to a real node and read back: the entry that it resolves to, the history that the chain tells, the
 * refusals as their classes. The same on every node.
 */
export function describeRoundTrips(name: string, node: Node): void {
  describe(name, () => {
    let world: World;
    const as = (person: Person) => world.as(person);
    const soon = async (): Promise<number> => (await world.now()) + 7 * DAY;
    const reasons = async (code: string): Promise<readonly Reason["code"][]> =>
      (await world.m.check(code)).reasons.map((reason) => reason.code);
    const said = (entry: Entry) => world.m.describe(entry);
    /** What is written down says the same as what the writes resolved to, and nothing is wrong with it. */
    const sound = async (code: string): Promise<void> => {
      expect(await world.m.verify(code)).toMatchObject({ level: "anchored", problems: [] });
    };

    beforeAll(async () => {
      world = await createWorld(node);
      const period = { registeredFrom: 1, registeredUntil: 4_000_000_000 };
      const { manufacturer } = world.consortium;
      const single = { kind: "consumable", riskClass: 3, singleUse: true, ...period } as const;
      await as("officer").register({ product: IMPLANT, name: "knee implant 膝关节假体", manufacturer, ...single });
      await as("officer").register({ product: VACCINE, name: "vaccine 疫苗", kind: "drug", riskClass: 3, ...period });
      for (const place of ["ICU-3", "Ward 7"]) await as("keeper").namePlace({ name: place });
    });
    afterAll(() => world?.close());

    it("behavior: a device's life through all nine stages", async () => {
      const code = await world.accepted();
      const entries = [
        await as("keeper").store({ code, place: "ICU-3" }),
        await as("nurse").use({ code, place: "Ward 7", details }),
        await as("keeper").move({ code, place: "ICU-3" }),
        await as("engineer").maintain({ code, outcome: "passed", until: await soon() }),
        await as("keeper").note({ code, remark: "operatingHours", figure: 1_250 }),
        await as("keeper").stocktake({ code, counted: 1 }),
        await as("nurse").reportAdverseEvent({ code, harm: "malfunction" }),
        await as("nurse").reportFault({ code }),
        await as("engineer").repair({ code }),
        await as("head").reinstate({ code }),
        await as("keeper").requestScrap({ code }),
        await as("approver").rejectScrap({ code }),
        await as("keeper").requestScrap({ code }),
        await as("approver").approveScrap({ code }),
        await as("disposer").dispose({ code, means: "tradedIn" }),
      ];
      const history = await world.m.history(code);
      expect(history.entries.slice(-entries.length).map(({ action, state }) => [action, state])).toEqual([
        ["store", "stored"],
        ["use", "inUse"],
        ["move", "inUse"],
        ["maintain", "inUse"],
        ["note", "inUse"],
        ["stocktake", "inUse"],
        ["reportAdverseEvent", "inUse"],
        ["reportFault", "faulty"],
        ["repair", "repaired"],
        ["reinstate", "stored"],
        ["requestScrap", "scrapRequested"],
        ["rejectScrap", "stored"],
        ["requestScrap", "scrapRequested"],
        ["approveScrap", "scrapApproved"],
        ["dispose", "disposed"],
      ]);
      for (const [index, entry] of entries.entries()) {
        expect(history.entries[history.entries.length - entries.length + index]).toMatchObject(plainEntry(entry));
      }
      const texts = await Promise.all(entries.map(said));
      expect(texts.slice(0, 7)).toEqual([
        "ICU-3",
        "Ward 7",
        "ICU-3",
        expect.stringMatching(/^passed, next due \d{4}-\d\d-\d\d$/),
        "operating hours 1250",
        "counted 1",
        "malfunction",
      ]);
      expect(texts.at(-1)).toBe("traded in");
      expect((await world.m.verify(code)).missingStages).toEqual([]);
      expect(absences(await world.m.trace(code))).toEqual([]);
      await sound(code);
    });

    it("behavior: goods from a supplier and a manufacturer that are not on the ledger, said so", async () => {
      const { subject: requisition } = await as("applicant").apply({
        product: OTHER_GTIN,
        quantity: 2n,
        reference: "outside",
      });
      await as("approver").approve({ requisition });
      const ordered = await as("buyer").order({ requisition });
      expect(await said(ordered)).toBe("the supplier is not on the ledger");
      const [first, second] = [itemCode("OUT-1", OTHER_GTIN), itemCode("OUT-2", OTHER_GTIN)];
      const accepted = await as("inspector").accept({ requisition, code: first, madeAt: await world.now() });
      expect(accepted.entries.map(({ kind, state }) => [kind, state])).toEqual([
        ["requisition", "shipped"],
        ["asset", "stored"],
      ]);
      expect(await said(accepted)).toMatch(/^declared: its manufacturer is not on the ledger; made \d{4}-\d\d-\d\d$/);
      const last = await as("inspector").accept({ requisition, code: second, madeAt: await world.now() });
      expect(last.entries[0]).toMatchObject({ kind: "requisition", state: "fulfilled" });
      expect(absences(await world.m.trace(first)).map(({ code }) => code)).toEqual(["supplier", "manufacturer"]);
      await sound(first);
    });

    it("behavior: stock that no purchase brought, and its second person", async () => {
      const { hospital } = world.consortium;
      const code = itemCode("STOCK-1", OTHER_GTIN);
      expect(await rejection(as("inspector").enrol({ code, basis: "existing" }))).toMatchObject({
        code: "OnboardingOver",
        details: { organisation: hospital, until: 0 },
      });
      await as("council").allowOnboarding({ organisation: hospital, until: await soon() });
      expect(await as("inspector").enrol({ code, basis: "existing" })).toMatchObject({ state: "inspected" });
      expect(await reasons(code)).toEqual(["notConfirmed"]);
      expect(await rejection(as("inspector").confirm({ code }))).toMatchObject({
        code: "OwnWork",
        details: { action: "confirm" },
      });
      expect(await as("witness").confirm({ code })).toMatchObject({ stage: "accept", state: "stored" });
      for (const basis of ["found", "donated", "exchanged"] as const) {
        const other = { code: itemCode(`STOCK-${basis}`, OTHER_GTIN), basis };
        expect(await rejection(as("inspector").enrol(other))).toMatchObject({
          code: "DayOfManufactureMissing",
          details: { product: productId(parseCode(OTHER_GTIN)), basis },
        });
        const entry = await as("inspector").enrol({ ...other, madeAt: new Date((await world.now()) * 1000) });
        expect(await said(entry)).toMatch(new RegExp(`^${basis}, made \\d{4}-\\d\\d-\\d\\d$`));
      }
      expect(absences(await world.m.trace(code)).map((one) => one.code)).toEqual(["purchase"]);
      await sound(code);
    });

    it("behavior: an urgent order is approved afterwards, by as many as the policy wants", async () => {
      const { hospital, regulator } = world.consortium;
      const urgent = { product: OTHER_GTIN, quantity: 1n, reference: "urgent", urgency: "urgent" } as const;
      expect(await rejection(as("applicant").apply(urgent))).toMatchObject({
        code: "UrgencyNotAllowed",
        details: { organisation: hospital },
      });
      const rules = [{ purpose: "buy", kind: "device", riskClass: 2, approvals: 2, outside: true }] as const;
      await as("hospitalAdministrator").setPolicy({ rules, outsideApprover: regulator, urgent: true });
      await as("officer").setFloor({ rules: [{ purpose: "scrap", kind: "drug", riskClass: 1, approvals: 3 }] });
      expect(await world.m.policy(hospital)).toEqual({
        rules,
        floor: [{ purpose: "scrap", kind: "drug", riskClass: 1, approvals: 3, outside: false }],
        outsideApprover: regulator,
        urgent: true,
      });

      const applied = await as("applicant").apply(urgent);
      expect(await said(applied)).toBe("urgent");
      const requisition = applied.subject;
      await as("buyer").order({ requisition });
      const code = itemCode("URGENT-1", OTHER_GTIN);
      const accepted = await as("inspector").accept({ requisition, code, madeAt: await world.now() });
      expect(accepted.entries[0]).toMatchObject({ state: "shipped" });
      expect(await as("approver").approve({ requisition })).toMatchObject({ kind: "requisition", state: "shipped" });
      expect(await rejection(as("approver").approve({ requisition }))).toMatchObject({ code: "AlreadyApproved" });
      expect(await rejection(as("head").approve({ requisition }))).toMatchObject({
        code: "ApprovalReserved",
        details: { subject: requisition, organisation: regulator },
      });
      expect(await as("officer").approve({ requisition })).toMatchObject({
        organisation: regulator,
        state: "fulfilled",
      });
      await as("hospitalAdministrator").setPolicy({ rules: [] });
      await as("officer").setFloor({ rules: [] });
      await sound(code);
    });

    it("behavior: a loan to a second hospital, and back", async () => {
      const { hospital, second } = world.consortium;
      const code = await world.accepted();
      const until = await soon();
      const due = new Date("2098-12-31");
      const offered = await as("keeper").offer({ code, to: second, terms: "loan", until, due });
      expect(offered).toMatchObject({ state: "inTransit", counterpart: second, until });
      expect(await said(offered)).toBe("to Demo Second Hospital, loan, due back 2098-12-31");
      expect(await rejection(as("inspector").take({ code }))).toMatchObject({
        code: "WrongOrganisation",
        details: { organisation: hospital, required: second },
      });
      const taken = await as("secondInspector").take({ code });
      expect(taken).toMatchObject({ organisation: second, state: "stored", counterpart: hospital });
      expect(await said(taken)).toBe("from Demo Hospital, loan");
      await as("secondNurse").use({ code });
      expect(await rejection(as("secondKeeper").offer({ code, to: hospital, terms: "owned", until }))).toMatchObject({
        code: "WrongState",
      });
      await as("secondKeeper").store({ code });
      expect(await rejection(as("secondKeeper").offer({ code, to: hospital, terms: "owned", until }))).toMatchObject({
        code: "BorrowedGoods",
        details: { owner: hospital },
      });
      expect(await rejection(as("secondKeeper").requestScrap({ code }))).toMatchObject({ code: "BorrowedGoods" });
      expect(await said(await as("secondKeeper").sendBack({ code, to: hospital, until }))).toBe("to Demo Hospital");
      expect(await as("inspector").decline({ code })).toMatchObject({ state: "stored", organisation: hospital });
      await as("secondKeeper").sendBack({ code, to: hospital, until });
      expect(await as("inspector").take({ code })).toMatchObject({ state: "stored" });
      expect(await world.m.check(code)).toMatchObject({
        usable: true,
        custodian: hospital,
        owner: hospital,
        terms: "owned",
      });
      await sound(code);
    });

    it("behavior: an offer ends by withdrawal or its deadline, and what is sold is the buyer's", async () => {
      const { second, regulator } = world.consortium;
      const code = await world.accepted();
      const until = (await world.now()) + 100;
      const offer = { code, to: second, terms: "owned", until } as const;
      expect(await rejection(as("keeper").offer({ ...offer, to: regulator }))).toMatchObject({
        code: "RoleMissing",
        details: { organisation: regulator },
      });
      expect(await rejection(as("keeper").offer({ ...offer, until: until + 31 * DAY }))).toMatchObject({
        code: "UntilOutOfRange",
        details: { action: "offer" },
      });
      await as("keeper").offer(offer);
      expect(await as("keeper").withdraw({ code })).toMatchObject({ state: "stored" });
      await as("keeper").offer({ ...offer, until: (await world.now()) + 100 });
      const deadline = ((await world.m.check(code)).reasons[0] as { until: number }).until;
      await world.passUntil(deadline + 1);
      expect(await rejection(as("secondInspector").take({ code }))).toMatchObject({
        code: "DeadlinePassed",
        details: { deadline },
      });
      await as("keeper").withdraw({ code });
      await as("keeper").offer({ ...offer, until: (await world.now()) + DAY });
      await as("secondInspector").take({ code });
      expect(await world.m.check(code)).toMatchObject({ custodian: second, owner: second, terms: "owned" });
      await sound(code);
    });

    it("behavior: a consigned implant passes into ownership by its use, and is settled", async () => {
      const { hospital, manufacturer } = world.consortium;
      const code = itemCode("I-1", IMPLANT);
      await as("seller").enrol({ code });
      await as("seller").offer({ code, to: hospital, terms: "consignment", until: await soon() });
      await as("inspector").take({ code });
      expect(await world.m.check(code)).toMatchObject({ usable: true, owner: manufacturer, terms: "consignment" });
      const { subject: requisition } = await as("applicant").apply({
        product: IMPLANT,
        quantity: 1n,
        reference: "consigned",
      });
      await as("approver").approve({ requisition });
      await as("buyer").order({ requisition, supplier: manufacturer });
      expect(await rejection(as("buyer").settle({ requisition, code }))).toMatchObject({ code: "NothingToSettle" });
      expect(await as("nurse").use({ code })).toMatchObject({ state: "consumed" });
      const settled = await as("buyer").settle({ requisition, code });
      expect(settled.entries.map(({ kind, action, state }) => [kind, action, state])).toEqual([
        ["requisition", "settle", "fulfilled"],
        ["asset", "settle", "consumed"],
      ]);
      expect(await said(settled)).toBe("with Demo Manufacturer");
      expect(await world.m.check(code)).toMatchObject({ usable: false, owner: hospital });
      const stages = timeline(await world.m.trace(code)).map(({ action }) => action);
      expect(stages).toContain("settle");
      expect(stages.filter((action) => action === "settle")).toHaveLength(1);
      await sound(code);
    });

    it("behavior: a faulty device goes to a service provider and comes back repaired", async () => {
      const { hospital, provider } = world.consortium;
      const code = await world.accepted();
      await as("nurse").reportFault({ code });
      const offer = { code, to: provider, terms: "loan", until: await soon() } as const;
      expect(await rejection(as("keeper").offer(offer))).toMatchObject({
        code: "NotAppointed",
        details: { provider, custodian: hospital, duties: ["maintain"] },
      });
      const until = (await world.now()) + 300 * DAY;
      await as("hospitalAdministrator").appoint({ provider, duties: ["maintain", "keep"], until });
      await as("keeper").offer(offer);
      const consent = await consentOf(world.m, accounts.stranger, provider);
      await as("providerAdministrator").addMember({ consent, duties: ["inspect", "keep"] });
      await as("stranger").take({ code });
      expect(await as("technician").repair({ code })).toMatchObject({ state: "repaired", organisation: provider });
      await as("stranger").sendBack({ code, to: hospital, until: await soon() });
      expect(await as("inspector").take({ code })).toMatchObject({ state: "repaired" });
      expect(await as("head").reinstate({ code })).toMatchObject({ state: "stored" });
      await sound(code);
    });

    it("behavior: a calibration that fails, and the way round it that there is not", async () => {
      const { provider } = world.consortium;
      const product = "04012345123456";
      await as("officer").register({
        product,
        name: "balance 天平",
        kind: "device",
        riskClass: 3,
        registeredFrom: 1,
        registeredUntil: 4e9,
      });
      const prescribed = await as("officer").prescribe({ product, calibrationInterval: 365, witnessed: true });
      expect(await said(prescribed)).toBe("a witness wherever it comes in, calibration every 365 days");
      const code = itemCode("CAL-1", product);
      await as("inspector").enrol({ code, basis: "found", madeAt: await world.now() });
      await as("witness").confirm({ code });
      const until = (await world.now()) + 300 * DAY;
      await as("hospitalAdministrator").appoint({ provider, duties: ["maintain", "keep"], until });
      const passed = await as("technician").calibrate({ code, result: "passed", until: until - DAY });
      expect(passed).toMatchObject({ stage: "maintain", state: "stored", organisation: provider });
      expect(await said(passed)).toMatch(/^passed, until \d{4}-\d\d-\d\d$/);
      await as("nurse").use({ code });
      expect(
        await rejection(as("technician").calibrate({ code, result: "passed", until: until + 300 * DAY })),
      ).toMatchObject({
        code: "UntilOutOfRange",
        details: { action: "calibrate" },
      });
      expect(await said(await as("technician").calibrate({ code, result: "failed" }))).toBe("failed");
      expect(await rejection(as("nurse").use({ code }))).toMatchObject({ code: "Quarantined" });
      await as("head").release({ code });
      expect(await rejection(as("nurse").use({ code }))).toMatchObject({
        code: "CalibrationLapsed",
        details: { until: 0 },
      });
      const again = await as("technician").calibrate({ code, result: "passed", until: until - DAY });
      expect(await as("nurse").use({ code })).toMatchObject({ state: "inUse" });
      // It had failed, the report says: a correction says so, without the time that failing has not.
      const { entries } = await world.m.history(code);
      const head = entries.find(({ logIndex, block }) => logIndex === again.logIndex && block === again.block)
        ?.head as Hex;
      const failed = calibrationResults.indexOf("failed");
      const corrected = await as("technician").correct({ target: code, head, value: failed });
      expect(corrected).toMatchObject({ value: failed, until: 0 });
      expect(await said(corrected)).toBe("supersedes calibrate: failed");
      await sound(code);
    });

    it("behavior: a cold chain's excursion quarantines by the same step", async () => {
      const limits = { lowest: 2, highest: 8 };
      expect(await said(await as("officer").prescribe({ product: VACCINE, limits }))).toBe("2.0 to 8.0 °C");
      const code = itemCode("V-1", VACCINE);
      await as("inspector").enrol({ code, basis: "donated", madeAt: await world.now() });
      await as("witness").confirm({ code });
      const from = await world.now();
      await world.passUntil(from + 3600);
      const good = await as("keeper").monitor({ code, lowest: 2, highest: 7.9, from });
      expect(good).toMatchObject({ action: "monitor", until: from });
      expect(await said(good)).toMatch(/^2\.0 to 7\.9 °C since /);
      expect(await reasons(code)).toEqual([]);
      expect(await rejection(as("keeper").monitor({ code, lowest: 3, highest: 4, occurredAt: from }))).toMatchObject({
        code: "SpanOutOfOrder",
      });
      await world.passUntil(from + 7200);
      expect(await said(await as("keeper").monitor({ code, lowest: -0.4, highest: 5 }))).toBe("-0.4 to 5.0 °C");
      expect(await reasons(code)).toEqual(["quarantined"]);
      await sound(code);
    });

    it("behavior: a product's recall, with what its holders do about it", async () => {
      const { manufacturer, regulator } = world.consortium;
      const product = "09521000000032";
      await as("officer").register({
        product,
        name: "defibrillator 除颤仪",
        manufacturer,
        kind: "device",
        riskClass: 2,
        registeredFrom: 1,
        registeredUntil: 4e9,
      });
      const [code, other] = [itemCode("RC-1", product), itemCode("RC-2", product)];
      const { hospital } = world.consortium;
      for (const one of [code, other]) {
        await as("seller").enrol({ code: one });
        await as("seller").offer({ code: one, to: hospital, terms: "consignment", until: await soon() });
      }
      await as("inspector").take({ code });
      // While the ledger is paused too.
      await as("council").setPause({ paused: true });
      const recalled = await as("warden").recall({ target: product, level: "first", instruction: "correctOnSite" });
      await as("council").setPause({ paused: false });
      expect(recalled).toMatchObject({ kind: "product", action: "recall", state: "registered" });
      expect(await said(recalled)).toBe("first level, correct on site");
      expect(await rejection(as("nurse").use({ code }))).toMatchObject({
        code: "Recalled",
        details: { target: recalled.subject, level: "first" },
      });
      expect(await rejection(as("inspector").take({ code: other }))).toMatchObject({ code: "Recalled" });
      expect(await rejection(as("recaller").lift({ target: product, details }))).toMatchObject({
        code: "RecallOfAnother",
        details: { target: recalled.subject, raisedBy: regulator },
      });
      const weaker = { target: product, level: "third", instruction: "correctOnSite" } as const;
      expect(await rejection(as("recaller").recall(weaker))).toMatchObject({
        code: "RecallOfAnother",
        details: { target: recalled.subject, raisedBy: regulator },
      });

      expect(await as("keeper").acknowledge({ code })).toMatchObject({ origin: { subject: recalled.subject } });
      await world.passUntil((await world.now()) + 1);
      await as("engineer").remedy({ code });
      expect(await rejection(as("engineer").confirmRemedy({ code }))).toMatchObject({ code: "OwnWork" });
      await as("head").confirmRemedy({ code });
      expect(await as("nurse").use({ code })).toMatchObject({ state: "inUse" });
      expect(await rejection(as("warden").lift({ target: product, details: `0x${"00".repeat(32)}` }))).toMatchObject({
        code: "DetailsRequired",
      });
      expect(await as("warden").lift({ target: product, details })).toMatchObject({ kind: "product", action: "lift" });
      expect(await as("inspector").take({ code: other })).toMatchObject({ state: "stored" });
      await sound(code);
    });

    it("behavior: an item is recalled before it comes, and enters recalled", async () => {
      const code = itemCode("EARLY-1");
      const recalled = await as("recaller").recall({ target: code, level: "second", instruction: "stop" });
      expect(recalled).toMatchObject({ kind: "asset", state: "announced", previousBlock: 0 });
      await as("seller").enrol({ code });
      expect(await reasons(code)).toEqual(["recalled", "notAtHospital"]);
      expect(await as("recaller").lift({ target: code, details })).toMatchObject({ kind: "asset", state: "stored" });
      expect(await reasons(code)).toEqual(["notAtHospital"]);
      await sound(code);
    });

    it("behavior: a regulator names a new custodian after a closure", async () => {
      const { hospital, second } = world.consortium;
      const code = await world.accepted();
      await as("nurse").use({ code });
      await as("council").setOrganisationSuspension({ organisation: hospital, suspended: true });
      expect(await rejection(as("keeper").store({ code }))).toMatchObject({ code: "OrganisationSuspended" });
      const reassigned = await as("officer").reassign({ code, custodian: second });
      expect(reassigned).toMatchObject({ state: "inUse", counterpart: second, value: second });
      expect(await said(reassigned)).toBe("to Demo Second Hospital, owned by Demo Second Hospital");
      await as("council").setOrganisationSuspension({ organisation: hospital, suspended: false });
      expect(await as("secondKeeper").store({ code })).toMatchObject({ state: "stored" });
      expect(await rejection(as("keeper").store({ code }))).toMatchObject({ code: "WrongOrganisation" });
      await sound(code);
    });

    it("behavior: a wrong entry is corrected once, by its author's organisation", async () => {
      const code = await world.accepted();
      const used = await as("nurse").use({ code, place: "ICU-3" });
      await as("engineer").maintain({ code, outcome: "passed", until: await soon() });
      const { entries } = await world.m.history(code);
      const head = entries.find(({ action }) => action === "use")?.head as Hex;
      const fix = { target: code, head, details } as const;
      expect(await rejection(as("secondNurse").correct(fix))).toMatchObject({ code: "NotAuthor" });
      expect(await rejection(as("keeper").correct(fix))).toMatchObject({ code: "DutyMissing" });
      const corrected = await as("nurse").correct({ ...fix, occurredAt: used.occurredAt });
      expect(corrected).toMatchObject({
        action: "correct",
        state: "inUse",
        value: used.value,
        origin: { subject: used.subject, head },
        stage: undefined,
      });
      expect(await said(corrected)).toBe("supersedes use: ICU-3");
      expect(await rejection(as("nurse").correct(fix))).toMatchObject({
        code: "AlreadyCorrected",
        details: { subject: used.subject, head },
      });
      const again = (await world.m.history(code)).entries.at(-1)?.head as Hex;
      expect(await as("nurse").correct({ target: code, head: again })).toMatchObject({ action: "correct" });
      const requisition = (await world.m.trace(code)).histories.find(({ kind }) => kind === "requisition");
      const applied = requisition?.entries[0]?.head as Hex;
      expect(
        await as("applicant").correct({ target: requisition?.subject ?? "", head: applied, details }),
      ).toMatchObject({
        kind: "requisition",
        action: "correct",
      });
      const registered = (await world.m.history(VACCINE)).entries[0]?.head as Hex;
      expect(await as("officer").correct({ target: VACCINE, head: registered, details })).toMatchObject({
        kind: "product",
        action: "correct",
      });
      await sound(code);
      await sound(VACCINE);
    });

    it("error: HeadMoved for a step that builds on a stale head of the item, though the requisition's is right", async () => {
      const { code, requisition } = await world.shipped();
      const stale = (await world.m.history(code)).entries[0]?.head as Hex;
      const expected = (await world.m.history(requisition)).entries.at(-1)?.head as Hex;
      const accept = { requisition, code, expected, expectedAsset: stale } as const;
      expect(await rejection(as("inspector").accept(accept))).toMatchObject({
        code: "HeadMoved",
        details: { expected: stale },
      });
      const now = (await world.m.history(code)).entries.at(-1)?.head as Hex;
      expect(await as("inspector").accept({ ...accept, expectedAsset: now })).toMatchObject({ state: "stored" });
    });

    it("behavior: the whole ledger passes an audit", async () => {
      const { problems, entries } = await world.m.audit();
      expect(problems).toEqual([]);
      expect(entries).toBeGreaterThan(100);
    });
  });
}

/** What of a mined entry its history holds too. */
function plainEntry(entry: Entry): Partial<Entry> {
  const {
    subject,
    action,
    state,
    value,
    until,
    member,
    organisation,
    occurredAt,
    recordedAt,
    details: document,
  } = entry;
  return { subject, action, state, value, until, member, organisation, occurredAt, recordedAt, details: document };
}
