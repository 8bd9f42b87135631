import type { Result } from "ethers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseCode } from "../../src/codes/parse.ts";
import { batchId, itemId, placeNumber, productId } from "../../src/history/ids.ts";
import { assetStates, duties, memberStatuses, requisitionStates, terms } from "../../src/lifecycle/vocabulary.ts";
import { wordsOf } from "../../src/lifecycle/words.ts";
import type { LedgerLens } from "../../src/typechain/lens/LedgerLens.ts";
import { packApprovals } from "../../src/verbs/approvals.ts";
import { accounts, createWorld, GTIN, OTHER_GTIN, OTHER_NAME, PUMP_NAME, type World } from "../support/world.ts";

let world: World;
let lens: LedgerLens;

beforeAll(async () => {
  world = await createWorld();
  lens = (await world.connection.ethers.getContractAt("LedgerLens", world.deployment.lens)) as unknown as LedgerLens;
});
afterAll(() => world.close());

describe("the lens", () => {
  it("behavior: shows an asset and its requisition as their histories do", async () => {
    const { code, requisition } = await world.shipped();
    await world.as("inspector").accept({ requisition, code });
    await world.as("nurse").reportFault({ code });
    await world.as("engineer").repair({ code });
    const item = itemId(parseCode(code));
    const last = (await world.m.history(code)).entries.at(-1);
    const { hospital, manufacturer } = world.consortium;
    const asset = await lens.asset(item);
    expect([...asset.subject]).toEqual([last?.head, BigInt(last?.block ?? 0)]);
    expect(assetStates[Number(asset.state)]).toBe("repaired");
    expect(asset.quarantined).toBe(false);
    await world.as("keeper").quarantine({ code, reason: "other" });
    expect((await lens.asset(item)).quarantined).toBe(true);
    expect([asset.product, asset.custodian, asset.owner, asset.lastSigner]).toEqual(
      [1, hospital, hospital, last?.member].map((number) => BigInt(number ?? 0)),
    );
    expect(asset.shipment).toBe(requisition);

    const shown = await lens.requisition(requisition);
    expect(shown.subject.head).toBe((await world.m.history(requisition)).entries.at(-1)?.head);
    expect(requisitionStates[Number(shown.state)]).toBe("fulfilled");
    const applicant = await world.m.member(accounts.applicant.address);
    const buyer = await world.m.member(accounts.buyer.address);
    expect((shown as unknown as Result).toObject()).toMatchObject({
      product: 1n,
      organisation: BigInt(hospital),
      supplier: BigInt(manufacturer),
      consignee: BigInt(hospital),
      applicant: BigInt(applicant?.member ?? 0),
      buyer: BigInt(buyer?.member ?? 0),
      quantity: 1n,
      accepted: 1n,
    });
  });

  it("behavior: shows a product, a member and an organisation", async () => {
    const product = await lens.product(productId(parseCode(GTIN)));
    expect(product.subject.head).toBe((await world.m.history(GTIN)).entries.at(-1)?.head);
    expect((product as unknown as Result).toObject()).toMatchObject({
      state: 1n,
      number: 1n,
      name: PUMP_NAME,
      entered: true,
      manufacturer: BigInt(world.consortium.manufacturer),
      kind: 1n,
      riskClass: 2n,
      singleUse: false,
    });
    expect(product.registeredUntil - product.registeredFrom).toBe(1100n * 86_400n);

    const nurse = await lens.member(accounts.nurse.address);
    expect([wordsOf(duties, Number(nurse.duties)), memberStatuses[Number(nurse.status)]]).toEqual([["use"], "active"]);
    const { hospital } = world.consortium;
    expect([...(await lens.organisation(hospital))]).toEqual([1n, 0n, 11n, false, false]);
    await world.as("council").allowOnboarding({ organisation: hospital, until: 4_000_000_000 });
    expect([...(await lens.organisation(hospital))]).toEqual([1n, 4_000_000_000n, 11n, false, false]);
    expect([...(await lens.organisation(999))]).toEqual([0n, 0n, 0n, false, false]);
  });

  it("behavior: shows an offer, terms, care and a recall", async () => {
    const code = await world.accepted();
    const item = itemId(parseCode(code));
    const { hospital, second, regulator } = world.consortium;
    const until = (await world.now()) + 1000;
    const calibrated = await world.as("engineer").calibrate({ code, result: "passed", until });
    await world.as("keeper").monitor({ code, lowest: -1, highest: 1 });
    await world.as("keeper").offer({ code, to: second, terms: "trial", until });
    const offered = await lens.asset(item);
    expect([offered.terms, offered.offeredTerms, offered.offeredTo, offered.deadline]).toEqual(
      [1, terms.indexOf("trial"), second, until].map(BigInt),
    );
    expect([offered.calibratedAt, offered.calibratedUntil]).toEqual([calibrated.recordedAt, until].map(BigInt));
    await world.as("secondInspector").take({ code });
    await world.as("warden").recall({ target: code, level: "second", instruction: "inspect" });
    const taken = await lens.asset(item);
    expect([taken.custodian, taken.owner, taken.terms, taken.offeredTo, taken.offeredTerms, taken.deadline]).toEqual(
      [second, hospital, terms.indexOf("trial"), 0, 0, 0].map(BigInt),
    );
    const { raisedAt, raisedBy, level, instruction, byRegulator } = taken.care.recall;
    expect([raisedAt, raisedBy, level, instruction, byRegulator]).toEqual([
      BigInt(await world.now()),
      BigInt(regulator),
      2n,
      2n,
      true,
    ]);
    expect(Number(taken.care.monitoredAt)).toBeGreaterThan(0);
  });

  it("behavior: shows what is prescribed, a product's recall, and a policy", async () => {
    const limits = { lowest: -20.5, highest: 8 };
    await world.as("officer").prescribe({ product: OTHER_GTIN, witnessed: true, calibrationInterval: 365, limits });
    await world.as("warden").recall({ target: OTHER_GTIN, level: "first", instruction: "stop" });
    const product = await lens.product(productId(parseCode(OTHER_GTIN)));
    expect((product as unknown as Result).toObject()).toMatchObject({
      witnessed: true,
      calibrationInterval: 365n,
      lowest: -205n,
      highest: 80n,
    });
    expect([product.recall.level, product.recall.instruction]).toEqual([1n, 1n]);
    // Nothing of it has entered: it can still be amended.
    expect([product.name, product.entered]).toEqual([OTHER_NAME, false]);

    const { hospital, regulator } = world.consortium;
    const rules = [{ purpose: "scrap", kind: "drug", riskClass: 3, approvals: 2, outside: true }] as const;
    await world.as("hospitalAdministrator").setPolicy({ rules, outsideApprover: regulator, urgent: true });
    expect([...(await lens.policy(hospital))]).toEqual([packApprovals(rules), BigInt(regulator), true]);
    expect([...(await lens.policy(0))]).toEqual([0n, 0n, false]);
  });

  it("behavior: shows a batch, its parcels and its packs", async () => {
    const { manufacturer } = world.consortium;
    const product = "06934567000019";
    const period = { registeredFrom: 1, registeredUntil: 4_000_000_000 };
    const lot = { kind: "drug", riskClass: 2, tracking: "lot", unitsPerPack: 10, manufacturer } as const;
    await world.as("officer").register({ product, name: "vaccine 疫苗", ...lot, ...period });
    const code = `(01)${product}(10)L-1`;
    const packsRoot = `0x${"5a".repeat(32)}` as const;
    const expiry = 4_000_000_000;
    const made = await world.as("maker").commission({ code, quantity: 5_000n, expiry, packsRoot });
    await world.as("warden").recall({ target: code, level: "third", instruction: "inspect" });
    const batch = await lens.batch(batchId(parseCode(code)));
    expect((batch as unknown as Result).toObject()).toMatchObject({
      state: 1n,
      number: 1n,
      expiry: BigInt(expiry),
      quantity: 5_000n,
      packsRoot,
    });
    expect([batch.recall.level, batch.recall.instruction]).toEqual([3n, 2n]);
    expect((await lens.product(productId(parseCode(product)))).unitsPerPack).toBe(10n);
    const { parcel, calibratedUntil } = await lens.asset(made.subject);
    expect([...parcel, calibratedUntil]).toEqual([1n, 5_000n, true, 0n, 500n, 0n]);
    const part = await world.as("seller").split({ code: made.subject, quantity: 30n, firstPack: 497 });
    expect([...(await lens.asset(part.subject)).parcel]).toEqual([1n, 30n, true, 497n, 500n]);
    expect(await lens.dispensedPacks(batchId(parseCode(code)), 0)).toBe(0n);
  });

  it("behavior: shows the names of places, however long", async () => {
    const { hospital, second } = world.consortium;
    for (const name of ["ICU-9", "n".repeat(31), "n".repeat(32), "室".repeat(32)]) {
      expect(await lens.place(hospital, placeNumber(name))).toBe("");
      await world.as("keeper").namePlace({ name });
      expect(await lens.place(hospital, placeNumber(name))).toBe(name);
      expect(await lens.place(second, placeNumber(name))).toBe("");
    }
  });

  it("behavior: shows nobody beside a scrapping's former signer, to whom it was offered", async () => {
    const code = await world.accepted();
    await world.as("keeper").requestScrap({ code });
    expect((await lens.asset(itemId(parseCode(code)))).offeredTo).toBe(0n);
  });

  it("behavior: shows nothing where there is nothing", async () => {
    const nothing = `0x${"77".repeat(32)}`;
    expect((await lens.asset(nothing)).state).toBe(0n);
    expect((await lens.requisition(nothing)).state).toBe(0n);
    expect((await lens.product(nothing)).state).toBe(0n);
    expect((await lens.batch(nothing)).state).toBe(0n);
    expect((await lens.member(`0x${"77".repeat(20)}`)).status).toBe(0n);
  });
});
