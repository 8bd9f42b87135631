import { rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import { stageOf } from "../lifecycle/table.ts";
import { type Action, actions, type Kind, kinds, type State, states } from "../lifecycle/vocabulary.ts";
import { bigint, hex, integer, list, lower, readOrigin, record, word, wrong } from "./fields.ts";
import type { AsOf, Entry, History, LoggedEntry, Trace } from "./types.ts";

/**
 * Reads a trace from whatever somebody shows: JSON, where large numbers may be decimal texts, or an object. Every value
 * is checked and nothing else is taken over, so that two texts never stand for the same bytes.
 *
 * @param value - what is shown
 * @returns the trace
 * @throws {@link InvalidInput} naming the first field that is none, by its path
 */
export function readTrace(value: unknown): Trace {
  const trace = record("trace", value);
  const { code } = trace;
  if (code !== undefined && code !== null && typeof code !== "string") throw wrong("trace.code", code, rule(must.text));
  return {
    chainId: bigint("trace.chainId", trace.chainId, 256),
    ledger: hex("trace.ledger", lower(trace.ledger), 20),
    code: code ?? undefined,
    subject: hex("trace.subject", trace.subject, 32),
    histories: list("trace.histories", trace.histories).map((one, index) =>
      readHistory(`trace.histories[${index}]`, one),
    ),
    asOf: readAsOf("trace.asOf", trace.asOf),
  };
}

function readHistory(path: string, value: unknown): History {
  const history = record(path, value);
  const kind = word<Kind>(`${path}.kind`, history.kind, kinds);
  return {
    subject: hex(`${path}.subject`, history.subject, 32),
    kind,
    entries: list(`${path}.entries`, history.entries).map((one, index) => {
      const at = `${path}.entries[${index}]`;
      return { ...readEntry(at, one), head: hex(`${at}.head`, record(at, one).head, 27) };
    }),
  };
}

function readEntry(path: string, value: unknown): Entry & Partial<LoggedEntry> {
  const entry = record(path, value);
  const kind = word<Kind>(`${path}.kind`, entry.kind, kinds);
  const action = word<Action>(`${path}.action`, entry.action, actions);
  const { stage, origin } = entry;
  const expected = stageOf(kind, action);
  if ((stage ?? undefined) !== expected)
    throw wrong(
      `${path}.stage`,
      stage,
      expected === undefined ? rule(must.out) : rule(must.exactly, { value: expected }),
    );
  const number = (field: string, bits: number): number => integer(`${path}.${field}`, entry[field], bits);
  return {
    subject: hex(`${path}.subject`, entry.subject, 32),
    kind,
    action,
    stage: expected,
    state: word<State>(`${path}.state`, entry.state, states[kind]),
    organisation: number("organisation", 24),
    member: number("member", 24),
    counterpart: number("counterpart", 24),
    quantity: bigint(`${path}.quantity`, entry.quantity, 32),
    value: number("value", 32),
    until: number("until", 32),
    occurredAt: number("occurredAt", 32),
    recordedAt: number("recordedAt", 32),
    previousBlock: number("previousBlock", 32),
    origin: origin === undefined || origin === null ? undefined : readOrigin(`${path}.origin`, origin),
    details: hex(`${path}.details`, entry.details, 32),
    block: number("block", 32),
    ...(entry.transaction === undefined ? {} : { transaction: hex(`${path}.transaction`, entry.transaction, 32) }),
    ...(entry.logIndex === undefined ? {} : { logIndex: number("logIndex", 32) }),
  };
}

function readAsOf(path: string, value: unknown): AsOf {
  const asOf = record(path, value);
  return {
    block: integer(`${path}.block`, asOf.block, 32),
    hash: hex(`${path}.hash`, asOf.hash, 32),
    time: integer(`${path}.time`, asOf.time, 32),
  };
}
