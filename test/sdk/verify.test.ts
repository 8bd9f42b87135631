import { id } from "ethers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toJson } from "../../src/cli/print.ts";
import { readTrace } from "../../src/history/shape.ts";
import { isLate, timeline } from "../../src/history/timeline.ts";
import type { Entry, Hex, History, Trace } from "../../src/history/types.ts";
import { type ProblemCode, verify } from "../../src/history/verify.ts";
import { createWorld, DAY, GTIN, itemCode, type World } from "../support/world.ts";

let world: World;
let trace: Trace;
/** Another item's trace, from the same ledger. */
let other: Trace;

beforeAll(async () => {
  world = await createWorld();
  const code = await world.disposed("T-1");
  trace = await world.m.trace(code);
  other = await world.m.trace(await world.accepted("T-2"));
});
afterAll(() => world.close());

type Stored = History["entries"][number];

/** The trace with one history changed. */
function change(kind: History["kind"], edit: (entries: readonly Stored[]) => readonly Stored[]): Trace {
  const histories = trace.histories.map((history) =>
    history.kind === kind ? { ...history, entries: edit(history.entries) } : history,
  );
  return { ...trace, histories };
}

const codes = (tampered: Trace): ProblemCode[] => verify(tampered).problems.map(({ code }) => code);
const kinds = ["asset", "requisition", "product"] as const;

describe("verify", () => {
  it("default: a trace from the ledger is intact, and anchored with the heads that the checker reads", async () => {
    expect(verify(trace)).toEqual({
      level: "intact",
      asOf: trace.asOf,
      problems: [],
      missingStages: ["use", "manage", "maintain", "repair"],
    });
    const anchors = await world.m.heads(trace.histories.map(({ subject }) => subject));
    expect(verify(trace, anchors)).toMatchObject({ level: "anchored", problems: [] });
    expect(await world.m.verify(trace)).toMatchObject({ level: "anchored", problems: [] });
    expect(await world.m.verify(itemCode("T-1"))).toMatchObject({ level: "anchored", problems: [] });
  });

  it("behavior: the trace has the item, its requisition and its product", () => {
    expect(trace.histories.map(({ kind }) => kind)).toEqual(["asset", "product", "requisition"]);
  });

  it("behavior: every dropped entry shows", async () => {
    let dropped = 0;
    for (const kind of kinds) {
      const length = trace.histories.find((history) => history.kind === kind)?.entries.length ?? 0;
      for (let position = 0; position < length; position++) {
        const tampered = change(kind, (entries) => entries.filter((_, at) => at !== position));
        const last = position === length - 1;
        // The last one's absence is only seen by whoever asks the ledger, or where something comes from it.
        const verdict = last ? await world.m.verify(tampered) : verify(tampered);
        expect([kind, position, verdict.problems.length > 0]).toEqual([kind, position, true]);
        expect(verdict.level).not.toBe("anchored");
        dropped++;
      }
    }
    expect(dropped).toBeGreaterThan(10);
  });

  it("behavior: every two swapped entries show", () => {
    for (const kind of ["asset", "requisition"] as const) {
      const length = trace.histories.find((history) => history.kind === kind)?.entries.length ?? 0;
      for (let first = 0; first < length; first++) {
        for (let second = first + 1; second < length; second++) {
          const tampered = change(kind, (entries) => {
            const copy = [...entries];
            [copy[first], copy[second]] = [entries[second] as Stored, entries[first] as Stored];
            return copy;
          });
          expect(codes(tampered)).toContain("headWrong");
        }
      }
    }
  });

  it("behavior: every repeated entry shows", () => {
    for (const kind of kinds) {
      const length = trace.histories.find((history) => history.kind === kind)?.entries.length ?? 0;
      for (let position = 0; position < length; position++) {
        const tampered = change(kind, (entries) => entries.toSpliced(position, 0, entries[position] as Stored));
        expect(codes(tampered)).toContain("headWrong");
      }
    }
  });

  it("behavior: every foreign entry shows", () => {
    const foreign = other.histories[0]?.entries ?? [];
    expect(foreign.length).toBeGreaterThan(1);
    for (const entry of foreign) {
      for (let position = 0; position <= (trace.histories[0]?.entries.length ?? 0); position++) {
        expect(codes(change("asset", (entries) => entries.toSpliced(position, 0, entry)))).toContain("entryMalformed");
      }
    }
  });

  it("behavior: every altered value of every entry shows", () => {
    /** Another value of the same type. */
    const alter: Record<string, (value: never) => unknown> = {
      subject: () => id("another"),
      kind: (value: Entry["kind"]) => (value === "asset" ? "requisition" : "asset"),
      action: (value: Entry["action"]) => (value === "use" ? "store" : "use"),
      stage: (value: Entry["stage"]) => (value === "use" ? "manage" : "use"),
      state: (value: Entry["state"]) => (value === "disposed" ? "stored" : "disposed"),
      quantity: (value: bigint) => value + 1n,
      details: () => id("another document"),
      head: () => id("another head").slice(0, 56),
      origin: (value: Entry["origin"]) =>
        value === undefined
          ? { subject: id("a"), head: id("b").slice(0, 56) }
          : { ...value, head: id("another").slice(0, 56) },
    };
    // What the ledger does not commit to: where the log stands.
    const uncommitted = new Set(["transaction", "logIndex", "block"]);
    let altered = 0;
    for (const kind of kinds) {
      const entries = trace.histories.find((history) => history.kind === kind)?.entries ?? [];
      for (const [position, entry] of entries.entries()) {
        for (const [field, value] of Object.entries(entry)) {
          if (uncommitted.has(field)) continue;
          const changed = (alter[field] ?? ((number: number) => number + 1))(value as never);
          const tampered = change(kind, (all) => all.with(position, { ...entry, [field]: changed } as Stored));
          expect([kind, position, field, verify(tampered).level]).toEqual([kind, position, field, "none"]);
          altered++;
        }
      }
    }
    expect(altered).toBeGreaterThan(150);
  });

  it("behavior: an altered block shows by the next entry's pointer", () => {
    const tampered = change("asset", (all) => all.with(0, { ...(all[0] as Stored), block: 1 }));
    expect(codes(tampered)).toEqual(["previousBlockWrong"]);
  });

  it("behavior: a missing, an emptied, a repeated or a foreign history shows", () => {
    const [item, product, requisition] = trace.histories as [History, History, History];
    const but = (histories: readonly History[]): Trace => ({ ...trace, histories });
    expect(codes(but([item, product]))).toContain("historyMissing");
    expect(codes(but([item, requisition]))).toContain("historyMissing");
    expect(codes(but([requisition, product]))).toContain("historyMissing");
    expect(codes(but([]))).toContain("historyMissing");
    expect(codes(but([{ ...item, entries: [] }, requisition, product]))).toContain("historyEmpty");
    expect(codes(but([item, requisition, product, product]))).toContain("historyRepeated");
    expect(codes(but([item, requisition, product, ...other.histories.slice(0, 1)]))).toContain("historyForeign");
  });

  it("behavior: another item's life, with its requisition, cannot be mixed in", async () => {
    const forged: Trace = {
      ...trace,
      histories: [...trace.histories, ...other.histories.filter(({ kind }) => kind !== "product")],
    };
    expect(codes(forged)).toEqual(["historyForeign", "historyForeign"]);
    expect((await world.m.verify(forged)).level).toBe("none");
  });

  it("behavior: bytes moved from one field to the next show, though they hash to the same", () => {
    const tampered = change("requisition", (entries) =>
      entries.map((entry) => {
        const { origin, details } = entry;
        if (origin === undefined || entry.action !== "ship") return entry;
        const moved = { subject: `${origin.subject}00`, head: origin.head } as const;
        return { ...entry, origin: moved, details: `0x${details.slice(4)}` };
      }),
    );
    expect(verify(tampered)).toMatchObject({ level: "none", problems: [{ code: "traceMalformed" }] });
  });

  it("behavior: the same value written in another way shows", () => {
    const upper = (hex: Hex): Hex => `0x${hex.slice(2).toUpperCase()}`;
    const [item] = trace.histories as [History];
    const first = item.entries[0] as Stored;
    const variants: unknown[] = [
      { ...first, subject: upper(first.subject) },
      { ...first, head: upper(first.head) },
      { ...first, organisation: "2" },
      { ...first, organisation: "0b10" },
      { ...first, member: 1.5 },
      { ...first, value: -0 },
      { ...first, block: -5 },
      { ...first, quantity: "01" },
      { ...first, quantity: 1 },
    ];
    for (const variant of variants) {
      const tampered = change("asset", (entries) => entries.with(0, variant as Stored));
      expect(verify(tampered)).toMatchObject({ level: "none", problems: [{ code: "traceMalformed" }] });
    }
    const withCode = { ...trace, code: `https://example.com/01/${GTIN}/21/T-1` };
    expect(codes(withCode)).toEqual(["subjectWrong"]);
  });

  it("behavior: what is no trace at all is said to be none, and stops no checker", async () => {
    const [item] = trace.histories as [History];
    const values: unknown[] = [
      null,
      {},
      [],
      { ...trace, histories: null },
      { ...trace, histories: [null] },
      { ...trace, histories: [{ ...item, entries: undefined }] },
      { ...trace, histories: [{ ...item, kind: "constructor" }] },
      { ...trace, histories: [{ ...item, entries: [null] }] },
      { ...trace, histories: [{ ...item, entries: [{ ...item.entries[0], action: "__proto__" }] }] },
      { ...trace, histories: [{ ...item, entries: [{ ...item.entries[0], origin: 7 }] }] },
      { ...trace, asOf: undefined },
    ];
    for (const value of values) {
      const verdict = verify(value as Trace);
      expect(verdict).toMatchObject({ level: "none", problems: [{ code: "traceMalformed" }] });
      expect((await world.m.verify(value as Trace)).level).toBe("none");
    }
    // The checker's own connection says which chain and ledger are asked.
    for (const value of [7, "trace", { ...trace, chainId: "abc" }, { ...trace, ledger: "0x12" }]) {
      expect(verify(value as Trace)).toMatchObject({ level: "none", problems: [{ code: "traceMalformed" }] });
    }
  });

  it("behavior: a trace that went through JSON is the same", () => {
    const json = JSON.parse(toJson(trace));
    expect(readTrace(json)).toEqual(trace);
    expect(verify(json)).toMatchObject({ level: "intact", problems: [] });
  });

  it("behavior: the last entry under another block is not anchored", async () => {
    const tampered = change("asset", (entries) => {
      const last = entries.at(-1) as Stored;
      return entries.with(-1, { ...last, block: last.block + 1 });
    });
    expect(verify(tampered).level).toBe("intact");
    expect(await world.m.verify(tampered)).toMatchObject({ level: "intact", problems: [{ code: "lastBlockWrong" }] });
  });

  it("behavior: a trace shown under another code, chain or ledger shows", () => {
    expect(codes({ ...trace, code: `/01/${GTIN}/21/T-2` })).toEqual(["subjectWrong"]);
    expect(codes({ ...trace, code: "no code" })).toEqual(["subjectWrong"]);
    expect(codes({ ...trace, chainId: trace.chainId + 1n })).toContain("headWrong");
    expect(codes({ ...trace, ledger: `0x${"12".repeat(20)}` })).toContain("headWrong");
  });

  it("behavior: a history that was cut off at its end is intact, but not anchored", async () => {
    const cut = change("asset", (entries) => entries.slice(0, -1));
    expect(verify(cut)).toMatchObject({ level: "intact", problems: [] });
    const item = trace.subject;
    expect(await world.m.verify(cut)).toMatchObject({
      level: "intact",
      problems: [{ code: "endMissing", subject: item, expected: trace.histories[0]?.entries.at(-1)?.head }],
    });
  });

  it("behavior: a trace of another ledger with the same ids is not anchored", async () => {
    const elsewhere = await createWorld();
    try {
      const code = await elsewhere.accepted("T-1");
      const forged = await elsewhere.m.trace(code);
      expect(verify(forged).level).toBe("intact");
      expect((await world.m.verify(forged)).level).not.toBe("anchored");
    } finally {
      await elsewhere.close();
    }
  });
});

describe("timeline", () => {
  it("behavior: has each step of a life once, in order", () => {
    expect(timeline(trace).map(({ action }) => action)).toEqual([
      "register",
      "apply",
      "approve",
      "order",
      "enrol",
      "ship",
      "accept",
      "requestScrap",
      "approveScrap",
      "dispose",
    ]);
  });

  it("behavior: leaves out what a requisition says of other items", async () => {
    const requisition = await world.ordered(3n);
    for (const serial of ["M-1", "M-2", "M-3"]) {
      await world.as("seller").enrol({ code: itemCode(serial) });
      await world.as("seller").ship({ requisition, code: itemCode(serial) });
      await world.as("inspector").accept({ requisition, code: itemCode(serial) });
    }
    const one = await world.m.trace(itemCode("M-2"));
    expect(verify(one)).toMatchObject({ level: "intact", problems: [] });
    expect(one.histories).toHaveLength(3);
    const item = one.subject as Hex;
    const deliveries = timeline(one).filter(({ action }) => action === "ship" || action === "accept");
    expect(deliveries.map(({ action, subject }) => [action, subject])).toEqual([
      ["ship", item],
      ["accept", item],
    ]);
  });

  it("behavior: what was recorded more than a day after it happened is late", async () => {
    const code = await world.accepted();
    const now = await world.now();
    const punctual = await world.as("nurse").use({ code, occurredAt: now - DAY + 10 });
    const late = await world.as("nurse").use({ code, occurredAt: now - DAY - 10 });
    expect([isLate(punctual), isLate(late)]).toEqual([false, true]);
  });
});
