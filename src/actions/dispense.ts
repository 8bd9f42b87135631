import { isHexString } from "ethers";
import { formatCode } from "../codes/format.ts";
import { isSscc } from "../codes/sscc.ts";
import { readSlot } from "../connection/connection.ts";
import { type Actor, type Call, encode } from "../connection/write.ts";
import { InvalidInput } from "../errors/base.ts";
import { NoSuchParcel, NotEnoughUsable } from "../errors/parcels.ts";
import { rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import { batchSlot, offsetSlot, readCustody, statusSlot } from "../history/storage.ts";
import { readCode } from "../history/subjects.ts";
import type { Hex } from "../history/types.ts";
import { chooseParcels, isUsable } from "../packs/choice.ts";
import { UnknownUnit } from "../packs/errors.ts";
import { marksOfPacks, marksOfRange, type PackMark, packsOfMarks } from "../packs/marks.ts";
import type { PackTree } from "../packs/tree.ts";
import { dispense as verb } from "../verbs/lots.ts";
import type { ParametersOf } from "../verbs/verb.ts";
import { parcelsFor } from "./assets.ts";
import { ANY_HEAD, type Claim, claimOf } from "./claim.ts";
import { placeFor } from "./places.ts";
import { write } from "./step.ts";

export type DispenseParameters = ParametersOf<typeof verb>;

/**
 * Dispenses from a parcel (发放), by quantity or by pack, each pack once ever; the last of it consumes the parcel. By a code,
 * the usable parcels that expire first are taken (先到期先用), in one transaction where one does not hold enough: then there are
 * as many `entries`, and the result is the last of them.
 *
 * Duty *use*, in the custodian. From stored; the parcel usable.
 *
 * @throws `QuantityOutOfRange`, `Expired`, `Recalled`, `Quarantined`, `AlreadyDispensed`, `PackOutOfRange`, `Serialised`;
 * {@link NoSuchParcel}, {@link NotEnoughUsable}, and {@link InvalidInput} for an `expected` head where several parcels are needed,
 * before anything is sent
 *
 * @example
 * await m.as(pharmacist).dispense({ code: "06934567000019", quantity: 2n, place: "Pharmacy" });
 * await m.as(pharmacist).dispense({ code: "(01)06934567000019(10)L-2026-07(21)A1", tree });
 */
export const dispense = write(verb, async (actor, parameters) => {
  const said = claimOf(parameters);
  const marks = marksOf(parameters);
  const { value, before } = await placeFor(actor, parameters.place);
  const claim = { ...said, value };
  if (marks !== undefined) {
    const parcel = await parcelWith(actor, parameters, marks);
    if (parameters.tree !== undefined) await requireTreeOf(actor, parcel, parameters.tree);
    return { data: encode("dispensePacks", [parcel, [...marks], claim]), before };
  }
  if (parameters.batch !== undefined) {
    throw new InvalidInput("batch", parameters.batch, rule(must.outWithoutPacks));
  }
  const quantity = parameters.quantity ?? 1n;
  return dispensing(await firstToExpire(actor, parameters.code, quantity), claim, before);
});

/** So many units of a parcel. */
export interface Units {
  readonly parcel: Hex;
  readonly quantity: bigint;
}

/**
 * The call that dispenses so many units of each: one for all, so that no other step's is taken for the same.
 *
 * @throws {@link InvalidInput} when a head is named, and there are several parcels: it is one parcel's
 */
export function dispensing(units: readonly Units[], claim: Claim, before: readonly string[] = []): Call {
  if (units.length > 1 && claim.expected !== ANY_HEAD) {
    throw new InvalidInput("expected", claim.expected, rule(must.outForSeveralParcels));
  }
  const calls = units.map(({ parcel, quantity }) => encode("dispense", [parcel, quantity, claim]));
  return { data: calls.length === 1 ? (calls[0] as string) : encode("multicall", [calls]), before };
}

/** Which packs; `undefined` where it is a quantity. */
function marksOf({ code, quantity, packs, tree }: DispenseParameters): readonly PackMark[] | undefined {
  if (packs === undefined && tree === undefined) return undefined;
  if (quantity !== undefined) throw new InvalidInput("quantity", quantity, rule(must.outWithPacks));
  if (packs !== undefined && tree !== undefined) {
    throw new InvalidInput("packs", packs, rule(must.outWithTree));
  }
  if (packs !== undefined) {
    const marks = "first" in packs ? marksOfRange(packs.first, packs.count) : marksOfPacks(packs);
    if (marks.length === 0) throw new InvalidInput("packs", packs, rule(must.nameOne));
    return marks;
  }
  const unit = (tree as PackTree).find(code);
  if (unit === undefined) throw new UnknownUnit(code);
  return marksOfRange(unit.first, unit.count);
}

/** The parcel that has these packs. */
async function parcelWith(actor: Actor, named: DispenseParameters, marks: readonly PackMark[]): Promise<Hex> {
  if (isHexString(named.code, 32)) return named.code.toLowerCase() as Hex;
  const target = named.batch ?? named.code;
  if (isSscc(target)) throw new InvalidInput("batch", undefined, rule(must.givenForSscc));
  const { gtin, lot } = readCode(target);
  const printed = isSscc(named.code) ? undefined : readCode(named.code).lot;
  if (printed !== undefined && printed !== lot) {
    throw new InvalidInput("batch", named.batch, rule(must.ofCodesLot, { lot: printed }));
  }
  if (lot === undefined) throw new InvalidInput("code", target, rule(must.haveLot));
  const { found, organisation } = await parcelsFor(actor, formatCode({ gtin, lot }), "dispense");
  const all = packsOfMarks(marks);
  const [first, last] = [all[0] as number, all.at(-1) as number];
  const parcel = found.find(({ packs }) => packs !== undefined && packs.first <= first && last < packs.end);
  if (parcel === undefined) throw new NoSuchParcel(target, organisation);
  return parcel.subject;
}

/** Another batch's tree knows other packs by these indices. */
export async function requireTreeOf({ connection }: Actor, parcel: Hex, tree: PackTree): Promise<void> {
  const { batch } = readCustody(await readSlot(connection, offsetSlot(statusSlot("asset", parcel), 1)));
  const root = await readSlot(connection, offsetSlot(batchSlot(batch), 3));
  if (root !== tree.root) throw new InvalidInput("tree", tree.root, rule(must.ofParcelsBatch, { root }));
}

/** The usable parcels that expire first, as many as hold enough. */
async function firstToExpire(actor: Actor, target: string, quantity: bigint): Promise<readonly Units[]> {
  if (isHexString(target, 32)) return [{ parcel: target.toLowerCase() as Hex, quantity }];
  const code = readCode(target);
  // It has a code of its own: the ledger, or the tree, knows what it is.
  if (code.serial !== undefined) throw new InvalidInput("tree", undefined, rule(must.givenForPackCode));
  const { found, organisation } = await parcelsFor(actor, target, "dispense");
  const usable = found.filter(isUsable);
  if (usable.length === 0) {
    // Where none is usable, or all have packs with codes, the ledger says why.
    const first = found.find(({ packs }) => packs === undefined) ?? found[0];
    if (first === undefined) throw new NoSuchParcel(target, organisation);
    return [{ parcel: first.subject, quantity }];
  }
  const chosen = chooseParcels(usable, quantity);
  if (chosen === undefined) throw new NotEnoughUsable(quantity, usable);
  return chosen.map(({ parcel, quantity: taken }) => ({ parcel: parcel.subject, quantity: taken }));
}
