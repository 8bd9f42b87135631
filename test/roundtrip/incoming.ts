import { Transaction } from "ethers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Person } from "../../scripts/demo/accounts.ts";
import { parseCode } from "../../src/codes/parse.ts";
import type { Write } from "../../src/connection/write.ts";
import { itemId } from "../../src/history/ids.ts";
import {
  ChangedSinceSeen,
  HeadMoved,
  type Hex,
  NotItsOrigin,
  OwnWork,
  type Recorded,
  ReplayMismatch,
} from "../../src/index.ts";
import { ledgerInterface } from "../../src/ledger/abi.ts";
import { readFailure } from "../../src/ledger/failures.ts";
import {
  accounts,
  createWorld,
  DAY,
  itemCode,
  type Node,
  OTHER_GTIN,
  rejection,
  type World,
} from "../support/world.ts";

const GAUZE = "09521000000049";

/**
 * Goods that come from another organisation: what is signed for them holds for exactly what was seen; they go back the way they
 * came; who took them on consignment does not settle them. The same on every node.
 */
export function describeIncoming(name: string, node: Node): void {
  describe(name, () => {
    let world: World;
    let count = 0;
    const as = (person: Person) => world.as(person);
    const soon = async (): Promise<number> => (await world.now()) + 7 * DAY;
    const headOf = async (target: string): Promise<Hex> => (await world.m.history(target)).entries.at(-1)?.head as Hex;
    const sound = async (target: string): Promise<void> => {
      expect(await world.m.verify(target)).toMatchObject({ level: "anchored", problems: [] });
    };

    /** What is signed now, to be sent later; sent, it must be mined, and refused: with what. */
    async function signed<P, R>(person: Person, write: Write<P, R>, parameters: P): Promise<() => Promise<unknown>> {
      const { connection } = world.m;
      const { provider } = connection;
      const signer = accounts[person].connect(provider);
      const { maxFeePerGas, maxPriorityFeePerGas } = await provider.getFeeData();
      const fees = { type: 2, maxFeePerGas, maxPriorityFeePerGas, gasLimit: 1_000_000n };
      const nonce = await provider.getTransactionCount(signer.address);
      const raw = await signer.signTransaction({ ...(await write.populate(parameters)), ...fees, nonce });
      const { from, to, data, hash } = Transaction.from(raw);
      return async () => {
        // Hardhat's node says so at once, and mines it all the same.
        await provider.broadcastTransaction(raw).catch(() => undefined);
        await expect.poll(() => provider.getTransactionReceipt(hash as string)).toMatchObject({ status: 0 });
        const error = await rejection(provider.call({ from, to, data }));
        connection.nonces.forget(signer.address);
        return readFailure(error, connection.rpc);
      };
    }

    /** How many entries each passage has of the way that a call brings. */
    const passagesOf = async (call: Promise<{ readonly data?: string | null }>): Promise<readonly number[]> => {
      const [, , way] = ledgerInterface.decodeFunctionData("sendBack", (await call).data as string);
      return way.map(([, entries]: readonly [Hex, readonly unknown[]]) => entries.length);
    };

    /** A requisition of the hospital's that was ordered from the manufacturer, which supplies. */
    async function ordered(product: string, quantity: bigint, consignee?: number): Promise<Hex> {
      const apply = { product, quantity, reference: `I-${++count}` };
      const { subject: requisition } = await as("applicant").apply(apply);
      await as("approver").approve({ requisition });
      await as("buyer").order({ requisition, supplier: world.consortium.manufacturer, consignee });
      return requisition;
    }

    /** Units of a lot that the supplier has, and did not make. */
    async function stocked(quantity: bigint): Promise<Recorded> {
      const code = `(01)${GAUZE}(10)I-${++count}`;
      const expiry = (await world.now()) + 300 * DAY;
      const found = { basis: "found", madeAt: await world.now() } as const;
      const enrolled = await as("seller").enrol({ code, quantity, expiry, ...found });
      await as("maker").confirm({ code: enrolled.subject });
      return enrolled;
    }

    /** An item that the supplier has, and did not make. */
    async function resold(): Promise<string> {
      const code = itemCode(`R-${++count}`, OTHER_GTIN);
      await as("seller").enrol({ code, basis: "found", madeAt: await world.now() });
      await as("maker").confirm({ code });
      return code;
    }

    beforeAll(async () => {
      world = await createWorld(node);
      const period = { registeredFrom: 1, registeredUntil: 4_000_000_000 };
      await as("officer").register({
        ...{ product: GAUZE, name: "gauze 纱布", kind: "consumable", riskClass: 1, tracking: "lot", ...period },
      });
    });
    afterAll(() => world?.close());

    describe("what is signed holds for what was seen", () => {
      it("error: HeadMoved where what was offered as owned comes on loan", async () => {
        const { hospital, second } = world.consortium;
        const code = await world.accepted();
        await as("keeper").offer({ code, to: second, terms: "owned", until: await soon() });
        const seen = await headOf(code);
        const take = await signed("secondInspector", as("secondInspector").take, { code, terms: "owned" });
        await as("keeper").withdraw({ code });
        await as("keeper").offer({ code, to: second, terms: "loan", until: await soon() });
        const refused = await take();
        expect(refused).toBeInstanceOf(HeadMoved);
        expect(refused).toMatchObject({
          details: { subject: itemId(parseCode(code)), expected: seen, actual: await headOf(code) },
        });
        expect(await world.m.check(code)).toMatchObject({ state: "inTransit", custodian: hospital });
        expect(await as("secondInspector").take({ code, terms: "loan" })).toMatchObject({ state: "stored" });
        expect(await world.m.check(code)).toMatchObject({ custodian: second, owner: hospital, terms: "loan" });
        await sound(code);
      });

      it("error: HeadMoved where what was offered on trial comes on consignment", async () => {
        const { hospital, manufacturer } = world.consortium;
        const code = itemCode(`C-${++count}`);
        await as("seller").enrol({ code });
        await as("seller").offer({ code, to: hospital, terms: "trial", until: await soon() });
        const seen = await headOf(code);
        const take = await signed("inspector", as("inspector").take, { code });
        await as("seller").withdraw({ code });
        await as("seller").offer({ code, to: hospital, terms: "consignment", until: await soon() });
        const refused = await take();
        expect(refused).toBeInstanceOf(HeadMoved);
        expect(refused).toMatchObject({
          details: { subject: itemId(parseCode(code)), expected: seen, actual: await headOf(code) },
        });
        expect(await world.m.check(code)).toMatchObject({ state: "inTransit", custodian: manufacturer });
      });

      it("error: HeadMoved where a parcel was made smaller before it came", async () => {
        const requisition = await ordered(GAUZE, 100n);
        const { subject: code } = await stocked(100n);
        await as("seller").ship({ requisition, code });
        const seen = await headOf(code);
        const accept = await signed("inspector", as("inspector").accept, { requisition, code, quantity: 100n });
        await as("seller").withdraw({ code });
        await as("seller").split({ code, quantity: 60n });
        await as("seller").ship({ requisition, code });
        const refused = await accept();
        expect(refused).toBeInstanceOf(HeadMoved);
        expect(refused).toMatchObject({ details: { subject: code, expected: seen, actual: await headOf(code) } });
        expect(await as("inspector").accept({ requisition, code, quantity: 40n })).toMatchObject({ quantity: 40n });
        await sound(code);
      });

      it("error: HeadMoved where what is refused was shipped anew", async () => {
        const { code, requisition } = await world.shipped();
        const seen = await headOf(code);
        const refuse = await signed("inspector", as("inspector").refuse, { requisition, code, reason: "damaged" });
        await as("seller").withdraw({ code });
        await as("seller").ship({ requisition, code });
        const refused = await refuse();
        expect(refused).toBeInstanceOf(HeadMoved);
        expect(refused).toMatchObject({
          details: { subject: itemId(parseCode(code)), expected: seen, actual: await headOf(code) },
        });
      });

      it("error: ChangedSinceSeen, naming what is otherwise, before anything is signed", async () => {
        const { second, hospital, provider } = world.consortium;
        const code = await world.accepted();
        const inspector = as("secondInspector");
        const block = () => world.m.connection.provider.getBlockNumber();
        const expectChanged = async (write: Promise<unknown>, details: ChangedSinceSeen["details"]) => {
          const before = await block();
          const error = await rejection(write);
          expect(error).toBeInstanceOf(ChangedSinceSeen);
          expect(error).toMatchObject({ details });
          expect(await block()).toBe(before);
        };
        const gone = "not on its way";
        await expectChanged(inspector.take({ code, terms: "loan" }), { field: "terms", seen: "loan", present: gone });
        await as("keeper").offer({ code, to: second, terms: "loan", until: await soon() });
        const seen = { code, terms: "loan", quantity: 1n, from: hospital } as const;
        await expectChanged(inspector.take({ ...seen, terms: "owned" }), {
          field: "terms",
          seen: "owned",
          present: "loan",
        });
        await expectChanged(inspector.take({ ...seen, quantity: 2n }), { field: "quantity", seen: "2", present: "1" });
        await expectChanged(inspector.take({ ...seen, from: provider }), {
          field: "from",
          seen: `${provider}`,
          present: `${hospital}`,
        });
        // All parts of a verb tell it.
        await expectChanged(inspector.take.populate({ ...seen, from: provider }), {
          field: "from",
          seen: `${provider}`,
          present: `${hospital}`,
        });
        expect(await inspector.take(seen)).toMatchObject({ state: "stored", counterpart: hospital });

        const requisition = await ordered(GAUZE, 100n);
        const { subject: parcel } = await stocked(100n);
        await as("seller").ship({ requisition, code: parcel });
        const accept = { requisition, code: parcel, quantity: 100n, from: world.consortium.manufacturer };
        await expectChanged(as("inspector").accept({ ...accept, quantity: 90n }), {
          field: "quantity",
          seen: "90",
          present: "100",
        });
        await expectChanged(as("inspector").accept({ ...accept, from: second }), {
          field: "from",
          seen: `${second}`,
          present: `${world.consortium.manufacturer}`,
        });
        expect(await as("inspector").accept(accept)).toMatchObject({ state: "stored", quantity: 100n });
      });

      it("error: HeadMoved for a head that was seen, though nothing that is asserted differs", async () => {
        const { second } = world.consortium;
        const code = await world.accepted();
        await as("keeper").offer({ code, to: second, terms: "loan", until: await soon() });
        const seen = await headOf(code);
        await as("keeper").withdraw({ code });
        await as("keeper").offer({ code, to: second, terms: "loan", until: await soon() });
        const details = { subject: itemId(parseCode(code)), expected: seen, actual: await headOf(code) };
        for (const write of [
          () => as("secondInspector").take({ code, terms: "loan", expected: seen }),
          () => as("secondInspector").decline({ code, expected: seen }),
        ]) {
          const error = await rejection(write());
          expect(error).toBeInstanceOf(HeadMoved);
          expect(error).toMatchObject({ details });
        }
        expect(await as("secondInspector").decline({ code })).toMatchObject({ state: "stored" });
      });
    });

    describe("goods go back the way they came", () => {
      /** Sent back and taken, with so many entries brought; its owner is whose it is then. */
      async function back(
        by: Person,
        taker: Person,
        code: string,
        to: number,
        passages: readonly number[],
      ): Promise<void> {
        const parameters = { code, to, until: await soon() };
        expect(await passagesOf(as(by).sendBack.populate(parameters))).toEqual(passages);
        expect(await as(by).sendBack(parameters)).toMatchObject({
          action: "sendBack",
          state: "inTransit",
          counterpart: to,
        });
        expect(await as(taker).take({ code, terms: "returned" })).toMatchObject({ organisation: to });
      }

      it("behavior: after offer and take, and then it is the sender's again", async () => {
        const { hospital, second, provider } = world.consortium;
        const code = await world.accepted();
        await as("keeper").offer({ code, to: second, terms: "owned", until: await soon() });
        await as("secondInspector").take({ code });
        await as("secondNurse").use({ code, place: "Ward B" });
        await as("secondKeeper").store({ code });
        const elsewhere = { code, to: provider, until: await soon() };
        expect(await passagesOf(as("secondKeeper").sendBack.populate(elsewhere))).toEqual([]);
        const error = await rejection(as("secondKeeper").sendBack(elsewhere));
        expect(error).toBeInstanceOf(NotItsOrigin);
        expect(error).toMatchObject({ details: { asset: itemId(parseCode(code)), organisation: provider } });
        // take, use, store
        await back("secondKeeper", "inspector", code, hospital, [3]);
        expect(await world.m.check(code)).toMatchObject({ custodian: hospital, owner: hospital, terms: "owned" });
        await sound(code);
      });

      it("behavior: after it was used and settled", async () => {
        const { hospital, manufacturer } = world.consortium;
        const code = await resold();
        await as("seller").offer({ code, to: hospital, terms: "consignment", until: await soon() });
        await as("inspector").take({ code });
        await as("nurse").use({ code });
        const requisition = await ordered(OTHER_GTIN, 1n);
        await as("buyer").settle({ requisition, code });
        await as("keeper").store({ code });
        // take, use, settle, store
        await back("keeper", "seller", code, manufacturer, [4]);
        expect(await world.m.check(code)).toMatchObject({ custodian: manufacturer, owner: manufacturer });
        await sound(code);
      });

      it("behavior: whose onward shipment was refused", async () => {
        const { hospital, second, manufacturer } = world.consortium;
        const bought = await ordered(OTHER_GTIN, 1n);
        const code = await resold();
        await as("seller").ship({ requisition: bought, code });
        await as("inspector").accept({ requisition: bought, code });
        await as("keeper").offer({ code, to: manufacturer, terms: "owned", until: await soon() });
        await as("seller").take({ code });
        const requisition = await ordered(OTHER_GTIN, 1n, second);
        await as("seller").ship({ requisition, code });
        await as("secondInspector").refuse({ requisition, code, reason: "damaged" });
        // take, ship, refuse
        await back("seller", "inspector", code, hospital, [3]);
        expect(await world.m.check(code)).toMatchObject({ custodian: hospital, owner: hospital });
        await sound(code);
      });

      it("behavior: a part, with what befell the rest before", async () => {
        const { manufacturer } = world.consortium;
        const requisition = await ordered(GAUZE, 100n);
        const { subject: rest } = await stocked(100n);
        await as("seller").ship({ requisition, code: rest });
        await as("inspector").accept({ requisition, code: rest });
        await as("keeper").move({ code: rest, place: "Store" });
        const { subject: part } = await as("keeper").split({ code: rest, quantity: 40n });
        // What befalls the rest afterwards is no part of the way.
        await as("nurse").dispense({ code: rest, quantity: 5n });
        await as("keeper").quarantine({ code: part, reason: "damaged" });
        // split, quarantine; accept, move, split
        await back("keeper", "seller", part, manufacturer, [2, 3]);
        const smaller = await as("keeper").split({ code: rest, quantity: 20n });
        const { subject: smallest } = await as("keeper").split({ code: smaller.subject, quantity: 5n });
        // split; split, split; accept, move, split, dispense, split
        await back("keeper", "seller", smallest, manufacturer, [1, 2, 5]);
        for (const one of [rest, part, smaller.subject, smallest]) await sound(one);
      });

      it("behavior: what was sent back came the other way round", async () => {
        const { hospital, second } = world.consortium;
        const code = await world.accepted();
        await as("keeper").offer({ code, to: second, terms: "owned", until: await soon() });
        await as("secondInspector").take({ code });
        await back("secondKeeper", "inspector", code, hospital, [1]);
        const error = await rejection(as("keeper").sendBack({ code, to: second, until: await soon() }));
        expect(error).toBeInstanceOf(NotItsOrigin);
        expect(error).toMatchObject({ details: { asset: itemId(parseCode(code)), organisation: second } });
      });
    });

    describe("who took goods on consignment does not settle them", () => {
      it("error: OwnWork, and then another settles", async () => {
        const { hospital, manufacturer } = world.consortium;
        const code = itemCode(`C-${++count}`);
        await as("seller").enrol({ code });
        await as("seller").offer({ code, to: hospital, terms: "consignment", until: await soon() });
        const { member } = await as("buyer").take({ code });
        await as("nurse").use({ code });
        const requisition = await world.ordered();
        const asset = itemId(parseCode(code));
        const error = await rejection(as("buyer").settle({ requisition, code }));
        expect(error).toBeInstanceOf(OwnWork);
        expect(error).toMatchObject({ details: { asset, action: "settle", member } });
        // The duty is all that another member needs.
        const witness = (await world.m.member(accounts.witness.address))?.member ?? 0;
        await as("hospitalAdministrator").setDuties({ member: witness, duties: ["inspect", "buy"] });
        const settled = await as("witness").settle({ requisition, code });
        await as("hospitalAdministrator").setDuties({ member: witness, duties: ["inspect"] });
        expect(settled).toMatchObject({ action: "settle", counterpart: manufacturer });
        await sound(code);
      });

      it("behavior: of a part, who took the whole", async () => {
        const { hospital } = world.consortium;
        const { subject: rest } = await stocked(100n);
        await as("seller").offer({ code: rest, to: hospital, terms: "consignment", until: await soon() });
        const { member } = await as("buyer").take({ code: rest });
        const { subject: part } = await as("keeper").split({ code: rest, quantity: 40n });
        await as("nurse").dispense({ code: part, quantity: 10n });
        const requisition = await ordered(GAUZE, 10n);
        expect(await rejection(as("buyer").settle({ requisition, code: part }))).toMatchObject({
          code: "OwnWork",
          details: { asset: part, action: "settle", member },
        });
        await sound(part);
      });

      it("error: ReplayMismatch for a way that leads elsewhere", async () => {
        const { hospital } = world.consortium;
        const code = itemCode(`C-${++count}`);
        await as("seller").enrol({ code });
        await as("seller").offer({ code, to: hospital, terms: "consignment", until: await soon() });
        await as("inspector").take({ code });
        await as("nurse").use({ code });
        const requisition = await world.ordered();
        const settle = await signed("buyer", as("buyer").settle, { requisition, code });
        const before = await headOf(code);
        await as("keeper").note({ code, remark: "other" });
        const refused = await settle();
        expect(refused).toBeInstanceOf(ReplayMismatch);
        expect(refused).toMatchObject({
          details: { subject: itemId(parseCode(code)), actual: before, stored: await headOf(code) },
        });
        expect(await as("buyer").settle({ requisition, code })).toMatchObject({ action: "settle" });
      });
    });

    it("behavior: the whole ledger passes an audit", async () => {
      expect((await world.m.audit()).problems).toEqual([]);
    });
  });
}
