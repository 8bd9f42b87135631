import { id } from "ethers";
import type { Hex, Medtrace, Recorded } from "../../src/index.ts";
import { accounts, type Person } from "../demo/accounts.ts";
import type { Consortium } from "../demo/consortium.ts";

/** What the benchmark measures of batches, parcels and packs, in gas. */
export interface LotGas {
  /** A quantity of a parcel that holds more. */
  readonly dispense: number;
  /** 256 packs that follow each other, one word. */
  readonly packs256: number;
  /** For each of 4,096 packs that follow each other, dispensed at once. */
  readonly perPack4096: number;
  /** For each of 4,096 packs anywhere among a million, dispensed 256 at a time. */
  readonly perPack4096Scattered: number;
  /** Of a parcel as it was commissioned, and of one that was delivered under a requisition, which the part keeps. */
  readonly split: number;
  readonly splitDelivered: number;
  /** Of the last entry. */
  readonly undo: number;
  readonly recallBatch: number;
}

const PLAIN = "09521000000049";
const SERIALISED = "09521000000056";
const MILLION = 1_000_000;
/** The distant future: what is said in calldata must have the same bytes on every run. */
const FUTURE = Date.parse("2099-01-01T00:00:00Z") / 1000;
const details = id("details") as Hex;

/** Measures on the consortium's ledger. */
export async function measureLots(m: Medtrace, consortium: Consortium): Promise<LotGas> {
  const as = (person: Person) => m.as(accounts[person]);
  const plain = await deliver(m, consortium, PLAIN, 10_000n);
  const code = plain.subject;
  const gasOf = async (write: Promise<Recorded>): Promise<number> => Number((await write).gasUsed);
  await as("nurse").dispense({ code, quantity: 10n, place: "Pharmacy", details });
  const dispense = await gasOf(as("nurse").dispense({ code, quantity: 10n, place: "Pharmacy", details }));
  const undo = await gasOf(as("nurse").undo({ code, details }));
  const splitDelivered = await gasOf(as("keeper").split({ code, quantity: 100n, details }));
  const made = await as("maker").commission({ code: `(01)${PLAIN}(10)L-2`, quantity: 10_000n, expiry: FUTURE });
  const split = await gasOf(as("seller").split({ code: made.subject, quantity: 100n, details }));

  const { subject: packed } = await deliver(m, consortium, SERIALISED, BigInt(MILLION), id("root") as Hex);
  const gasOfPacks = (packs: readonly number[] | { first: number; count: number }) =>
    gasOf(as("nurse").dispense({ code: packed, packs, place: "Pharmacy", details }));
  await gasOfPacks({ first: 0, count: 1 });
  const packs256 = await gasOfPacks({ first: 256, count: 256 });
  const contiguous = await gasOfPacks({ first: 4_096, count: 4_096 });
  let scattered = 0;
  const anywhere = scatter(4_096);
  for (let from = 0; from < anywhere.length; from += 256)
    scattered += await gasOfPacks(anywhere.slice(from, from + 256));
  const raised = await as("warden").recall({
    target: `(01)${PLAIN}(10)L-1`,
    level: "first",
    instruction: "stop",
    details,
  });
  return {
    dispense,
    packs256,
    perPack4096: Math.round(contiguous / 4_096),
    perPack4096Scattered: Math.round(scattered / 4_096),
    split,
    splitDelivered,
    undo,
    recallBatch: Number(raised.gasUsed),
  };
}

/** A lot of that many units, commissioned, shipped and accepted. */
async function deliver(
  m: Medtrace,
  { manufacturer }: Consortium,
  product: string,
  quantity: bigint,
  packsRoot?: Hex,
): Promise<Recorded> {
  const as = (person: Person) => m.as(accounts[person]);
  const registration = { name: "saline solution 生理盐水", registeredFrom: 1, registeredUntil: FUTURE };
  const kind = { kind: "drug", riskClass: 2, tracking: "lot" } as const;
  await as("officer").register({ product, ...kind, manufacturer, ...registration });
  const { subject: requisition } = await as("applicant").apply({ product, quantity, reference: product });
  await as("approver").approve({ requisition });
  await as("buyer").order({ requisition, supplier: manufacturer });
  const code = `(01)${product}(10)L-1`;
  const { subject } = await as("maker").commission({ code, quantity, expiry: FUTURE, packsRoot });
  await as("seller").ship({ requisition, code: subject });
  return as("inspector").accept({ requisition, code: subject });
}

/** So many different packs above the first 8,192 of a million, the same on every run. */
function scatter(count: number): readonly number[] {
  const packs = new Set<number>();
  for (let seed = 1; packs.size < count; ) {
    seed = (seed * 48_271) % 0x7fff_ffff;
    packs.add(8_192 + (seed % (MILLION - 8_192)));
  }
  return [...packs];
}
