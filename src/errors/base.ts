import type { Phrase } from "../lifecycle/names.ts";

/** What every Medtrace error is told apart by: `instanceof` its class, or its `code`, which is the class's name. */
export interface MedtraceErrorOptions {
  /** The error that led to this one. */
  readonly cause?: unknown;
  /** What the caller can do next, in one sentence. */
  readonly hint?: string;
}

/** What an error says beside its own message, which is English; of what is `undefined`, the error's own. */
export interface Words<D> {
  /** The message in Chinese. */
  readonly zh: (details: D) => string;
  /** What to do next. */
  readonly hint: Phrase | ((details: D) => Phrase);
}

/**
 * The base of every error that Medtrace throws on purpose.
 *
 * `message` is one sentence for a person, `code` one word for a program, `details` the offending values by field.
 */
export abstract class MedtraceError extends Error {
  /** What is said of all errors of this class; of inputs that are wrong by themselves, `inputs.ts` says it. */
  static readonly words: Words<never> | undefined;
  /** The class's name: stable, also after minification. */
  abstract readonly code: string;
  /** The offending values, by field. */
  abstract readonly details: Readonly<Record<string, unknown>>;
  readonly #hint: string | undefined;

  constructor(message: string, options: MedtraceErrorOptions = {}) {
    super(message, "cause" in options ? { cause: options.cause } : undefined);
    this.#hint = options.hint;
  }

  /** What the caller can do next. */
  get hint(): string | undefined {
    const words = (this.constructor as typeof MedtraceError).words as Words<unknown> | undefined;
    const hint = typeof words?.hint === "function" ? words.hint(this.details) : words?.hint;
    return this.#hint ?? hint?.en;
  }

  override get name(): string {
    return this.code;
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

/** Thrown when a value given to the SDK breaks a rule that needs no chain to see. Nothing was sent. */
export class InvalidInput extends MedtraceError {
  readonly code: string = "InvalidInput";
  readonly details: Readonly<{ field: string; value: unknown; rule: string }>;

  /**
   * @param field - the parameter's name
   * @param value - the value as given
   * @param rule - the rule it breaks, as a sentence without its subject ("must be 1 to 20 characters")
   */
  constructor(field: string, value: unknown, rule: string, options?: MedtraceErrorOptions) {
    super(`${field} ${JSON.stringify(value, (_, v) => (typeof v === "bigint" ? v.toString() : v))} ${rule}.`, options);
    this.details = { field, value, rule };
  }
}
