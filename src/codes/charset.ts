const outside82 = /[^!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]/;

/**
 * Says whether a text is written in GS1's character set 82 alone: letters, digits and the signs
 * `! " % & ' ( ) * + , - . / : ; < = > ? _`. A space is not in it.
 *
 * @param text - any text; the empty text passes
 * @returns whether every character is in the set
 * @see GS1 General Specifications, section 7.11, "GS1 AI encodable character set 82"
 */
export function isCharset82(text: string): boolean {
  return !outside82.test(text);
}

/**
 * Turns full-width forms (U+FF01 to U+FF5E, such as `（`, `０`, `Ａ`) into the ASCII characters they are the wide form of.
 *
 * A Chinese input method types them, and no GS1 value may hold one, so each can only have meant its ASCII character.
 * This is less than Unicode's NFKC, which would also turn `²` or `①` into digits: those are refused, not guessed.
 *
 * @param text - any text
 * @returns the text with those characters replaced and all others kept
 */
export function toHalfWidth(text: string): string {
  return text.replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
}
