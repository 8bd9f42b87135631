import type { Hex } from "../lifecycle/hex.ts";
import { told } from "./base.ts";

/** A parcel that a code may mean, in short. */
export interface ParcelInShort {
  readonly subject: Hex;
  readonly lot: string;
  readonly quantity: bigint;
}

const listed = (parcels: readonly ParcelInShort[]): string =>
  parcels.map(({ subject, lot, quantity }) => `${subject} (lot ${lot}, ${quantity})`).join(", ");
const listedInChinese = (parcels: readonly ParcelInShort[]): string =>
  parcels.map(({ subject, lot, quantity }) => `${subject}（批号 ${lot}，${quantity}）`).join("、");

/** Thrown when the organisation has no parcel that a code means and a step can be done with. Nothing was sent. */
export class NoSuchParcel extends told("NoSuchParcel", (target: string, organisation: number) => ({
  details: { target, organisation },
  en: `Organisation ${organisation} has no parcel of ${target} that this can be done with.`,
  zh: `机构 ${organisation} 没有可如此操作的 ${target} 的分装。`,
  hint: { en: "List its parcels, or name one by its id.", zh: "请用 `medtrace parcels` 列出分装，或以标识指明一个。" },
})) {}

/** Thrown when a code means more than one parcel. Nothing was sent. */
export class AmbiguousParcel extends told("AmbiguousParcel", (target: string, parcels: readonly ParcelInShort[]) => ({
  details: { target, parcels },
  en: `${target} may mean ${parcels.length} parcels: ${listed(parcels)}.`,
  zh: `${target} 可能指 ${parcels.length} 个分装：${listedInChinese(parcels)}。`,
  hint: { en: "Name one by its id.", zh: "请以标识指明一个。" },
})) {}

/** Thrown when all usable parcels together hold less than is to be dispensed. Nothing was sent. */
export class NotEnoughUsable extends told("NotEnoughUsable", (quantity: bigint, parcels: readonly ParcelInShort[]) => {
  const available = parcels.reduce((sum, one) => sum + one.quantity, 0n);
  return {
    details: {
      quantity,
      available,
      parcels: parcels.map(({ subject, lot, quantity: held }) => ({ subject, lot, quantity: held })),
    },
    en: `Of ${quantity} to be dispensed, ${available} are usable: ${listed(parcels)}.`,
    zh: `需发放 ${quantity}，可用的只有 ${available}：${listedInChinese(parcels)}。`,
    hint: {
      en: "Dispense fewer; or see what keeps the other parcels from being used.",
      zh: "请减少数量；`medtrace parcels` 显示其他分装为何不可用。",
    },
  };
}) {}
