import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { SPARE_PUMP as PUMP } from "../../scripts/demo/life.ts";
import { SPARE_LOT } from "../../scripts/demo/lives/vaccine.ts";
import { type Action, graphOf, type Hex, type TraceEdge } from "../../src/index.ts";
import { type Demo, startDemo } from "./support/demo.ts";
import { typed, typedJson } from "./support/typed.ts";

let demo: Demo;
let snapshot: unknown;

const request = (method: string, params: unknown[] = []) => demo.ledger.connection.provider.request({ method, params });

beforeAll(async () => {
  demo = await startDemo();
});
afterAll(() => demo?.close());

beforeEach(async () => {
  snapshot = await request("evm_snapshot");
});
afterEach(async () => {
  await request("evm_revert", [snapshot]);
});

const day = (seconds: number) => new Date(seconds * 1000).toISOString().slice(0, 10);
const minute = (seconds: number) => new Date(seconds * 1000).toISOString().slice(0, 16).replace("T", " ");
const now = () => Math.floor(Date.now() / 1000);

/** The lines that `trace` prints of an entry and below it. */
async function linesOf(target: string, action: string, below: number): Promise<readonly string[]> {
  const { code, stdout } = await typed(`trace "${target}"`);
  expect(code).toBe(0);
  const lines = stdout.split("\n");
  const at = lines.findLastIndex((line) => line.includes(` ${action} → `));
  return lines.slice(at, at + 1 + below);
}

/** The head of the last entry of an action. */
async function headOf(target: string, action: Action): Promise<Hex> {
  const { entries } = await demo.m.history(target);
  return entries.findLast((entry) => entry.action === action)?.head as Hex;
}

describe("trace", () => {
  it("default: a correction, and what corrects it, stand below the entry", async () => {
    const { occurredAt, member } = await demo.as("nurse").use({ code: PUMP, place: "ICU-3" });
    const used = await headOf(PUMP, "use");
    await demo.as("keeper").move({ code: PUMP, place: "Ward 7" });
    expect(await typed(`correct "${PUMP}" --head ${used} --place "Ward 7" --as nurse`)).toMatchObject({ code: 0 });
    const head = await headOf(PUMP, "correct");
    const document = `0x${"5d".repeat(32)}` as const;
    const first = `correct "${PUMP}" --head ${head} --details ${document} --occurred-at ${occurredAt - 3600} --as nurse`;
    expect(await typed(first)).toMatchObject({ code: 0 });
    const last = await headOf(PUMP, "correct");
    expect(await typed(`correct "${PUMP}" --head ${last} --as nurse`)).toMatchObject({ code: 0 });

    const [step, ...corrections] = await linesOf(PUMP, "使用 use", 4);
    const by = `Demo Hospital, member ${member}`;
    expect(step).toBe(`${minute(occurredAt)} · 使用 use      · 使用 use → in use · ${by} · ICU-3`);
    const [place, time, nothing, moved] = corrections;
    const corrected = (line = "") => line.replace(/\d{4}-\d\d-\d\d \d\d:\d\d ·/, "<when> ·");
    expect(corrected(place)).toBe(`                   corrected 更正 <when> · ${by} · now Ward 7`);
    expect(corrected(time)).toBe(
      `                   corrected 更正 <when> · ${by} · now at ${minute(occurredAt - 3600)}, document 0x5d5d5d5d…`,
    );
    expect(corrected(nothing)).toBe(`                   corrected 更正 <when> · ${by} · now as before`);
    expect(moved).toContain(" · 转移 move → in use · ");
    expect((await typed(`trace "${PUMP}"`)).stdout).not.toContain("更正 correct →");
  });

  it("behavior: late is what holds late now", async () => {
    const { recordedAt } = await demo.as("nurse").use({ code: PUMP });
    expect((await linesOf(PUMP, "使用 use", 0))[0]).not.toContain("late");
    const head = await headOf(PUMP, "use");
    await demo.as("nurse").correct({ target: PUMP, head, occurredAt: recordedAt - 3 * 86_400 });
    expect(await linesOf(PUMP, "使用 use", 1)).toEqual([
      expect.stringContaining(` · late: recorded ${day(recordedAt)}`),
      expect.stringContaining(` · now at ${minute(recordedAt - 3 * 86_400)}`),
    ]);
  });

  it("behavior: a dispensing that was taken back says so", async () => {
    const { subject } = await demo.as("pharmacist").dispense({ code: SPARE_LOT, packs: [3] });
    await demo.as("pharmacist").undo({ code: subject });
    const [dispensed, undone] = await linesOf(subject, "发放 dispense", 1);
    expect(dispensed).toMatch(/ · 10 units · undone 已撤销 \d{4}-\d\d-\d\d$/);
    expect(undone).toMatch(/ · 撤销发放 undo → stored · .* · 10 units$/);
  });

  it("behavior: prints corrections in place with --json, and what comes from what", async () => {
    await demo.as("nurse").use({ code: PUMP, place: "ICU-3" });
    const head = await headOf(PUMP, "use");
    await demo.as("nurse").correct({ target: PUMP, head, occurredAt: now() - 7200 });
    const { code, result } = await typedJson(`trace "${PUMP}"`);
    expect(code).toBe(0);
    const { stages } = result.life as { readonly stages: readonly { readonly steps: readonly unknown[] }[] };
    expect(stages).toHaveLength(9);
    expect(stages[4]?.steps.at(-1)).toMatchObject({
      entry: { head, action: "use" },
      corrections: [{ action: "correct", origin: { head } }],
      current: { occurredAt: expect.any(Number) },
    });
    const edges = result.edges as readonly TraceEdge[];
    expect(edges).toContainEqual(expect.objectContaining({ type: "corrects", to: head }));
  });

  it("behavior: prints a graph for Graphviz with --graph", async () => {
    const { code, stdout } = await typed(`trace "${PUMP}" --graph`);
    const trace = await demo.m.trace(PUMP);
    const { nodes, edges } = graphOf(trace);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^digraph trace \{\n[\s\S]*\n\}\n$/);
    expect(stdout.match(/^ {2}subgraph "cluster 0x[0-9a-f]{64}" \{$/gm)).toHaveLength(trace.histories.length);
    expect(stdout.match(/^ {4}"0x[0-9a-f]{54}" \[label="[a-z ]+ \p{L}+"\];$/gmu)).toHaveLength(nodes.length);
    expect(stdout.match(/^ {2}"0x[0-9a-f]{54}" -> "0x[0-9a-f]{54}"(?: \[label="[a-z ]+"\])?;$/gm)).toHaveLength(
      edges.length,
    );
    const absent = new Set(edges.flatMap((edge) => (edge.to === undefined ? [edge.origin.head] : [])));
    expect(stdout.match(/^ {2}"0x[0-9a-f]{54}" \[label="not in this trace", style=dotted\];$/gm) ?? []).toHaveLength(
      absent.size,
    );
  });
});
