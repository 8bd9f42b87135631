import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { originType } from "../../src/history/graph.ts";
import {
  type Action,
  actions,
  batchId,
  graphOf,
  type Hex,
  itemId,
  type Kind,
  kinds,
  type OriginType,
  parseCode,
  productId,
  requisitionId,
  type Trace,
  type TraceEdge,
  type TraceGraph,
  verify,
} from "../../src/index.ts";
import { root } from "../package/sources.ts";
import { createWorld, DAY, GTIN, itemCode, type World } from "../support/world.ts";

const VACCINE = "06934567000019";
const GAUZE = "09521000000070";
const IMPLANT = "04012345678901";
const product = (gtin: string) => productId(parseCode(gtin));
const lotOf = (lot: string, gtin = VACCINE) => `(01)${gtin}(10)${lot}`;

let world: World;

beforeAll(async () => {
  world = await createWorld();
  const { manufacturer } = world.consortium;
  const period = { registeredFrom: 1, registeredUntil: 4_000_000_000 };
  const officer = world.as("officer");
  const lots = { riskClass: 2, tracking: "lot", ...period } as const;
  await officer.register({ product: VACCINE, name: "vaccine 疫苗", kind: "drug", manufacturer, ...lots });
  await officer.register({ product: GAUZE, name: "gauze 纱布", kind: "consumable", ...lots });
  await officer.register({
    product: IMPLANT,
    name: "knee implant 膝关节假体",
    kind: "consumable",
    riskClass: 3,
    singleUse: true,
    manufacturer,
    ...period,
  });
});
afterAll(() => world.close());

/** The graph of what verifies: its nodes are all entries, and it has no cycle. */
async function soundGraph(target: string): Promise<{ readonly trace: Trace; readonly graph: TraceGraph }> {
  const trace = await world.m.trace(target);
  expect(verify(trace)).toMatchObject({ level: "intact", problems: [] });
  const graph = graphOf(trace);
  expect(graph.nodes).toHaveLength(trace.histories.flatMap(({ entries }) => entries).length);
  expect(unordered(graph)).toEqual([]);
  return { trace, graph };
}

/** The heads that stand on a cycle, or lead to one: what is left when all is taken away that leads to nothing more. */
function unordered({ nodes, edges }: TraceGraph): readonly Hex[] {
  let left = nodes.map(({ head }) => head);
  for (let before = -1; before !== left.length; ) {
    before = left.length;
    const open = new Set(left);
    const waiting = new Set(edges.flatMap(({ from, to }) => (to !== undefined && open.has(to) ? [from] : [])));
    left = left.filter((head) => waiting.has(head));
  }
  return left;
}

/** Each edge but those within a history, in words: what comes from what. */
function told({ nodes, edges }: TraceGraph, type?: TraceEdge["type"]): readonly string[] {
  const byHead = new Map(nodes.map((node) => [node.head, `${node.kind} ${node.entry.action}`]));
  return edges
    .filter((edge) => (type === undefined ? edge.type !== "follows" : edge.type === type))
    .map(({ type: of, from, to }) => `${byHead.get(from)} ${of} ${to === undefined ? "?" : byHead.get(to)}`);
}

/** The heads of a subject's entries of an action. */
async function headsOf(target: string, action: Action): Promise<readonly Hex[]> {
  return (await world.m.history(target)).entries.filter((entry) => entry.action === action).map(({ head }) => head);
}

async function ordered(gtin: string, quantity: bigint, reference: string, supplier?: number): Promise<Hex> {
  const { subject } = await world.as("applicant").apply({ product: gtin, quantity, reference });
  await world.as("approver").approve({ requisition: subject });
  await world.as("buyer").order({ requisition: subject, ...(supplier === undefined ? {} : { supplier }) });
  return subject;
}

/** A lot's parcel, delivered to the hospital. */
async function delivered(lot: string, quantity = 100n): Promise<Hex> {
  const { manufacturer } = world.consortium;
  const requisition = await ordered(VACCINE, quantity, `R-${lot}`, manufacturer);
  const expiry = (await world.now()) + 200 * DAY;
  const { subject } = await world.as("maker").commission({ code: lotOf(lot), quantity, expiry });
  await world.as("seller").ship({ requisition, code: subject });
  await world.as("inspector").accept({ requisition, code: subject });
  return subject;
}

describe("graphOf", () => {
  it("default: an item, with its requisition and its product", async () => {
    const code = await world.accepted();
    const { trace, graph } = await soundGraph(code);
    expect(told(graph)).toEqual([
      "asset enrol ofProduct product register",
      "asset ship underRequisition requisition ship",
      "asset accept underRequisition requisition accept",
      "requisition apply ofProduct product register",
      "requisition ship delivers asset enrol",
      "requisition accept delivers asset ship",
    ]);
    const [item] = trace.histories;
    expect(graph.nodes.filter(({ subject }) => subject === trace.subject)).toEqual(
      item?.entries.map((entry, position) => ({
        head: entry.head,
        subject: item.subject,
        kind: "asset",
        position,
        entry,
      })),
    );
  });

  it("behavior: a cycle, which no hashes allow, would show", async () => {
    const { graph } = await soundGraph(await world.accepted());
    const [first, second] = graph.nodes.map(({ head }) => head) as [Hex, Hex];
    const edges = [...graph.edges, { type: "follows", from: first, to: second } as const];
    expect(unordered({ ...graph, edges })).toEqual(expect.arrayContaining([first, second]));
  });

  it("behavior: an entry follows the one before in its history, and the first none", async () => {
    const { trace, graph } = await soundGraph(await world.disposed());
    for (const { entries } of trace.histories) {
      const follows = entries.map(({ head }) =>
        graph.edges.filter(({ type, from }) => type === "follows" && from === head),
      );
      expect(follows.map((edges) => edges.map(({ to }) => to))).toEqual([
        [],
        ...entries.slice(0, -1).map(({ head }) => [head]),
      ]);
    }
  });

  it("behavior: a requisition's other goods stand with their origin, and lead nowhere", async () => {
    const requisition = await world.ordered(2n);
    for (const serial of ["G-1", "G-2"]) {
      await world.as("seller").enrol({ code: itemCode(serial) });
      await world.as("seller").ship({ requisition, code: itemCode(serial) });
    }
    await world.as("inspector").refuse({ requisition, code: itemCode("G-2"), reason: "damaged" });
    await world.as("inspector").accept({ requisition, code: itemCode("G-1") });
    const { graph } = await soundGraph(itemCode("G-1"));
    const other = itemId(parseCode(itemCode("G-2")));
    const unseen = graph.edges.filter(({ to }) => to === undefined);
    expect(unseen).toMatchObject([
      { type: "delivers", origin: { subject: other } },
      { type: "delivers", origin: { subject: other } },
    ]);
    const { graph: refused } = await soundGraph(itemCode("G-2"));
    expect(told(refused)).toContain("requisition refuse delivers asset ship");
    expect(told(refused)).toContain("asset refuse underRequisition requisition refuse");
  });

  it("behavior: a correction corrects the entry, and the next one the correction", async () => {
    const code = await world.accepted();
    await world.as("nurse").use({ code });
    const [used] = await headsOf(code, "use");
    await world.as("nurse").correct({ target: code, head: used as Hex });
    const [first] = await headsOf(code, "correct");
    await world.as("nurse").correct({ target: code, head: first as Hex });
    const { graph } = await soundGraph(code);
    expect(told(graph, "corrects")).toEqual([
      "asset correct corrects asset use",
      "asset correct corrects asset correct",
    ]);
    expect(graph.edges.filter(({ type }) => type === "corrects").map(({ to }) => to)).toEqual([used, first]);
  });

  it("behavior: a parcel is of its batch, a part of what it was split from, an undoing of its dispensing", async () => {
    const rest = await delivered("L-1");
    const dispensed = await world.as("nurse").dispense({ code: rest, quantity: 5n });
    await world.as("nurse").undo({ code: rest });
    const { subject: part } = await world.as("keeper").split({ code: rest, quantity: 40n });
    const { graph } = await soundGraph(part);
    expect(told(graph)).toEqual([
      "asset split splitFrom asset split",
      "asset enrol ofBatch batch commission",
      "asset ship underRequisition requisition ship",
      "asset accept underRequisition requisition accept",
      "asset undo undoes asset dispense",
      "batch commission ofProduct product register",
      "requisition apply ofProduct product register",
      "requisition ship delivers asset enrol",
      "requisition accept delivers asset ship",
    ]);
    const undone = graph.edges.find(({ type }) => type === "undoes");
    expect(undone).toMatchObject({ origin: { subject: rest } });
    expect(graph.nodes.find(({ head }) => head === undone?.to)?.entry).toMatchObject({
      block: dispensed.block,
      logIndex: dispensed.logIndex,
    });
  });

  it("behavior: an acceptance that declares a lot is of the batch, and delivers what another one declared", async () => {
    const requisition = await ordered(GAUZE, 20n, "gauze");
    const goods = { quantity: 10n, expiry: (await world.now()) + DAY, madeAt: 1_000 };
    const accept = (lot: string) => world.as("inspector").accept({ requisition, code: lotOf(lot, GAUZE), ...goods });
    const { subject } = await accept("G-1");
    await accept("G-2");
    const { graph } = await soundGraph(subject);
    expect(told(graph)).toEqual([
      "asset accept underRequisition requisition accept",
      "requisition apply ofProduct product register",
      "requisition accept ofBatch batch declare",
      "requisition accept delivers ?",
      "batch declare ofProduct product register",
    ]);
    expect(graph.edges).toContainEqual(
      expect.objectContaining({
        origin: { subject: batchId(parseCode(lotOf("G-2", GAUZE))), head: expect.any(String) },
      }),
    );
  });

  it("behavior: what a holder does about a recall answers what is recalled", async () => {
    const parcel = await delivered("L-2");
    const recalled = { level: "second", instruction: "correctOnSite" } as const;
    await world.as("recaller").recall({ target: lotOf("L-2"), ...recalled });
    await world.as("keeper").acknowledge({ code: parcel });
    await world.passUntil((await world.now()) + 5);
    await world.as("engineer").remedy({ code: parcel });
    await world.as("head").confirmRemedy({ code: parcel });
    const { graph } = await soundGraph(parcel);
    expect(told(graph, "answers")).toEqual([
      "asset acknowledge answers batch recall",
      "asset remedy answers batch recall",
      "asset confirmRemedy answers batch recall",
    ]);

    const code = await world.accepted();
    await world.as("recaller").recall({ target: GTIN, ...recalled });
    await world.as("keeper").acknowledge({ code });
    await world.as("recaller").lift({ target: GTIN, details: `0x${"5d".repeat(32)}` });
    expect(told((await soundGraph(code)).graph, "answers")).toEqual(["asset acknowledge answers product recall"]);
  });

  it("behavior: consigned goods are settled under a requisition", async () => {
    const { hospital, manufacturer } = world.consortium;
    const code = itemCode("I-1", IMPLANT);
    await world.as("seller").enrol({ code });
    const until = (await world.now()) + DAY;
    await world.as("seller").offer({ code, to: hospital, terms: "consignment", until });
    await world.as("inspector").take({ code });
    const requisition = await ordered(IMPLANT, 1n, "implant", manufacturer);
    expect(requisition).toBe(requisitionId(hospital, "implant"));
    await world.as("nurse").use({ code });
    await world.as("buyer").settle({ requisition, code });
    const { graph } = await soundGraph(code);
    expect(told(graph)).toEqual([
      "asset enrol ofProduct product register",
      "asset settle underRequisition requisition settle",
      "requisition apply ofProduct product register",
      "requisition settle delivers asset use",
    ]);
  });

  it("behavior: where histories were left out, what came from them stands all the same", async () => {
    const trace = await world.m.trace(await world.accepted());
    const [item, ...others] = trace.histories;
    const graph = graphOf({ ...trace, histories: item === undefined ? [] : [item] });
    expect(told(graph)).toEqual([
      "asset enrol ofProduct ?",
      "asset ship underRequisition ?",
      "asset accept underRequisition ?",
    ]);
    expect(others).not.toEqual([]);
    expect(graph.edges).toContainEqual(
      expect.objectContaining({ origin: { subject: product(GTIN), head: expect.any(String) } }),
    );
  });
});

/** What the documentation's table says of origins: the kinds and actions of those with one. */
function documented(): readonly (readonly [Kind, Action, string])[] {
  const table = readFileSync(join(root, "docs/storage.md"), "utf8")
    .split("What each entry says besides:")[1]
    ?.split("Where one step writes")[0];
  const rows = table?.split("\n").filter((line) => /^\| [a-z, ]+: /.test(line)) ?? [];
  return rows.flatMap((row) => {
    const [, entry = "", , , , , origin = ""] = row.split("|").map((cell) => cell.trim());
    const [ofKinds = "", ofActions = ""] = entry.replace(/\(.*\)/, "").split(": ");
    const named = ofKinds === "any" ? kinds.slice(1) : ofKinds.split(", ");
    return named.flatMap((kind) =>
      ofActions.split(", ").map((words) => {
        const action = words.trim().replace(/ (\w)/g, (_, letter: string) => letter.toUpperCase());
        return [kind as Kind, action as Action, origin] as const;
      }),
    );
  });
}

describe("originType", () => {
  const table = documented().filter(([, action]) => (actions as readonly string[]).includes(action));

  it("default: has a meaning for every origin that the ledger writes, and no other", () => {
    const withOrigin = new Set(table.flatMap(([kind, action, origin]) => (origin === "–" ? [] : `${kind} ${action}`)));
    expect(withOrigin.size).toBe(21);
    for (const kind of kinds.slice(1) as readonly Kind[]) {
      for (const action of actions.slice(1) as readonly Action[]) {
        for (const origin of [undefined, "product", "batch", "requisition", "asset"] as const) {
          const type = originType({ kind, action }, origin);
          const known = withOrigin.has(`${kind} ${action}`);
          expect([kind, action, origin, type !== "comesFrom"]).toEqual([kind, action, origin, known]);
        }
      }
    }
  });

  it("behavior: says what the documentation says", () => {
    const meanings: Readonly<Record<string, readonly OriginType[]>> = {
      "the product": ["ofProduct"],
      "the asset, if one is named": ["delivers"],
      "the asset, if it was on the ledger; a declared batch": ["delivers", "ofBatch"],
      "the product; of a parcel, the batch": ["ofProduct", "ofBatch"],
      "–; of the part, the rest": ["splitFrom"],
      "itself, at the head that the dispensing led to": ["undoes"],
      "the requisition": ["underRequisition"],
      "the asset; the requisition": ["delivers", "underRequisition"],
      "of batch and product, the one that is recalled, or was last": ["answers"],
      "itself, at the head that the superseded entry led to": ["corrects"],
    };
    const said = new Map<string, Set<OriginType>>();
    for (const [kind, action, origin] of table) {
      if (origin === "–") continue;
      const types = said.get(origin) ?? new Set();
      for (const of of ["product", "batch", "requisition", "asset"] as const)
        types.add(originType({ kind, action }, of));
      said.set(origin, types);
    }
    expect(Object.fromEntries([...said].map(([origin, types]) => [origin, [...types].sort()]))).toEqual(
      Object.fromEntries(Object.entries(meanings).map(([origin, types]) => [origin, [...types].sort()])),
    );
  });
});
