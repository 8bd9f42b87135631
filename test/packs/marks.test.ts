import { AbiCoder, keccak256, toUtf8Bytes, ZeroHash } from "ethers";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InvalidInput } from "../../src/errors/base.ts";
import type { Hex } from "../../src/history/types.ts";
import { DuplicatePack, InvalidMark, InvalidPackIndex, InvalidPackRange } from "../../src/packs/errors.ts";
import {
  countOfMarks,
  marksOfPacks,
  marksOfRange,
  PACKS_TYPEHASH,
  type PackMark,
  packsCommitment,
  packsOfMarks,
} from "../../src/packs/marks.ts";
import { MAX_PACKS } from "../../src/packs/units.ts";
import { thrown } from "../codes/thrown.ts";

const FULL = (1n << 256n) - 1n;
const pack = fc.oneof(fc.nat(1500), fc.nat(MAX_PACKS - 1), fc.constantFrom(0, 255, 256, MAX_PACKS - 1));
const packs = fc.uniqueArray(pack, { maxLength: 80 });
const range = fc
  .tuple(pack, fc.integer({ min: 1, max: 1500 }))
  .map(([first, count]): [number, number] => [first, Math.min(count, MAX_PACKS - first)]);
const ascending = (indices: readonly number[]): readonly number[] => [...indices].sort((a, b) => a - b);

const badMarks: readonly [string, readonly PackMark[], number, string][] = [
  ["no bit", [{ word: 0, mask: 0n }], 0, "must have a mask of 1 to 256 bits, at least one of them set"],
  ["a bit too many", [{ word: 0, mask: FULL + 1n }], 0, "must have a mask of 1 to 256 bits, at least one of them set"],
  ["a negative mask", [{ word: 0, mask: -1n }], 0, "must have a mask of 1 to 256 bits, at least one of them set"],
  ["a negative word", [{ word: -1, mask: 1n }], 0, "must have a word from 0 to 4095"],
  ["half a word", [{ word: 0.5, mask: 1n }], 0, "must have a word from 0 to 4095"],
  ["a word beyond a batch", [{ word: 4096, mask: 1n }], 0, "must have a word from 0 to 4095"],
  ["a word twice", [1, 1].map((word) => ({ word, mask: 1n })), 1, "must have a word after 1"],
  ["words descending", [0, 7, 3].map((word) => ({ word, mask: 1n })), 2, "must have a word after 7"],
];

function expectInvalidMark(run: (marks: readonly PackMark[]) => unknown): void {
  for (const [, marks, index, rule] of badMarks) {
    const error = thrown(() => run(marks));
    expect(error).toBeInstanceOf(InvalidMark);
    expect(error).toMatchObject({ details: { field: `marks[${index}]`, value: marks[index], rule } });
  }
}

describe("marksOfRange", () => {
  test("default", () => {
    expect(marksOfRange(254, 260)).toEqual([
      { word: 0, mask: 3n << 254n },
      { word: 1, mask: FULL },
      { word: 2, mask: 3n },
    ]);
  });

  test("behavior: is all packs of the range, one by one", () => {
    fc.assert(
      fc.property(range, ([first, count]) => {
        const indices = Array.from({ length: count }, (_, i) => first + i);
        expect(marksOfRange(first, count)).toEqual(marksOfPacks(indices));
        expect(packsOfMarks(marksOfRange(first, count))).toEqual(indices);
        expect(countOfMarks(marksOfRange(first, count))).toBe(count);
      }),
    );
  });

  test("behavior: takes the largest batch whole", () => {
    const marks = marksOfRange(0, MAX_PACKS);
    expect(marks.length).toBe(MAX_PACKS / 256);
    expect(countOfMarks(marks)).toBe(MAX_PACKS);
  });

  test.each([0, -1, 1.5, Number.NaN])("error: InvalidPackRange for %d packs", (count) => {
    const error = thrown(() => marksOfRange(3, count));
    expect(error).toBeInstanceOf(InvalidPackRange);
    expect(error).toMatchObject({
      details: { field: "packs", value: { first: 3, count }, rule: "must cover at least one pack" },
    });
  });

  test.each([
    [-1, 2],
    [0.5, 1],
    [0, MAX_PACKS + 1],
    [MAX_PACKS, 1],
  ])("error: InvalidPackRange from %d, %d packs", (first, count) => {
    const error = thrown(() => marksOfRange(first, count));
    expect(error).toBeInstanceOf(InvalidPackRange);
    expect(error).toMatchObject({ details: { value: { first, count }, rule: "must lie from 0 to 1048575" } });
  });
});

describe("marksOfPacks", () => {
  test("default", () => {
    expect(marksOfPacks([600, 1, 257, 0])).toEqual([
      { word: 0, mask: 3n },
      { word: 1, mask: 2n },
      { word: 2, mask: 1n << 88n },
    ]);
  });

  test("behavior: no packs, no marks", () => {
    expect(marksOfPacks([])).toEqual([]);
  });

  test("behavior: order means nothing, and the packs are read back ascending", () => {
    fc.assert(
      fc.property(packs, (indices) => {
        const marks = marksOfPacks(indices);
        expect(marks).toEqual(marksOfPacks(ascending(indices)));
        expect(packsOfMarks(marks)).toEqual(ascending(indices));
        expect(countOfMarks(marks)).toBe(indices.length);
        const words = marks.map(({ word }) => word);
        expect(words).toEqual([...new Set(ascending(words))]);
      }),
    );
  });

  test("error: DuplicatePack", () => {
    fc.assert(
      fc.property(packs, pack, fc.nat(), (indices, twice, at) => {
        const both = [...new Set([...indices, twice])];
        both.splice(at % (both.length + 1), 0, twice);
        const error = thrown(() => marksOfPacks(both));
        expect(error).toBeInstanceOf(DuplicatePack);
        expect(error).toMatchObject({ details: { field: "pack", value: twice, rule: "must be named once only" } });
      }),
    );
  });

  test.each([-1, 0.5, MAX_PACKS, Number.NaN])("error: InvalidPackIndex for %d", (index) => {
    const error = thrown(() => marksOfPacks([0, index]));
    expect(error).toBeInstanceOf(InvalidPackIndex);
    expect(error).toMatchObject({
      details: { field: "pack", value: index, rule: "must be a whole number from 0 to 1048575" },
    });
  });
});

describe("packsOfMarks", () => {
  test("default", () => {
    expect(packsOfMarks([{ word: 2, mask: 5n }])).toEqual([512, 514]);
  });

  test("error: InvalidMark", () => {
    expectInvalidMark(packsOfMarks);
  });
});

describe("countOfMarks", () => {
  test("default", () => {
    expect(
      countOfMarks([
        { word: 0, mask: 5n },
        { word: 9, mask: FULL },
      ]),
    ).toBe(258);
  });

  test("error: InvalidMark", () => {
    expectInvalidMark(countOfMarks);
  });
});

describe("packsCommitment", () => {
  const details = `0x${"ab".repeat(32)}` as Hex;
  const expected = (of: Hex, marks: readonly PackMark[]): string => {
    const abi = AbiCoder.defaultAbiCoder();
    const words = marks.flatMap(({ word, mask }) => [word, mask]);
    const hash = keccak256(
      abi.encode(
        words.map(() => "uint256"),
        words,
      ),
    );
    return keccak256(abi.encode(["bytes32", "bytes32", "bytes32"], [PACKS_TYPEHASH, of, hash]));
  };

  test("default", () => {
    expect(PACKS_TYPEHASH).toBe(keccak256(toUtf8Bytes("Packs(bytes32 details,bytes32 marks)")));
    expect(packsCommitment(details, marksOfRange(254, 4))).toBe(
      "0x5fc697a441f8c7a4bf10f79f20353bd642fe076031b70a755d3a45d982923e99",
    );
  });

  test("behavior: is what Solidity's abi.encode gives", () => {
    fc.assert(
      fc.property(packs, fc.constantFrom(details, ZeroHash as Hex), (indices, of) => {
        const marks = marksOfPacks(indices);
        expect(packsCommitment(of, marks)).toBe(expected(of, marks));
      }),
    );
  });

  test("behavior: other packs or another document, another commitment", () => {
    fc.assert(
      fc.property(packs, packs, (a, b) => {
        const [one, other] = [marksOfPacks(a), marksOfPacks(b)];
        const same = JSON.stringify(ascending(a)) === JSON.stringify(ascending(b));
        expect(packsCommitment(details, one) === packsCommitment(details, other)).toBe(same);
        expect(packsCommitment(details, one)).not.toBe(packsCommitment(ZeroHash as Hex, one));
      }),
    );
  });

  test.each(["0x", "0xab", `0x${"ab".repeat(33)}`, "ab".repeat(32)])("error: InvalidInput for details %j", (wrong) => {
    const error = thrown(() => packsCommitment(wrong as Hex, marksOfRange(0, 1)));
    expect(error).toBeInstanceOf(InvalidInput);
    expect(error).toMatchObject({ details: { field: "details", value: wrong } });
  });

  test("error: InvalidMark", () => {
    expectInvalidMark((marks) => packsCommitment(details, marks));
  });
});
