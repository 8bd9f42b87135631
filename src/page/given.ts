import type { Hex } from "../history/types.ts";

/** What a person wrote into a field for bytes. */
export type Given =
  | { readonly is: "nothing" }
  | { readonly is: "malformed" }
  | { readonly is: "bytes"; readonly bytes: Hex };

/**
 * Reads what a person wrote or pasted: spaces around it are no part of it.
 *
 * @param text - the field's text
 * @param length - how many bytes it must be
 */
export function readGiven(text: string, length: number): Given {
  const written = text.trim().toLowerCase();
  if (written === "") return { is: "nothing" };
  if (!/^0x[0-9a-f]*$/.test(written) || written.length !== 2 + 2 * length) return { is: "malformed" };
  return { is: "bytes", bytes: written as Hex };
}
