import { type Language, type Phrase, shown } from "./phrase.ts";
import type { Rule } from "./rules.ts";

/** What led to an error, and what to do about it. */
export interface MedtraceErrorOptions {
  /** The error that led to this one. */
  readonly cause?: unknown;
  /** What the caller can do next, where it is something else than usually after such an error. */
  readonly hint?: Phrase;
}

/** What an error says in every language, and what to do next. */
export interface Words extends Phrase {
  readonly hint: Phrase;
}

/**
 * The base of every error that Medtrace throws on purpose, told apart by `instanceof` its class, or its `code`.
 *
 * `message` is one sentence for a person, `code` one word for a program, `details` the offending values by field.
 */
export abstract class MedtraceError extends Error {
  /** The class's name: stable, also after minification. */
  abstract readonly code: string;
  /** The offending values, by field. */
  abstract readonly details: Readonly<Record<string, unknown>>;
  /** What the caller can do next, in one sentence. */
  readonly hint: string;
  readonly #words: Words;

  constructor(words: Words, options: MedtraceErrorOptions = {}) {
    super(words.en, "cause" in options ? { cause: options.cause } : undefined);
    this.#words = { ...words, hint: options.hint ?? words.hint };
    this.hint = this.#words.hint.en;
  }

  override get name(): string {
    return this.code;
  }

  /** What it says, in a language; `message` is that in English. */
  messageIn(language: Language): string {
    return this.#words[language];
  }

  /** What the caller can do next, in a language; `hint` is that in English. */
  hintIn(language: Language): string {
    return this.#words.hint[language];
  }

  /**
   * Finds the first error in the chain of causes, this one included, that satisfies a test.
   *
   * @param test - what to look for; without it, the root cause is returned
   * @returns the error, or `undefined`
   */
  walk(test?: (error: unknown) => boolean): unknown {
    let current: unknown = this;
    for (;;) {
      if (test?.(current)) return current;
      const next = current instanceof Error ? current.cause : undefined;
      if (next === undefined) return test ? undefined : current;
      current = next;
    }
  }
}

/** A class whose constructor is given what is told, and then options. */
type Class<E extends MedtraceError, C extends string, P extends readonly unknown[], D> = new (
  ...given: [...P, options?: MedtraceErrorOptions]
) => E & { readonly code: C; readonly details: Readonly<D> };

/**
 * Makes the class of an error of which everything is said in one place.
 *
 * @param code - the class's name
 * @param say - the error's details, and what is said of them, of what its constructor is given before its options
 */
export function told<const C extends string, P extends readonly unknown[], D extends object>(
  code: C,
  say: (...given: P) => Words & { readonly details: D },
): Class<MedtraceError, C, P, D> {
  return class extends MedtraceError {
    readonly code = code;
    readonly details: Readonly<D> & MedtraceError["details"];

    constructor(...given: [...P, options?: MedtraceErrorOptions]) {
      const { details, ...words } = say(...(given as unknown as P));
      super(words, given[say.length] as MedtraceErrorOptions | undefined);
      this.details = details as D & MedtraceError["details"];
    }
  };
}

/** What to do next where something was written otherwise than it is asked for. */
export const usage: Phrase = {
  en: "`medtrace help` with the command says what it takes, with an example.",
  zh: "`medtrace help` 加命令名说明其用法，附示例。",
};

/** What is said of a value that breaks a rule. */
export function broken(field: string, value: unknown, rule: Phrase): Phrase {
  const given = shown(value);
  return { en: `${field} ${given || undefined} ${rule.en}.`, zh: `${field}${given && ` ${given}`}：${rule.zh}。` };
}

/** Thrown when a value given to the SDK breaks a rule that needs no chain to see. Nothing was sent. */
export class InvalidInput extends MedtraceError {
  readonly code: string = "InvalidInput";
  readonly details: Readonly<{ field: string; value: unknown; rule: string }>;
  /** The rule that it breaks, with its key and its values. */
  readonly rule: Rule;

  /**
   * @param field - the parameter's name
   * @param value - the value as given
   * @param rule - the rule it breaks
   */
  constructor(
    field: string,
    value: unknown,
    rule: Rule,
    { words = broken(field, value, rule), more, ...options }: MedtraceErrorOptions & InputWords = {},
  ) {
    super({ ...words, hint: usage }, options);
    this.details = { field, value, rule: rule.en, ...more };
    this.rule = rule;
  }
}

/** What an error of an input says otherwise than usual: its sentence, and what its details have besides. */
interface InputWords {
  readonly words?: Phrase;
  readonly more?: object;
}

/** What is wrong with an input; and, where they are not as usual, the sentence and what to do next. */
export interface Broken {
  readonly field: string;
  readonly value: unknown;
  readonly rule: Rule;
  readonly words?: Phrase;
  readonly hint?: Phrase;
}

type DetailsOf<B extends Broken> = Omit<B, "rule" | "words" | "hint"> & { readonly rule: string };

/**
 * Makes the class of an input that is wrong in a way of its own.
 *
 * @param code - the class's name
 * @param hint - what to do next
 * @param say - what is wrong, of what the constructor is given before its options, and what the details have besides
 */
export function input<const C extends string, P extends readonly unknown[], B extends Broken>(
  code: C,
  hint: Phrase,
  say: (...given: P) => B,
): Class<InvalidInput, C, P, DetailsOf<B>> {
  return class extends InvalidInput {
    override readonly code: C = code;
    declare readonly details: InvalidInput["details"] & DetailsOf<B>;

    constructor(...given: [...P, options?: MedtraceErrorOptions]) {
      const {
        field,
        value,
        rule,
        words = broken(field, value, rule),
        hint: its = hint,
        ...more
      } = say(...(given as unknown as P));
      super(field, value, rule, { hint: its, words, more, ...(given[say.length] as MedtraceErrorOptions) });
    }
  };
}

/** Of an input of which only the rule differs. */
export const anyInput = (field: string, value: unknown, rule: Rule): Broken => ({ field, value, rule });
