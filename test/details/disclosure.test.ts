import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import canonicalize from "canonicalize";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createDetails, readDetails } from "../../src/details/details.ts";
import {
  checkDisclosure,
  type Disclosure,
  disclose,
  disclosedDocument,
  readDisclosure,
} from "../../src/details/disclosure.ts";
import { MalformedDisclosure, UnknownField, WrongCommitment } from "../../src/details/errors.ts";
import { flatten } from "../../src/details/fields.ts";
import { InvalidInput } from "../../src/errors/base.ts";
import type { Hex } from "../../src/history/types.ts";
import { document, random, thrown } from "./arbitraries.ts";

const ENCODING = ["bytes16", "string", "string"];
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value));
const details = createDetails(
  {
    action: "accept",
    supplier: { name: "Demo Supplier", address: "secret address" },
    parts: ["L-0", "L-1", "L-2", { lot: "L-3", units: 4 }],
    "supplier-note": "secret note",
    quantity: 2,
    passed: true,
    remark: null,
    own: {},
    list: [],
  },
  { random },
);
const disclosure = disclose(details, [
  "/supplier/name",
  "/parts/3",
  "/passed",
  "/quantity",
  "/remark",
  "/own",
  "/list",
]);
const OTHER: Hex = `0x${"ab".repeat(32)}`;

/** Another digit in the place of one. */
const otherDigit = (hex: string, at: number): Hex =>
  `${hex.slice(0, at)}${hex[at] === "0" ? "1" : "0"}${hex.slice(at + 1)}` as Hex;

describe("disclose", () => {
  it("default", () => {
    expect(disclosure.format).toBe("medtrace-disclosure-1");
    expect(disclosure.commitment).toBe(details.commitment);
    expect(disclosure.fields.map(({ path, value }) => [path, value])).toEqual([
      ["/list", []],
      ["/own", {}],
      ["/parts/3/lot", "L-3"],
      ["/parts/3/units", 4],
      ["/passed", true],
      ["/quantity", 2],
      ["/remark", null],
      ["/supplier/name", "Demo Supplier"],
    ]);
    expect(checkDisclosure(plain(disclosure), details.commitment)).toEqual([]);
  });

  it("behavior: a path stands for itself and all below it, once, and not for what begins with the same letters", () => {
    const { fields } = disclose(details, ["/supplier", "/supplier/name", "/parts/1"]);
    expect(fields.map(({ path }) => path)).toEqual(["/parts/1", "/supplier/address", "/supplier/name"]);
  });

  it("behavior: the empty path stands for all", () => {
    const all = disclose(details, [""]);
    expect(all.fields.map(({ path }) => path).sort()).toEqual(Object.keys(details.salts).sort());
    const parts = { 0: "L-0", 1: "L-1", 2: "L-2", 3: { lot: "L-3", units: 4 } };
    expect(disclosedDocument(all)).toEqual({ ...details.document, parts });
  });

  it("behavior: reveals nothing else: no other value, and no other salt", () => {
    const shown = new Set(disclosure.fields.map(({ path }) => path));
    const text = JSON.stringify(disclosure);
    const hidden = Object.entries(details.salts).filter(([path]) => !shown.has(path));
    expect(hidden.length).toBe(6);
    for (const [path, salt] of hidden) {
      expect(text).not.toContain(salt.slice(2));
      expect(text).not.toContain(`"${path}"`);
    }
    for (const secret of ["secret address", "secret note", "L-0", "L-1", "L-2", "accept"])
      expect(text).not.toContain(secret);
    expect(new Set(Object.values(details.salts)).size).toBe(Object.keys(details.salts).length);
  });

  it("behavior: any choice of fields of any document is proven, by OpenZeppelin's library too", () => {
    let proven = 0;
    fc.assert(
      fc.property(document, fc.infiniteStream(fc.boolean()), (one, coin) => {
        const made = createDetails(one, { random });
        const all = flatten(one);
        const chosen = all.filter(() => coin.next().value).map(({ path }) => path);
        const paths = chosen.length === 0 ? [all[0]?.path ?? ""] : chosen;
        const shown = plain(disclose(made, paths));
        expect(shown.fields.map(({ path }) => path)).toEqual([...paths].sort());
        expect(checkDisclosure(shown, made.commitment)).toEqual([]);
        expect(readDisclosure(shown)).toEqual(shown);
        for (const { path, value, salt, proof } of shown.fields) {
          const leaf = [salt, path, canonicalize(value) ?? ""];
          expect(StandardMerkleTree.verify(made.commitment, ENCODING, leaf, [...proof])).toBe(true);
          proven++;
        }
        const text = JSON.stringify(shown);
        for (const { path } of all) {
          if (!paths.includes(path)) expect(text).not.toContain(made.salts[path]?.slice(2));
        }
      }),
      { numRuns: 150 },
    );
    expect(proven).toBeGreaterThan(150);
  });

  it.each(["/none", "/supplier/name/x", "/supp", "/parts/4", "supplier", "/"])("error: UnknownField for %j", (path) => {
    expect(() => disclose(details, ["/quantity", path])).toThrow(UnknownField);
  });

  it("error: InvalidInput where no field is named", () => {
    expect(() => disclose(details, [])).toThrow(InvalidInput);
  });

  it("error: WrongCommitment for details that were changed", () => {
    expect(() => disclose({ ...details, commitment: OTHER }, ["/quantity"])).toThrow(WrongCommitment);
  });
});

describe("checkDisclosure", () => {
  /** The disclosure with one field changed; its place follows its path. */
  const withField = (index: number, change: object): Disclosure => ({
    ...disclosure,
    fields: disclosure.fields
      .map((field, at) => (at === index ? { ...field, ...change } : field))
      .sort((a, b) => (a.path < b.path ? -1 : 1)),
  });

  it("behavior: catches every change of every value, salt, path and proof", () => {
    let tried = 0;
    for (const [index, { path, value, salt, proof }] of disclosure.fields.entries()) {
      const values = ["x", "", "2", "null", 0, 3, 1.5, true, false, null, [], {}].filter(
        (other) => canonicalize(other) !== canonicalize(value),
      );
      const salts = Array.from({ length: 32 }, (_, digit) => otherDigit(salt, 2 + digit));
      const paths = [`${path}x`, `${path}/x`, `/a${path}`, `${path}~0`, path.replace(/.$/, "é")];
      const proofs = [
        ...proof.flatMap((hash, at) =>
          Array.from({ length: 64 }, (_, digit) => proof.with(at, otherDigit(hash, 2 + digit))),
        ),
        ...proof.map((_, at) => proof.toSpliced(at, 1)),
        ...proof.map((hash, at) => proof.toSpliced(at, 0, hash)),
        ...proof.slice(1).map((hash, at) => proof.with(at, hash).with(at + 1, proof[at] ?? OTHER)),
        [...proof, OTHER],
        [],
      ];
      const changes = [
        ...values.map((one) => ({ value: one })),
        ...salts.map((one) => ({ salt: one })),
        ...paths.map((one) => ({ path: one })),
        ...proofs.map((one) => ({ proof: one })),
      ];
      for (const change of changes) {
        const changed = withField(index, change);
        const expected = [{ code: "notProven", path: "path" in change ? change.path : path }];
        expect(checkDisclosure(changed)).toMatchObject(expected);
        tried++;
      }
    }
    expect(tried).toBeGreaterThan(2000);
  });

  it("behavior: catches values, salts and proofs that were exchanged between fields", () => {
    const { fields } = disclosure;
    let tried = 0;
    for (const [index, field] of fields.entries()) {
      for (const other of fields) {
        if (other === field) continue;
        for (const part of ["value", "salt", "proof"] as const) {
          const changed = withField(index, { [part]: other[part] });
          expect(checkDisclosure(changed)).toMatchObject([{ code: "notProven", path: field.path }]);
          tried++;
        }
      }
    }
    expect(tried).toBe(8 * 7 * 3);
  });

  it("behavior: names every field where the commitment was changed", () => {
    for (let digit = 2; digit < 66; digit++) {
      const commitment = otherDigit(disclosure.commitment, digit);
      expect(checkDisclosure({ ...disclosure, commitment })).toEqual(
        disclosure.fields.map(({ path }) => ({ code: "notProven", path, commitment })),
      );
    }
  });

  it("behavior: says that it is of another commitment than the one asked about", () => {
    const { commitment } = disclosure;
    expect(checkDisclosure(disclosure, OTHER)).toEqual([
      { code: "otherCommitment", path: undefined, expected: OTHER, commitment },
    ]);
  });

  it("behavior: a field of another document is not proven", () => {
    const other = disclose(createDetails(details.document, { random }), ["/quantity"]);
    expect(checkDisclosure({ ...other, commitment: details.commitment })).toMatchObject([{ code: "notProven" }]);
  });

  it("error: InvalidInput for a commitment that is none", () => {
    for (const bad of ["0x00", OTHER.toUpperCase(), "", OTHER.slice(2)]) {
      expect(() => checkDisclosure(disclosure, bad as Hex)).toThrow(InvalidInput);
    }
  });

  it("error: MalformedDisclosure", () => {
    expect(() => checkDisclosure({ ...disclosure, fields: [] })).toThrow(MalformedDisclosure);
  });
});

describe("readDisclosure", () => {
  it("default", () => {
    expect(readDisclosure(plain(disclosure))).toEqual(disclosure);
  });

  const [first, second] = disclosure.fields;
  const field = { path: "/x", value: 1, salt: `0x${"00".repeat(16)}`, proof: [] };
  const of = (...fields: readonly object[]) => ({ ...disclosure, fields });
  const upper = (hex: string | undefined) => `0x${hex?.slice(2).toUpperCase()}`;
  it.each<[string, unknown, string]>([
    ["nothing", null, ""],
    ["a text", "{}", ""],
    ["a list", [], ""],
    ["another format", { ...disclosure, format: "medtrace-disclosure-2" }, "format"],
    ["no format", { commitment: OTHER, fields: [] }, "format"],
    ["a member too many", { ...disclosure, salts: {} }, "salts"],
    ["a commitment in upper case", { ...disclosure, commitment: upper(details.commitment) }, "commitment"],
    ["a commitment with 0X", { ...disclosure, commitment: details.commitment.replace("0x", "0X") }, "commitment"],
    ["a commitment that is too long", { ...disclosure, commitment: `${details.commitment}00` }, "commitment"],
    ["a commitment that is a number", { ...disclosure, commitment: 1 }, "commitment"],
    ["fields that are no list", { ...disclosure, fields: { 0: field } }, "fields"],
    ["no fields", of(), "fields"],
    ["too many fields", of(...Array.from({ length: 1001 }, () => field)), "fields"],
    ["a hole in the fields", { ...disclosure, fields: new Array(1) }, "fields[0]"],
    ["fields that are not in order", of(second ?? {}, first ?? {}), "fields[1].path"],
    ["a field twice", of(first ?? {}, first ?? {}), "fields[1].path"],
    ["a field with a member too many", of({ ...field, index: 1 }), "fields[0].index"],
    ["a field without a proof", of({ path: "/x", value: 1, salt: field.salt }), "fields[0].proof"],
    ["a path that is none", of({ ...field, path: 1 }), "fields[0].path"],
    ["the empty path", of({ ...field, path: "" }), "fields[0].path"],
    ["a path without a slash", of({ ...field, path: "x" }), "fields[0].path"],
    ["a path with a tilde of its own", of({ ...field, path: "/a~" }), "fields[0].path"],
    ["a path with another tilde", of({ ...field, path: "/a~2" }), "fields[0].path"],
    ["a path with half of a pair", of({ ...field, path: "/\ud800" }), "fields[0].path"],
    ["a path that begins with an index", of({ ...field, path: "/0" }), "fields[0].path"],
    ["a path that is too deep", of({ ...field, path: "/a".repeat(17) }), "fields[0].path"],
    ["a path that is too long", of({ ...field, path: `/${"a".repeat(1000)}` }), "fields[0].path"],
    ["a path of millions of characters", of({ ...field, path: "/a".repeat(10_000_000) }), "fields[0].path"],
    ["a name of millions of characters", of({ ...field, path: `/${"a".repeat(20_000_000)}` }), "fields[0].path"],
    ["a text of millions of characters", of({ ...field, value: "a".repeat(20_000_000) }), "fields[0].value"],
    ["a value with something in it", of({ ...field, value: [1] }), "fields[0].value"],
    ["an object with something in it", of({ ...field, value: { a: 1 } }), "fields[0].value"],
    ["a zero with a sign", of({ ...field, value: -0 }), "fields[0].value"],
    ["a number that no double holds", of({ ...field, value: 2 ** 53 }), "fields[0].value"],
    ["a value that JSON has not", of({ ...field, value: undefined }), "fields[0].value"],
    ["half of a surrogate pair", of({ ...field, value: "\udfff" }), "fields[0].value"],
    ["a salt in upper case", of({ ...field, salt: upper("0xab".padEnd(34, "c")) }), "fields[0].salt"],
    ["a salt that is too short", of({ ...field, salt: "0x00" }), "fields[0].salt"],
    ["a salt without 0x", of({ ...field, salt: "00".repeat(17) }), "fields[0].salt"],
    ["a proof that is none", of({ ...field, proof: "0x" }), "fields[0].proof"],
    ["a proof that is too long", of({ ...field, proof: Array.from({ length: 11 }, () => OTHER) }), "fields[0].proof"],
    ["a hash in upper case", of({ ...field, proof: [OTHER, upper(OTHER)] }), "fields[0].proof[1]"],
    ["a hash that is too short", of({ ...field, proof: [OTHER.slice(0, -1)] }), "fields[0].proof[0]"],
    ["a hash that is bytes", of({ ...field, proof: [new Uint8Array(32)] }), "fields[0].proof[0]"],
    [
      "a field below another",
      of({ ...field, path: "/a" }, { ...field, path: "/a-b" }, { ...field, path: "/a/b" }),
      "/a/b",
    ],
    ["an object that is a list too", of({ ...field, path: "/a/0" }, { ...field, path: "/a/b" }), "/a/b"],
  ])("error: MalformedDisclosure for %s", (_, bad, at) => {
    const read = () => readDisclosure(bad);
    expect(read).toThrow(MalformedDisclosure);
    expect(read).toThrow(expect.objectContaining({ details: expect.objectContaining({ field: at }) }));
  });

  it("error: MalformedDisclosure does not show what stands at a patient's place", () => {
    const wrong = [
      [{ ...field, path: "/patient", value: "A. Person\ud800" }],
      [{ ...field, path: "/implants/0/patient/name", value: "A. Person".repeat(2000) }],
      [
        { ...field, path: "/patient" },
        { ...field, path: "/patient/name", value: "A. Person" },
      ],
      [{ ...field, name: "A. Person" }],
    ];
    for (const fields of wrong) {
      const error = thrown(() => readDisclosure(of(...fields)));
      expect(error).toBeInstanceOf(MalformedDisclosure);
      expect(error).toMatchObject({ details: { value: "string" } });
      expect((error as Error).message).not.toContain("Person");
    }
  });
});

describe("disclosedDocument", () => {
  it("default", () => {
    expect(disclosedDocument(disclosure)).toEqual({
      supplier: { name: "Demo Supplier" },
      parts: { 3: { lot: "L-3", units: 4 } },
      passed: true,
      quantity: 2,
      remark: null,
      own: {},
      list: [],
    });
  });

  it("behavior: what is shown of a list never looks like a whole one", () => {
    const checked = createDetails({ checks: [{ passed: true }, { passed: false }] }, { random });
    expect(disclosedDocument(disclose(checked, ["/checks/0"]))).toEqual({ checks: { 0: { passed: true } } });
    expect(disclosedDocument(disclose(checked, ["/checks/1"]))).toEqual({ checks: { 1: { passed: false } } });
    const whole = { checks: { 0: { passed: true }, 1: { passed: false } } };
    expect(disclosedDocument(disclose(checked, ["/checks"]))).toEqual(whole);
    expect(readDetails(plain(checked)).document).toEqual({ checks: [{ passed: true }, { passed: false }] });
  });

  it("behavior: lists in lists are objects by index too, and empty ones stay what they are", () => {
    const nested = createDetails({ rows: [[1, 2], [], {}, [[3]]] }, { random });
    const rows = { 0: { 0: 1, 1: 2 }, 1: [], 2: {}, 3: { 0: { 0: 3 } } };
    expect(disclosedDocument(disclose(nested, [""]))).toEqual({ rows });
  });

  it("behavior: any part of any document holds no list but empty ones", () => {
    const listsOf = (value: unknown): readonly unknown[] =>
      typeof value !== "object" || value === null
        ? []
        : [...(Array.isArray(value) ? [value] : []), ...Object.values(value).flatMap(listsOf)];
    fc.assert(
      fc.property(document, (one) => {
        const part = disclosedDocument(disclose(createDetails(one, { random }), [""]));
        for (const list of listsOf(part)) expect(list).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});
