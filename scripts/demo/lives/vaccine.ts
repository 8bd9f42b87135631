import {
  checkDigit,
  type DispensedPack,
  type Hex,
  inWords,
  type Medtrace,
  PackTree,
  type RecallImpact,
  type ScanResult,
} from "../../../src/index.ts";
import { DAY, type Scene, type Script } from "../scene.ts";
import { orderGoods } from "./buy.ts";

const PRODUCT = "09521234543251";
/** A lot of a vaccine, whose packs have a code each. */
export const VACCINE_LOT = `(01)${PRODUCT}(10)V-2026-01`;
/** Another one, which stays in stock, so that there is something to try things on: packs B0001 to B0020. */
export const SPARE_LOT = `(01)${PRODUCT}(10)V-2026-02`;
/** An older one, whose packs have no codes, and which expires. */
export const OLD_LOT = `(01)${PRODUCT}(10)V-2025-09`;
export const PHARMACY = "Pharmacy 药房";
export const VACCINATION_ROOM = "Vaccination room 接种室";

const UNITS_PER_PACK = 10n;
const packsOf = (letter: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${letter}${String(index + 1).padStart(4, "0")}`);

/** The code (SSCC) of a lot's case. */
export function caseCode(number: number): string {
  const body = `09521234543${String(number).padStart(6, "0")}`;
  return `(00)${body}${checkDigit(body)}`;
}

/** 200 packs in cases of 20. */
export const vaccineTree = PackTree.of({
  gtin: PRODUCT,
  packs: packsOf("A", 200),
  cases: Array.from({ length: 10 }, (_, index) => ({ code: caseCode(index + 1), first: 20 * index, count: 20 })),
});
export const spareTree = PackTree.of({ gtin: PRODUCT, packs: packsOf("B", 20) });

const pack = (serial: string): string => `${VACCINE_LOT}(21)${serial}`;

/** A vaccine from its lot's commissioning to its recall: split between two hospitals, dispensed by pack, kept cold. */
export const vaccine: Script = {
  title: "A vaccine lot that two hospitals share 疫苗批次",
  code: VACCINE_LOT,
  async *play(scene) {
    const { consortium, in: inDays, as, refuse } = scene;
    const { manufacturer, second } = consortium;
    const requisition = yield* deliverLots(scene);

    // 验收, 拆分, 移交
    yield 163;
    const { subject: parcel } = await as("inspector").accept({ requisition, code: VACCINE_LOT });
    for (const code of [SPARE_LOT, OLD_LOT]) await as("inspector").accept({ requisition, code });
    await as("keeper").store({ code: parcel, place: PHARMACY });
    const { subject: part } = await as("keeper").split({ code: parcel, quantity: 300n, firstPack: 50 });
    scene.follow(part);
    await as("keeper").offer({ code: part, to: second, terms: "owned", until: await inDays(7) });
    yield 164;
    await as("secondInspector").take({ code: part });

    // 发放: each pack once.
    yield 166;
    const dispense = (code: string) => as("pharmacist").dispense({ code, tree: vaccineTree, place: PHARMACY });
    await scans(scene, "A0001");
    await dispense(pack("A0001"));
    await dispense(pack("A0002"));
    await refuse("dispensing a pack a second time", "pharmacist", dispense(pack("A0001")));
    const others = as("pharmacist").dispense({ code: parcel, packs: [60], place: PHARMACY });
    await refuse("dispensing a pack that another hospital holds", "pharmacist", others);
    const counted = as("pharmacist").dispense({ code: parcel, quantity: 5n, place: PHARMACY });
    await refuse("dispensing by quantity where each pack has a code", "pharmacist", counted);
    const tooMany = as("pharmacist").dispense({ code: await only(scene, OLD_LOT), quantity: 101n, place: PHARMACY });
    await refuse("dispensing more than there is", "pharmacist", tooMany);
    await as("secondNurse").dispense({ code: part, packs: { first: 50, count: 3 }, place: VACCINATION_ROOM });
    yield 170;
    await as("pharmacist").undo({ code: parcel });
    await refuse("taking a dispensing back twice", "pharmacist", as("pharmacist").undo({ code: parcel }));
    await scans(scene, "A0001", "A0002", "A9999");
    const inCase = scene.m.scan({ code: caseCode(3), batch: VACCINE_LOT, proof: vaccineTree });
    await scene.ask(
      "Is case 3, packs 40 to 59, genuine?",
      inCase.then((found) => scanText(scene.m, found)),
    );
    yield 180;
    const late = as("secondNurse").undo({ code: part });
    await refuse("taking a dispensing back after ten days", "secondNurse", late);

    // 监测
    yield 190;
    await as("keeper").monitor({ code: parcel, readings: await measured(scene, [4.1, 5.6, 4.8]) });
    await as("secondKeeper").monitor({ code: part, readings: await measured(scene, [4.4, 9.7, 8.3]) });
    const warm = as("secondNurse").dispense({ code: part, packs: [53], place: VACCINATION_ROOM });
    await refuse("dispensing what was too warm", "secondNurse", warm);
    yield 210;
    const code = await only(scene, OLD_LOT);
    const expired = as("pharmacist").dispense({ code, quantity: 1n, place: PHARMACY });
    await refuse("dispensing what has expired", "pharmacist", expired);

    // 召回, 退回, 报废
    yield 230;
    const occurredAt = (await inDays(0)) - 6 * 3600;
    await as("recaller").recall({ target: VACCINE_LOT, level: "first", instruction: "sendBack", occurredAt });
    await refuse("dispensing what is recalled", "pharmacist", dispense(pack("A0003")));
    const passOn = as("keeper").offer({ code: parcel, to: second, terms: "owned", until: await inDays(7) });
    await refuse("passing on what is recalled", "keeper", passOn);
    yield 231;
    await as("keeper").acknowledge({ code: parcel });
    await scene.ask("What does the recall reach?", scene.m.recallImpact(VACCINE_LOT).then(reachText));
    yield 232;
    await as("secondKeeper").acknowledge({ code: part });
    await as("keeper").sendBack({ code: parcel, to: manufacturer, until: await inDays(14) });
    yield 236;
    await as("seller").take({ code: parcel });
    for (const one of await stocked(scene, manufacturer)) await as("seller").acknowledge({ code: one });
    // What was too warm is scrapped where it is.
    await as("secondKeeper").requestScrap({ code: part });
    yield 240;
    await as("secondHead").approveScrap({ code: part });
    yield 241;
    await as("secondDisposer").dispose({ code: part, means: "medicalWaste" });
    await refuse("taking what was scrapped into stock", "secondKeeper", as("secondKeeper").store({ code: part }));
    await scene.ask("And ten days later?", scene.m.recallImpact(VACCINE_LOT).then(reachText));
  },
};

/** Registers the product, commissions three lots, and ships what was ordered of them. */
async function* deliverLots(scene: Scene): AsyncGenerator<number, Hex> {
  const { consortium, start, as, refuse } = scene;
  await as("officer").register({
    product: PRODUCT,
    kind: "drug",
    riskClass: 3,
    tracking: "lot",
    unitsPerPack: Number(UNITS_PER_PACK),
    manufacturer: consortium.manufacturer,
    registeredFrom: start - 365 * DAY,
    registeredUntil: start + 4 * 365 * DAY,
  });
  await as("officer").prescribe({ product: PRODUCT, limits: { lowest: 2, highest: 8 } });
  const requisition = yield* orderGoods(scene, { product: PRODUCT, reference: "2026-150", quantity: 1100n }, 150);

  yield 155;
  const commission = (code: string, tree: PackTree, days: number) =>
    as("maker").commission({
      code,
      quantity: BigInt(tree.packs) * UNITS_PER_PACK,
      packsRoot: tree.root,
      expiry: start + days * DAY,
    });
  const { subject: whole } = await commission(VACCINE_LOT, vaccineTree, 900);
  await commission(SPARE_LOT, spareTree, 1440);
  await as("maker").commission({ code: OLD_LOT, quantity: 100n, expiry: start + 200 * DAY });
  await refuse("commissioning a lot twice", "maker", commission(VACCINE_LOT, vaccineTree, 900));

  yield 160;
  const { subject: ordered } = await as("seller").split({ code: whole, quantity: 800n, firstPack: 0 });
  for (const code of [ordered, SPARE_LOT, OLD_LOT]) await as("seller").ship({ requisition, code });
  const early = as("pharmacist").dispense({ code: ordered, packs: [0], place: PHARMACY });
  await refuse("dispensing before the acceptance", "pharmacist", early);
  yield 162;
  await as("seller").monitor({ code: ordered, readings: await measured(scene, [3.2, 4.9, 6.4]) });
  return requisition;
}

/** A logger's readings, an hour apart, up to now. */
async function measured({ in: inDays }: Scene, celsius: readonly number[]) {
  const now = await inDays(0);
  return celsius.map((one, index) => ({ at: now - (celsius.length - 1 - index) * 3600, celsius: one }));
}

/** The id of the hospital's only parcel of a lot. */
async function only({ m, consortium: { hospital } }: Scene, code: string): Promise<Hex> {
  const [parcel] = await m.parcels({ code, organisation: hospital });
  if (parcel === undefined) throw new Error(`No parcel of ${code}.`);
  return parcel.subject;
}

/** What an organisation has in stock of the lot. */
async function stocked({ m }: Scene, organisation: number): Promise<readonly Hex[]> {
  const all = await m.parcels({ code: VACCINE_LOT, organisation });
  return all
    .filter(({ custodian, state }) => custodian === organisation && state === "stored")
    .map((one) => one.subject);
}

async function scans({ m, ask }: Scene, ...serials: readonly string[]): Promise<void> {
  for (const serial of serials) {
    const result = m.scan({ code: pack(serial), proof: vaccineTree });
    await ask(
      `Is pack ${serial} genuine?`,
      result.then((found) => scanText(m, found)),
    );
  }
}

async function scanText(m: Medtrace, { verdict, reasons, packs }: ScanResult): Promise<string> {
  const [reason] = reasons;
  if (reason?.code !== "dispensed") return [verdict, ...reasons.map(({ code }) => inWords(code))].join(", ");
  const [{ by }] = reason.packs as readonly [DispensedPack];
  if (by === undefined) throw new Error("The chain keeps all logs.");
  const { organisation, occurredAt } = by;
  const day = new Date(occurredAt * 1000).toISOString().slice(0, 10);
  const count = packs === undefined || packs.count === 1 ? "" : ` ${reason.packs.length} of ${packs.count}`;
  return `${verdict}${count}, on ${day} by ${await m.organisationName(organisation)}`;
}

function reachText({ holdings, totals, unacknowledged, notice }: RecallImpact): string {
  const { held, inTransit, dispensed, ended } = totals;
  const hours = (seconds: number) => Math.round(seconds / 3600);
  const told =
    notice === undefined ? "" : `, told ${hours(notice.after)} h after the decision (of ${hours(notice.within)})`;
  const units = `${held} held, ${inTransit} in transit, ${dispensed} dispensed, ${ended} disposed of`;
  const heard = unacknowledged.length === 0 ? "acknowledged by all" : `not acknowledged by ${unacknowledged.length}`;
  return `${holdings.length} parcels: ${units}; ${heard}${told}`;
}
