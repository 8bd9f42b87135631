import * as codes from "../codes/errors.ts";
import type { Words } from "../errors/base.ts";
import { InvalidInput, MedtraceError } from "../errors/base.ts";
import { ChangedSinceSeen } from "../errors/chain.ts";
import * as parcels from "../errors/parcels.ts";
import * as access from "../errors/refusals/access.ts";
import * as care from "../errors/refusals/care.ts";
import * as decisions from "../errors/refusals/decisions.ts";
import * as goods from "../errors/refusals/goods.ts";
import * as history from "../errors/refusals/history.ts";
import * as lots from "../errors/refusals/lots.ts";
import * as openzeppelin from "../errors/refusals/openzeppelin.ts";
import * as organisations from "../errors/refusals/organisations.ts";
import * as transfers from "../errors/refusals/transfers.ts";
import { ruleInChinese } from "../errors/rules.ts";
import { broken, quoted, SAVED } from "../errors/words.ts";
import * as packs from "../packs/errors.ts";

/** Where something stands in a text, counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Thrown when a scenario is not what the format asks for. Nothing of it was run. */
export class MalformedScenario extends InvalidInput {
  override readonly code = "MalformedScenario";
  static override readonly words: Words<MalformedScenario["details"]> = {
    zh: ({ file, line, column, field, value, rule }) => `${file}:${line}:${column}：${broken({ field, value, rule })}`,
    hint: {
      en: "docs/scenarios.md has the format; `medtrace run --schema` prints it.",
      zh: "格式见 docs/scenarios.md；`medtrace run --schema` 可输出。",
    },
  };
  override readonly details: Readonly<{ field: string; value: unknown; rule: string; file: string } & Position>;

  /**
   * @param file - the scenario's file, or what it is called
   * @param position - where in it
   * @param field - the path of what is wrong, as in `steps[3].with.place`
   * @param value - what stands there
   * @param rule - the rule that it breaks, as a sentence without its subject
   */
  constructor(file: string, position: Position, field: string, value: unknown, rule: string) {
    super(`${file}:${position.line}:${position.column}: ${field}`, value, rule);
    this.details = { field, value, rule, file, ...position };
  }
}

/** Thrown when the ledger has not what a scenario is about: an organisation, a member, a duty; or not as it says. */
export class ScenarioMismatch extends MedtraceError {
  readonly code = "ScenarioMismatch";
  static override readonly words: Words<ScenarioMismatch["details"]> = {
    zh: broken,
    hint: {
      en: "Compare the scenario with what `medtrace org` and `medtrace member` show; --set-up adds what is missing.",
      zh: "请与 `medtrace org` 和 `medtrace member` 所示核对；--set-up 可补充缺少的内容。",
    },
  };
  readonly details: Readonly<{ field: string; value: unknown; rule: string }>;

  constructor(field: string, value: unknown, rule: string, options?: { readonly hint?: string }) {
    super(`${field} ${JSON.stringify(value)} ${rule}.`, options);
    this.details = { field, value, rule };
  }
}

/** Thrown when a person of a scenario has no key here. */
export class PersonWithoutKey extends MedtraceError {
  readonly code = "PersonWithoutKey";
  static override readonly words: Words<PersonWithoutKey["details"]> = {
    zh: ({ person }) => `没有须操作的 ${quoted(person)} 的密钥。`,
    hint: {
      en: "Keys are found by the person's name: `medtrace keys list` shows those that are there.",
      zh: "密钥按人名查找：`medtrace keys list` 列出已有的密钥。",
    },
  };
  readonly details: Readonly<{ person: string }>;

  constructor(person: string) {
    super(`There is no key of ${JSON.stringify(person)}, who has to act.`);
    this.details = { person };
  }
}

/** Thrown when a value names what a step before would have saved, and has not. */
export class NotSaved extends MedtraceError {
  readonly code = "NotSaved";
  static override readonly words: Words<NotSaved["details"]> = {
    zh: ({ reference }) => `${reference} 未曾保存。`,
    hint: SAVED,
  };
  readonly details: Readonly<{ reference: string }>;

  constructor(reference: string) {
    super(`${reference} was not saved.`);
    this.details = { reference };
  }
}

/** Thrown when a value names a field that what was saved does not have, or that no text can hold. */
export class WrongReference extends MedtraceError {
  readonly code = "WrongReference";
  static override readonly words: Words<WrongReference["details"]> = {
    zh: ({ reference, rule }) => `${reference}：${ruleInChinese(rule) ?? rule}。`,
    hint: SAVED,
  };
  readonly details: Readonly<{ reference: string; rule: string }>;

  constructor(reference: string, rule: string) {
    super(`${reference} ${rule}.`);
    this.details = { reference, rule };
  }
}

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
