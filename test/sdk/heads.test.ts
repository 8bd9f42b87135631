import { AbiCoder, keccak256, zeroPadValue } from "ethers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Committed, entryHead, genesisHead, typeHashes } from "../../src/history/ids.ts";
import type { Hex } from "../../src/history/types.ts";

const coder = AbiCoder.defaultAbiCoder();
const lead = (hash: string): string => hash.slice(0, 56);

const bytes = (length: number): fc.Arbitrary<Hex> =>
  fc
    .uint8Array({ minLength: length, maxLength: length })
    .map((all) => `0x${[...all].map((byte) => byte.toString(16).padStart(2, "0")).join("")}` as const);

const committed: fc.Arbitrary<Committed> = fc.record({
  subject: bytes(32),
  organisation: fc.integer({ min: 0, max: 2 ** 24 - 1 }),
  facts: fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }),
  origin: bytes(32),
  originHead: bytes(27),
  details: bytes(32),
});

/** The encoding of docs/storage.md, by ethers. */
function plainHead(previous: Hex, { subject, organisation, facts, origin, originHead, details }: Committed): string {
  const types = ["bytes32", "bytes27", "bytes32", "uint24", "uint256", "bytes32", "bytes27", "bytes32"];
  const values = [typeHashes.entry, previous, subject, organisation, facts, origin, originHead, details];
  return lead(keccak256(coder.encode(types, values)));
}

/** What is not so many bytes in hexadecimal, though it may have a part that is. */
const spoilt = (length: number): fc.Arbitrary<Hex> =>
  fc
    .tuple(bytes(length), fc.nat(2 * length - 1), fc.string({ unit: "grapheme", minLength: 1, maxLength: 3 }))
    .chain(
      ([hex, at, text]) =>
        fc.constantFrom(
          hex.slice(0, -1),
          hex.slice(0, -2),
          hex.slice(2),
          `${hex}0`,
          `${hex}00`,
          `00${hex}`,
          `${hex.slice(0, 2 + at)}${text.replace(/[0-9a-f]/gi, "g")}${hex.slice(2 + at + text.length)}`,
          `${hex.slice(0, 2 + at)} ${hex.slice(3 + at)}`,
          "0x",
          "",
        ) as fc.Arbitrary<Hex>,
    );

const invalid = (field: string) =>
  expect.objectContaining({ code: "InvalidInput", details: expect.objectContaining({ field }) });

describe("entryHead", () => {
  it("default: is what ethers encodes and hashes", () => {
    fc.assert(
      fc.property(bytes(27), committed, (previous, entry) => {
        expect(entryHead(previous, entry)).toBe(plainHead(previous, entry));
      }),
      { numRuns: 500 },
    );
  });

  it("behavior: nothing of one entry is left in the next", () => {
    const full: Committed = {
      subject: `0x${"ff".repeat(32)}`,
      organisation: 2 ** 24 - 1,
      facts: 2n ** 256n - 1n,
      origin: `0x${"ff".repeat(32)}`,
      originHead: `0x${"ff".repeat(27)}`,
      details: `0x${"ff".repeat(32)}`,
    };
    const [zeroHead, zeroWord] = [`0x${"00".repeat(27)}`, `0x${"00".repeat(32)}`] as const;
    const empty: Committed = {
      subject: zeroWord,
      organisation: 0,
      facts: 0n,
      origin: zeroWord,
      originHead: zeroHead,
      details: zeroWord,
    };
    const expected = plainHead(zeroHead, empty);
    entryHead(`0x${"ff".repeat(27)}`, full);
    expect(entryHead(zeroHead, empty)).toBe(expected);
    expect(() => entryHead(`0x${"ff".repeat(27)}`, { ...full, details: "0x" })).toThrow(invalid("details"));
    expect(entryHead(zeroHead, empty)).toBe(expected);
  });

  it("error: InvalidInput for what is shorter, longer or no hexadecimal", () => {
    const lengths = { subject: 32, origin: 32, originHead: 27, details: 32 } as const;
    for (const [field, length] of Object.entries(lengths)) {
      fc.assert(
        fc.property(bytes(27), committed, spoilt(length), (previous, entry, wrong) => {
          expect(() => entryHead(previous, { ...entry, [field]: wrong })).toThrow(invalid(field));
        }),
      );
    }
    fc.assert(
      fc.property(spoilt(27), committed, (previous, entry) => {
        expect(() => entryHead(previous, entry)).toThrow(invalid("previous"));
      }),
    );
  });

  it("error: InvalidInput for bytes moved from one field to the next", () => {
    fc.assert(
      fc.property(bytes(27), committed, (previous, entry) => {
        const moved = { ...entry, origin: `${entry.origin}00`, details: `0x${entry.details.slice(4)}` } as const;
        expect(() => entryHead(previous, moved)).toThrow(invalid("origin"));
      }),
    );
  });

  it("error: InvalidInput for a number that does not fit", () => {
    const [previous, entry] = fc.sample(fc.tuple(bytes(27), committed), 1)[0] as [Hex, Committed];
    for (const organisation of [-1, 2 ** 24, 1.5, Number.NaN]) {
      expect(() => entryHead(previous, { ...entry, organisation })).toThrow(invalid("organisation"));
    }
    for (const facts of [-1n, 2n ** 256n]) {
      expect(() => entryHead(previous, { ...entry, facts })).toThrow(invalid("facts"));
    }
  });
});

describe("genesisHead", () => {
  const chainIds = fc.bigInt({ min: 0n, max: 2n ** 256n - 1n });

  it("default: is what ethers encodes and hashes", () => {
    fc.assert(
      fc.property(chainIds, bytes(20), bytes(32), (chainId, ledger, subject) => {
        const types = ["bytes32", "uint256", "bytes32", "bytes32"];
        const values = [typeHashes.genesis, chainId, zeroPadValue(ledger, 32), subject];
        expect(genesisHead(chainId, ledger, subject)).toBe(lead(keccak256(coder.encode(types, values))));
      }),
    );
  });

  it("error: InvalidInput for what is shorter, longer or no hexadecimal", () => {
    fc.assert(
      fc.property(bytes(20), spoilt(32), (ledger, subject) => {
        expect(() => genesisHead(1n, ledger, subject)).toThrow(invalid("subject"));
      }),
    );
    fc.assert(
      fc.property(spoilt(20), bytes(32), (ledger, subject) => {
        expect(() => genesisHead(1n, ledger, subject)).toThrow(invalid("ledger"));
      }),
    );
    expect(() => genesisHead(-1n, `0x${"12".repeat(20)}`, `0x${"12".repeat(32)}`)).toThrow(invalid("chainId"));
  });
});
