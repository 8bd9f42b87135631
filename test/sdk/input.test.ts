import { Wallet } from "ethers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseCode } from "../../src/codes/parse.ts";
import { itemId, productId, requisitionId } from "../../src/history/ids.ts";
import {
  accounts,
  consentOf,
  createWorld,
  DAY,
  GTIN,
  itemCode,
  OTHER_GTIN,
  PUMP_NAME,
  rejection,
  type World,
} from "../support/world.ts";

let world: World;

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

/** Bad input meets its typed error, and changes nothing: no block is made. */
async function expectRefusal(write: () => Promise<unknown>, code: string, details: Record<string, unknown>) {
  const block = await world.m.connection.provider.getBlockNumber();
  const error = await rejection(write());
  expect(error).toMatchObject({ code, details });
  expect(await world.m.connection.provider.getBlockNumber()).toBe(block);
}

describe("codes", () => {
  it("error: WrongCheckDigit", () =>
    expectRefusal(() => world.as("nurse").use({ code: "(01)09521234543214(21)P-0001" }), "WrongCheckDigit", {
      field: "gtin",
      value: "09521234543214",
      expected: 3,
    }));

  it.each(["(01)09521234543213(21)", `(01)09521234543213(21)${"9".repeat(21)}`])(
    "error: MalformedSerial for an empty or over-long serial: %s",
    (code) => expectRefusal(() => world.as("seller").enrol({ code }), "MalformedSerial", { field: "serial" }),
  );

  it("error: MissingSerial for a product's code where an item's is needed", () =>
    expectRefusal(() => world.as("nurse").use({ code: GTIN }), "MissingSerial", { field: "code" }));

  it("error: UnknownCodeForm", () =>
    expectRefusal(() => world.as("nurse").use({ code: "pump no. 7" }), "UnknownCodeForm", { value: "pump no. 7" }));
});

describe("values", () => {
  it.each([0n, -1n, 2n ** 32n])("error: InvalidInput for a quantity of %d", (quantity) =>
    expectRefusal(() => world.as("applicant").apply({ product: GTIN, quantity, reference: "Q" }), "InvalidInput", {
      field: "quantity",
      value: quantity,
    }),
  );

  it.each(["", "x".repeat(33), "采".repeat(11), "a\0b"])("error: InvalidInput for the reference '%s'", (reference) =>
    expectRefusal(() => world.as("applicant").apply({ product: GTIN, quantity: 1n, reference }), "InvalidInput", {
      field: "reference",
      value: reference,
    }),
  );

  it("error: InvalidInput for words that are not of the vocabulary", async () => {
    const code = await world.accepted();
    const consent = await consentOf(world.m, Wallet.createRandom(), world.consortium.hospital);
    const refusals = [
      [() => world.as("disposer").dispose({ code, means: "eaten" as never }), "means", "eaten"],
      [() => world.as("engineer").maintain({ code, outcome: "none" as never }), "outcome", "none"],
      [() => world.as("hospitalAdministrator").addMember({ consent, duties: ["fly" as never] }), "duties", "fly"],
    ] as const;
    for (const [write, field, value] of refusals) await expectRefusal(write, "InvalidInput", { field, value });
  });

  it("error: InvalidInput for a number that is none", async () => {
    const requisition = `0x${"11".repeat(32)}`;
    const named = { product: "4006381333931", name: PUMP_NAME, kind: "device" } as const;
    const registration = { ...named, registeredFrom: 1, registeredUntil: 2 } as const;
    const administrator = world.as("hospitalAdministrator");
    const refusals = [
      [() => world.as("buyer").order({ requisition, supplier: -1 }), "supplier", -1],
      [() => world.as("buyer").order({ requisition, consignee: 2 ** 24 }), "consignee", 2 ** 24],
      [() => world.as("officer").register({ ...registration, riskClass: 300 as never }), "riskClass", 300],
      [() => administrator.setDuties({ member: 1.5, duties: ["use"] }), "member", 1.5],
      [() => administrator.appoint({ provider: Number.NaN, duties: [] }), "provider", Number.NaN],
      [() => world.m.member("lin"), "who", "lin"],
      [() => world.m.member(-1), "who", -1],
    ] as const;
    for (const [write, field, value] of refusals) await expectRefusal(write, "InvalidInput", { field, value });
  });

  it("error: InvalidInput for what a new verb cannot say", async () => {
    const code = await world.accepted();
    const until = (await world.now()) + DAY;
    const { second } = world.consortium;
    const [keeper, officer] = [world.as("keeper"), world.as("officer")];
    const refusals = [
      [() => keeper.offer({ code, to: second, terms: "gift" as never, until }), "terms", "gift"],
      [() => keeper.offer({ code, to: -1, terms: "loan", until }), "to", -1],
      [() => keeper.offer({ code, to: second, terms: "loan", until, due: 0 }), "due", 0],
      [() => keeper.sendBack({ code, to: 2 ** 24, until }), "to", 2 ** 24],
      [() => keeper.note({ code, remark: "gossip" as never }), "remark", "gossip"],
      [() => keeper.note({ code, remark: "firmware", figure: 2 ** 24 }), "figure", 2 ** 24],
      [() => keeper.stocktake({ code, counted: -1 }), "counted", -1],
      [() => keeper.monitor({ code, lowest: 2.05, highest: 8 }), "lowest", 2.05],
      [() => keeper.monitor({ code, lowest: 2, highest: 3276.8 }), "highest", 3276.8],
      [() => keeper.monitor({ code, lowest: Number.NaN, highest: 8 }), "lowest", Number.NaN],
      [() => world.as("engineer").calibrate({ code, result: "perhaps" as never }), "result", "perhaps"],
      [() => world.as("nurse").reportAdverseEvent({ code, harm: "none" as never }), "harm", "none"],
      [() => world.as("warden").recall({ target: GTIN, level: 1 as never, instruction: "stop" }), "level", 1],
      [
        () => world.as("warden").recall({ target: GTIN, level: "first", instruction: "hide" as never }),
        "instruction",
        "hide",
      ],
      [() => officer.prescribe({ product: GTIN, calibrationInterval: 65_536 }), "calibrationInterval", 65_536],
      [() => officer.reassign({ code, custodian: 0.5 }), "custodian", 0.5],
      [() => keeper.correct({ target: code, head: `0x${"11".repeat(27)}` }), "head", `0x${"11".repeat(27)}`],
      [
        () =>
          world
            .as("applicant")
            .apply({ product: GTIN, quantity: 1n, reference: "soon", urgency: "immediately" as never }),
        "urgency",
        "immediately",
      ],
    ] as const;
    for (const [write, field, value] of refusals) await expectRefusal(write, "InvalidInput", { field, value });
  });

  it("error: InvalidInput for a head of the item that is none", async () => {
    const { code, requisition } = await world.shipped();
    const wrong = { requisition, code, expectedAsset: "0x12" } as const;
    await expectRefusal(() => world.as("inspector").accept(wrong), "InvalidInput", { field: "expectedAsset" });
    await expectRefusal(() => world.as("inspector").refuse({ ...wrong, reason: "damaged" }), "InvalidInput", {
      field: "expectedAsset",
    });
  });

  it("behavior: a reference may have 32 bytes, and a place's name 96", async () => {
    const reference = "r".repeat(32);
    const entry = await world.as("applicant").apply({ product: GTIN, quantity: 1n, reference });
    expect(await world.as("approver").approve({ requisition: reference })).toMatchObject({ subject: entry.subject });
    const place = "室".repeat(32);
    await world.as("keeper").namePlace({ name: place });
    const used = await world.as("nurse").use({ code: await world.accepted(), place });
    expect(await world.m.describe(used)).toBe(place);
  });

  it("error: InvalidInput for an address, a head, a commitment or a moment that is none", async () => {
    const code = await world.accepted();
    const administrator = world.as("hospitalAdministrator");
    const consent = await consentOf(world.m, Wallet.createRandom(), world.consortium.hospital);
    const refusals = [
      [
        () => administrator.addMember({ consent: { ...consent, account: "0x1234" }, duties: ["use"] }),
        "consent.account",
      ],
      [() => world.as("nurse").use({ code, expected: "0x12" }), "expected"],
      [() => world.as("nurse").use({ code, details: "0x12" }), "details"],
      [() => world.as("nurse").use({ code, occurredAt: Number.NaN }), "occurredAt"],
      [() => world.as("nurse").use({ code, occurredAt: new Date("2150-01-01") }), "occurredAt"],
    ] as const;
    for (const [write, field] of refusals) await expectRefusal(write, "InvalidInput", { field });
  });

  it("error: OccurredInFuture", async () => {
    const code = await world.accepted();
    const occurredAt = (await world.now()) + DAY;
    await expectRefusal(() => world.as("nurse").use({ code, occurredAt }), "OccurredInFuture", { occurredAt });
  });

  it("error: UntilOutOfRange for maintenance that was due before", async () => {
    const code = await world.accepted();
    const until = (await world.now()) - 1;
    await expectRefusal(() => world.as("engineer").maintain({ code, outcome: "passed", until }), "UntilOutOfRange", {
      action: "maintain",
      until,
    });
  });
});

describe("subjects", () => {
  it("error: UnknownSubject for an item, a product and a requisition that the ledger does not have", async () => {
    const item = itemId(parseCode(itemCode("NOWHERE")));
    await expectRefusal(() => world.as("nurse").use({ code: itemCode("NOWHERE") }), "UnknownSubject", {
      subject: item,
    });
    const product = productId(parseCode("04012345987652"));
    await expectRefusal(
      () => world.as("applicant").apply({ product: "04012345987652", quantity: 1n, reference: "U" }),
      "UnknownSubject",
      { subject: product },
    );
    await expectRefusal(() => world.as("approver").approve({ requisition: "2000-001" }), "UnknownSubject", {
      subject: requisitionId(world.consortium.hospital, "2000-001"),
    });
    for (const read of [world.m.trace, world.m.history]) {
      expect(await rejection(read(itemCode("NOWHERE")))).toMatchObject({
        code: "UnknownSubject",
        details: { subject: item },
      });
    }
  });

  it("error: SubjectExists for a duplicate serial, in any form of the code, also of a disposed device", async () => {
    await world.disposed("GONE-1");
    await world.accepted("HELD-1");
    for (const serial of ["GONE-1", "HELD-1"]) {
      const subject = itemId(parseCode(itemCode(serial)));
      for (const code of [
        itemCode(serial),
        `(21)${serial}(01)${GTIN}`,
        `https://id.gs1.org/01/${GTIN}/21/${serial}`,
        `https://example.com/x/01/${GTIN.slice(1)}/21/${serial}?17=301231`,
      ]) {
        await expectRefusal(() => world.as("seller").enrol({ code }), "SubjectExists", { subject });
      }
      const requisition = await world.ordered();
      await world.as("seller").enrol({ code: itemCode(`NEW-${serial}`) });
      await world.as("seller").ship({ requisition, code: itemCode(`NEW-${serial}`) });
      await expectRefusal(
        () => world.as("inspector").accept({ requisition, code: itemCode(serial) }),
        "SubjectExists",
        { subject },
      );
    }
  });

  it("error: SubjectExists for a reference and a product that were used before", async () => {
    const apply = () => world.as("applicant").apply({ product: GTIN, quantity: 1n, reference: "ONCE" });
    const { subject } = await apply();
    await expectRefusal(apply, "SubjectExists", { subject });
    const registration = {
      name: PUMP_NAME,
      kind: "device",
      riskClass: 1,
      registeredFrom: 1,
      registeredUntil: 2,
    } as const;
    await expectRefusal(
      () => world.as("officer").register({ product: GTIN.slice(1), ...registration }),
      "SubjectExists",
      { subject: productId(parseCode(GTIN)) },
    );
  });

  it("error: WrongProduct when the goods are of another product", async () => {
    const requisition = await world.ordered();
    await world.as("seller").enrol({ code: itemCode("OTHER") });
    await world.as("seller").ship({ requisition, code: itemCode("OTHER") });
    await expectRefusal(
      () => world.as("inspector").accept({ requisition, code: itemCode("OTHER", OTHER_GTIN) }),
      "WrongProduct",
      { subject: requisition, product: 2, required: 1 },
    );
  });
});

describe("registrations", () => {
  it("error: NotRegisteredThen when it had expired on the day of manufacture", async () => {
    const product = "04012345987652";
    const [from, until] = [(await world.now()) - 50 * DAY, (await world.now()) - 10 * DAY];
    const registration = { kind: "device", riskClass: 3, registeredFrom: from, registeredUntil: until } as const;
    const { manufacturer } = world.consortium;
    const { subject } = await world.as("officer").register({ product, name: PUMP_NAME, manufacturer, ...registration });
    const code = itemCode("E-1", product);
    const error = await rejection(world.as("seller").enrol({ code }));
    expect(error).toMatchObject({ code: "NotRegisteredThen", details: { product: subject, from, until } });
    await expectRefusal(() => world.as("seller").enrol({ code, occurredAt: from - 1 }), "NotRegisteredThen", {
      product: subject,
      madeAt: from - 1,
      from,
      until,
    });
    // What was made while it was registered may enter, and be sold, after it.
    expect(await world.as("seller").enrol({ code, occurredAt: until })).toMatchObject({ state: "stored" });
  });

  it("error: InvalidPeriod when it ends before it begins", () =>
    expectRefusal(
      () =>
        world.as("officer").register({
          product: "4006381333931",
          name: PUMP_NAME,
          kind: "device",
          riskClass: 1,
          registeredFrom: 2_000,
          registeredUntil: 1_000,
        }),
      "InvalidPeriod",
      { from: 2_000, until: 1_000 },
    ));
});

describe("quarantine", () => {
  it("error: Quarantined when it is used, or quarantined again; NotQuarantined when it is released twice", async () => {
    const code = await world.accepted();
    const asset = itemId(parseCode(code));
    const quarantine = () => world.as("keeper").quarantine({ code, reason: "damaged" });
    const entry = await quarantine();
    expect(entry).toMatchObject({ action: "quarantine", stage: "manage", state: "stored", value: 2 });
    expect(await world.m.describe(entry)).toBe("damaged");
    await expectRefusal(() => world.as("nurse").use({ code }), "Quarantined", { asset });
    await expectRefusal(quarantine, "Quarantined", { asset });
    await world.as("head").release({ code });
    await expectRefusal(() => world.as("head").release({ code }), "NotQuarantined", { asset });
    expect(await world.as("nurse").use({ code })).toMatchObject({ state: "inUse" });
    expect(await world.m.verify(code)).toMatchObject({ level: "anchored", problems: [] });
  });
});

describe("accounts", () => {
  it("error: UnknownAccount for a stranger", async () => {
    const code = await world.accepted();
    await expectRefusal(() => world.as("stranger").use({ code }), "UnknownAccount", {
      account: accounts.stranger.address,
    });
    await expectRefusal(() => world.as("stranger").approve({ requisition: "2026-1" }), "UnknownAccount", {
      account: accounts.stranger.address,
    });
  });

  it("error: OwnableUnauthorizedAccount for what only the council may do", () =>
    expectRefusal(() => world.as("nurse").setPause({ paused: true }), "OwnableUnauthorizedAccount", {
      account: accounts.nurse.address,
    }));
});
