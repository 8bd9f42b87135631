import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readings } from "../../src/scenario/readings.ts";
import { scenarioSchema } from "../../src/scenario/schema.ts";
import { read } from "../package/sources.ts";
import { emptyLedger, troubles } from "./support/stage.ts";

const document = read("docs/scenarios.md");
const [, example = ""] = /```yaml\n(.*?)```/s.exec(document) ?? [];
/** The words in backquotes of a cell of a table. */
const words = (cell = "") => [...cell.matchAll(/`(\w+)[^`]*`/g)].map(([, word]) => word);

let ledger: Awaited<ReturnType<typeof emptyLedger>>;

beforeAll(async () => {
  ledger = await emptyLedger();
});

afterAll(() => ledger?.close());

describe("docs/scenarios.md", () => {
  it("default: its example is played as it stands, and again", async () => {
    for (const setUp of [true, false]) {
      const result = await ledger.run(example, { setUp });
      expect(troubles(result)).toEqual([]);
      expect(result).toMatchObject({ success: true, title: "Nobody approves the own application 申请与审批分离" });
    }
  });

  it("behavior: names every reading, what it is asked with, and all that can be expected", () => {
    const rows = [...document.matchAll(/^\| `(\w+)` \| (.*?) ?\| (.*) \|$/gm)].filter(
      ([, name = ""]) => name in readings,
    );
    expect(rows.map(([, name]) => name)).toEqual(Object.keys(readings));
    for (const [, name = "", asked, facts] of rows) {
      const reading = readings[name as keyof typeof readings];
      expect([name, words(asked)]).toEqual([name, Object.keys(reading.with)]);
      expect([name, words(facts)]).toEqual([name, Object.keys(reading.expect)]);
    }
  });

  it("behavior: names every member of a scenario", () => {
    for (const name of Object.keys(scenarioSchema.properties as object)) expect(document).toContain(`| \`${name}\` |`);
  });
});
