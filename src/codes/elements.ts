import { readValue } from "./application-identifiers.ts";
import type { Code } from "./code.ts";
import type { YearOptions } from "./date.ts";
import { DuplicateApplicationIdentifier, MissingGtin } from "./errors.ts";

/** An application identifier and its value as written, escapes undone. */
export type Element = readonly [ai: string, value: string];

/**
 * Makes the code that a list of elements stands for. Their order means nothing. An element may be repeated with the
 * same value, as when a code is put together from two symbols.
 *
 * @param elements - the elements found in a text
 * @param text - the text, for the error
 * @param options - the current year, for dates
 * @returns the code; an element that does not belong to it is checked and left out
 * @throws {@link MissingGtin} if no element has AI 01
 * @throws {@link DuplicateApplicationIdentifier} if an AI has two values
 * @throws the errors of {@link readValue}
 * @see GS1 General Specifications, section 3
 */
export function codeFromElements(elements: readonly Element[], text: string, options: YearOptions = {}): Code {
  const values = new Map<string, string>();
  for (const [ai, raw] of elements) {
    // Compared in their one form, so that a GTIN and the same GTIN with its zeros do not contradict each other.
    const value = readValue(ai, raw, options);
    const earlier = values.get(ai);
    if (earlier !== undefined && earlier !== value) throw new DuplicateApplicationIdentifier(ai, earlier, value);
    values.set(ai, value);
  }

  const gtin = values.get("01");
  if (gtin === undefined) throw new MissingGtin(text);
  const [serial, lot, expiry, production] = ["21", "10", "17", "11"].map((ai) => values.get(ai));
  return {
    gtin,
    ...(serial !== undefined && { serial }),
    ...(lot !== undefined && { lot }),
    ...(expiry !== undefined && { expiry }),
    ...(production !== undefined && { production }),
  };
}
