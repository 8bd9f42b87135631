import { claimOf } from "../actions/claim.ts";
import { type DispenseParameters, dispense, dispensing, requireTreeOf, type Units } from "../actions/dispense.ts";
import { type Parcel, parcels } from "../actions/parcels.ts";
import { placeFor } from "../actions/places.ts";
import { ownOrganisation } from "../actions/targets.ts";
import type { Medtrace } from "../client/client.ts";
import { formatCode } from "../codes/format.ts";
import { isSscc } from "../codes/sscc.ts";
import { transactionOf } from "../connection/sending.ts";
import type { Actor, Call, Write } from "../connection/write.ts";
import { InvalidInput } from "../errors/base.ts";
import { NoSuchParcel, NotEnoughUsable } from "../errors/parcels.ts";
import { rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import { readCode } from "../history/subjects.ts";
import type { Hex } from "../history/types.ts";
import { chooseParcels, isUsable } from "../packs/choice.ts";
import type { PackTree } from "../packs/tree.ts";
import type { BulkCall } from "./encode.ts";
import type { PlannedRow } from "./plan.ts";

/**
 * Makes a call of every row, when its turn comes. What many rows have in common is read from the chain once.
 *
 * @param m - the ledger
 * @param actor - who is to sign
 * @param rows - the rows
 * @param trees - the pack lists in which codes of packs are found
 */
export function callsOf(
  m: Medtrace,
  actor: Actor,
  rows: readonly PlannedRow[],
  trees: readonly PackTree[],
): readonly BulkCall[] {
  const acting: Readonly<Record<string, unknown>> = { ...m.as(actor.signer) };
  const stock = new Stock(actor, trees);
  return rows.map(({ verb: { name, typed }, given, keys }) => ({
    keys,
    chooses: name === "dispense" && isOfUnits(given),
    encode: async (round) => {
      const parameters = typed.parameters(given);
      if (name === "dispense") {
        const call = await stock.dispensing(parameters as DispenseParameters, round);
        return (await transactionOf(actor, call)).data as string;
      }
      return (await (acting[name] as Write<object, unknown>).populate(parameters)).data as string;
    },
  }));
}

/** Whether it names units without codes, and not their parcel. */
function isOfUnits({ code, packs, firstPack }: PlannedRow["given"]): boolean {
  const text = String(code);
  return !/^0x/.test(text) && packs === undefined && firstPack === undefined && !namesUnit(text);
}

/** Whether it is the code of a pack, or a case. */
const namesUnit = (text: string): boolean => isSscc(text) || readCode(text).serial !== undefined;

/** The parcels that the signer's organisation has. */
class Stock {
  readonly #actor: Actor;
  readonly #trees: readonly PackTree[];
  readonly #checked = new Map<string, Promise<void>>();
  #organisation: Promise<number> | undefined;
  readonly #parcels = new Map<string, Promise<readonly Parcel[]>>();
  /** What rows of this round take, by parcel. */
  readonly #taken = new Map<string, bigint>();
  #round = -1;

  constructor(actor: Actor, trees: readonly PackTree[]) {
    this.#actor = actor;
    this.#trees = trees;
  }

  /** The number of the signer's organisation. */
  own(): Promise<number> {
    this.#organisation ??= ownOrganisation(this.#actor);
    return this.#organisation;
  }

  /** The call of a row that dispenses. */
  async dispensing(given: DispenseParameters, round: number): Promise<Call> {
    if (round !== this.#round) {
      // Rows before were recorded, or refused, since.
      this.#parcels.clear();
      this.#taken.clear();
      this.#round = round;
    }
    const { code: text, batch, quantity, ...rest } = given;
    // Where packs are named by their indices, nothing is to be chosen.
    if (/^0x/.test(text) || rest.packs !== undefined) {
      this.#take(text.toLowerCase(), quantity ?? 1n);
      return dispense.encode(this.#actor, given);
    }
    if (namesUnit(text)) {
      return dispense.encode(this.#actor, { ...rest, ...(await this.#unit(text, batch, quantity)) });
    }
    if (batch !== undefined) throw new InvalidInput("batch", batch, rule(must.outWithoutPacks));
    const units = await this.#units(text, quantity ?? 1n);
    const { value, before } = await placeFor(this.#actor, rest.place);
    const call = dispensing(units, { ...claimOf(rest), value }, before);
    for (const { parcel, quantity: taken } of units) this.#take(parcel, taken);
    return call;
  }

  /** Units without codes, from the usable parcels that expire first. */
  async #units(text: string, quantity: bigint): Promise<readonly Units[]> {
    const stored = (await this.#of(text)).filter(({ state }) => state === "stored");
    const usable = stored.filter((one) => one.quantity > 0n && isUsable(one));
    if (usable.length === 0) throw new NoSuchParcel(text, await this.own());
    const left = usable.map((one) => ({ ...one, quantity: one.quantity - (this.#taken.get(one.subject) ?? 0n) }));
    // What rows before take is there after all, should these be refused: the node is asked.
    const chosen = chooseParcels(left, quantity) ?? chooseParcels(usable, quantity);
    if (chosen === undefined) throw new NotEnoughUsable(quantity, usable);
    return chosen.map(({ parcel, quantity: taken }) => ({ parcel: parcel.subject, quantity: taken }));
  }

  #take(parcel: string, quantity: bigint): void {
    this.#taken.set(parcel, (this.#taken.get(parcel) ?? 0n) + quantity);
  }

  /** A pack, or a case, by its own code. */
  async #unit(text: string, batch: string | undefined, quantity: bigint | undefined) {
    if (quantity !== undefined) throw new InvalidInput("quantity", quantity, rule(must.outForPackCode));
    const tree = this.#trees.find((one) => one.find(text) !== undefined);
    const found = tree?.find(text);
    if (tree === undefined || found === undefined) {
      throw new InvalidInput("code", text, rule(must.inPackList));
    }
    const target = batch ?? text;
    const { gtin, lot } = isSscc(target) ? { gtin: "", lot: undefined } : readCode(target);
    if (lot === undefined) throw new InvalidInput("batch", batch, rule(must.givenWithoutLot));
    const end = found.first + found.count;
    const one = (await this.#of(formatCode({ gtin, lot }))).find(
      ({ packs }) => packs !== undefined && packs.first <= found.first && end <= packs.end,
    );
    if (one === undefined) throw new NoSuchParcel(target, await this.own());
    await this.#requireTree(one.subject, tree);
    return { code: one.subject, packs: { first: found.first, count: found.count } };
  }

  /** Another batch's list knows other packs by these indices. */
  #requireTree(parcel: Hex, tree: PackTree): Promise<void> {
    const name = `${parcel} ${tree.root}`;
    let checked = this.#checked.get(name);
    if (checked === undefined) {
      checked = requireTreeOf(this.#actor, parcel, tree);
      this.#checked.set(name, checked);
    }
    return checked;
  }

  /** Those of a lot or a product, the first to expire first. */
  async #of(code: string): Promise<readonly Parcel[]> {
    const organisation = await this.own();
    let read = this.#parcels.get(code);
    if (read === undefined) {
      read = parcels(this.#actor.connection, { code, organisation }).then((all) =>
        all.filter(({ custodian }) => custodian === organisation),
      );
      this.#parcels.set(code, read);
    }
    return read;
  }
}
