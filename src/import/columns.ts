import { flat, kebab } from "../lifecycle/words.ts";
import { verbs } from "../verbs/all.ts";
import type { Field, FieldKind } from "../verbs/kinds.ts";
import { columnsOf, labelOf } from "../verbs/labels.ts";
import type { Verb } from "../verbs/verb.ts";

/** The verbs that rows can tell: those that write entries. */
export const importable: readonly Verb[] = [...verbs.values()].filter(({ isEntry }) => isEntry);

/** The column that says what a row does. */
export const ACTION = "action";
const actionColumns: readonly string[] = [ACTION, "动作", "步骤"];

/** What a refused row has besides, in the file that it is written to; it is not read. */
export const REFUSAL = "refusal";
const refusals: ReadonlySet<string> = new Set([REFUSAL, "拒绝原因"]);

/** Whether a heading is passed over. */
export const isRefusal = (heading: string): boolean => refusals.has(heading.toLowerCase());
/** Whether a column says what each row does. */
export const isAction = (heading: string): boolean => actionColumns.some((name) => flat(name) === flat(heading));

/** What a verb's rows can say: what is typed, but for files. */
export function columnsOfVerb({ typed }: Verb): readonly (readonly [name: string, field: Field<unknown>])[] {
  return Object.entries(typed.fields).filter(([, { isFile }]) => isFile !== true);
}

/**
 * The field of a verb that a column's heading means, in English or Chinese.
 *
 * @returns its name; `undefined` where the heading means none
 */
export function fieldOf(verb: Verb, heading: string): string | undefined {
  const plain = flat(heading);
  const found = columnsOfVerb(verb).find(
    ([name, field]) => flat(name) === plain || columnsOf(name, field).some((one) => flat(one) === plain),
  );
  return found?.[0];
}

/** All headings of some verbs, for the message that one is none. */
export function headings(of: readonly Verb[]): string {
  const names = of.flatMap((verb) =>
    columnsOfVerb(verb).map(([name, field]) => `${kebab(name)} ${labelOf(name, field).zh}`),
  );
  return [...new Set([`${ACTION} ${actionColumns[1]}`, ...names])].join(", ");
}

/** The verb that a word means, in English or Chinese. */
export function verbOf(word: string): Verb | undefined {
  return importable.find(({ name, label }) => flat(name) === flat(word) || label.zh === word);
}

/**
 * A cell as people type it elsewhere: words may be written otherwise, and spreadsheets have their own moments.
 *
 * @param kind - the kind of what the cell says
 * @param cell - as it stands in the file
 * @param zone - where its moments are, as in "+08:00", if they name none
 */
export function asTyped({ nature, isLastDay, choices }: FieldKind<unknown>, cell: string, zone?: string): string {
  if (nature === "word") return kebab(choices?.find(({ word }) => flat(word) === flat(cell))?.word ?? cell);
  if (nature !== "moment") return cell;
  const [, year = "", month = "", day = "", hours = "", rest = "", own = ""] =
    /^(\d{4})[年/.-](\d{1,2})[月/.-](\d{1,2})日?(?:[ T]?(\d{1,2})(:\d{2}(?::\d{2})?))?(Z|[+-]\d{2}:\d{2})?$/.exec(
      cell,
    ) ?? [];
  if (year === "") return cell;
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  // Goods are usable until the end of a day as labels have it, wherever that is read.
  if (hours === "" && (zone === undefined || isLastDay)) return date;
  return `${date}T${hours === "" ? "00:00" : `${hours.padStart(2, "0")}${rest}`}${own || (zone ?? "")}`;
}
