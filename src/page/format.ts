import type { Hex } from "../history/types.ts";
import type { Phrase } from "../lifecycle/names.ts";
import { element } from "./dom.ts";

/** The last second that a date can show. */
const LAST = 8_640_000_000_000;

/** A moment, UTC; a number of seconds that is beyond any date stands as it is. */
export function moment(seconds: number): HTMLElement {
  if (seconds > LAST) return element("span", {}, String(seconds));
  const iso = new Date(seconds * 1000).toISOString();
  return element("time", { datetime: iso }, `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`);
}

/** Bytes, or another text that people compare or copy. */
export const code = (text: string): HTMLElement => element("code", {}, visible(text));

/** The beginning of an identifier, enough to tell a few apart. */
export const short = (id: Hex): string => `${id.slice(0, 10)}…`;

/** Whether bytes say nothing: no document, no subject. */
export const isZero = (bytes: Hex): boolean => /^0x0+$/.test(bytes);

/** An organisation, which a bundle names by its number. */
export const organisation = (number: number): Phrase => ({ en: `organisation ${number}`, zh: `机构 ${number}` });

/** A quantity of base units. */
export const units = (quantity: bigint): Phrase => ({
  en: `${quantity} ${quantity === 1n ? "unit" : "units"}`,
  zh: `${quantity} 个最小单位`,
});

/** Shows characters that cannot be seen, or that would turn the order of others, by their numbers, as JSON writes them. */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    character
      .split("")
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
      .join(""),
  );
}

/** JSON for people and programs: quantities, which may be large, as texts. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, bigintAsText, 2).split("\n").map(visible).join("\n");
}

/** More of a value than this helps nobody to see what is wrong. */
const LONGEST = 300;

/** A value of any kind, such as a problem compares. */
export function shown(value: unknown): HTMLElement {
  if (value === undefined) return element("span", {}, { en: "nothing", zh: "无" });
  const text = typeof value === "string" ? value : (JSON.stringify(value, bigintAsText) ?? String(value));
  if (text.length <= LONGEST) return code(text);
  const rest = text.length - LONGEST;
  return element("span", {}, code(`${text.slice(0, LONGEST)}…`), " ", {
    en: `and ${rest} more characters`,
    zh: `另有 ${rest} 个字符`,
  });
}

const bigintAsText = (_: string, one: unknown): unknown => (typeof one === "bigint" ? one.toString() : one);
