import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import { AbiCoder, concat, getBytes, keccak256 } from "ethers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createDetails, type Details, readDetails } from "../../src/details/details.ts";
import { disclose } from "../../src/details/disclosure.ts";
import { InvalidField, MalformedDetails, UnknownField, WrongCommitment } from "../../src/details/errors.ts";
import { flatten, MAX_FIELDS } from "../../src/details/fields.ts";
import type { JsonObject } from "../../src/details/json.ts";
import { InvalidInput } from "../../src/errors/base.ts";
import vectors from "../vectors/details.json" with { type: "json" };
import { counting, document, random, thrown } from "./arbitraries.ts";

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const example: JsonObject = {
  action: "accept",
  product: "输液泵 infusion pump",
  supplier: { name: "Demo Supplier", contacts: [] },
  parts: [{ lot: "L-1" }, { lot: "L-2", sterile: true }],
  price: 1.5e-7,
  own: {},
  "a/b~c": null,
};

/** As docs/details.md says it, with nothing of the library. */
function commitmentOf(fields: readonly (readonly [salt: string, path: string, text: string])[]): string {
  const coder = AbiCoder.defaultAbiCoder();
  const leaves = fields
    .map((field) => keccak256(keccak256(coder.encode(["bytes16", "string", "string"], field))))
    .sort();
  const nodes = new Array<string>(2 * leaves.length - 1);
  for (const [index, leaf] of leaves.entries()) nodes[nodes.length - 1 - index] = leaf;
  for (let node = leaves.length - 2; node >= 0; node--) {
    nodes[node] = keccak256(concat([nodes[2 * node + 1] ?? "", nodes[2 * node + 2] ?? ""].sort()));
  }
  return nodes[0] ?? "";
}

describe("createDetails", () => {
  it("default", () => {
    const details = createDetails(example, { random: counting() });
    expect(details).toEqual(vectors.details);
    expect(disclose(details, ["/supplier", "/parts/1"])).toEqual(vectors.disclosure);
    expect(Object.keys(details.salts)).toEqual([
      "/action",
      "/product",
      "/supplier/name",
      "/supplier/contacts",
      "/parts/0/lot",
      "/parts/1/lot",
      "/parts/1/sterile",
      "/price",
      "/own",
      "/a~1b~0c",
    ]);
  });

  it("behavior: commits as the documentation says", () => {
    const { commitment, salts } = createDetails(example, { random });
    const texts: Readonly<Record<string, string>> = {
      "/action": '"accept"',
      "/product": '"输液泵 infusion pump"',
      "/supplier/name": '"Demo Supplier"',
      "/supplier/contacts": "[]",
      "/parts/0/lot": '"L-1"',
      "/parts/1/lot": '"L-2"',
      "/parts/1/sterile": "true",
      "/price": "1.5e-7",
      "/own": "{}",
      "/a~1b~0c": "null",
    };
    const fields = Object.entries(texts).map(([path, text]) => [salts[path] ?? "", path, text] as const);
    expect(commitment).toBe(commitmentOf(fields));
    const tree = StandardMerkleTree.of(
      fields.map((one) => [...one]),
      ["bytes16", "string", "string"],
    );
    expect(commitment).toBe(tree.root);
  });

  it("behavior: keeps a copy, which later changes of the document do not reach", () => {
    const changing = { supplier: { name: "Demo Supplier" } };
    const details = createDetails(changing, { random });
    changing.supplier.name = "another";
    expect(readDetails(details).document).toEqual({ supplier: { name: "Demo Supplier" } });
  });

  it("behavior: hides what a value is: the same document has another commitment each time", () => {
    const made = Array.from({ length: 20 }, () => createDetails({ conclusion: "passed" }, { random }));
    expect(new Set(made.map(({ commitment }) => commitment)).size).toBe(20);
    expect(new Set(made.flatMap(({ salts }) => Object.values(salts))).size).toBe(20);
  });

  it("behavior: names are compared as they are: what only looks alike is another name", () => {
    const alike = { "\u00e9": 1, "e\u0301": 2, lot: "L-1", "l\u043et": "L-2", "lot ": "L-3" };
    const details = createDetails(alike, { random });
    expect(Object.keys(details.salts)).toEqual(["/\u00e9", "/e\u0301", "/lot", "/l\u043et", "/lot "]);
    expect(disclose(details, ["/lot"]).fields.map(({ value }) => value)).toEqual(["L-1"]);
    expect(() => disclose(createDetails({ "\u00e9": 1 }, { random }), ["/e\u0301"])).toThrow(UnknownField);
  });

  it("behavior: the order of members changes nothing", () => {
    const salts: Readonly<Record<string, string>> = { "/a": "01", "/b/c": "02", "/b/d": "03" };
    const made = (document: JsonObject) => {
      const paths = flatten(document).map(({ path }) => path);
      const give = () => getBytes(`0x${(salts[paths.shift() ?? ""] ?? "").padStart(32, "0")}`);
      return createDetails(document, { random: give }).commitment;
    };
    expect(made({ a: 1, b: { c: 2, d: 3 } })).toBe(made({ b: { d: 3, c: 2 }, a: 1 }));
  });

  it(`behavior: takes ${MAX_FIELDS} fields`, () => {
    const lots = Array.from({ length: MAX_FIELDS - 1 }, (_, index) => `L-${index}`);
    const details = createDetails({ action: "recall", lots }, { random });
    expect(readDetails(plain(details))).toEqual(details);
  });

  it.each([
    ["too few bytes", () => new Uint8Array(15)],
    ["too many bytes", () => new Uint8Array(17)],
    ["no bytes", () => "0x00000000000000000000000000000000" as unknown as Uint8Array],
    ["the same bytes again", () => new Uint8Array(16)],
  ])("error: InvalidInput where random gives %s", (_, bad) => {
    expect(() => createDetails({ a: 1, b: 2 }, { random: bad })).toThrow(InvalidInput);
  });

  const deep = (levels: number): unknown => (levels === 0 ? 1 : { a: deep(levels - 1) });
  const circle: Record<string, unknown> = {};
  circle.circle = circle;
  it.each<[string, unknown, string]>([
    ["a list", [1], "document"],
    ["a text", "text", "document"],
    ["nothing", null, "document"],
    ["no field", {}, "document"],
    ["half of a surrogate pair", { a: ["\ud800"] }, "/a/0"],
    ["half of a surrogate pair in a name", { "\udc00": 1 }, "/\udc00"],
    ["a number that is none", { a: Number.NaN }, "/a"],
    ["an infinite number", { a: { b: Number.NEGATIVE_INFINITY } }, "/a/b"],
    ["a zero with a sign", { a: -0 }, "/a"],
    ["a whole number that no double holds", { a: 2 ** 66 }, "/a"],
    ["a bigint", { a: 1n }, "/a"],
    ["undefined", { a: undefined }, "/a"],
    ["a function", { a: () => 1 }, "/a"],
    ["a date", { a: new Date(0) }, "/a"],
    ["a map", { a: new Map([["b", 1]]) }, "/a"],
    ["bytes", { a: new Uint8Array(2) }, "/a"],
    ["a list with a hole", { a: new Array(2) }, "/a/0"],
    ["a member that is named as a list's index", { a: { 0: 1 } }, "/a/0"],
    ["such a member of the document", { 12: 1 }, "/12"],
    ["a text that is too long", { a: "x".repeat(10_001) }, "/a"],
    ["a name that is too long", { ["x".repeat(1000)]: 1 }, `/${"x".repeat(1000)}`],
    ["a name of millions of characters", { ["x/~".repeat(7_000_000)]: 1 }, `/${"x/~".repeat(33)}…`],
    ["an index of millions of digits", { a: { ["1".repeat(20_000_000)]: 1 } }, `/a/${"1".repeat(99)}…`],
    ["a text of millions of characters", { a: ["x".repeat(20_000_000)] }, "/a/0"],
    ["too many levels", deep(17), "/a".repeat(16)],
    ["a thousand times too many levels", deep(5000), "/a".repeat(16)],
    ["itself", circle, "/circle".repeat(16)],
    ["too many fields", { a: Array.from({ length: MAX_FIELDS + 1 }, () => 1) }, "document"],
  ])("error: InvalidField for %s", (_, bad, field) => {
    const make = () => createDetails(bad as JsonObject, { random });
    expect(make).toThrow(InvalidField);
    expect(make).toThrow(expect.objectContaining({ details: expect.objectContaining({ field }) }));
  });

  it.each([
    ["half of a surrogate pair", "A. Person\ud800"],
    ["a text that is too long", "A. Person".repeat(2000)],
  ])(
    "error: InvalidField for %s at a patient's place, or where anything may be written, without what it says",
    (_, bad) => {
      const hidden: readonly JsonObject[] = [
        { patient: bad },
        { patient: { name: bad } },
        { use: [{ patient: [bad] }] },
        { own: { ward: bad } },
        { remarks: bad },
      ];
      for (const one of hidden) {
        const error = thrown(() => createDetails(one, { random }));
        expect(error).toBeInstanceOf(InvalidField);
        expect(error).toMatchObject({ details: { value: "string" } });
        expect((error as Error).message).not.toContain("Person");
      }
      expect(thrown(() => createDetails({ patients: bad }, { random }))).toMatchObject({
        details: { value: expect.stringContaining("A. Person") },
      });
    },
  );

  it("behavior: takes what is just within the limits", () => {
    const largest = { [`${"x".repeat(999)}`]: "x".repeat(10_000), safe: Number.MAX_SAFE_INTEGER, deep: deep(15) };
    expect(readDetails(plain(createDetails(largest as JsonObject, { random })))).toMatchObject({ document: largest });
  });
});

describe("readDetails", () => {
  it("default", () => {
    const details = createDetails(example, { random });
    expect(readDetails(plain(details))).toEqual(details);
  });

  it("behavior: gives back any document", () => {
    fc.assert(
      fc.property(document, (one) => {
        const details = createDetails(one, { random });
        const read = readDetails(plain(details));
        expect(read).toEqual(details);
        // Not toEqual, which takes members named __proto__ for something else.
        expect(JSON.stringify(read.document)).toBe(JSON.stringify(one));
        const leaves = flatten(one).map(({ path, value }) => [details.salts[path] ?? "", path, JSON.stringify(value)]);
        expect(StandardMerkleTree.of(leaves, ["bytes16", "string", "string"]).root).toBe(details.commitment);
      }),
      { numRuns: 200 },
    );
  });

  const details = createDetails(example, { random });
  /** Every text that differs from the details' in one place: a value, a name, a salt, a digit of the commitment. */
  const changes = (): readonly Details[] => {
    const changed: unknown[] = [];
    const change = (edit: (copy: Record<string, Record<string, unknown>>) => void) => {
      const copy = structuredClone(details) as unknown as Record<string, Record<string, unknown>>;
      edit(copy);
      changed.push(copy);
    };
    for (const path of Object.keys(details.salts)) {
      change(({ salts }) => {
        if (salts) salts[path] = String(salts[path]).replace(/.$/, (last) => (last === "0" ? "1" : "0"));
      });
      change((copy) => {
        const names = path
          .split("/")
          .slice(1)
          .map((one) => one.replaceAll("~1", "/").replaceAll("~0", "~"));
        const last = names.pop() ?? "";
        const at = names.reduce((inside, one) => inside[one] as Record<string, unknown>, copy.document ?? {});
        at[last] = "changed";
      });
    }
    change((copy) => {
      copy.commitment = `0x${"0".repeat(64)}` as never;
    });
    return changed as readonly Details[];
  };

  it("error: WrongCommitment for every change of every value and salt, and of the commitment", () => {
    const changed = changes();
    expect(changed.length).toBe(2 * 10 + 1);
    for (const one of changed) expect(() => readDetails(one)).toThrow(WrongCommitment);
  });

  const { "/action": first = "0x", ...others } = details.salts;
  it.each<[string, unknown, string]>([
    ["nothing", undefined, ""],
    ["a list", [], ""],
    ["another format", { ...details, format: "medtrace-details-2" }, "format"],
    ["a member too many", { ...details, note: 1 }, "note"],
    ["a member too few", { format: details.format, commitment: details.commitment, salts: {} }, "document"],
    [
      "upper-case letters",
      { ...details, commitment: details.commitment.toUpperCase().replace("0X", "0x") },
      "commitment",
    ],
    ["a commitment that is too short", { ...details, commitment: details.commitment.slice(0, -2) }, "commitment"],
    ["salts that are none", { ...details, salts: [] }, "salts"],
    ["a salt too few", { ...details, salts: others }, "salts./action"],
    ["a salt too many", { ...details, salts: { ...details.salts, "/x": first } }, "salts./x"],
    ["a salt that is too long", { ...details, salts: { ...others, "/action": `${first}00` } }, "salts./action"],
    ["a salt twice", { ...details, salts: { ...details.salts, "/own": first } }, "salts./own"],
  ])("error: MalformedDetails for %s", (_, bad, field) => {
    const read = () => readDetails(bad);
    expect(read).toThrow(MalformedDetails);
    expect(read).toThrow(expect.objectContaining({ details: expect.objectContaining({ field }) }));
  });

  it("error: MalformedDetails shows no value of an unknown member", () => {
    const error = thrown(() => readDetails({ ...details, patientName: "A. Person" }));
    expect(error).toBeInstanceOf(MalformedDetails);
    expect(error).toMatchObject({ details: { field: "patientName", value: "string" } });
    expect((error as Error).message).not.toContain("Person");
  });

  it("error: InvalidField for a list that became an object: both have the same fields", () => {
    const document = { ...example, parts: { 0: { lot: "L-1" }, 1: { lot: "L-2", sterile: true } } };
    expect(() => readDetails({ ...details, document })).toThrow(InvalidField);
  });
});
