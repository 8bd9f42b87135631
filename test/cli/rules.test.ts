import { describe, expect, it } from "vitest";
import { ruleInChinese } from "../../src/errors/rules.ts";
import { scenarioSchema } from "../../src/scenario/schema.ts";
import { filesBelow, read } from "../package/sources.ts";

/** Words that begin a rule, and nothing else in these sources. */
const RULE =
  /(["`])((?:\(line \$\{number\}\) )?(?:must|has no|is no|is none of|is not|is on no|is unknown|may only|does not have) ?(?:(?!\1)[^\n])*)\1/g;

/** What begins alike, and is no rule of an input. */
const others = [/^is no (?:canonical|serial|lot)/, /^is not (?:possible|known)/, /^must be backed/];

/** What a schema says of its values, of which an error makes rules. */
function descriptionsIn(schema: unknown): readonly string[] {
  if (typeof schema !== "object" || schema === null) return [];
  const { description } = schema as { readonly description?: unknown };
  return [...(typeof description === "string" ? [description] : []), ...Object.values(schema).flatMap(descriptionsIn)];
}

/** Whether a rule is wholly in Chinese: what is left of English in it would be what the last, widest rule took. */
const isChinese = (zh: string | undefined): boolean =>
  zh !== undefined && /\p{Script=Han}/u.test(zh) && !/[a-z]{2,} [a-z]{2,}/.test(zh.replaceAll(/`[^`]*`/g, ""));

const found = filesBelow("src")
  .filter((file) => file.endsWith(".ts") && !/^src\/(?:typechain|page)\//.test(file))
  .filter((file) => file !== "src/errors/rules.ts")
  .flatMap((file) => [...read(file).matchAll(RULE)].map(([, , rule = ""]) => ({ file, rule })))
  .filter(({ rule }) => !others.some((other) => other.test(rule)));

describe("rules in Chinese", () => {
  it("behavior: has each rule that an input can break", () => {
    expect(found.length).toBeGreaterThan(120);
    const missing = found.filter(
      ({ rule }) => !isChinese(ruleInChinese(rule.replaceAll(/\$\{(?:[^{}]|\{[^}]*\})*\}?/g, "1"))),
    );
    expect(missing).toEqual([]);
  });

  it("behavior: has each that a scenario's schema describes", () => {
    const described = [...new Set(descriptionsIn(scenarioSchema))];
    expect(described.length).toBeGreaterThan(100);
    expect(described.filter((one) => !isChinese(ruleInChinese(`must be ${one}`)))).toEqual([]);
  });

  it.each([
    ["must be a whole number from 1 to 3", "须为 1 至 3 的整数"],
    ["must be one of on, off", "须为下列之一：on, off"],
    ["must be 27 bytes: 0x and 54 hexadecimal digits", "须为 27 字节：0x 加 54 位十六进制"],
    ["must be left out where readings are given", "给出 readings 时不得给出"],
  ])("default: %s", (rule, zh) => {
    expect(ruleInChinese(rule)).toBe(zh);
  });

  it("behavior: has nothing to say of another text", () => {
    expect(ruleInChinese("shall be blue")).toBeUndefined();
  });
});
