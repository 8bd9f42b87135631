import {
  actionNames,
  isLate,
  type Kind,
  type LoggedEntry,
  lifeOf,
  type Medtrace,
  type Stage,
  stageNames,
  timeline,
  type Verdict,
} from "../../src/index.ts";
import { personOf } from "./accounts.ts";
import type { Lives } from "./life.ts";
import type { Asked, Refused } from "./scene.ts";

/** An entry as the report shows it. */
export interface ReportedEntry {
  readonly kind: Kind;
  /** The stage; `undefined` for what belongs to none. */
  readonly stage: Stage | undefined;
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

type Verification = Pick<Verdict, "level" | "asOf" | "problems" | "missingStages">;

/** A life beside the first. */
export interface ReportedLife {
  readonly title: string;
  readonly code: string;
  /** What was traced: the code, or the id of a parcel of the batch. */
  readonly traced: string;
  /** Oldest first, those of its origins included: its requisition, its product, its batch, what it was split from. */
  readonly entries: readonly ReportedEntry[];
  readonly refused: readonly Refused[];
  readonly asked: readonly Asked[];
  readonly verification: Verification;
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
  readonly verification: Verification;
  readonly gas: Readonly<Record<string, number>>;
  readonly lives: readonly ReportedLife[];
}

/** Reads the lives back from the chain, the first stage by stage. */
export async function report(m: Medtrace, life: Lives): Promise<Report> {
  const { stages } = lifeOf(await m.trace(life.code));
  return {
    code: life.code,
    stages: await Promise.all(
      stages.map(async ({ stage, steps }) => ({
        stage,
        name: stageNames[stage],
        entries: await Promise.all(steps.map(({ entry }) => describe(m, entry))),
      })),
    ),
    refused: life.refused,
    verification: life.verdict,
    gas: life.gas,
    lives: await Promise.all(
      life.lives.map(async ({ title, code, traced, refused, asked, verdict }) => ({
        title,
        code,
        traced,
        entries: await readEntries(m, traced),
        refused,
        asked,
        verification: verdict,
      })),
    ),
  };
}

async function readEntries(m: Medtrace, traced: string): Promise<readonly ReportedEntry[]> {
  return Promise.all(timeline(await m.trace(traced)).map((entry) => describe(m, entry)));
}

async function describe(m: Medtrace, entry: LoggedEntry): Promise<ReportedEntry> {
  const member = await m.member(entry.member);
  return {
    kind: entry.kind,
    stage: entry.stage,
    action: entry.action,
    name: actionNames[entry.action],
    recordedAt: new Date(entry.recordedAt * 1000).toISOString(),
    occurredAt: new Date(entry.occurredAt * 1000).toISOString(),
    late: isLate(entry),
    organisation: (await m.organisationName(entry.organisation)) ?? String(entry.organisation),
    member: entry.member,
    person: member === undefined ? undefined : personOf(member.account),
    state: entry.state,
    note: await m.describe(entry),
    transaction: entry.transaction,
  };
}
