import * as codes from "../codes/errors.ts";
import { broken, InvalidInput, input, MedtraceError, told } from "../errors/base.ts";
import { ChangedSinceSeen } from "../errors/chain.ts";
import * as parcels from "../errors/parcels.ts";
import { shown } from "../errors/phrase.ts";
import * as access from "../errors/refusals/access.ts";
import * as care from "../errors/refusals/care.ts";
import * as decisions from "../errors/refusals/decisions.ts";
import * as goods from "../errors/refusals/goods.ts";
import * as history from "../errors/refusals/history.ts";
import * as lots from "../errors/refusals/lots.ts";
import * as openzeppelin from "../errors/refusals/openzeppelin.ts";
import * as organisations from "../errors/refusals/organisations.ts";
import * as transfers from "../errors/refusals/transfers.ts";
import type { Rule } from "../errors/rules.ts";
import * as packs from "../packs/errors.ts";

const savedBefore = {
  en: "A step before must have `save` with that name, and a result with that field.",
  zh: "之前的步骤须以 `save` 保存该名称，且其结果有该字段。",
};

/** Where something stands in a text, counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Thrown when a scenario is not what the format asks for. Nothing of it was run. */
export class MalformedScenario extends input(
  "MalformedScenario",
  {
    en: "docs/scenarios.md has the format; `medtrace run --schema` prints it.",
    zh: "格式见 docs/scenarios.md；`medtrace run --schema` 可输出。",
  },
  // The scenario's file, or what it is called; where in it; the path of what is wrong, as in `steps[3].with.place`.
  (file: string, { line, column }: Position, field: string, value: unknown, rule: Rule) => {
    const { en, zh } = broken(field, value, rule);
    const at = `${file}:${line}:${column}`;
    return { field, value, rule, file, line, column, words: { en: `${at}: ${en}`, zh: `${at}：${zh}` } };
  },
) {}

/** Thrown when the ledger has not what a scenario is about: an organisation, a member, a duty; or not as it says. */
export class ScenarioMismatch extends told("ScenarioMismatch", (field: string, value: unknown, rule: Rule) => ({
  details: { field, value, rule: rule.en },
  ...broken(field, value, rule),
  hint: {
    en: "Compare the scenario with what `medtrace org` and `medtrace member` show; --set-up adds what is missing.",
    zh: "请与 `medtrace org` 和 `medtrace member` 所示核对；--set-up 可补充缺少的内容。",
  },
})) {}

/** Thrown when a person of a scenario has no key here. */
export class PersonWithoutKey extends told("PersonWithoutKey", (person: string) => ({
  details: { person },
  en: `There is no key of ${JSON.stringify(person)}, who has to act.`,
  zh: `没有须操作的 ${shown(person)} 的密钥。`,
  hint: {
    en: "Keys are found by the person's name: `medtrace keys list` shows those that are there.",
    zh: "密钥按人名查找：`medtrace keys list` 列出已有的密钥。",
  },
})) {}

/** Thrown when a value names what a step before would have saved, and has not. */
export class NotSaved extends told("NotSaved", (reference: string) => ({
  details: { reference },
  en: `${reference} was not saved.`,
  zh: `${reference} 未曾保存。`,
  hint: savedBefore,
})) {}

/** Thrown when a value names a field that what was saved does not have, or that no text can hold. */
export class WrongReference extends told("WrongReference", (reference: string, rule: Rule) => ({
  details: { reference, rule: rule.en },
  en: `${reference} ${rule.en}.`,
  zh: `${reference}：${rule.zh}。`,
  hint: savedBefore,
})) {}

const modules = [access, care, decisions, goods, history, lots, openzeppelin, organisations, transfers];
const others = [parcels, codes, packs, { ChangedSinceSeen, InvalidInput }];

/** The names of the errors that say no: the ledger's refusals, and what the SDK refuses before it sends anything. */
export const refusalNames: readonly string[] = [...modules, ...others]
  .flatMap((module) => Object.entries<unknown>({ ...module }))
  .filter(([, one]) => typeof one === "function" && one.prototype instanceof MedtraceError)
  .map(([name]) => name)
  .sort();

const names: ReadonlySet<string> = new Set([...refusalNames, "RefusedWhenMined", "UnknownRefusal"]);

/** Whether an error says no; after the others it is not known what the ledger says. */
export function saysNo(error: unknown): error is MedtraceError {
  return error instanceof InvalidInput || (error instanceof MedtraceError && names.has(error.code));
}
