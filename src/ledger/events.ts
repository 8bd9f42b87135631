import type { Log } from "ethers";
import { actionNumber, unpackFacts } from "../history/facts.ts";
import type { Hex, LoggedEntry, Origin } from "../history/types.ts";
import { lifecycle } from "../lifecycle/table.ts";
import { type Action, actions, type Kind } from "../lifecycle/vocabulary.ts";
import { ledgerInterface } from "./abi.ts";

const recordedTopic = ledgerInterface.getEvent("Recorded").topicHash;
const derivedTopic = ledgerInterface.getEvent("Derived").topicHash;

/** The topics that find entries and their origins: of one subject, or of all. */
export function entryTopics(subject?: Hex): (string | string[])[] {
  const both = [recordedTopic, derivedTopic];
  return subject === undefined ? [both] : [both, subject];
}

/** A log of an entry, not yet read: what it is about is told by its subject's first one. */
export interface RawEntry {
  readonly subject: Hex;
  readonly organisation: number;
  readonly facts: bigint;
  readonly details: Hex;
  readonly origin: Origin | undefined;
  readonly log: Log;
}

/**
 * Pairs each `Recorded` with the `Derived` right before it.
 *
 * @param logs - logs of the ledger in their order; others are passed over
 */
export function readLogs(logs: readonly Log[]): readonly RawEntry[] {
  const entries: RawEntry[] = [];
  let derived: Log | undefined;
  for (const log of logs) {
    if (isEvent(log, derivedTopic, 4, 1)) derived = log;
    else if (isEvent(log, recordedTopic, 3, 2)) {
      const [, subject, organisation] = log.topics;
      entries.push({
        subject: subject as Hex,
        organisation: Number(organisation),
        facts: BigInt(log.data.slice(0, WORD_END)),
        details: `0x${log.data.slice(WORD_END)}`,
        origin: derived !== undefined && belongs(derived, log) ? originIn(derived) : undefined,
        log,
      });
    }
  }
  return entries;
}

/** Whether a `Derived` says where this very `Recorded` comes from. */
function belongs(derived: Log, recorded: Log): boolean {
  const before = derived.blockNumber === recorded.blockNumber && derived.index === recorded.index - 1;
  return before && derived.topics[1] === recorded.topics[1];
}

/** The characters of "0x" and a word; of a head. */
const [WORD_END, HEAD_END] = [2 + 64, 2 + 54];

/** Whether a log is this event, with so many topics and words. Both events have static types only: no decoder is needed. */
function isEvent({ topics, data }: Log, topic: string, topicCount: number, words: number): boolean {
  return topics[0] === topic && topics.length === topicCount && data.length === 2 + 64 * words;
}

function originIn({ topics, data }: Log): Origin {
  return { subject: topics[2] as Hex, head: data.slice(0, HEAD_END) as Hex };
}

/** Reads an entry. */
export function readEntry(kind: Kind, raw: RawEntry): LoggedEntry {
  return {
    subject: raw.subject,
    kind,
    ...unpackFacts(kind, raw.facts),
    organisation: raw.organisation,
    origin: raw.origin,
    details: raw.details,
    block: raw.log.blockNumber,
    transaction: raw.log.transactionHash as Hex,
    logIndex: raw.log.index,
  };
}

const ofBatches: ReadonlySet<Action> = new Set<Action>(["commission", "declare", "redate"]);

/** What an entry is about, told by its action; what two kinds record, as a delivery, is taken for the asset's. */
export function kindOfAction(raw: RawEntry): Kind {
  const action = actions[actionNumber(raw.facts)];
  if (action === undefined || action === "none") return "asset";
  if (lifecycle.asset[action] !== undefined) return "asset";
  if (lifecycle.requisition[action] !== undefined) return "requisition";
  return ofBatches.has(action) ? "batch" : "product";
}
