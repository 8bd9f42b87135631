import fc from "fast-check";
import { checkDigit } from "../../src/codes/gtin.ts";

/** Every character of GS1 character set 82. */
export const CHARSET_82 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";

const digit = fc.integer({ min: 0, max: 9 }).map(String);

/** A valid GTIN of 8, 12, 13 or 14 digits. */
export const gtin = fc
  .constantFrom(8, 12, 13, 14)
  .chain((length) => fc.string({ unit: digit, minLength: length - 1, maxLength: length - 1 }))
  .filter((body) => !/^0+$/.test(body))
  .map((body) => `${body}${checkDigit(body)}`);

/** A valid serial or lot, any character. */
export const identifier = fc.string({ unit: fc.constantFrom(...CHARSET_82), minLength: 1, maxLength: 20 });

/** A valid serial or lot rich in what could be taken for an application identifier. */
export const bracketRich = fc
  .array(fc.constantFrom("(10)", "(21)", "(01)", "(05)", "(8004)", "(", ")", "1", "0", "A"), {
    minLength: 1,
    maxLength: 5,
  })
  .map((parts) => parts.join("").slice(0, 20));

/** A date that two digits of its year can name in 2026. */
export const date = fc
  .date({ min: new Date("1977-01-01"), max: new Date("2076-12-31"), noInvalidDate: true })
  .map((value) => value.toISOString().slice(0, 10));
