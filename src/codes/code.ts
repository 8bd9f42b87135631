/** What a label says of one thing: its product and, as far as the label goes, which batch and which item. */
export interface Code {
  /** The product, 14 digits with a right check digit (AI 01). */
  readonly gtin: string;
  /** The item among those of its product, 1 to 20 characters of GS1 character set 82 (AI 21). */
  readonly serial?: string;
  /** The batch of the product, 1 to 20 characters of GS1 character set 82 (AI 10). */
  readonly lot?: string;
  /** The last day of use, `YYYY-MM-DD` (AI 17). */
  readonly expiry?: string;
  /** The day it was made, `YYYY-MM-DD` (AI 11). */
  readonly production?: string;
}
