import { SimpleMerkleTree, StandardMerkleTree } from "@openzeppelin/merkle-tree";
import { AbiCoder, concat, keccak256, toUtf8Bytes } from "ethers";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalItem } from "../../src/codes/canonical.ts";
import { InvalidGtin, InvalidSscc, MalformedSerial, MissingSerial, UnknownCodeForm } from "../../src/codes/errors.ts";
import { formatCode } from "../../src/codes/format.ts";
import { normaliseGtin } from "../../src/codes/gtin.ts";
import type { Hex } from "../../src/history/types.ts";
import {
  DuplicateUnitCode,
  InvalidCaseRange,
  MalformedPackList,
  NoPacks,
  OverlappingCases,
  TooManyUnits,
  UnknownUnit,
  WrongPackRoot,
} from "../../src/packs/errors.ts";
import { checkPackProof, type PackProof, PackTree } from "../../src/packs/tree.ts";
import { canonicalUnit, MAX_PACKS, type PackUnit } from "../../src/packs/units.ts";
import { identifier } from "../codes/arbitraries.ts";
import { thrown } from "../codes/thrown.ts";
import { batch, sscc } from "./arbitraries.ts";

const gtin = "09521234543213";
const packs = ["A1", "A2", "A3", "A/4", "A5"];
const cases = [
  { code: sscc(1), first: 0, count: 4 },
  { code: sscc(2), first: 0, count: 2 },
  { code: "(01)19521234543210(21)C-1", first: 2, count: 2 },
];
const tree = PackTree.of({ gtin, packs, cases });

/** The units in the order of their leaves. */
function unitsOf(of: PackTree): readonly PackUnit[] {
  const { packs } = of.toJSON();
  return [
    ...packs.map((serial, first): PackUnit => ({ code: canonicalItem({ gtin: of.gtin, serial }), first, count: 1 })),
    ...of.cases,
  ];
}

const types = ["uint32", "uint32", "bytes32"];
const wordsOf = ({ code, first, count }: PackUnit) => [first, count, keccak256(toUtf8Bytes(code))];

function leafOf(unit: PackUnit): string {
  return keccak256(concat([keccak256(AbiCoder.defaultAbiCoder().encode(types, wordsOf(unit)))]));
}

function nodeOf(a: string, b: string): string {
  return keccak256(concat(a < b ? [a, b] : [b, a]));
}

/** A text of the same length with one byte of it changed. */
function altered(hash: Hex, at: number, by: number): Hex {
  const i = 2 + 2 * (at % ((hash.length - 2) / 2));
  const byte = (Number.parseInt(hash.slice(i, i + 2), 16) + by) % 256;
  return `${hash.slice(0, i)}${byte.toString(16).padStart(2, "0")}${hash.slice(i + 2)}` as Hex;
}

const change = fc.record({ at: fc.nat(), by: fc.integer({ min: 1, max: 255 }) });

describe("PackTree.of", () => {
  test("default", () => {
    expect(tree).toMatchObject({
      gtin,
      packs: 5,
      root: "0x681f58578a5ea2f3294d78d6add0df39e01d35cd6f1ddcd1861d3e1243a207c6",
    });
    expect(tree.cases).toEqual([
      { code: `/00/${sscc(1)}`, first: 0, count: 4 },
      { code: `/00/${sscc(2)}`, first: 0, count: 2 },
      { code: "/01/19521234543210/21/C-1", first: 2, count: 2 },
    ]);
  });

  test("behavior: one pack is a leaf that is the root", () => {
    const unit = { code: "/01/09521234543213/21/A1", first: 0, count: 1 };
    const { root } = PackTree.of({ gtin, packs: ["A1"] });
    expect(root).toBe("0xd781c1756276b56cbcb720c34a17de91b54d0a4a1f6236c4005e7a7bcad4c56a");
    expect(root).toBe(leafOf(unit));
  });

  test("behavior: its root follows from leaves and nodes hashed one by one", () => {
    const leaves = unitsOf(tree).map(leafOf);
    // Eight leaves, the first of them last in the array: four pairs, two pairs, one.
    const [a = "", b = "", c = "", d = "", e = "", f = "", g = "", h = ""] = leaves;
    expect(leaves.length).toBe(8);
    expect(tree.root).toBe(nodeOf(nodeOf(nodeOf(a, b), nodeOf(c, d)), nodeOf(nodeOf(e, f), nodeOf(g, h))));
  });

  test("behavior: has the root and the paths of OpenZeppelin's trees", () => {
    fc.assert(
      fc.property(batch, (parameters) => {
        const tree = PackTree.of(parameters);
        const units = unitsOf(tree);
        const simple = SimpleMerkleTree.of(units.map(leafOf), { sortLeaves: false });
        const standard = StandardMerkleTree.of(units.map(wordsOf), types, { sortLeaves: false });
        expect([tree.root, tree.root]).toEqual([simple.root, standard.root]);
        for (const [index, unit] of units.entries()) {
          const { path } = tree.prove(unit.code);
          expect(path).toEqual(simple.getProof(index));
          expect(SimpleMerkleTree.verify(tree.root, leafOf(unit), [...path])).toBe(true);
          expect(StandardMerkleTree.verify(tree.root, types, wordsOf(unit), [...path])).toBe(true);
        }
      }),
      { numRuns: 30 },
    );
  });

  test("behavior: the order of the cases and the form of their codes change nothing", () => {
    const shuffled = fc.shuffledSubarray(cases, { minLength: cases.length });
    fc.assert(
      fc.property(shuffled, (cases) => {
        const again = PackTree.of({
          gtin: "9521234543213",
          packs: new Set(packs),
          cases: cases.map((unit) => ({ ...unit, code: `https://example.com${canonicalUnit(unit.code)}` })),
        });
        expect(again).toMatchObject({ gtin, root: tree.root, cases: tree.cases });
      }),
    );
  });

  test("behavior: any order of the packs is another batch", () => {
    expect(PackTree.of({ gtin, packs: packs.toReversed(), cases }).root).not.toBe(tree.root);
  });

  test("behavior: cases may nest, touch, be as large as each other, and hold one pack", () => {
    const ranges: readonly [number, number][] = [
      [0, 5],
      [0, 5],
      [0, 2],
      [2, 3],
      [2, 1],
      [4, 1],
    ];
    const nested = ranges.map(([first, count], i): PackUnit => ({ code: sscc(i + 1), first, count }));
    expect(PackTree.of({ gtin, packs, cases: nested }).cases).toEqual(
      nested.map((unit) => ({ ...unit, code: canonicalUnit(unit.code) })),
    );
  });

  test("error: InvalidGtin", () => {
    expect(thrown(() => PackTree.of({ gtin: "1", packs }))).toBeInstanceOf(InvalidGtin);
  });

  test("error: NoPacks", () => {
    const error = thrown(() => PackTree.of({ gtin, packs: [] }));
    expect(error).toBeInstanceOf(NoPacks);
    expect(error).toMatchObject({ details: { field: "packs", value: [], rule: "must have at least one serial" } });
  });

  test("error: TooManyUnits for packs without end", () => {
    const error = thrown(() => PackTree.of({ gtin, packs: counting((i) => String(i)) }));
    expect(error).toBeInstanceOf(TooManyUnits);
    expect(error).toMatchObject({
      details: { field: "packs", value: MAX_PACKS + 1, rule: "must be at most 1048576" },
    });
  });

  test("error: TooManyUnits for cases without end", () => {
    const unit = { code: sscc(1), first: 0, count: 1 };
    const error = thrown(() => PackTree.of({ gtin, packs, cases: counting(() => unit) }));
    expect(error).toBeInstanceOf(TooManyUnits);
    expect(error).toMatchObject({
      details: { field: "cases", value: MAX_PACKS + 1, rule: "must be at most 1048576" },
    });
  });

  test("error: MalformedSerial", () => {
    const error = thrown(() => PackTree.of({ gtin, packs: ["A1", "A 2"] }));
    expect(error).toBeInstanceOf(MalformedSerial);
    expect(error).toMatchObject({ details: { field: "serial", value: "A 2" } });
  });

  test("error: DuplicateUnitCode for two packs", () => {
    const error = thrown(() => PackTree.of({ gtin, packs: ["A1", "A2", "A1"] }));
    const code = "/01/09521234543213/21/A1";
    expect(error).toBeInstanceOf(DuplicateUnitCode);
    expect(error).toMatchObject({
      details: {
        field: "code",
        value: code,
        rule: "must be on one unit of the batch only",
        units: [
          { code, first: 0, count: 1 },
          { code, first: 2, count: 1 },
        ],
      },
    });
  });

  test("error: DuplicateUnitCode for a pack and a case", () => {
    const error = thrown(() =>
      PackTree.of({ gtin, packs, cases: [{ code: "(01)9521234543213(21)A2", first: 0, count: 2 }] }),
    );
    const code = "/01/09521234543213/21/A2";
    expect(error).toBeInstanceOf(DuplicateUnitCode);
    expect(error).toMatchObject({
      details: {
        value: code,
        units: [
          { code, first: 1, count: 1 },
          { code, first: 0, count: 2 },
        ],
      },
    });
  });

  test("error: DuplicateUnitCode for two cases", () => {
    const twice = [
      { code: sscc(1), first: 2, count: 2 },
      { code: `(00)${sscc(1)}`, first: 0, count: 2 },
    ];
    const error = thrown(() => PackTree.of({ gtin, packs, cases: twice }));
    const code = `/00/${sscc(1)}`;
    expect(error).toBeInstanceOf(DuplicateUnitCode);
    expect(error).toMatchObject({
      details: {
        value: code,
        units: [
          { code, first: 0, count: 2 },
          { code, first: 2, count: 2 },
        ],
      },
    });
  });

  test.each([0, -1, Number.NaN])("error: InvalidCaseRange for %d packs", (count) => {
    const error = thrown(() => PackTree.of({ gtin, packs, cases: [{ code: sscc(1), first: 1, count }] }));
    expect(error).toBeInstanceOf(InvalidCaseRange);
    expect(error).toMatchObject({
      details: {
        field: "case",
        value: { code: `/00/${sscc(1)}`, first: 1, count },
        rule: "must cover at least one pack",
      },
    });
  });

  test.each([
    [-1, 2],
    [4, 2],
    [5, 1],
    [0, 6],
    [0.5, 1],
    [0, 1.5],
    [0, Number.POSITIVE_INFINITY],
  ])("error: InvalidCaseRange from %d, %d packs of five", (first, count) => {
    const error = thrown(() => PackTree.of({ gtin, packs, cases: [{ code: sscc(1), first, count }] }));
    expect(error).toBeInstanceOf(InvalidCaseRange);
    expect(error).toMatchObject({
      details: { value: { first, count }, rule: "must cover whole packs from 0 to 4" },
    });
  });

  test("error: OverlappingCases", () => {
    const [one, other] = [
      { code: `/00/${sscc(1)}`, first: 2, count: 3 },
      { code: `/00/${sscc(2)}`, first: 0, count: 3 },
    ];
    const error = thrown(() => PackTree.of({ gtin, packs, cases: [one, other] }));
    expect(error).toBeInstanceOf(OverlappingCases);
    expect(error).toMatchObject({
      details: {
        field: "case",
        value: one,
        rule: `must be wholly inside or outside of ${other.code}, packs 0 to 2`,
        other,
      },
    });
  });

  test("error: OverlappingCases exactly where two ranges cross", () => {
    const range = fc.tuple(fc.nat(11), fc.integer({ min: 1, max: 12 })).map(([first, count]) => ({
      first,
      count: Math.min(count, 12 - first),
    }));
    const serials = Array.from({ length: 12 }, (_, i) => `S${i}`);
    fc.assert(
      fc.property(fc.array(range, { minLength: 2, maxLength: 5 }), (ranges) => {
        const crosses = ranges.some((a) =>
          ranges.some((b) => a.first < b.first && b.first < a.first + a.count && a.first + a.count < b.first + b.count),
        );
        const make = () =>
          PackTree.of({ gtin, packs: serials, cases: ranges.map((one, i) => ({ ...one, code: sscc(i + 1) })) });
        if (crosses) expect(thrown(make)).toBeInstanceOf(OverlappingCases);
        else expect(make).not.toThrow();
      }),
      { numRuns: 300 },
    );
  });

  test("error: InvalidSscc, MissingSerial for a case's code", () => {
    const make = (code: string) => () => PackTree.of({ gtin, packs, cases: [{ code, first: 0, count: 1 }] });
    expect(thrown(make("(00)123"))).toBeInstanceOf(InvalidSscc);
    expect(thrown(make("19521234543210"))).toBeInstanceOf(MissingSerial);
  });
});

describe("PackTree.find", () => {
  test("default", () => {
    expect(tree.find("(01)09521234543213(17)261231(10)ABC123(21)A3")).toEqual({
      code: "/01/09521234543213/21/A3",
      first: 2,
      count: 1,
    });
    expect(tree.find(`(00)${sscc(2)}`)).toEqual({ code: `/00/${sscc(2)}`, first: 0, count: 2 });
  });

  test("behavior: finds every unit in every form, and no other", () => {
    fc.assert(
      fc.property(batch, identifier, (parameters, serial) => {
        const tree = PackTree.of(parameters);
        for (const unit of unitsOf(tree)) {
          expect(tree.find(unit.code)).toEqual(unit);
          expect(tree.find(`https://example.com${unit.code}`)).toEqual(unit);
        }
        const index = parameters.packs.indexOf(serial);
        const code = canonicalItem({ gtin: tree.gtin, serial });
        expect(tree.find(formatCode({ gtin: tree.gtin, serial }))).toEqual(
          index < 0 ? undefined : { code, first: index, count: 1 },
        );
      }),
      { numRuns: 50 },
    );
  });

  test("behavior: another product's serial is unknown", () => {
    expect(tree.find("(01)19521234543210(21)A1")).toBeUndefined();
    expect(tree.find(`(00)${sscc(3)}`)).toBeUndefined();
  });

  test("error: UnknownCodeForm", () => {
    expect(thrown(() => tree.find("A1"))).toBeInstanceOf(UnknownCodeForm);
  });
});

describe("PackTree.prove", () => {
  test("default", () => {
    const proof = tree.prove("(01)09521234543213(21)A/4");
    expect(proof).toMatchObject({ code: "/01/09521234543213/21/A%2F4", first: 3, count: 1 });
    expect(proof.path.length).toBe(3);
    expect(checkPackProof(tree.root, proof)).toBe(true);
  });

  test("error: UnknownUnit", () => {
    const error = thrown(() => tree.prove("(01)09521234543213(21)A4"));
    expect(error).toBeInstanceOf(UnknownUnit);
    expect(error).toMatchObject({
      details: { field: "code", value: "/01/09521234543213/21/A4", rule: "is on no unit of this batch" },
    });
  });

  test("error: UnknownCodeForm", () => {
    expect(thrown(() => tree.prove("A1"))).toBeInstanceOf(UnknownCodeForm);
  });
});

describe("checkPackProof", () => {
  test("default", () => {
    expect(checkPackProof(tree.root, tree.prove(`(00)${sscc(1)}`))).toBe(true);
  });

  test("behavior: every unit of any batch is proven, also after JSON", () => {
    fc.assert(
      fc.property(batch, (parameters) => {
        const tree = PackTree.of(parameters);
        for (const unit of unitsOf(tree)) {
          const proof = tree.prove(unit.code);
          expect(proof).toEqual({ ...unit, path: proof.path });
          expect(checkPackProof(tree.root, proof)).toBe(true);
          expect(checkPackProof(tree.root, JSON.parse(JSON.stringify(proof)))).toBe(true);
        }
      }),
      { numRuns: 50 },
    );
  });

  test("behavior: any change shows", () => {
    fc.assert(
      fc.property(batch, fc.nat(), identifier, fc.nat(MAX_PACKS), change, (parameters, which, serial, number, byte) => {
        const tree = PackTree.of(parameters);
        const units = unitsOf(tree);
        const proof = tree.prove(units[which % units.length]?.code ?? "");
        const code = canonicalItem({ gtin: tree.gtin, serial });
        const at = which % Math.max(proof.path.length, 1);

        const changed: PackProof[] = [
          ...(code === proof.code ? [] : [{ ...proof, code }]),
          ...(number === proof.first ? [] : [{ ...proof, first: number }]),
          ...(number === proof.count ? [] : [{ ...proof, count: number }]),
          ...(proof.path.length === 0
            ? []
            : [
                { ...proof, path: proof.path.map((one, i) => (i === at ? altered(one, byte.at, byte.by) : one)) },
                { ...proof, path: proof.path.slice(1) },
                { ...proof, path: proof.path.slice(0, -1) },
              ]),
          { ...proof, path: [...proof.path, tree.root] },
        ];
        for (const one of changed) expect(checkPackProof(tree.root, one)).toBe(false);
        expect(checkPackProof(altered(tree.root, byte.at, byte.by), proof)).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  test("behavior: another batch's proof shows nothing", () => {
    fc.assert(
      fc.property(batch, batch, (one, other) => {
        const [a, b] = [PackTree.of(one), PackTree.of(other)];
        fc.pre(a.root !== b.root);
        // A unit may be the same in both; its proof is not, unless the path is.
        for (const { code } of unitsOf(b)) expect(checkPackProof(a.root, b.prove(code))).toBe(false);
      }),
      { numRuns: 50 },
    );
  });

  test("behavior: no node passes for a leaf", () => {
    const { path, ...unit } = tree.prove(`(00)${sscc(1)}`);
    for (const node of path) expect(checkPackProof(node, { ...unit, path: [] })).toBe(false);
  });

  const good = tree.prove("(01)09521234543213(21)A1");
  test.each<[string, Record<string, unknown>]>([
    ["a code in another form", { code: "(01)09521234543213(21)A1" }],
    ["a code that is none", { code: "" }],
    ["a code far too long", { code: `/01/09521234543213/21/${"1".repeat(1000)}` }],
    ["no code", { code: undefined }],
    ["a negative first", { first: -1 }],
    ["a first beyond 32 bits", { first: 2 ** 32 }],
    ["half a pack", { count: 1.5 }],
    ["no packs", { count: 0 }],
    ["a count as text", { count: "1" }],
    ["no path", { path: undefined }],
    ["a path that is a text", { path: "0x" }],
    ["a path without end", { path: Array(1000).fill(good.path[0]) }],
    ["a short sibling", { path: [`${good.path[0]}`.slice(0, -2), ...good.path.slice(1)] }],
    ["a sibling that is no text", { path: [1, ...good.path.slice(1)] }],
  ])("behavior: %s shows nothing", (_, part) => {
    expect(checkPackProof(tree.root, { ...good, ...part } as PackProof)).toBe(false);
  });

  test.each(["0x", "", `0x${"00".repeat(32)}`])("behavior: root %j shows nothing", (root) => {
    expect(checkPackProof(root as Hex, good)).toBe(false);
  });
});

describe("PackTree.from", () => {
  const list = () => JSON.parse(JSON.stringify(tree));

  test("default", () => {
    expect(list()).toEqual({ gtin, root: tree.root, packs, cases: tree.cases });
    const again = PackTree.from(list());
    expect(again).toEqual(tree);
    expect(again.prove("(01)09521234543213(21)A5")).toEqual(tree.prove("(01)09521234543213(21)A5"));
  });

  test("behavior: any batch is the same after JSON", () => {
    fc.assert(
      fc.property(batch, (parameters) => {
        const tree = PackTree.of(parameters);
        expect(tree.toJSON()).toMatchObject({ gtin: normaliseGtin(parameters.gtin), packs: parameters.packs });
        const again = PackTree.from(JSON.parse(JSON.stringify(tree)));
        expect(again.toJSON()).toEqual(tree.toJSON());
      }),
      { numRuns: 50 },
    );
  });

  test.each<[string, (list: { packs: string[]; cases: PackUnit[]; gtin: string }) => unknown]>([
    ["a serial changed", (list) => ({ ...list, packs: list.packs.with(1, "B2") })],
    ["two serials swapped", (list) => ({ ...list, packs: [...list.packs.slice(0, 3), "A5", "A/4"] })],
    ["a pack left out", (list) => ({ ...list, packs: list.packs.slice(0, -1) })],
    ["a case left out", (list) => ({ ...list, cases: list.cases.slice(1) })],
    [
      "a case made smaller",
      (list) => ({ ...list, cases: [...list.cases.slice(0, 2), { ...list.cases[2], count: 1 }] }),
    ],
    ["another product", (list) => ({ ...list, gtin: "19521234543210" })],
  ])("error: WrongPackRoot for %s", (_, edit) => {
    const error = thrown(() => PackTree.from(edit(list())));
    expect(error).toBeInstanceOf(WrongPackRoot);
    expect(error).toMatchObject({
      details: { field: "root", value: tree.root, computed: expect.stringMatching(/^0x[0-9a-f]{64}$/) },
    });
  });

  test.each<[string, unknown, string, unknown]>([
    ["nothing", undefined, "packList", undefined],
    ["a list", [], "packList", "object"],
    ["no GTIN", { ...list(), gtin: undefined }, "gtin", undefined],
    ["a GTIN as number", { ...list(), gtin: 9521234543213 }, "gtin", 9521234543213],
    ["no root", { ...list(), root: undefined }, "root", undefined],
    ["a root in upper case", { ...list(), root: "0xAB" }, "root", "0xAB"],
    ["packs that are no list", { ...list(), packs: "A1" }, "packs", "A1"],
    ["a serial as number", { ...list(), packs: ["A1", 2] }, "packs[1]", 2],
    ["no cases", { ...list(), cases: undefined }, "cases", undefined],
    ["a case that is a text", { ...list(), cases: [sscc(1)] }, "cases[0]", sscc(1)],
    ["a case without code", { ...list(), cases: [{ first: 0, count: 1 }] }, "cases[0].code", undefined],
    ["a case's first as text", { ...list(), cases: [{ ...cases[0], first: "0" }] }, "cases[0].first", "0"],
    ["a case without count", { ...list(), cases: [{ ...cases[0], count: null }] }, "cases[0].count", "object"],
  ])("error: MalformedPackList for %s", (_, value, field, offending) => {
    const error = thrown(() => PackTree.from(value));
    expect(error).toBeInstanceOf(MalformedPackList);
    expect(error).toMatchObject({ details: { field, value: offending } });
  });

  test("error: DuplicateUnitCode", () => {
    expect(thrown(() => PackTree.from({ ...list(), packs: ["A1", "A1"], cases: [] }))).toBeInstanceOf(
      DuplicateUnitCode,
    );
  });
});

function* counting<T>(make: (index: number) => T): Generator<T> {
  for (let index = 0; ; index++) yield make(index);
}
