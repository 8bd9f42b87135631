import type { Hex } from "../lifecycle/hex.ts";
import type { Words } from "./base.ts";
import { MedtraceError } from "./base.ts";

/** A parcel that a code may mean, in short. */
export interface ParcelInShort {
  readonly subject: Hex;
  readonly lot: string;
  readonly quantity: bigint;
}

const listed = (parcels: readonly ParcelInShort[]): string =>
  parcels.map(({ subject, lot, quantity }) => `${subject} (lot ${lot}, ${quantity})`).join(", ");

/** Thrown when the organisation has no parcel that a code means and a step can be done with. Nothing was sent. */
export class NoSuchParcel extends MedtraceError {
  readonly code = "NoSuchParcel";
  static override readonly words: Words<NoSuchParcel["details"]> = {
    zh: ({ target, organisation }) => `机构 ${organisation} 没有可如此操作的 ${target} 的分装。`,
    hint: {
      en: "List its parcels, or name one by its id.",
      zh: "请用 `medtrace parcels` 列出分装，或以标识指明一个。",
    },
  };
  readonly details: { readonly target: string; readonly organisation: number };
  constructor(target: string, organisation: number) {
    super(`Organisation ${organisation} has no parcel of ${target} that this can be done with.`);
    this.details = { target, organisation };
  }
}

/** Thrown when a code means more than one parcel. Nothing was sent. */
export class AmbiguousParcel extends MedtraceError {
  readonly code = "AmbiguousParcel";
  static override readonly words: Words<AmbiguousParcel["details"]> = {
    zh: ({ target, parcels }) =>
      `${target} 可能指 ${parcels.length} 个分装：${parcels.map(({ subject, lot, quantity }) => `${subject}（批号 ${lot}，${quantity}）`).join("、")}。`,
    hint: { en: "Name one by its id.", zh: "请以标识指明一个。" },
  };
  readonly details: { readonly target: string; readonly parcels: readonly ParcelInShort[] };
  constructor(target: string, parcels: readonly ParcelInShort[]) {
    super(`${target} may mean ${parcels.length} parcels: ${listed(parcels)}.`);
    this.details = { target, parcels };
  }
}

/** Thrown when all usable parcels together hold less than is to be dispensed. Nothing was sent. */
export class NotEnoughUsable extends MedtraceError {
  readonly code = "NotEnoughUsable";
  static override readonly words: Words<NotEnoughUsable["details"]> = {
    zh: ({ quantity, available, parcels }) =>
      `需发放 ${quantity}，可用的只有 ${available}：${parcels.map((one) => `${one.subject}（批号 ${one.lot}，${one.quantity}）`).join("、")}。`,
    hint: {
      en: "Dispense fewer; or see what keeps the other parcels from being used.",
      zh: "请减少数量；`medtrace parcels` 显示其他分装为何不可用。",
    },
  };
  readonly details: {
    readonly quantity: bigint;
    readonly available: bigint;
    readonly parcels: readonly ParcelInShort[];
  };
  /** @param parcels - the usable ones, that which expires first before the others */
  constructor(quantity: bigint, parcels: readonly ParcelInShort[]) {
    const available = parcels.reduce((sum, one) => sum + one.quantity, 0n);
    super(`Of ${quantity} to be dispensed, ${available} are usable: ${listed(parcels)}.`);
    this.details = {
      quantity,
      available,
      parcels: parcels.map(({ subject, lot, quantity: held }) => ({ subject, lot, quantity: held })),
    };
  }
}
