import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { InvalidInput } from "../../src/index.ts";
import { MalformedScenario } from "../../src/scenario/errors.ts";
import { readScenario } from "../../src/scenario/read.ts";
import { SCENARIO_FORMAT, scenarioSchema } from "../../src/scenario/schema.ts";
import { scenario } from "./support/stage.ts";

const MINIMAL = "format: medtrace-scenario-1\ntitle: A 场景\nsteps:\n  - verb: audit\n";

/** What reading it throws. */
function thrown(text: string): MalformedScenario {
  try {
    readScenario(text, "given.yaml");
  } catch (error) {
    if (error instanceof MalformedScenario) return error;
    throw error;
  }
  throw new Error(`It was read:\n${text}`);
}

/** Where, in which field, which rule. */
const broken = (text: string): [number, number, string, string] => {
  const { line, column, field, rule } = thrown(text).details;
  return [line, column, field, rule];
};

/** With these steps, of which the first stands in the same line wherever. */
const steps = (text: string, more = "") => scenario(text, more);
const FIRST = scenario("").split("\n").length;

describe("readScenario", () => {
  it("default", () => {
    expect(readScenario(MINIMAL, "a.yaml")).toEqual({
      format: SCENARIO_FORMAT,
      title: "A 场景",
      steps: [{ verb: "audit" }],
      file: "a.yaml",
      lines: [4],
    });
  });

  it("behavior: JSON is YAML too", () => {
    const { steps } = readScenario(JSON.stringify({ format: SCENARIO_FORMAT, title: "A", steps: [{ verb: "audit" }] }));
    expect(steps).toEqual([{ verb: "audit" }]);
  });

  it("behavior: YAML 1.2: no, on and dates are texts", () => {
    const text = `${MINIMAL}values: { a: no, b: on, c: 2027-03-01, d: "09521234543213" }\n`;
    expect(readScenario(text).values).toEqual({ a: "no", b: "on", c: "2027-03-01", d: "09521234543213" });
  });

  it("error: MalformedScenario says file, line, column, field, value and rule", () => {
    const error = thrown(MINIMAL.replace("verb: audit", "verb: adit"));
    expect(error).toBeInstanceOf(InvalidInput);
    expect(error.message).toBe(
      'given.yaml:4:11: steps[0].verb "adit" must be a verb of the SDK that writes, or one of those that read.',
    );
    expect(error.details).toEqual({
      file: "given.yaml",
      line: 4,
      column: 11,
      field: "steps[0].verb",
      value: "adit",
      rule: "must be a verb of the SDK that writes, or one of those that read",
    });
  });

  it.each([
    ["a member that is named twice", `${MINIMAL}title: B\n`, [5, 1, "line", "must name each member once"]],
    [
      "a verb that is named twice",
      MINIMAL.replace("audit", "audit\n    verb: check"),
      [5, 5, "line", "must name each member once"],
    ],
    ["two documents", `${MINIMAL}---\n${MINIMAL}`, [5, 1, "line", "must be one document"]],
    ["a tab", "format: x\n\ttitle: y", [2, 1, "line", expect.stringMatching(/^must be YAML: /)]],
    ["an anchor", MINIMAL.replace("A 场景", "&a B"), [2, 11, "line", expect.stringMatching(/^must have no anchors/)]],
    [
      "an alias",
      `${MINIMAL}values: { a: &x b, c: *x }`,
      [5, 17, "line", expect.stringMatching(/^must have no anchors/)],
    ],
    ["a tag", MINIMAL.replace("A 场景", "!!str B"), [2, 14, "line", expect.stringMatching(/^must have no anchors/)]],
    [
      "another tag",
      MINIMAL.replace("A 场景", "!own B"),
      [2, 8, "line", expect.stringMatching(/^must be YAML: Unresolved tag/)],
    ],
    ["YAML 1.1", `%YAML 1.1\n---\n${MINIMAL}`, [1, 1, "line", "must be YAML 1.2"]],
    ["a merge", `${MINIMAL}<<: { title: B }`, [5, 1, "<<", expect.stringMatching(/^must be left out: only /)]],
    ["a name that is a list", `${MINIMAL}? [a]\n: b`, [5, 3, "line", "must have texts as members' names"]],
    ["too deep", `a: ${"[".repeat(50_000)}`, [1, expect.any(Number), "line", "must not nest so deep"]],
    ["too long", `# ${"a".repeat(2 ** 20)}`, [1, 1, "its length", "must have at most 1048576 characters"]],
  ])("error: MalformedScenario: %s", (_, text, expected) => {
    expect(broken(text)).toEqual(expected);
  });

  it.each([
    ["nothing", "", [1, 1, "the scenario", "must be a scenario"]],
    ["a list", "- a\n", [1, 1, "the scenario", "must be a scenario"]],
    ["another format", MINIMAL.replace("-1", "-9"), [1, 9, "format", "must be medtrace-scenario-1"]],
    ["no title", MINIMAL.replace(/title.*\n/, ""), [1, 1, "title", "must be given"]],
    [
      "a blank title",
      MINIMAL.replace("A 场景", '" "'),
      [2, 8, "title", "must be a text of at most 500 characters that is not blank"],
    ],
    ["no steps", MINIMAL.replace(/steps.*/s, "steps: []"), [3, 8, "steps", "must be a list of at least one step"]],
    [
      "a member that is none",
      `${MINIMAL}organizations: {}\n`,
      [5, 1, "organizations", expect.stringMatching(/^must be left out: only format, title, /)],
    ],
    [
      "an own name of every object",
      `${MINIMAL}members: { __proto__: {} }\n`,
      [5, 12, "members.__proto__", expect.stringMatching(/^must be a name of 1 to 64 letters/)],
    ],
    [
      "a role that is none",
      `${MINIMAL}organisations:\n  a: { name: A, roles: [hotel] }\n`,
      [6, 25, "organisations.a.roles[0]", expect.stringMatching(/^must be one of hospital, /)],
    ],
    [
      "a duty twice",
      `${MINIMAL}organisations: { a: { name: A, roles: [] } }\nmembers: { b: { of: a, duties: [use, use] } }\n`,
      [6, 32, "members.b.duties", "must name each once"],
    ],
    [
      "a GTIN without quotes",
      `${MINIMAL}values: { a: 09521234543213 }\n`,
      [5, 14, "values.a", "must be a text; one of digits only, or that begins with 0x, in quotes"],
    ],
    [
      "a hash without quotes",
      `${MINIMAL}values: { a: 0xff }\n`,
      [5, 14, "values.a", expect.stringMatching(/in quotes$/)],
    ],
    [
      "an empty value",
      `${MINIMAL}values: { a: }\n`,
      [5, expect.any(Number), "values.a", expect.stringMatching(/^must be a text/)],
    ],
    ["a step without a verb", MINIMAL.replace("verb: audit", "title: a"), [4, 5, "steps[0].verb", "must be given"]],
    [
      "a reading with somebody",
      MINIMAL.replace("verb: audit", "verb: audit\n    who: nurse"),
      [5, 5, "steps[0].who", expect.stringMatching(/^must be left out: only /)],
    ],
    [
      "a reading's fact that is none",
      MINIMAL.replace("audit", "audit\n    expect: { usable: true }"),
      [5, 15, "steps[0].expect.usable", "must be left out: only problems, entries may be given"],
    ],
    [
      "half a list of packs",
      `${MINIMAL}packs: { a: { gtin: "09521234543251", prefix: A } }\n`,
      [5, 13, "packs.a.count", "must be given, or `list`"],
    ],
    [
      "both packs and a list",
      `${MINIMAL}packs: { a: { list: a.json, prefix: A } }\n`,
      [5, 29, "packs.a.prefix", "must be left out where `list` is given"],
    ],
    [
      "too many packs",
      `${MINIMAL}packs: { a: { gtin: "1", prefix: A, count: 1048577 } }\n`,
      [5, 44, "packs.a.count", "must be how many packs, from 1 to 1048576"],
    ],
  ])("error: MalformedScenario: %s", (_, text, expected) => {
    expect(broken(text)).toEqual(expected);
  });

  it.each(["../a.json", "/etc/passwd", "a/../../b", "C:/a", "a\\\\b", "."])(
    "error: MalformedScenario: a list of packs at %s",
    (path) => {
      const rule = "must be a file beside the scenario, or below";
      expect(broken(`${MINIMAL}packs: { a: { list: "${path}" } }\n`)).toEqual([5, 21, "packs.a.list", rule]);
    },
  );

  it.each([
    [
      "a parameter that is none",
      "  - { who: nurse, verb: use, with: { code: a, plcae: b } }",
      [
        "plcae: b",
        "steps[0].with.plcae",
        "must be left out: only code, place, details, occurredAt, expected may be given",
      ],
    ],
    [
      "a parameter that is missing",
      "  - { who: nurse, verb: move, with: { code: a } }",
      ["{ code: a }", "steps[0].with.place", "must be given"],
    ],
    [
      "no parameters at all",
      "  - { who: nurse, verb: use }",
      ["{ who: nurse, verb: use }", "steps[0].with", "must be given"],
    ],
    [
      "a quantity that is a text",
      "  - { who: nurse, verb: dispense, with: { code: a, quantity: many } }",
      ["many", "steps[0].with.quantity", "must be a whole number"],
    ],
    [
      "a quantity with a fraction",
      "  - { who: nurse, verb: dispense, with: { code: a, quantity: 1.5 } }",
      ["1.5", "steps[0].with.quantity", "must be a whole number"],
    ],
    [
      "a word that is none",
      "  - { who: nurse, verb: dispose, with: { code: a, means: burnt } }",
      ["burnt", "steps[0].with.means", expect.stringMatching(/^must be one of destroyed, /)],
    ],
    [
      "the word none",
      "  - { who: nurse, verb: dispose, with: { code: a, means: none } }",
      ["none", "steps[0].with.means", expect.stringMatching(/^must be one of destroyed, /)],
    ],
    [
      "a moment that is none",
      "  - { who: nurse, verb: use, with: { code: a, occurredAt: yesterday } }",
      ["yesterday", "steps[0].with.occurredAt", expect.stringMatching(/^must be a moment: now, /)],
    ],
    [
      "a state that is none",
      "  - { who: nurse, verb: use, with: { code: a }, expect: { state: used } }",
      ["used", "steps[0].expect.state", expect.stringMatching(/^must be one of announced, /)],
    ],
    [
      "an error that is none",
      "  - { who: nurse, verb: use, with: { code: a }, expect: { refused: OwnPump } }",
      ["OwnPump", "steps[0].expect.refused", expect.stringMatching(/^must be one of AccountTaken, /)],
    ],
    [
      "an error that is no answer",
      "  - { who: nurse, verb: use, with: { code: a }, expect: { refused: OutcomeUnknown } }",
      ["OutcomeUnknown", "steps[0].expect.refused", expect.stringMatching(/^must be one of /)],
    ],
    [
      "both a state and a refusal",
      "  - { who: nurse, verb: use, with: { code: a }, expect: { state: inUse, refused: Expired } }",
      ["inUse", "steps[0].expect.state", "must be left out where a refusal is expected"],
    ],
    [
      "details of no refusal",
      "  - { who: nurse, verb: use, with: { code: a }, expect: { details: { a: 1 } } }",
      ["{ a: 1 }", "steps[0].expect.details", "must be left out without `refused`"],
    ],
    [
      "a person that nobody is",
      "  - { who: nurze, verb: use, with: { code: a } }",
      ["nurze", "steps[0].who", "must be the council, an administrator or one of members"],
    ],
    [
      "an organisation that is none",
      "  - { who: buyer, verb: order, with: { requisition: a, supplier: mkaer } }",
      ["mkaer", "steps[0].with.supplier", "must be an organisation of the scenario"],
    ],
    [
      "a member that nobody is",
      "  - { who: hospitalAdministrator, verb: setMemberStatus, with: { member: nobody, status: active } }",
      ["nobody", "steps[0].with.member", "must be a person of the scenario"],
    ],
    [
      "an account that is nobody's",
      "  - { who: council, verb: transferCouncil, with: { account: nobody } }",
      ["nobody", "steps[0].with.account", "must be a person of the scenario, or an address"],
    ],
    [
      "a consent of nobody",
      "  - { who: hospitalAdministrator, verb: addMember, with: { consent: { of: nobody, to: hospital }, duties: [] } }",
      ["{ of: nobody", "steps[0].with.consent", "must be of a person of the scenario"],
    ],
    [
      "a consent to an organisation that is none",
      "  - { who: hospitalAdministrator, verb: addMember, with: { consent: { of: stranger, to: hotel }, duties: [] } }",
      ["{ of: stranger", "steps[0].with.consent", "must be an organisation of the scenario"],
    ],
    [
      "a consent to nothing that is known",
      "  - { who: hospitalAdministrator, verb: addMember, with: { consent: { of: stranger, for: hospital }, duties: [] } }",
      ["for: hospital", "steps[0].with.consent.for", "must be left out: only of, to, until may be given"],
    ],
    [
      "a span that is none",
      "  - { at: soon, verb: audit }",
      ["soon", "steps[0].at", "must be a span, as in 3 days, 1 hour or 90 seconds"],
    ],
    [
      "both at and after",
      "  - { at: 1 day, after: 1 day, verb: audit }",
      ["1 day", "steps[0].after", "must be left out where `at` is given"],
    ],
    [
      "a name before it is there",
      "  - { verb: check, with: { code: $pump } }",
      ["$pump", "steps[0].with.code", "must not name $pump before it is there"],
    ],
    [
      "a name in the middle of a text",
      "  - { verb: check, with: { code: (01)1(21)$pump } }",
      ["(01)1(21)$pump", "steps[0].with.code", "must not name $pump before it is there"],
    ],
    [
      "a name in a list",
      "  - { who: keeper, verb: monitor, with: { code: [a, $b] } }",
      ["$b]", "steps[0].with.code[1]", "must not name $b before it is there"],
    ],
    [
      "a name that a step saves itself",
      "  - { verb: check, with: { code: $a }, save: a }",
      ["$a", "steps[0].with.code", "must not name $a before it is there"],
    ],
    [
      "a dollar sign for nothing",
      "  - { verb: check, with: { code: 5$ } }",
      ["5$", "steps[0].with.code", "must have $name, or $$ for a dollar sign"],
    ],
    [
      "a saved name that has no letter",
      "  - { verb: audit, save: 1a }",
      ["1a", "steps[0].save", expect.stringMatching(/^must be a name of 1 to 64 letters, digits/)],
    ],
    [
      "a saved name that is taken",
      "  - { verb: audit, save: run }",
      ["run", "steps[0].save", "must be a name that nothing else has"],
    ],
  ])("error: MalformedScenario: %s", (_, text, expected) => {
    const [pointsAt, field, rule] = expected;
    const [line, column, ...rest] = broken(steps(text));
    expect([line, ...rest]).toEqual([FIRST, field, rule]);
    expect(text.slice(column - 1).startsWith(String(pointsAt))).toBe(true);
  });

  it("error: MalformedScenario: a step that is due before the one above", () => {
    const text = steps("  - { at: 2 days, verb: audit }\n  - { at: 47 hours, verb: audit }");
    expect(broken(text)).toEqual([FIRST + 1, 11, "steps[1].at", "must not be before the step above"]);
  });

  it("error: MalformedScenario: people and what they are", () => {
    const head = MINIMAL.replace("A 场景", "A\ncouncil: c");
    const organisations = "organisations:\n  a: { name: A, roles: [], administrator: d }\n";
    const rule = "must administer one organisation, and not be the council";
    expect(broken(`${head}${organisations.replace("d }", "c }")}`)).toEqual([
      7,
      43,
      "organisations.a.administrator",
      rule,
    ]);
    expect(broken(`${head}${organisations}  b: { name: B, roles: [], administrator: d }\n`)).toEqual([
      7,
      43,
      "organisations.a.administrator",
      rule,
    ]);
    expect(broken(`${head}${organisations}members: { d: { of: a, duties: [] } }`)).toEqual([
      8,
      15,
      "members.d",
      "must be neither an administrator nor the council",
    ]);
    expect(broken(`${head}${organisations}members: { e: { of: b, duties: [] } }`)).toEqual([
      8,
      21,
      "members.e.of",
      "must be an organisation of the scenario",
    ]);
    expect(broken(`${head}${organisations}members: { e: { of: a } }`)).toEqual([
      8,
      15,
      "members.e",
      "must have both `of` and `duties`, or neither",
    ]);
    expect(
      broken(
        `${head}${organisations}products: [{ by: f, product: a, name: A, kind: drug, riskClass: 1, registeredFrom: now, registeredUntil: now }]`,
      ),
    ).toEqual([8, 18, "products[0].by", "must be the council, an administrator or one of members"]);
  });

  it("behavior: a value may name those above it, and no others", () => {
    expect(readScenario(`${MINIMAL}values: { a: x, b: $a-$run-$$ }\n`).values).toEqual({ a: "x", b: "$a-$run-$$" });
    expect(broken(`${MINIMAL}values: { b: $a, a: x }\n`)).toEqual([
      5,
      14,
      "values.b",
      "must not name $a before it is there",
    ]);
  });

  it("behavior: of what is no YAML, an error shows the line", () => {
    expect(thrown(`${MINIMAL}title: B\n`).message).toBe('given.yaml:5:1: line "title: B" must name each member once.');
  });

  it("behavior: an error shows no more of a long value than its beginning", () => {
    const { value } = thrown(`${MINIMAL}council: ${"x".repeat(5000)}`).details;
    expect(String(value)).toHaveLength(100);
  });

  it("behavior: the schema is one that every validator of draft 2020-12 takes", () => {
    const ajv = new Ajv2020({ strict: false });
    const validate = ajv.compile(scenarioSchema);
    expect(validate({ format: SCENARIO_FORMAT, title: "A", steps: [{ verb: "audit" }] })).toBe(true);
    expect(validate({ format: SCENARIO_FORMAT, title: "A", steps: [{ verb: "use", who: "a" }] })).toBe(false);
  });
});
