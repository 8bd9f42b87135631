import type { Connection } from "../connection/connection.ts";
import type { Trace } from "../history/types.ts";
import { type Problem, type Verdict, verify } from "../history/verify.ts";
import { heads } from "./heads.ts";
import { history } from "./history.ts";
import { trace } from "./trace.ts";

/**
 * Checks a trace against the ledger: up to *anchored*. The stored heads are read through the checker's own connection;
 * what a trace from somebody else says of chain and ledger must be this connection's.
 *
 * @param connection - the checker's own connection
 * @param target - a code in any form or a subject's id, to be traced first; or a trace that somebody shows, which is
 * compared with the newest block, so that what was left out at its end shows
 * @returns level, as-of block, problems and missing stages
 *
 * @example
 * const { level, problems } = await m.verify("(01)09521234543213(21)P-0001");
 */
export async function verifyTrace(connection: Connection, target: string | Trace): Promise<Verdict> {
  const read = typeof target === "string" ? await trace(connection, target) : undefined;
  const shown = { ...(read ?? (target as Trace)), chainId: connection.chainId, ledger: connection.ledger };
  // Only what holds together is worth asking the ledger about.
  const alone = verify(shown);
  if (alone.level !== "intact") return alone;

  const subjects = shown.histories.map(({ subject }) => subject);
  const verdict = verify(shown, await heads(connection, subjects, read?.asOf));
  return { ...verdict, problems: await Promise.all(verdict.problems.map((one) => explain(connection, one))) };
}

/** Tells a history that goes on from one that is another. */
async function explain(connection: Connection, problem: Problem): Promise<Problem> {
  if (problem.code !== "storedHeadDiffers" || problem.expected === undefined) return problem;
  const { entries } = await history(connection, problem.subject);
  const goesOn = entries.some(({ head }) => head === problem.actual);
  return goesOn ? { ...problem, code: "endMissing" } : problem;
}
