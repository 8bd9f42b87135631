import { describe, expect, it } from "vitest";
import * as own from "../../src/cli/errors.ts";
import { explain } from "../../src/cli/explaining.ts";
import { sayIn } from "../../src/cli/language.ts";
import { run } from "../../src/cli/program.ts";
import type { Terminal } from "../../src/cli/terminal.ts";
import * as files from "../../src/errors/files.ts";
import { inputs } from "../../src/errors/inputs.ts";
import * as rows from "../../src/import/errors.ts";
import * as sdk from "../../src/index.ts";
import { MedtraceError, Refusal } from "../../src/index.ts";
import * as scenario from "../../src/scenario/errors.ts";
import { filesBelow, read } from "../package/sources.ts";
import { typed, typedJson } from "./support/typed.ts";

const [en, zh] = [sayIn("en"), sayIn("zh")];
const han = /\p{Script=Han}/u;

/** The names of all classes that something is thrown of. */
const classes = new Map(
  Object.entries<unknown>({ ...sdk, ...own, ...scenario, ...files, ...rows }).filter(
    (entry): entry is [string, typeof MedtraceError] =>
      typeof entry[1] === "function" && entry[1].prototype instanceof MedtraceError && entry[1] !== Refusal,
  ),
);
const names = [...classes.keys()].sort();

/** Details of every kind that messages are made of. */
const details: Readonly<Record<string, unknown>> = {
  account: "0x01",
  action: "use",
  allowed: ["use"],
  approvals: 1n,
  asset: `0x${"01".repeat(32)}`,
  attempts: 3,
  chainId: 1n,
  duties: ["use"],
  field: "code",
  from: "active",
  kind: "asset",
  level: "first",
  organisations: [1, 2],
  parcels: [{ subject: "0x01", lot: "L", quantity: 1n }],
  problems: [{ path: "/lot", value: undefined, rule: "must be given" }],
  reason: "ENOENT",
  required: "lot",
  roles: ["hospital"],
  rule: "must be given",
  state: "stored",
  status: "active",
  subject: `0x${"01".repeat(32)}`,
  target: `0x${"02".repeat(32)}`,
  terms: "loan",
  to: "revoked",
  value: 1,
};
const isNumber = (name: string, field: string): boolean =>
  (["InvalidPeriod", "SpanOutOfOrder", "NotRegisteredThen"].includes(name) && ["from", "to"].includes(field)) ||
  (name === "WrongExpiry" && field === "required");
/** What no entry above stands for is a number. */
const detailsOf = (name: string) =>
  new Proxy(details, {
    get: (all, field: string) => (field in all && !isNumber(name, field) ? all[field] : 1),
  });

describe("explanations", () => {
  it("behavior: no class of the sources is left out of what the SDK exports, nor of these", () => {
    const declared = filesBelow("src")
      .filter((file) => file.endsWith(".ts") && !/^src\/(?:typechain|page)\//.test(file))
      .flatMap((file) => [
        ...read(file).matchAll(/^export class (\w+) extends (?:MedtraceError|InvalidInput|refused)\b/gm),
      ])
      .map(([, name = ""]) => name);
    expect([...declared, "InvalidInput"].sort().filter((name, at, all) => all.indexOf(name) === at)).toEqual(names);
  });

  it.each(names)("behavior: %s has a message in Chinese, and says in both languages what to do next", (name) => {
    const own = classes.get(name) as typeof MedtraceError;
    // Not those of what it extends.
    const ownWords = [own, Object.getPrototypeOf(own)].find((one) => Object.hasOwn(one, "words"))?.words;
    const hasOwn = ownWords !== undefined;
    expect(hasOwn !== Object.hasOwn(inputs, name)).toBe(true);
    const { zh: message, hint } = (hasOwn ? own.words : inputs[name]) as unknown as {
      zh(given: unknown): string;
      hint: { en: string; zh: string } | ((given: unknown) => { en: string; zh: string });
    };
    expect(message(detailsOf(name))).toMatch(han);
    const next = typeof hint === "function" ? hint(detailsOf(name)) : hint;
    expect(next.en).toMatch(/^[^\p{Script=Han}]+\.$|\($/u);
    expect(next.zh).toMatch(han);
    expect(next.zh).not.toBe(next.en);
  });

  it("default: in English, message and hint are the error's own", () => {
    const error = new sdk.HeadMoved({ subject: "0x01", expected: "0x02", actual: "0x03" });
    expect(explain(en, error)).toEqual({ message: error.message, hint: error.hint });
    const without = new sdk.OwnPurchase({ requisition: "0x01", member: 7 });
    expect(explain(en, without)).toEqual({ message: without.message, hint: expect.stringContaining("another member") });
    expect(explain(zh, without)).toEqual({
      message: "该订单由成员 7 下达；须由具有职责“验收”的另一成员验收。",
      hint: expect.stringMatching(han),
    });
  });

  it("behavior: an input's rule is said in Chinese, its field and value as they are", () => {
    const error = new sdk.InvalidInput("quantity", "two", "must be a whole number from 1 to 9");
    expect(explain(zh, error).message).toBe('quantity "two"：须为 1 至 9 的整数。');
  });
});

describe("an error of the command line", () => {
  it("default: is told in the language, with what to do next", async () => {
    const { code, stderr } = await typed("check 09521234543213 --lang zh");
    expect(code).toBe(2);
    expect(stderr).toMatch(/^MissingSerial: code \{.*\}：没有序列号，因此不指任何单件。\n请给出带序列号（21）的编码/);
  });

  it("behavior: JSON has the same words in any language, but for message and hint", async () => {
    const [inEnglish, inChinese] = await Promise.all(
      ["en", "zh"].map((lang) => typedJson(`check 0952 --lang ${lang}`)),
    );
    const { message, hint, ...rest } = inEnglish?.result ?? {};
    expect(inChinese?.result).toMatchObject(rest);
    expect(inChinese?.result.message).not.toBe(message);
    expect(inChinese?.result.hint).not.toBe(hint);
  });

  it("behavior: what is used wrongly is told in the language too", async () => {
    expect(await typed("purchase --lang zh")).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^错误：没有命令 purchase/),
    });
    expect(await typedJson("check --lang zh")).toMatchObject({
      code: 2,
      result: {
        error: "WrongUsage",
        message: "错误：缺少参数 code",
        details: { code: "commander.missingArgument" },
        hint: expect.stringMatching(han),
      },
    });
  });
});

describe("what nobody throws on purpose", () => {
  /** A terminal that fails as nothing should. */
  const failing = (printed: string[]): Terminal => {
    let failed = false;
    return {
      print: (text) => {
        if (!failed) {
          failed = true;
          throw new TypeError("cannot read the moon");
        }
        printed.push(text);
      },
      printError: (text) => void printed.push(text),
      ask: undefined,
      askHidden: undefined,
    };
  };

  it("behavior: ends with 3, and without a stack", async () => {
    const printed: string[] = [];
    expect(await run(["keys", "list"], failing(printed))).toBe(3);
    expect(printed.join("")).toBe(
      "Unexpected: This should not happen: TypeError: cannot read the moon\n" +
        "If it was a write, look whether it was recorded before you repeat it; report this with the command.\n",
    );
  });

  it("behavior: is one JSON object with --json", async () => {
    const printed: string[] = [];
    expect(await run(["keys", "list", "--json"], failing(printed))).toBe(3);
    expect(JSON.parse(printed.join(""))).toEqual({
      error: "Unexpected",
      message: "This should not happen: TypeError: cannot read the moon",
      details: {},
      hint: expect.any(String),
    });
  });
});
