import { describe, expect, it } from "vitest";
import * as own from "../../src/cli/errors.ts";
import { explain } from "../../src/cli/explaining.ts";
import { sayIn } from "../../src/cli/language.ts";
import { run } from "../../src/cli/program.ts";
import type { Terminal } from "../../src/cli/terminal.ts";
import * as files from "../../src/errors/files.ts";
import { rule } from "../../src/errors/rules.ts";
import * as must from "../../src/errors/sentences.ts";
import { ledgerAbi } from "../../src/generated/abi.ts";
import * as rows from "../../src/import/errors.ts";
import * as sdk from "../../src/index.ts";
import { MedtraceError, Refusal } from "../../src/index.ts";
import * as scenario from "../../src/scenario/errors.ts";
import { filesBelow, read } from "../package/sources.ts";
import { typed, typedJson } from "./support/typed.ts";

const [en, zh] = [sayIn("en"), sayIn("zh")];
const unit = { code: "a", first: 0, count: 2 };
const han = /\p{Script=Han}/u;

/** All classes that something is thrown of. */
const classes = Object.entries<unknown>({ ...sdk, ...own, ...scenario, ...files, ...rows }).filter(
  (entry): entry is [string, new (...given: unknown[]) => MedtraceError] => {
    const [, one] = entry;
    return typeof one === "function" && one.prototype instanceof MedtraceError && one !== Refusal;
  },
);
const names = classes.map(([name]) => name).sort();
const abi: ReadonlySet<string> = new Set(ledgerAbi.flatMap((one) => (one.type === "error" ? one.name : [])));

/** What the constructors of some are given; others, texts. */
const given: Readonly<Record<string, readonly unknown[]>> = {
  AmbiguousOrganisation: ["Demo", [{ organisation: 1, name: "Demo Hospital" }]],
  AmbiguousParcel: ["code", [{ subject: "0x01", lot: "L", quantity: 1n }]],
  DuplicateUnitCode: [unit, unit],
  InvalidCaseRange: [unit, rule(must.onePack)],
  InvalidConfig: ["medtrace.json", "rpc", rule(must.text)],
  InvalidDocument: ["accept", [{ path: "/lot", value: 1, rule: rule(must.given) }]],
  InvalidMark: [0, { word: 0, mask: 0n }, rule(must.mask)],
  InvalidPackRange: [0, 0, rule(must.onePack)],
  LedgerNotReached: ["rpc", new sdk.ChainUnreachable("rpc")],
  MalformedScenario: ["a.yaml", { line: 1, column: 1 }, "steps", [], rule(must.given)],
  NotEnoughUsable: [2n, [{ subject: "0x01", lot: "L", quantity: 1n }]],
  OverlappingCases: [unit, { ...unit, code: "b" }],
  RowsMalformed: ["rows.csv", [{ row: 2, column: "code", value: "x", rule: rule(must.given) }]],
  UnexpectedResult: [{ en: "an entry", zh: "记录" }],
  WrongDetailsFile: ["0x00.json", "0x00", { en: "it is empty", zh: "它为空" }],
};
/** What those are given that are not in the table above: texts, and a rule after them. */
const taken: readonly (readonly [readonly unknown[], readonly string[]])[] = [
  [
    ["x", rule(must.given)],
    ["InvalidDigitalLink", "InvalidGtin", "InvalidPackIndex", "InvalidSscc"],
  ],
  [
    ["x", rule(must.given)],
    ["MalformedLot", "MalformedSerial", "WrongReference"],
  ],
  [
    ["x", "y", rule(must.given)],
    ["InvalidDate", "InvalidField", "InvalidInput", "MalformedDetails"],
  ],
  [
    ["x", "y", rule(must.given)],
    ["MalformedDisclosure", "MalformedPackList", "ScenarioMismatch"],
  ],
  [
    ["x", "y"],
    ["ChainReorganised", "DeploymentNotFound", "DetailsFolderUnusable", "FileUnusable", "InvalidDataField"],
  ],
  [
    ["x", "y"],
    ["KeystoreExists", "KeystoreNotFound", "NoSuchParcel", "NodeContradictsItself", "NonceRefused", "OutboxUnusable"],
  ],
  [
    ["x", "y"],
    ["StateUnavailable", "UnknownBlock", "UnsoundProof", "WrongCheckDigit", "WrongCommitment"],
  ],
  [["x", "y"], ["WrongPackRoot"]],
  [
    ["x", "y", "z"],
    ["ChangedSinceSeen", "DeploymentOfAnotherChain", "DuplicateApplicationIdentifier"],
  ],
  [
    ["x", "y", "z"],
    ["InsufficientFunds", "TooManyUnits", "WrongLedgerCode"],
  ],
  [["x", "y", "z", "a"], ["SignedForAnother"]],
];
const argumentsOf = (name: string): readonly unknown[] =>
  given[name] ?? taken.find(([, names]) => names.includes(name))?.[0] ?? ["x"];

describe("errors", () => {
  it("behavior: no class of the sources is left out of what the SDK exports, nor of the command line's and scenarios' own", () => {
    const declared = filesBelow("src")
      .filter((file) => file.endsWith(".ts") && !/^src\/(?:typechain|page)\//.test(file))
      .flatMap((file) => [
        ...read(file).matchAll(/^export class (\w+) extends (?:told|input|refusal|MedtraceError)\b/gm),
      ])
      .map(([, name = ""]) => name);
    expect(declared.sort()).toEqual(names);
  });

  it.each(classes.filter(([name]) => !abi.has(name)))(
    "behavior: %s is told in both languages, with what to do next",
    (name, Class) => {
      const error = new Class(...argumentsOf(name));
      expect(error.code).toBe(name);
      expect(error.messageIn("en")).toMatch(/^[^\p{Script=Han}]+$/u);
      expect(error.messageIn("zh")).toMatch(han);
      expect(error.hintIn("en")).toMatch(/^[^\p{Script=Han}]+\.$|\($/u);
      expect(error.hintIn("zh")).toMatch(han);
      expect(`${error.messageIn("en")}${error.messageIn("zh")}`).not.toMatch(/undefined|\[object/);
    },
  );

  it("default: in English, message and hint are the error's own", () => {
    const error = new sdk.OwnPurchase({ requisition: "0x01", member: 7 });
    expect(explain(en, error)).toEqual({ message: error.message, hint: error.hint });
    expect(error.hint).toContain("another member");
    expect(explain(zh, error)).toEqual({
      message: "该订单由成员 7 下达；须由具有职责“验收”的另一成员验收。",
      hint: expect.stringMatching(han),
    });
  });

  it("behavior: a hint of one error may be another than its class's, in every language", () => {
    const hint = { en: "Wait.", zh: "请等待。" };
    const error = new sdk.ChainUnreachable("rpc", { hint });
    expect([error.hint, error.hintIn("en"), error.hintIn("zh")]).toEqual([hint.en, hint.en, hint.zh]);
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

describe("a command that is used wrongly", () => {
  it.each([
    ["missingArgument", "check", "error: missing required argument 'code'", "错误：缺少参数 code"],
    [
      "missingMandatoryOptionValue",
      "prove x",
      "error: required option '-o, --output <file>' not specified",
      "错误：缺少选项 -o, --output <file>",
    ],
    [
      "optionMissingArgument",
      "prove x -o",
      "error: option '-o, --output <file>' argument missing",
      "错误：选项 -o, --output <file> 缺少值",
    ],
    [
      "unknownOption",
      "check x --cnofig a",
      "error: unknown option '--cnofig'\n(Did you mean --config?)",
      "错误：没有选项 --cnofig\n（是否想输入 --config？）",
    ],
    ["unknownOption", "check x -q", "error: unknown option '-q'", "错误：没有选项 -q"],
    [
      "unknownCommand",
      "chekc x",
      "error: unknown command 'chekc'\n(Did you mean check?)",
      "错误：没有命令 chekc\n（是否想输入 check？）",
    ],
    [
      "unknownCommand",
      "keys lit",
      "error: unknown command 'lit'\n(Did you mean list?)",
      "错误：没有命令 lit\n（是否想输入 list？）",
    ],
    ["unknownCommand", "purchase", "error: unknown command 'purchase'", "错误：没有命令 purchase"],
    [
      "excessArguments",
      "check a b",
      "error: too many arguments for 'check'. Expected 1 argument but got 2: a, b.",
      "错误：参数过多：应为 1 个，给了 2 个",
    ],
    [
      "conflictingOption",
      "dispense x --packs 1 --first-pack 2 --as a",
      "error: option '--packs <indices>' cannot be used with option '--first-pack <number>'",
      "错误：--packs <indices> 不能与 --first-pack <number> 同时使用",
    ],
    [
      "invalidArgument",
      "keys list --lang fr",
      "error: option '--lang <language>' argument 'fr' is invalid. Allowed choices are en, zh.",
      undefined,
    ],
    [
      "invalidArgument",
      "verify x --level none",
      "error: option '--level <level>' argument 'none' is invalid. Allowed choices are intact, anchored, proven.",
      "错误：选项 --level <level> 的值 none 无效；可选：intact, anchored, proven",
    ],
  ])("error: commander.%s from %s, in every language", async (code, line, inEnglish, inChinese) => {
    const english = await typed(line);
    expect(english).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining(`${inEnglish}\n`) });
    if (inChinese === undefined) return;
    const chinese = await typed(`--lang zh ${line}`);
    expect(chinese).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining(`${inChinese}\n`) });
    expect((await typedJson(`--lang zh ${line}`))?.result).toEqual({
      error: "WrongUsage",
      message: inChinese,
      details: { code: `commander.${code}` },
      hint: expect.stringMatching(han),
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
