import type { Hex } from "./types.ts";

/** A value in a word that holds several: how many bits it has, and what they mean. */
export interface Field<T> {
  readonly bits: number;
  read(bits: bigint): T;
}

/** Values by name, in the order of the word, from the lowest bit. */
export type Fields = Readonly<Record<string, Field<unknown>>>;

/** What a word with these fields says. */
export type Unpacked<F extends Fields> = { readonly [N in keyof F]: F[N] extends Field<infer T> ? T : never };

/** A whole number. */
export const number = (bits: number): Field<number> => ({ bits, read: Number });
/** A quantity, or more bits than a number has. */
export const amount = (bits: number): Field<bigint> => ({ bits, read: (value) => value });
/** A number in two's complement. */
export const signed = (bits: number): Field<number> => ({ bits, read: (value) => Number(BigInt.asIntN(bits, value)) });
/** Yes or no, which Solidity stores in 8 bits unless it is packed by hand. */
export const flag = (bits = 8): Field<boolean> => ({ bits, read: (value) => value !== 0n });

/**
 * Describes a word that holds several values.
 *
 * @param fields - from the lowest bit
 * @returns reads a word; `fields` says how it is laid out
 */
export function packed<const F extends Fields>(
  fields: F,
): ((word: Hex | bigint) => Unpacked<F>) & { readonly fields: F } {
  const read = (word: Hex | bigint): Unpacked<F> => {
    let rest = BigInt(word);
    const values: Record<string, unknown> = {};
    for (const [name, field] of Object.entries(fields)) {
      values[name] = field.read(BigInt.asUintN(field.bits, rest));
      rest >>= BigInt(field.bits);
    }
    return values as Unpacked<F>;
  };
  return Object.assign(read, { fields });
}
