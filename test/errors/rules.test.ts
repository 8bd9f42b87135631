import { describe, expect, it } from "vitest";
import { InvalidInput } from "../../src/errors/base.ts";
import { rule, type Sentence } from "../../src/errors/rules.ts";
import * as must from "../../src/errors/sentences.ts";
import { scenarioSchema } from "../../src/scenario/schema.ts";
import { whatOf } from "../../src/verbs/kinds.ts";
import { filesBelow, read } from "../package/sources.ts";

/** A rule whose values are all the same; left out, its placeholders stay. */
const ruleOf = (key: string, value?: string) => {
  const values = new Proxy({}, { get: (_, name) => value ?? `{${String(name)}}` });
  const sentence = (must as Readonly<Record<string, Sentence>>)[key] as Sentence;
  return (rule as (sentence: Sentence, values: object) => ReturnType<typeof rule>)(sentence, values);
};
const ruleKeys = Object.keys(must);

/** Whether a text is in Chinese: words that stand alone are names, and in backquotes what is typed. */
const isChinese = (zh: string): boolean =>
  /\p{Script=Han}/u.test(zh) &&
  !/[a-z]{2,} [a-z]{2,}/.test(zh.replaceAll(/`[^`]*`|secp256k1|now \+ 7 days|start - 6 hours/g, ""));

describe("rules", () => {
  it("behavior: there are many, each with a key of its own, and used", () => {
    expect(ruleKeys.length).toBeGreaterThan(200);
    const sources = filesBelow("src")
      .filter((file) => file.endsWith(".ts") && file !== "src/errors/sentences.ts")
      .map(read)
      .join("\n");
    expect(ruleKeys.filter((key) => !new RegExp(`\\bmust\\.${key}\\b`).test(sources))).toEqual([]);
  });

  it.each(ruleKeys.filter((key) => key !== "otherwise"))("behavior: %s is said in both languages", (key) => {
    const { en, zh } = ruleOf(key, "1");
    expect(en).toMatch(/^[^\p{Script=Han}{}]+$/u);
    expect(zh).not.toMatch(/[{}]/);
    expect(isChinese(zh)).toBe(true);
  });

  it.each(ruleKeys)("behavior: %s says the same values in both languages", (key) => {
    const namesIn = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort();
    const { en, zh } = ruleOf(key);
    expect(namesIn(zh)).toEqual(namesIn(en));
  });

  it.each([
    [rule(must.wholeFrom, { min: 1, max: 3 }), "must be a whole number from 1 to 3", "须为 1 至 3 的整数"],
    [rule(must.oneOf, { words: ["on", "off"] }), "must be one of on, off", "须为下列之一：on, off"],
    [
      rule(must.bytesAndDigits, { bytes: 27, digits: 54 }),
      "must be 27 bytes: 0x and 54 hexadecimal digits",
      "须为 27 字节：0x 加 54 位十六进制",
    ],
    [rule(must.outWithReadings), "must be left out where readings are given", "给出 readings 时不得给出"],
    [rule(must.be, { what: { en: "a step", zh: "步骤" } }), "must be a step", "须为步骤"],
  ])("default: %o", (broken, en, zh) => {
    expect(broken).toMatchObject({ en, zh });
  });

  it("behavior: a value is taken as it is, whatever stands in it", () => {
    expect(rule(must.yaml, { problem: "{problem} $& {x}" }).en).toBe("must be YAML: {problem} $& {x}");
  });

  it("behavior: the compiler refuses a rule that is none, and values that are another's", () => {
    // @ts-expect-error -- a sentence is no key
    expect(() => rule("must be green")).toThrow();
    // @ts-expect-error -- a sentence is no rule
    expect(() => new InvalidInput("field", 1, "must be green")).not.toThrow();
    // @ts-expect-error -- a value is missing
    expect(rule(must.wholeFrom, { min: 1 }).en).toContain("1 to ");
    // @ts-expect-error -- this one has none
    expect(rule(must.given, { min: 1 }).en).toBe("must be given");
  });
});

describe("an input that breaks a rule", () => {
  it("default: has the rule's key and values, and says it in every language", () => {
    const error = new InvalidInput("quantity", 0n, rule(must.wholeFrom, { min: 1, max: 9 }));
    expect(error.details).toEqual({ field: "quantity", value: 0n, rule: "must be a whole number from 1 to 9" });
    expect(error.rule).toMatchObject({ key: "wholeFrom", values: { min: 1, max: 9 } });
    expect(error.message).toBe('quantity "0" must be a whole number from 1 to 9.');
    expect(error.messageIn("zh")).toBe('quantity "0"：须为 1 至 9 的整数。');
  });

  it("behavior: nothing given is told as such", () => {
    const error = new InvalidInput("batch", undefined, rule(must.givenForSscc));
    expect(error.message).toBe("batch undefined must be given for a case with an SSCC.");
    expect(error.messageIn("zh")).toBe("batch：对带 SSCC 的箱必须给出。");
  });
});

describe("a scenario's schema", () => {
  /** Every schema in it, however deep, that describes its values. */
  function describedIn(schema: unknown): readonly object[] {
    if (typeof schema !== "object" || schema === null) return [];
    const here = "description" in schema && typeof schema.description === "string" ? [schema] : [];
    return [...here, ...Object.values(schema).flatMap(describedIn)];
  }

  it("behavior: describes its values in both languages", () => {
    const described = describedIn(scenarioSchema).map((schema) => whatOf(schema as never));
    expect(new Set(described.map(({ en }) => en)).size).toBeGreaterThan(100);
    expect(described.filter(({ en, zh }) => en !== "medtrace-scenario-1" && !isChinese(zh))).toEqual([]);
  });
});
