import type { Result } from "ethers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseCode } from "../../src/codes/parse.ts";
import { itemId, productId } from "../../src/history/ids.ts";
import { assetStates, duties, memberStatuses, requisitionStates } from "../../src/lifecycle/vocabulary.ts";
import { wordsOf } from "../../src/lifecycle/words.ts";
import type { LedgerLens } from "../../src/typechain/lens/LedgerLens.ts";
import { accounts, createWorld, GTIN, type World } from "../support/world.ts";

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
      manufacturer: BigInt(world.consortium.manufacturer),
      kind: 1n,
      riskClass: 2n,
      singleUse: false,
    });
    expect(product.registeredUntil - product.registeredFrom).toBe(1100n * 86_400n);

    const nurse = await lens.member(accounts.nurse.address);
    expect([wordsOf(duties, Number(nurse.duties)), memberStatuses[Number(nurse.status)]]).toEqual([["use"], "active"]);
    expect([...(await lens.organisation(world.consortium.hospital))]).toEqual([1n, false, false]);
    expect([...(await lens.organisation(999))]).toEqual([0n, false, false]);
  });

  it("behavior: shows nothing where there is nothing", async () => {
    const nothing = `0x${"77".repeat(32)}`;
    expect((await lens.asset(nothing)).state).toBe(0n);
    expect((await lens.requisition(nothing)).state).toBe(0n);
    expect((await lens.product(nothing)).state).toBe(0n);
    expect((await lens.member(`0x${"77".repeat(20)}`)).status).toBe(0n);
  });
});
