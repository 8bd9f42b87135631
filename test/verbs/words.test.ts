import { describe, expect, it } from "vitest";
import { writes } from "../../src/client/writes.ts";
import { actions } from "../../src/lifecycle/vocabulary.ts";
import { verbs } from "../../src/verbs/all.ts";
import type { Field } from "../../src/verbs/kinds.ts";
import { columnsOf, labelOf } from "../../src/verbs/labels.ts";
import { verbSchema } from "../../src/verbs/verb.ts";

const han = /\p{Script=Han}/u;
const all = [...verbs.values()];
const fields = all.flatMap(({ name, fields, typed }) =>
  Object.entries({ ...fields, ...typed.fields }).map(([field, one]) => [`${name} ${field}`, field, one] as const),
);

describe("descriptions", () => {
  it("default: of every verb of the SDK, each once, and each is the one that its action is bound to", () => {
    expect(all.map(({ name }) => name).sort()).toEqual(Object.keys(writes).sort());
    for (const [name, { verb }] of Object.entries(writes)) expect(verbs.get(name)).toBe(verb);
  });

  it("behavior: a stage and duties are those of the ledger's table", () => {
    expect(verbs.get("calibrate")).toMatchObject({ stage: "maintain", who: { duties: ["maintain"] } });
    expect(verbs.get("accept")).toMatchObject({ stage: "accept", who: { duties: ["inspect"] } });
    expect(verbs.get("setPause")).toMatchObject({ stage: undefined, isEntry: false });
    for (const { name, isEntry } of all)
      expect([name, (actions as readonly string[]).includes(name)]).toEqual([name, isEntry]);
  });

  it("behavior: have words in both languages, apart", () => {
    for (const { name, does, who, label } of all) {
      for (const { en, zh } of [does, who, label]) {
        expect([name, en, han.test(en)]).toEqual([name, en, false]);
        expect([name, zh, han.test(zh)]).toEqual([name, zh, true]);
      }
    }
    for (const [where, name, field] of fields) {
      const { en, zh } = field.help;
      expect([where, en, en.length > 0 && !han.test(en)]).toEqual([where, en, true]);
      expect([where, zh, han.test(zh)]).toEqual([where, zh, true]);
      expect([where, han.test(labelOf(name, field).zh)]).toEqual([where, true]);
    }
  });

  it("behavior: no heading of a table means two fields of one verb", () => {
    for (const { name, typed } of all) {
      const headings = Object.entries(typed.fields).flatMap(([field, one]) => [field, ...columnsOf(field, one)]);
      expect([name, headings.filter((one, at) => headings.indexOf(one) !== at)]).toEqual([name, []]);
    }
  });

  it("behavior: each has a schema", () => {
    for (const one of all) expect(Object.keys(verbSchema(one).properties as object)).toEqual(Object.keys(one.fields));
  });
});

/** Values of a field that its texts must lead back to. */
const samples: Readonly<Record<string, (field: Field<unknown>) => readonly unknown[]>> = {
  number: ({ schema }) => (schema.type === "number" ? [-18.5, 0, 40] : [schema.minimum, schema.maximum]),
  quantity: () => [1n, 4_294_967_295n],
  truth: () => [true, false],
  word: ({ choices = [] }) => choices.map(({ word }) => word),
  words: ({ choices = [] }) => [choices.map(({ word }) => word), [choices[0]?.word]],
  moment: ({ orNone }) => [1_900_000_000, ...(orNone ? ["none"] : [])],
  organisation: () => [1, 0xff_ffff],
  member: () => [1],
};

describe("a field's text", () => {
  it.each(fields.filter(([, , { nature }]) => nature in samples))(
    "behavior: leads back to its value: %s",
    (_, name, field) => {
      for (const value of samples[field.nature]?.(field) ?? []) {
        expect(field.parse(field.format(value), name)).toEqual(value);
        field.check(value, name);
      }
    },
  );
});
