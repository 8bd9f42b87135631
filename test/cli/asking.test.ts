import { PassThrough } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SPARE_PUMP as PUMP } from "../../scripts/demo/life.ts";
import { ask } from "../../src/cli/terminal.ts";
import { type Demo, startDemo } from "./support/demo.ts";
import { typed } from "./support/typed.ts";

const GTIN = "09521234543213";

let demo: Demo;

beforeAll(async () => {
  demo = await startDemo();
});

afterAll(async () => {
  await demo?.close();
});

describe("what is missing", () => {
  it("default: is asked for, one after the other, until an answer is one", async () => {
    await demo.forgetting(async () => {
      const seen = ["0952", GTIN, "two", "2", "", "2026-040", "applicant"];
      const { code, stdout, stderr, questions } = await typed("apply", { seen });
      expect(questions).toEqual([
        "product: the product's code; a GTIN is enough: ",
        "product: the product's code; a GTIN is enough: ",
        "quantity: how many: ",
        "quantity: how many: ",
        "reference: the own number for it, 1 to 32 bytes, never used before: ",
        "reference: the own number for it, 1 to 32 bytes, never used before: ",
        "as: who signs: the name of a keystore: ",
      ]);
      expect(stderr).toMatch(/^gtin "0952" .*\nquantity "two" must be a whole number from 1 to 4294967295\.\n$/);
      expect(code).toBe(0);
      expect(stdout).toMatch(/^apply 申请 → requested/);
    });
  });

  it("behavior: is asked for with the words to choose from", async () => {
    const seen = ["broken", "malformed", "suspected"];
    const line = ["quarantine", PUMP, "--as", "keeper", "--dry-run"];
    const { code, stderr, questions } = await typed(line, { seen });
    expect(questions[0]).toBe("reason: why (suspected, damaged, documents-missing, adverse-event, other): ");
    expect({ code, count: questions.length }).toEqual({ code: 0, count: 3 });
    expect(stderr).toContain("must be one of suspected, damaged");
  });

  it.each([
    ["check", "0952", PUMP],
    // Not show: with --of, what it takes may be any text.
    ["trace", "nothing", PUMP],
    ["verify", "nothing", PUMP],
    ["product", "0952", GTIN],
    ["parcels", "0952", "09521234543251"],
  ])("behavior: %s asks again for a code that is none", async (command, wrong, right) => {
    const { code, questions, stderr } = await typed(command, { seen: [wrong, right] });
    expect({ code, count: questions.length }).toEqual({ code: 0, count: 2 });
    expect(stderr).toContain(JSON.stringify(wrong));
  });

  it("behavior: what was said, or has a default, is not asked for", async () => {
    const { code, questions } = await typed(["check", PUMP], { seen: [] });
    expect({ code, questions }).toEqual({ code: 0, questions: [] });
  });

  it("behavior: a password is asked for unseen, and not as what is seen", async () => {
    const password = process.env.MEDTRACE_PASSWORD;
    delete process.env.MEDTRACE_PASSWORD;
    try {
      await demo.forgetting(async () => {
        const line = ["move", PUMP, "--as", "keeper"];
        const { code, questions, stdout, stderr } = await typed(line, { seen: ["Ward 7"], hidden: ["demo"] });
        expect(code).toBe(0);
        expect(questions.map((one) => one.split(" ")[0])).toEqual(["place:", "Password"]);
        expect(stdout + stderr).not.toContain("demo\n");
      });
    } finally {
      Object.assign(process.env, { MEDTRACE_PASSWORD: password });
    }
  });

  it.each([
    ["missing required argument 'code'", "check"],
    ["required option '--quantity <number>' not specified", `apply ${GTIN}`],
    ["required option '--key-file <file>' not specified", "keys import lin"],
  ])("error: %s, where none is given, and nobody is there", async (message, line) => {
    const [none, nobody, json] = [
      await typed(line, { seen: [] }),
      await typed(line),
      await typed(`${line} --json`, { seen: ["x"] }),
    ];
    for (const { code, stderr } of [none, nobody, json]) {
      expect(code).toBe(2);
      expect(stderr).toContain(`error: ${message}`);
    }
    expect(json.questions).toEqual([]);
    expect(JSON.parse(json.stdout)).toMatchObject({ error: "WrongUsage" });
  });

  it("behavior: help says what is required, whether or not somebody is there", async () => {
    const [there, elsewhere] = [await typed("help apply", { seen: [] }), await typed("help apply")];
    expect(there.stdout).toBe(elsewhere.stdout);
    expect(there.stdout).toContain("Usage: medtrace apply [options] <product>");
  });
});

describe("ask", () => {
  it("default: shows what is typed", async () => {
    const [input, output] = [new PassThrough(), new PassThrough()];
    const answer = ask("place: ", input, output);
    input.write("Ward 7\r");
    expect(await answer).toBe("Ward 7");
    expect(String(output.read())).toContain("Ward 7");
  });

  it("behavior: Ctrl-C is no answer", async () => {
    const [input, output] = [new PassThrough(), new PassThrough()];
    const answer = ask("place: ", input, output);
    input.write("War\u0003");
    expect(await answer).toBeUndefined();
  });
});
