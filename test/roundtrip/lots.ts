import { id } from "ethers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Person } from "../../scripts/demo/accounts.ts";
import {
  absences,
  batchId,
  type Hex,
  PackTree,
  parcelId,
  parseCode,
  type Recorded,
  readTrace,
  type ScanResult,
  verify,
} from "../../src/index.ts";
import { ledgerInterface } from "../../src/ledger/abi.ts";
import { isUsable } from "../../src/packs/choice.ts";
import { accounts, createWorld, DAY, type Node, rejection, type World } from "../support/world.ts";

const VACCINE = "06934567000019";
const GAUZE = "09521000000070";
const details = id("a document") as Hex;

/** Batches, parcels and packs, written to a real node and read back. The same on every node. */
export function describeLots(name: string, node: Node): void {
  describe(name, () => {
    let world: World;
    let expiry: number;
    let count = 0;
    const as = (person: Person) => world.as(person);
    const vaccine = (lot: string): string => `(01)${VACCINE}(10)${lot}`;
    const nextLot = (): string => `L-${++count}`;

    /** Ordered from the manufacturer, or from a supplier that is not on the ledger. */
    const order = async (product: string, quantity: bigint, supplier?: number): Promise<Hex> => {
      const { subject: requisition } = await as("applicant").apply({ product, quantity, reference: `LOT-${++count}` });
      await as("approver").approve({ requisition });
      await as("buyer").order({ requisition, ...(supplier === undefined ? {} : { supplier }) });
      return requisition;
    };
    /** Commissioned, shipped and accepted as one parcel. */
    const delivered = async (lot: string, quantity: bigint, packsRoot?: Hex): Promise<Recorded> => {
      const code = vaccine(lot);
      const requisition = await order(VACCINE, quantity, world.consortium.manufacturer);
      const made = await as("maker").commission({ code, quantity, expiry, packsRoot });
      await as("seller").ship({ requisition, code });
      const accepted = await as("inspector").accept({ requisition, code });
      expect(accepted.subject).toBe(made.subject);
      return accepted;
    };
    const sound = async (target: string): Promise<void> => {
      expect(await world.m.verify(target)).toMatchObject({ level: "anchored", problems: [] });
    };

    beforeAll(async () => {
      world = await createWorld(node);
      expiry = (await world.now()) + 200 * DAY;
      const period = { registeredFrom: 1, registeredUntil: 4_000_000_000 };
      const { manufacturer } = world.consortium;
      const drug = { kind: "drug", riskClass: 3, tracking: "lot", unitsPerPack: 10, manufacturer } as const;
      await as("officer").register({ product: VACCINE, name: "vaccine 疫苗", ...drug, ...period });
      await as("officer").register({
        product: GAUZE,
        name: "gauze 纱布",
        kind: "consumable",
        riskClass: 1,
        tracking: "lot",
        ...period,
      });
      await as("officer").prescribe({ product: VACCINE, limits: { lowest: 2, highest: 8 } });
      for (const place of ["Pharmacy", "Ward 7"]) await as("keeper").namePlace({ name: place });
    });
    afterAll(() => world?.close());

    it("behavior: a lot from its manufacturer to the last unit", async () => {
      const lot = nextLot();
      const parcel = await delivered(lot, 1_000n);
      const code = parcel.subject;
      expect(parcel.entries.map(({ kind, action, state, quantity }) => [kind, action, state, quantity])).toEqual([
        ["requisition", "accept", "fulfilled", 1_000n],
        ["asset", "accept", "stored", 1_000n],
      ]);
      const [held] = await world.m.parcels({ code: vaccine(lot), organisation: world.consortium.hospital });
      expect(held).toMatchObject({ subject: code, lot, quantity: 1_000n, expiry, state: "stored", expired: false });

      const dispensed = await as("nurse").dispense({ code: vaccine(lot), quantity: 400n, place: "Pharmacy", details });
      expect(dispensed).toMatchObject({ subject: code, stage: "use", state: "stored", quantity: 400n, details });
      expect(await world.m.describe(dispensed)).toBe("400 units, Pharmacy");
      const last = await as("nurse").dispense({ code, quantity: 600n });
      expect(last.state).toBe("consumed");
      expect(await as("nurse").undo({ code })).toMatchObject({ state: "stored", quantity: 600n });
      expect(await world.m.check(code)).toMatchObject({ usable: true, quantity: 600n, expiry, reasons: [] });
      await sound(code);
      await sound(vaccine(lot));
    });

    it("behavior: the trace of a split part reaches the batch, and is checked from its text alone", async () => {
      const parcel = await delivered(nextLot(), 1_000n);
      const part = await as("keeper").split({ code: parcel.subject, quantity: 300n });
      const [ofRest, ofPart] = part.entries;
      expect(ofRest).toMatchObject({ subject: parcel.subject, action: "split", quantity: 300n });
      expect(ofPart?.origin?.subject).toBe(parcel.subject);
      expect(part.subject).toBe(parcelId(parcel.subject, ofPart?.origin?.head as Hex));
      const trace = await world.m.trace(part.subject);
      expect(trace.histories.map(({ kind }) => kind).sort()).toEqual([
        "asset",
        "asset",
        "batch",
        "product",
        "requisition",
      ]);
      const text = JSON.stringify(trace, (_, value) => (typeof value === "bigint" ? value.toString() : value));
      expect(verify(readTrace(JSON.parse(text)))).toMatchObject({ level: "intact", problems: [] });
      await sound(part.subject);
    });

    it("behavior: a lot that no manufacturer on the ledger made is declared by its acceptance", async () => {
      const product = GAUZE;
      const [first, second] = [`(01)${product}(10)G-1`, `(01)${product}(17)281231(10)G-1`];
      const requisition = await order(product, 500n);
      const madeAt = (await world.now()) - 10 * DAY;
      const accepted = await as("inspector").accept({ requisition, code: first, quantity: 200n, expiry, madeAt });
      expect(accepted.entries.map(({ kind, action }) => [kind, action])).toEqual([
        ["batch", "declare"],
        ["requisition", "accept"],
        ["asset", "accept"],
      ]);
      expect(
        await rejection(as("inspector").accept({ requisition, code: second, quantity: 1n, madeAt })),
      ).toMatchObject({
        code: "WrongExpiry",
        details: { batch: batchId(parseCode(first)), required: expiry },
      });
      const over = as("inspector").accept({ requisition, code: first, quantity: 301n, expiry, madeAt });
      expect(await rejection(over)).toMatchObject({
        code: "QuantityOutOfRange",
        details: { quantity: 301n, min: 1n, max: 300n },
      });
      const trace = await world.m.trace(accepted.subject);
      expect(trace.histories.map(({ kind }) => kind)).toContain("batch");
      expect(absences(trace).map(({ code }) => code)).toEqual(["supplier", "manufacturer"]);
      await sound(accepted.subject);
    });

    it("behavior: existing stock is enrolled by its lot, and confirmed", async () => {
      const { hospital } = world.consortium;
      await as("council").allowOnboarding({ organisation: hospital, until: (await world.now()) + DAY });
      const code = `(01)${GAUZE}(10)G-OLD`;
      const enrolled = await as("inspector").enrol({ code, basis: "existing", quantity: 50n, expiry });
      expect(enrolled).toMatchObject({ action: "enrol", state: "inspected", quantity: 50n });
      expect(await as("witness").confirm({ code })).toMatchObject({ subject: enrolled.subject, state: "stored" });
      expect(absences(await world.m.trace(enrolled.subject)).map((one) => one.code)).toEqual(["purchase"]);
      await sound(enrolled.subject);
    });

    it("behavior: what expires first is dispensed first, and never from what is not usable", async () => {
      const product = GAUZE;
      const requisition = await order(product, 1_000n);
      const madeAt = (await world.now()) - DAY;
      const accept = (lot: string, days: number) =>
        as("inspector").accept({
          requisition,
          code: `(01)${product}(10)${lot}`,
          quantity: 100n,
          expiry: expiry + days * DAY,
          madeAt,
        });
      const [late, early, soonest] = [await accept("F-3", 30), await accept("F-2", -10), await accept("F-1", -20)];
      await as("keeper").quarantine({ code: soonest.subject, reason: "damaged" });
      const taken = await as("nurse").dispense({ code: product, quantity: 90n });
      expect(taken.subject).toBe(early.subject);
      const usableNow = async () =>
        (await world.m.parcels({ code: product, organisation: world.consortium.hospital })).filter(
          (parcel) => parcel.state === "stored" && isUsable(parcel),
        );
      const usable = await usableNow();
      const available = usable.reduce((sum, { quantity }) => sum + quantity, 0n);
      const before = (await world.m.history(early.subject)).entries.length;
      expect(await rejection(as("nurse").dispense({ code: product, quantity: available + 1n }))).toMatchObject({
        code: "NotEnoughUsable",
        details: {
          quantity: available + 1n,
          available,
          parcels: usable.map(({ subject, lot, quantity }) => ({ subject, lot, quantity })),
        },
      });
      // What was refused wrote nothing, and a dry run writes nothing either.
      await as("nurse").dispense.simulate({ code: product, quantity: 20n });
      expect((await world.m.history(early.subject)).entries).toHaveLength(before);
      // One is too small: the rest comes from the next, in the same transaction.
      const [first, second] = usable;
      const both = await as("nurse").dispense({ code: product, quantity: 20n, place: "Ward 9" });
      expect(both.entries.map(({ subject, quantity, state }) => ({ subject, quantity, state }))).toEqual([
        { subject: first?.subject, quantity: 10n, state: "consumed" },
        { subject: second?.subject, quantity: 10n, state: second?.quantity === 10n ? "consumed" : "stored" },
      ]);
      expect(both).toMatchObject({ subject: second?.subject, quantity: 10n });
      expect(first?.subject).toBe(early.subject);
      await sound(early.subject);
      // Somebody was faster: all is refused, and nothing partial happens.
      const left = await usableNow();
      const all = left.reduce((sum, { quantity }) => sum + quantity, 0n);
      const slow = await as("nurse").dispense.populate({ code: product, quantity: all });
      await as("nurse").dispense({ code: left.at(-1)?.subject ?? "", quantity: 1n });
      const heads = await world.m.parcels({ code: product });
      const tooLate = accounts.nurse
        .connect(world.m.connection.provider)
        .sendTransaction({ ...slow, gasLimit: 3_000_000 });
      await expect(tooLate.then((sent) => sent.wait())).rejects.toThrow();
      expect(await world.m.parcels({ code: product })).toEqual(heads);
      // Of what is left, other lots expire before the last of these.
      const { subject } = await as("nurse").dispense({ code: product, quantity: 1n });
      const next = (await world.m.parcels({ code: product })).find((one) => one.subject === subject);
      expect(next?.expiry).toBe(expiry);
      expect([late.subject, early.subject, soonest.subject]).not.toContain(subject);
    });

    it("behavior: packs are dispensed by their codes, each once, and scanned", async () => {
      const lot = nextLot();
      const serials = Array.from({ length: 300 }, (_, index) => `${lot}-${index}`);
      const sscc = "(00)095212340000000013";
      const tree = PackTree.of({ gtin: VACCINE, packs: serials, cases: [{ code: sscc, first: 0, count: 20 }] });
      const parcel = await delivered(lot, 3_000n, tree.root);
      const pack = (index: number): string => `(01)${VACCINE}(10)${lot}(21)${serials[index]}`;
      const scan = (code: string, proof = tree.prove(code)): Promise<ScanResult> =>
        world.m.scan({ code, proof, batch: vaccine(lot) });
      expect(await scan(pack(255))).toMatchObject({ verdict: "genuine", reasons: [], packs: { first: 255, count: 1 } });

      const one = await as("nurse").dispense({ code: pack(255), tree, place: "Pharmacy", details });
      expect(one).toMatchObject({ subject: parcel.subject, quantity: 10n });
      expect(one.details).not.toBe(details);
      expect(await scan(pack(255))).toMatchObject({
        verdict: "dispensed",
        reasons: [
          {
            code: "dispensed",
            packs: [
              {
                pack: 255,
                by: { organisation: world.consortium.hospital, member: one.member, parcel: one.subject },
              },
            ],
          },
        ],
      });
      expect(await rejection(as("nurse").dispense({ code: pack(255), tree }))).toMatchObject({
        code: "AlreadyDispensed",
        details: { batch: batchId(parseCode(vaccine(lot))), pack: 255 },
      });
      expect(await as("nurse").dispense({ code: vaccine(lot), packs: [3, 256, 299] })).toMatchObject({ quantity: 30n });
      expect(await rejection(as("nurse").dispense({ code: sscc, tree, batch: vaccine(lot) }))).toMatchObject({
        code: "AlreadyDispensed",
        details: { pack: 3 },
      });
      expect((await scan(sscc)).reasons).toMatchObject([{ code: "dispensed", packs: [{ pack: 3 }] }]);
      expect(
        await rejection(as("nurse").dispense({ code: parcel.subject, packs: { first: 299, count: 2 } })),
      ).toMatchObject({
        code: "PackOutOfRange",
        details: { pack: 300, first: 0, end: 300 },
      });
      expect(await rejection(as("nurse").dispense({ code: parcel.subject, quantity: 10n }))).toMatchObject({
        code: "Serialised",
      });

      const undone = await as("nurse").undo({
        code: parcel.subject,
        head: (await world.m.history(parcel.subject)).entries.find(({ block }) => block === one.block)?.head,
      });
      expect(undone).toMatchObject({ action: "undo", quantity: 10n });
      expect((await scan(pack(255))).verdict).toBe("genuine");
      expect((await scan(pack(256))).verdict).toBe("dispensed");
      const again = await as("nurse").dispense({ code: pack(255), tree });
      expect((await scan(pack(255))).reasons).toMatchObject([
        { code: "dispensed", packs: [{ pack: 255, by: { transaction: again.transaction } }] },
      ]);

      const other = PackTree.of({ gtin: VACCINE, packs: [...serials].reverse() });
      expect(await rejection(as("nurse").dispense({ code: pack(0), tree: other }))).toMatchObject({
        code: "InvalidInput",
        details: { field: "tree", value: other.root },
      });
      expect(await world.m.scan({ code: pack(0), proof: tree, batch: vaccine("ANOTHER") })).toMatchObject({
        verdict: "unknown",
        reasons: [{ code: "batchUnknown" }],
      });
      const mislabelled = `(01)${VACCINE}(10)ANOTHER(21)${serials[0]}`;
      expect(await world.m.scan({ code: mislabelled, proof: tree, batch: vaccine(lot) })).toMatchObject({
        verdict: "unknown",
        reasons: [{ code: "lotDiffers", printed: "ANOTHER" }],
      });
      const foreign = PackTree.of({ gtin: VACCINE, packs: ["COPY", ...serials.slice(1)] });
      expect(await scan(`(01)${VACCINE}(10)${lot}(21)COPY`, foreign.prove(`(01)${VACCINE}(21)COPY`))).toMatchObject({
        verdict: "unknown",
        reasons: [{ code: "notInBatch" }],
      });
      const otherLot = `(01)${VACCINE}(10)NONE(21)${serials[0]}`;
      expect(await world.m.scan({ code: otherLot, proof: tree })).toMatchObject({
        verdict: "unknown",
        reasons: [{ code: "batchUnknown" }],
      });
      const relabelled = `(01)${VACCINE}(17)281231(10)${lot}(21)${serials[0]}`;
      expect(await world.m.scan({ code: relabelled, proof: tree })).toMatchObject({
        verdict: "unknown",
        reasons: [{ code: "expiryDiffers", printed: "2028-12-31", stored: expiry }],
      });

      const part = await as("keeper")
        .split({ code: parcel.subject, quantity: 400n, firstPack: 257 })
        .catch((e) => e);
      expect(part).toMatchObject({ code: "PartNotAtEnd" });
      expect(
        await rejection(as("keeper").split({ code: parcel.subject, quantity: 430n, firstPack: 257 })),
      ).toMatchObject({
        code: "AlreadyDispensed",
        details: { pack: 299 },
      });
      const clean = await as("keeper").split({ code: parcel.subject, quantity: 30n, firstPack: 0 });
      expect(
        (await world.m.parcels({ code: vaccine(lot) })).find(({ subject }) => subject === clean.subject),
      ).toMatchObject({
        quantity: 30n,
        packs: { first: 0, end: 3 },
      });
      await sound(parcel.subject);
    });

    it("behavior: of two dispensings in one transaction, each is undone by itself", async () => {
      const lot = nextLot();
      const tree = PackTree.of({ gtin: VACCINE, packs: ["A", "B", "C", "D"] });
      const { subject } = await delivered(lot, 40n, tree.root);
      const { populate } = as("nurse").dispense;
      const calls = await Promise.all(
        [[0], [2, 3]].map(async (packs) => (await populate({ code: subject, packs, details })).data as string),
      );
      const nurse = accounts.nurse.connect(world.m.connection.provider);
      const data = ledgerInterface.encodeFunctionData("multicall", [calls]);
      await (await nurse.sendTransaction({ to: world.m.connection.ledger, data })).wait();

      const scan = async (serial: string) =>
        (await world.m.scan({ code: `(01)${VACCINE}(10)${lot}(21)${serial}`, proof: tree })).verdict;
      const [first, second] = (await world.m.history(subject)).entries.slice(-2);
      expect(second?.block).toBe(first?.block);
      await as("nurse").undo({ code: subject, head: first?.head });
      expect(await Promise.all(["A", "B", "C", "D"].map(scan))).toEqual([
        "genuine",
        "genuine",
        "dispensed",
        "dispensed",
      ]);
      await as("nurse").undo({ code: subject, head: second?.head });
      expect(await Promise.all(["A", "C", "D"].map(scan))).toEqual(["genuine", "genuine", "genuine"]);
      await sound(subject);
    });

    it("behavior: what befell the rest of a parcel is not a part's life", async () => {
      const { subject } = await delivered(nextLot(), 100n);
      const part = await as("keeper").split({ code: subject, quantity: 40n });
      await as("nurse").dispense({ code: subject, quantity: 60n });
      expect((await world.m.verify(part.subject)).missingStages).toContain("use");
      expect((await world.m.verify(subject)).missingStages).not.toContain("use");
      await sound(part.subject);
    });

    it("behavior: what the maker split off before it shipped did not come under the requisition", async () => {
      const code = vaccine(nextLot());
      const made = await as("maker").commission({ code, quantity: 100n, expiry });
      const kept = await as("seller").split({ code: made.subject, quantity: 40n });
      const requisition = await order(VACCINE, 60n, world.consortium.manufacturer);
      await as("seller").ship({ requisition, code: made.subject });
      await as("inspector").accept({ requisition, code });
      const part = await as("keeper").split({ code: made.subject, quantity: 10n });
      expect(await world.m.forward(requisition)).toEqual([made.subject, part.subject]);
      expect(new Set(await world.m.forward(made.subject))).toEqual(new Set([kept.subject, part.subject]));
    });

    it("behavior: an excursion quarantines the part it befell, in the same step", async () => {
      const parcel = await delivered(nextLot(), 1_000n);
      const part = await as("keeper").split({ code: parcel.subject, quantity: 100n });
      const now = await world.now();
      const readings = [
        { at: now - 1_200, celsius: 4.02 },
        { at: now - 600, celsius: 9.55 },
        { at: now, celsius: 5.1 },
      ];
      const read = await as("keeper").monitor({ code: part.subject, readings });
      expect(await world.m.describe(read)).toMatch(/^4\.0 to 9\.6 °C since /);
      await world.passUntil(now + 600);
      const both = await as("keeper").monitor({ code: [parcel.subject, part.subject], lowest: 3, highest: 6.5 });
      expect(both.entries.map(({ subject }) => subject)).toEqual([parcel.subject, part.subject]);
      expect((await world.m.check(part.subject)).reasons).toMatchObject([{ code: "quarantined" }]);
      expect((await world.m.check(parcel.subject)).usable).toBe(true);
      expect(await rejection(as("nurse").dispense({ code: part.subject, quantity: 1n }))).toMatchObject({
        code: "Quarantined",
      });
    });

    it("behavior: a recalled batch: who has it, what was dispensed, who acknowledged, after how long", async () => {
      const lot = nextLot();
      const parcel = await delivered(lot, 1_000n);
      const part = await as("keeper").split({ code: parcel.subject, quantity: 200n });
      const until = (await world.now()) + 7 * DAY;
      const { second, hospital } = world.consortium;
      await as("keeper").offer({ code: part.subject, to: second, terms: "owned", until });
      await as("secondInspector").take({ code: vaccine(lot) });
      await as("secondKeeper").namePlace({ name: "Ward B" });
      await as("secondKeeper").move({ code: part.subject, place: "Ward B" });
      await as("nurse").dispense({ code: parcel.subject, quantity: 250n });

      const decided = (await world.now()) - 3 * 3_600;
      await as("recaller").recall({
        target: vaccine(lot),
        level: "first",
        instruction: "sendBack",
        occurredAt: decided,
      });
      expect(await rejection(as("nurse").dispense({ code: parcel.subject, quantity: 1n }))).toMatchObject({
        code: "Recalled",
        details: { target: batchId(parseCode(vaccine(lot))), level: "first" },
      });
      expect((await world.m.check(part.subject)).reasons).toMatchObject([{ code: "recalled", of: "batch" }]);
      await as("keeper").acknowledge({ code: parcel.subject });

      const impact = await world.m.recallImpact(vaccine(lot));
      expect(impact).toMatchObject({
        level: "first",
        instruction: "sendBack",
        byRegulator: false,
        by: world.consortium.manufacturer,
        notice: { decidedAt: decided, within: DAY },
        totals: { held: 750n, inTransit: 0n, dispensed: 250n, ended: 0n },
        unacknowledged: [second],
      });
      expect(impact.notice?.after).toBe(impact.raisedAt - decided);
      const [atFirst, atSecond] = [hospital, second].map((one) => impact.holdings.find((h) => h.custodian === one));
      expect(atFirst).toMatchObject({
        subject: parcel.subject,
        quantity: 550n,
        dispensed: [{ organisation: hospital, quantity: 250n }],
        acknowledged: { by: hospital },
      });
      expect(atSecond).toMatchObject({ subject: part.subject, quantity: 200n, acknowledged: undefined, dispensed: [] });
      expect(await world.m.placeName(second, atSecond?.place ?? 0)).toBe("Ward B");
      expect(new Set(await world.m.forward(vaccine(lot)))).toEqual(new Set([parcel.subject, part.subject]));
      expect(await world.m.forward(parcel.subject)).toEqual([part.subject]);
      expect(await world.m.forward(parcel.entries[0]?.subject as Hex)).toEqual([parcel.subject, part.subject]);
      await as("recaller").lift({ target: vaccine(lot), details });
      expect(await rejection(world.m.recallImpact(vaccine(lot)))).toMatchObject({ code: "NotRecalled" });
    });

    it("behavior: expired goods are neither dispensed nor offered, until a regulator redates the lot", async () => {
      const lot = nextLot();
      const soon = (await world.now()) + 2 * DAY;
      const code = vaccine(lot);
      const requisition = await order(VACCINE, 100n, world.consortium.manufacturer);
      await as("maker").commission({ code, quantity: 100n, expiry: soon });
      await as("seller").ship({ requisition, code });
      const { subject } = await as("inspector").accept({ requisition, code });
      await world.passUntil(soon + 1);
      expect(await rejection(as("nurse").dispense({ code: subject, quantity: 1n }))).toMatchObject({
        code: "Expired",
        details: { subject, expiry: soon },
      });
      expect((await world.m.check(subject)).reasons).toMatchObject([{ code: "expired", expiry: soon }]);
      await as("officer").redate({ code, expiry: soon + 30 * DAY });
      expect(await as("nurse").dispense({ code: subject, quantity: 1n })).toMatchObject({ quantity: 1n });
      await sound(code);
    });

    it("behavior: consigned units that were dispensed are owed for, settled, or undone before", async () => {
      const lot = nextLot();
      const code = vaccine(lot);
      const made = await as("maker").commission({ code, quantity: 500n, expiry: (await world.now()) + 90 * DAY });
      const { hospital, manufacturer } = world.consortium;
      const until = (await world.now()) + 7 * DAY;
      await as("seller").offer({ code: made.subject, to: hospital, terms: "consignment", until });
      await as("inspector").take({ code });
      await as("nurse").dispense({ code: made.subject, quantity: 30n });
      await as("nurse").dispense({ code: made.subject, quantity: 20n });
      await as("nurse").undo({ code: made.subject });
      const [owing] = await world.m.parcels({ code });
      expect(owing).toMatchObject({ owed: 30n, quantity: 470n, owner: manufacturer, terms: "consignment" });
      const first = (await world.m.history(made.subject)).entries.find(({ action }) => action === "dispense");
      const requisition = await order(VACCINE, 20n, manufacturer);
      const settled = await as("buyer").settle({ requisition, code });
      expect(settled.entries.map(({ action, quantity }) => [action, quantity])).toEqual([
        ["settle", 20n],
        ["settle", 20n],
      ]);
      // The requisition had no room for more.
      expect((await world.m.parcels({ code }))[0]).toMatchObject({ owed: 10n });
      expect(await rejection(as("nurse").undo({ code: made.subject, head: first?.head }))).toMatchObject({
        code: "NotUndoable",
        details: { asset: made.subject, action: "settle" },
      });
      await sound(made.subject);
    });

    it("behavior: the whole ledger passes an audit", async () => {
      const { problems, entries } = await world.m.audit();
      expect(problems).toEqual([]);
      expect(entries).toBeGreaterThan(100);
    });
  });
}
