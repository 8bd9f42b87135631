import { requireTreeOf } from "../../actions/dispense.ts";
import { type Parcel, parcels } from "../../actions/parcels.ts";
import { ownOrganisation, readCode } from "../../actions/targets.ts";
import type { BulkCall } from "../../connection/bulk.ts";
import type { Actor } from "../../connection/write.ts";
import { formatCode, type Hex, InvalidInput, isSscc, type Medtrace, NoSuchParcel, type PackTree } from "../../index.ts";
import { definitionOf, type PlannedRow } from "./plan.ts";

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
  const acting = m.as(actor.signer);
  const stock = new Stock(actor, trees);
  return rows.map(({ verb, given, key }) => ({
    key,
    encode: async (round) => {
      const named = verb === "accept" && given.of === undefined ? { ...given, of: await stock.own() } : given;
      const parameters =
        verb === "dispense" ? await stock.dispensing(named, round) : await definitionOf(verb).parameters(named);
      const populate = acting[verb].populate as (parameters: unknown) => Promise<{ readonly data?: string | null }>;
      return (await populate(parameters)).data as string;
    },
  }));
}

/** A parcel, with what rows of this round leave of it. */
interface Stocked {
  readonly parcel: Parcel;
  left: bigint;
}

/** The parcels that the signer's organisation has. */
class Stock {
  readonly #actor: Actor;
  readonly #trees: readonly PackTree[];
  readonly #checked = new Map<string, Promise<void>>();
  #organisation: Promise<number> | undefined;
  #parcels = new Map<string, Promise<readonly Stocked[]>>();
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

  /** What `dispense` is told: a parcel by its id. */
  async dispensing(
    given: Readonly<Record<string, unknown>>,
    round: number,
  ): Promise<Readonly<Record<string, unknown>>> {
    if (round !== this.#round) {
      // Rows before were recorded, or refused, since.
      this.#parcels = new Map();
      this.#round = round;
    }
    const { code: text, batch, quantity, ...rest } = given as { code: string; batch?: string; quantity?: bigint };
    if (/^0x/.test(text)) return { ...rest, code: text, quantity };
    const isUnit = isSscc(text) || readCode(text).serial !== undefined;
    return isUnit
      ? { ...rest, ...(await this.#unit(text, batch, quantity)) }
      : { ...rest, ...(await this.#units(text, batch, quantity ?? 1n)) };
  }

  /** Units without codes, from the usable parcel that expires first and has as many. */
  async #units(text: string, batch: string | undefined, quantity: bigint) {
    if (batch !== undefined) throw new InvalidInput("batch", batch, "must be left out where no packs are named");
    const usable = (await this.#of(text)).filter(({ parcel: { quarantined, expired, recalled, packs, state } }) => {
      return state === "stored" && packs === undefined && !quarantined && !expired && !recalled;
    });
    const one = usable.find(({ left }) => left >= quantity);
    if (one === undefined) throw new NoSuchParcel(text, await this.own());
    one.left -= quantity;
    return { code: one.parcel.subject, quantity };
  }

  /** A pack, or a case, by its own code. */
  async #unit(text: string, batch: string | undefined, quantity: bigint | undefined) {
    if (quantity !== undefined) throw new InvalidInput("quantity", quantity, "must be left out for a pack's own code");
    const tree = this.#trees.find((one) => one.find(text) !== undefined);
    const found = tree?.find(text);
    if (tree === undefined || found === undefined) {
      throw new InvalidInput("code", text, "must be in a pack list that is given by --tree");
    }
    const target = batch ?? text;
    const { gtin, lot } = isSscc(target) ? { gtin: "", lot: undefined } : readCode(target);
    if (lot === undefined) throw new InvalidInput("batch", batch, "must be given where the code has no lot");
    const end = found.first + found.count;
    const one = (await this.#of(formatCode({ gtin, lot }))).find(
      ({ parcel: { packs } }) => packs !== undefined && packs.first <= found.first && end <= packs.end,
    );
    if (one === undefined) throw new NoSuchParcel(target, await this.own());
    await this.#requireTree(one.parcel.subject, tree);
    return { code: one.parcel.subject, packs: { first: found.first, count: found.count } };
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
  async #of(code: string): Promise<readonly Stocked[]> {
    const organisation = await this.own();
    let read = this.#parcels.get(code);
    if (read === undefined) {
      read = parcels(this.#actor.connection, { code, organisation }).then((all) =>
        all.filter(({ custodian }) => custodian === organisation).map((parcel) => ({ parcel, left: parcel.quantity })),
      );
      this.#parcels.set(code, read);
    }
    return read;
  }
}
