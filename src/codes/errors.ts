import { InvalidInput } from "../errors/base.ts";
import type { Code } from "./code.ts";

/** Thrown when a text has none of the forms a code may be written in. */
export class UnknownCodeForm extends InvalidInput {
  override readonly code = "UnknownCodeForm";

  constructor(text: string) {
    super("text", text, "is not in a form a code may be given in", {
      hint:
        "Give a GTIN of 8, 12, 13 or 14 digits, the bracketed text as printed, (01)09521234543213(21)12345, " +
        "or an uncompressed GS1 Digital Link, https://id.gs1.org/01/09521234543213/21/12345. " +
        "The raw data of a scanner and compressed links are not read.",
    });
  }
}

/** Thrown when a GS1 Digital Link has a GTIN but what follows it breaks the syntax. */
export class InvalidDigitalLink extends InvalidInput {
  override readonly code = "InvalidDigitalLink";

  constructor(text: string, rule: string, options?: { readonly cause: unknown }) {
    super("text", text, rule, options);
  }
}

/** Thrown when a bracketed text names no product. */
export class MissingGtin extends InvalidInput {
  override readonly code = "MissingGtin";

  constructor(text: string) {
    super("text", text, "must carry a GTIN in application identifier 01");
  }
}

/** Thrown when a GTIN has a wrong length, or a character that is not a digit, or is all zeros. */
export class InvalidGtin extends InvalidInput {
  override readonly code = "InvalidGtin";

  constructor(value: string, rule: string) {
    super("gtin", value, rule);
  }
}

/** Thrown when the last digit of a GTIN does not follow from the others: at least one digit was misread. */
export class WrongCheckDigit extends InvalidInput {
  override readonly code = "WrongCheckDigit";
  /** The offending GTIN, and the digit it would end in if the others were right. */
  override readonly details: Readonly<{ field: string; value: unknown; rule: string; expected: number }>;

  constructor(gtin: string, expected: number) {
    const rule = `must end in check digit ${expected}`;
    super("gtin", gtin, rule, { hint: "Read the code again: a digit is wrong or two are swapped." });
    this.details = { field: "gtin", value: gtin, rule, expected };
  }
}

/** Thrown when a serial number is empty, too long, or has a character GS1 does not allow. */
export class MalformedSerial extends InvalidInput {
  override readonly code = "MalformedSerial";

  constructor(value: string, rule: string) {
    super("serial", value, rule);
  }
}

/** Thrown when a lot number is empty, too long, or has a character GS1 does not allow. */
export class MalformedLot extends InvalidInput {
  override readonly code = "MalformedLot";

  constructor(value: string, rule: string) {
    super("lot", value, rule);
  }
}

/** Thrown when a date is not of its form, is not in the calendar, or cannot be printed with two digits of its year. */
export class InvalidDate extends InvalidInput {
  override readonly code = "InvalidDate";
}

/** Thrown when the value of an application identifier that is read over does not have its identifier's format. */
export class InvalidDataField extends InvalidInput {
  override readonly code = "InvalidDataField";

  constructor(ai: string, value: string) {
    super(`(${ai})`, value, "does not have the format GS1 gives this application identifier", {
      hint: "If the bracket belongs to a serial or a lot, write it as \\( .",
    });
  }
}

/** Thrown for an application identifier that GS1 has not assigned, or that is not known to leave the identity alone. */
export class UnknownApplicationIdentifier extends InvalidInput {
  override readonly code = "UnknownApplicationIdentifier";

  constructor(ai: string) {
    super("applicationIdentifier", ai, "is not one that is understood here");
  }
}

/** Thrown when one application identifier appears with two values. */
export class DuplicateApplicationIdentifier extends InvalidInput {
  override readonly code = "DuplicateApplicationIdentifier";
  /** The identifier, and the two values as read. */
  override readonly details: Readonly<{
    field: string;
    value: unknown;
    rule: string;
    values: readonly [string, string];
  }>;

  constructor(ai: string, first: string, second: string) {
    const rule = "must not appear with two different values";
    super("applicationIdentifier", ai, rule);
    this.details = { field: "applicationIdentifier", value: ai, rule, values: [first, second] };
  }
}

/** Thrown when the form that names one item is asked of a code without a serial. */
export class MissingSerial extends InvalidInput {
  override readonly code = "MissingSerial";

  constructor(code: Code) {
    super("code", code, "has no serial, so it names no single item");
  }
}

/** Thrown when the form that names a batch is asked of a code without a lot. */
export class MissingLot extends InvalidInput {
  override readonly code = "MissingLot";

  constructor(code: Code) {
    super("code", code, "has no lot, so it names no batch");
  }
}
