import { Ajv2020 } from "ajv/dist/2020.js";
import { Command } from "commander";
import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from "vitest";
import { accounts } from "../../scripts/demo/accounts.ts";
import { type Language, sayIn } from "../../src/cli/language.ts";
import type { Answer, Session } from "../../src/cli/session.ts";
import { addVerb } from "../../src/cli/verb.ts";
import { bind } from "../../src/connection/write.ts";
import { columnsOfVerb, fieldOf } from "../../src/import/columns.ts";
import { planRows } from "../../src/import/plan.ts";
import { readTable } from "../../src/import/table.ts";
import { InvalidInput, type Medtrace } from "../../src/index.ts";
import { readWritten, type Scope, schemaWritten } from "../../src/scenario/values.ts";
import type { Time } from "../../src/verbs/values.ts";
import { type ParametersOf, verbSchema } from "../../src/verbs/verb.ts";
import { type Demo, startDemo } from "../cli/support/demo.ts";
import { rejection } from "../support/world.ts";
import { sterilise, steriliseAction } from "./support/sterilise.ts";

const CODE = "(01)09521234543213(21)P-0002";
const MOMENT = "2027-03-01T08:00Z";
const SECONDS = Date.parse("2027-03-01T08:00:00Z") / 1000;
const said = { code: CODE, method: "lowTemperature", cycles: 3 } as const;

let demo: Demo;
const keeper = () => accounts.keeper.connect(demo.m.connection.provider);

beforeAll(async () => {
  demo = await startDemo();
});
afterAll(() => demo?.close());

/** The ledger, with a verb more. */
function withVerb(m: Medtrace): Medtrace {
  return {
    ...m,
    as: (signer) => {
      const actor = { connection: m.connection, signer: signer.connect(m.connection.provider) };
      return { ...m.as(signer), [sterilise.name]: bind(actor, steriliseAction) };
    },
  };
}

/** A program that has this one command; what it printed, and answered. */
async function run(line: readonly string[], language: Language = "en") {
  const say = sayIn(language);
  const printed: string[] = [];
  const answers: Answer[] = [];
  const program = new Command("medtrace")
    .exitOverride()
    .configureOutput({ writeOut: (text) => printed.push(text), writeErr: (text) => printed.push(text) });
  const session: Session = {
    ...{ say, folder: demo.folder, config: {}, asked: undefined, connect: async () => demo.m },
    terminal: { print: () => undefined, printError: () => undefined, ask: undefined, askHidden: undefined },
    answer: (answer) => answers.push(answer),
    ask: async (question) => {
      answers.push(await question(withVerb(demo.m)));
    },
  };
  addVerb(program, { en: "Made up", zh: "虚构" }, sterilise, session);
  await program.parseAsync([...line], { from: "user" }).catch((error: unknown) => {
    if (!line.includes("--help")) throw error;
  });
  return { printed: printed.join(""), answers };
}

/** A made-up verb, described in one file, in each surface. */
describe("a verb that is described", () => {
  it("default: is typed, and written by the SDK", async () => {
    expectTypeOf<ParametersOf<typeof sterilise>>().toEqualTypeOf<{
      readonly code: string;
      readonly method: "steam" | "lowTemperature";
      readonly cycles: number;
      readonly sterileUntil?: Time | undefined;
      readonly details?: `0x${string}` | undefined;
      readonly occurredAt?: Time | undefined;
      readonly expected?: `0x${string}` | undefined;
    }>();
    const actor = { connection: demo.m.connection, signer: keeper() };
    expect(await bind(actor, steriliseAction)(said)).toMatchObject({ action: "note", value: 4 + 3 * 256 });
  });

  it("error: InvalidInput from the SDK, before anything is asked", async () => {
    const write = bind({ connection: demo.m.connection, signer: keeper() }, steriliseAction);
    for (const [wrong, field, rule] of [
      [{ ...said, cycles: 100 }, "cycles", "must be a whole number from 1 to 99"],
      [{ ...said, method: "boiling" }, "method", "must be one of steam, lowTemperature"],
      [{ code: CODE, cycles: 1 }, "method", "must be given"],
    ] as const) {
      expect(await rejection(write(wrong as never))).toMatchObject({ code: "InvalidInput", details: { field, rule } });
    }
  });

  it("behavior: is a command, in English and in Chinese", async () => {
    const line = ["sterilise", CODE, "--method", "low-temperature", "--cycles", "3", "--as", "keeper"];
    const { answers } = await run(line);
    expect(answers).toMatchObject([{ yes: true, result: { action: "note", value: 4 + 3 * 256 } }]);
    const { printed } = await run(["sterilise", "--help"]);
    for (const text of [
      "Record a sterilisation.",
      "Duty keep, in the custodian.",
      "--cycles <number>",
      "low-temperature",
    ])
      expect(printed).toContain(text);
    expect(printed).not.toMatch(/\p{Script=Han}/u);
    const chinese = (await run(["sterilise", "--help"], "zh")).printed;
    for (const text of ["记录灭菌。", "职责“保管”，在保管方。", "循环次数", "无菌有效期"])
      expect(chinese).toContain(text);
    await expect(run(["sterilise", CODE, "--method", "steam", "--cycles", "0", "--as", "keeper"])).rejects.toThrow(
      InvalidInput,
    );
  });

  it("behavior: is read from rows of a table, in English and in Chinese", () => {
    expect(columnsOfVerb(sterilise).map(([name]) => name)).toEqual(expect.arrayContaining(["method", "sterileUntil"]));
    expect(["锅次", "Cycles", "sterile-until", "无菌有效期", "地点"].map((one) => fieldOf(sterilise, one))).toEqual([
      "cycles",
      "cycles",
      "sterileUntil",
      "sterileUntil",
      undefined,
    ]);
    const text = `编码,灭菌方法,锅次,无菌有效期\n${CODE},低温,3,2027/3/1 8:00\n${CODE},煮沸,3,\n`;
    const table = readTable("rows.csv", new TextEncoder().encode(text));
    const { rows, problems } = planRows(table, sterilise, []);
    expect(rows.map(({ given }) => given)).toEqual([{ ...said, sterileUntil: SECONDS }]);
    expect(problems).toMatchObject([
      { row: 3, column: "灭菌方法", value: "煮沸", rule: { en: "must be one of steam, low-temperature" } },
    ]);
  });

  it("behavior: is a step of a scenario", async () => {
    const validate = new Ajv2020({ strict: true, strictTypes: false }).compile(
      schemaWritten(sterilise.fields, { en: "the parameters of sterilise", zh: "灭菌的参数" }),
    );
    const written = { code: "$pump", method: "lowTemperature", cycles: 3, sterileUntil: "start + 1 day" };
    expect(validate(written)).toBe(true);
    expect(validate({ ...written, method: "boiling" })).toBe(false);
    expect(validate({ code: "$pump" })).toBe(false);
    const scope = { get: () => CODE, start: SECONDS, now: async () => SECONDS } as unknown as Scope;
    expect(await readWritten(sterilise.fields, written, scope, "with")).toEqual({
      ...said,
      sterileUntil: SECONDS + 86_400,
    });
  });

  it("behavior: has a JSON Schema with its words in both languages", () => {
    const schema = verbSchema(sterilise);
    expect(schema).toMatchObject({
      title: "sterilise 灭菌",
      required: ["code", "method", "cycles"],
      properties: {
        cycles: { type: "integer", minimum: 1, maximum: 99, title: "cycles 循环次数" },
        method: { enum: ["steam", "lowTemperature"] },
      },
    });
    const validate = new Ajv2020({ strict: true, strictTypes: false, allowUnionTypes: true }).compile(schema);
    expect(validate({ ...said, sterileUntil: MOMENT })).toBe(true);
    expect(validate({ ...said, cycles: 100 })).toBe(false);
    expect(validate({ ...said, more: 1 })).toBe(false);
  });
});
