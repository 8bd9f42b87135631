import type { Log } from "ethers";
import { actionNumber, unpackFacts } from "../history/facts.ts";
import type { Hex, LoggedEntry, Origin } from "../history/types.ts";
import { lifecycle } from "../lifecycle/table.ts";
import { type Action, actions, type Kind } from "../lifecycle/vocabulary.ts";
import { ledgerInterface } from "./abi.ts";

const topicOf = (name: "Recorded" | "Derived"): string => ledgerInterface.getEvent(name).topicHash;

/** The topics that find a subject's entries and their origins. */
export function entryTopics(subject: Hex): (string | string[])[] {
  return [[topicOf("Recorded"), topicOf("Derived")], subject];
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
  let derived: { readonly log: Log; readonly origin: Origin } | undefined;
  for (const log of logs) {
    const event = ledgerInterface.parseLog(log);
    if (event?.name === "Derived") {
      derived = {
        log,
        origin: { subject: event.args.origin, head: event.args.originHead },
      };
    } else if (event?.name === "Recorded") {
      const belongs = derived?.log.index === log.index - 1 && derived.log.topics[1] === log.topics[1];
      entries.push({
        subject: event.args.subject,
        organisation: Number(event.args.organisation),
        facts: event.args.facts,
        details: event.args.details,
        origin: belongs ? derived?.origin : undefined,
        log,
      });
    }
  }
  return entries;
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
