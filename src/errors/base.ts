/** What every Medtrace error is told apart by: `instanceof` its class, or its `code`, which is the class's name. */
export interface MedtraceErrorOptions {
  /** The error that led to this one. */
  readonly cause?: unknown;
  /** What the caller can do next, in one sentence. */
  readonly hint?: string;
}

/**
 * The base of every error that Medtrace throws on purpose.
 *
 * `message` is one sentence for a person, `code` one word for a program, `details` the offending values by field.
 */
export abstract class MedtraceError extends Error {
  /** The class's name: stable, also after minification. */
  abstract readonly code: string;
  /** The offending values, by field. */
  abstract readonly details: Readonly<Record<string, unknown>>;
  /** What the caller can do next. */
  readonly hint: string | undefined;

  constructor(message: string, options: MedtraceErrorOptions = {}) {
    super(message, "cause" in options ? { cause: options.cause } : undefined);
    this.hint = options.hint;
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
