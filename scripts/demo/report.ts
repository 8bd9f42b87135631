import {
  actionNames,
  type Entry,
  isLate,
  type Medtrace,
  type Stage,
  stageNames,
  stages,
  timeline,
  type Verdict,
} from "../../src/index.ts";
import { personOf } from "./accounts.ts";
import type { Life, Refused } from "./life.ts";

/** An entry as the report shows it. */
export interface ReportedEntry {
  readonly action: string;
  readonly name: string;
  /** ISO 8601, by the block. */
  readonly recordedAt: string;
  readonly occurredAt: string;
  readonly late: boolean;
  readonly organisation: string;
  readonly member: number;
  /** Who the member is in the demo. */
  readonly person: string | undefined;
  readonly state: string;
  /** What `value` says: a place, an outcome, means. */
  readonly note: string | undefined;
  readonly transaction: string;
}

/** What `npm run demo -- --json` prints. */
export interface Report {
  readonly code: string;
  readonly stages: readonly {
    readonly stage: Stage;
    readonly name: string;
    readonly entries: readonly ReportedEntry[];
  }[];
  readonly refused: readonly Refused[];
  readonly verification: Pick<Verdict, "level" | "asOf" | "problems" | "missingStages">;
  readonly gas: Readonly<Record<string, number>>;
}

/** Reads the life back from the chain, stage by stage. */
export async function report(m: Medtrace, life: Life): Promise<Report> {
  const entries = timeline(await m.trace(life.code));
  const byStage = new Map<Stage, ReportedEntry[]>(stages.map((stage) => [stage, []]));
  for (const entry of entries) {
    if (entry.stage !== undefined) byStage.get(entry.stage)?.push(await describe(m, entry));
  }
  return {
    code: life.code,
    stages: stages.map((stage) => ({ stage, name: stageNames[stage], entries: byStage.get(stage) ?? [] })),
    refused: life.refused,
    verification: life.verdict,
    gas: life.gas,
  };
}

async function describe(m: Medtrace, entry: Entry): Promise<ReportedEntry> {
  const member = await m.member(entry.member);
  return {
    action: entry.action,
    name: actionNames[entry.action],
    recordedAt: new Date(entry.recordedAt * 1000).toISOString(),
    occurredAt: new Date(entry.occurredAt * 1000).toISOString(),
    late: isLate(entry),
    organisation: (await m.organisationName(entry.organisation)) ?? String(entry.organisation),
    member: entry.member,
    person: member === undefined ? undefined : personOf(member.account),
    state: entry.state,
    note: await m.note(entry),
    transaction: entry.transaction,
  };
}
