import { requireTreeOf } from "../../actions/dispense.ts";
import { parcels } from "../../actions/parcels.ts";
import { ownOrganisation, readCode } from "../../actions/targets.ts";
import type { BulkCall } from "../../client/bulk.ts";
import type { Actor } from "../../client/write.ts";
import {
  formatCode,
  type Hex,
  InvalidInput,
  isSscc,
  type Medtrace,
  MedtraceError,
  NoSuchParcel,
  type PackTree,
  type Parcel,
} from "../../index.ts";
import { definitionOf, type PlannedRow } from "./plan.ts";

/** A row as the ledger takes it; or why it cannot be said to the ledger. */
export type EncodedRow =
  | { readonly planned: PlannedRow; readonly call: BulkCall }
  | { readonly planned: PlannedRow; readonly error: MedtraceError };

/**
 * Encodes every row. What many rows have in common is read from the chain once.
 *
 * @param m - the ledger
 * @param actor - who is to sign
 * @param rows - the rows
 * @param trees - the pack lists in which codes of packs are found
 */
export async function encodeRows(
  m: Medtrace,
  actor: Actor,
  rows: readonly PlannedRow[],
  trees: readonly PackTree[],
): Promise<readonly EncodedRow[]> {
  const acting = m.as(actor.signer);
  const stock = new Stock(actor, trees);
  const needsOrganisation = rows.some(({ verb, given }) => verb === "accept" && given.of === undefined);
  const organisation = needsOrganisation ? await ownOrganisation(actor) : undefined;
  const encoded: EncodedRow[] = [];
  for (const planned of rows) {
    const { verb, given, key } = planned;
    try {
      const named = verb === "accept" ? { ...given, of: given.of ?? organisation } : given;
      const parameters =
        verb === "dispense" ? await stock.dispensing(named) : await definitionOf(verb).parameters(named);
      const populate = acting[verb].populate as (parameters: unknown) => Promise<{ data?: string | null }>;
      const { data } = await populate(parameters);
      encoded.push({ planned, call: { data: data as string, key } });
    } catch (error) {
      if (!(error instanceof MedtraceError)) throw error;
      encoded.push({ planned, error });
    }
  }
  return encoded;
}

/** The parcels that the signer's organisation has, and what rows before take of them. */
class Stock {
  readonly #actor: Actor;
  readonly #trees: readonly PackTree[];
  readonly #parcels = new Map<string, Promise<{ readonly parcel: Parcel; left: bigint }[]>>();
  readonly #checked = new Map<string, Promise<void>>();
  #organisation: Promise<number> | undefined;

  constructor(actor: Actor, trees: readonly PackTree[]) {
    this.#actor = actor;
    this.#trees = trees;
  }

  /** What `dispense` is told: a parcel by its id. */
  async dispensing(given: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, unknown>>> {
    const {
      code: text,
      batch,
      quantity,
      ...rest
    } = given as {
      code: string;
      batch?: string;
      quantity?: bigint;
    };
    if (/^0x/.test(text)) return { ...rest, code: text, quantity };
    const unit = isSscc(text) || readCode(text).serial !== undefined;
    if (!unit) {
      if (batch !== undefined) throw new InvalidInput("batch", batch, "must be left out where no packs are named");
      const taken = quantity ?? 1n;
      const found = (await this.#of(text)).filter(({ parcel: { quarantined, expired, recalled, packs, state } }) => {
        return state === "stored" && packs === undefined && !quarantined && !expired && !recalled;
      });
      const one = found.find(({ left }) => left >= taken);
      if (one === undefined) throw new NoSuchParcel(text, await this.#own());
      one.left -= taken;
      return { ...rest, code: one.parcel.subject, quantity: taken };
    }
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
    if (one === undefined) throw new NoSuchParcel(target, await this.#own());
    await this.#requireTree(one.parcel.subject, tree);
    return { ...rest, code: one.parcel.subject, packs: { first: found.first, count: found.count } };
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

  #own(): Promise<number> {
    this.#organisation ??= ownOrganisation(this.#actor);
    return this.#organisation;
  }

  /** Those of a lot or a product, the first to expire first. */
  async #of(code: string) {
    const organisation = await this.#own();
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
