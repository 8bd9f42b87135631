/** Bytes as "0x" and hexadecimal digits in lower case. */
export type Hex = `0x${string}`;
