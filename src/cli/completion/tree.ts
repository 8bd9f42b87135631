/** What a value is, where one is typed. */
export type Value =
  | { readonly kind: "words"; readonly words: readonly string[] }
  /** The name of a keystore. */
  | { readonly kind: "key" }
  | { readonly kind: "file" | "folder" | "other" };

/** What may be typed after a command. */
export interface Level {
  /** The command: empty for the program itself. */
  readonly path: readonly string[];
  readonly commands: readonly { readonly name: string; readonly summary: string }[];
  readonly options: readonly {
    readonly names: readonly string[];
    readonly description: string;
    /** `undefined` of a switch. */
    readonly value: Value | undefined;
  }[];
  readonly arguments: readonly Value[];
}
