import { encode } from "../connection/write.ts";
import { InvalidInput } from "../errors/base.ts";
import { rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import { composed, correctedAction, timed } from "../history/corrections.ts";
import { genesisHead } from "../history/ids.ts";
import { subjectOf } from "../history/subjects.ts";
import { calibrationResults, kinds } from "../lifecycle/vocabulary.ts";
import { correct as verb } from "../verbs/recalls.ts";
import { claimOf } from "./claim.ts";
import { history } from "./history.ts";
import { replayFrom } from "./replay.ts";
import { write } from "./step.ts";

/**
 * Supersedes an entry of the own organisation, once (更正): its value, until, time and document. What followed from it
 * stays: a correction is a statement, not a step back, and says nothing that the step itself would have refused. Basis, urgency
 * and terms are not corrected.
 *
 * A duty with which the entry's action is done, in the organisation whose entry it is. In any state, after the end too.
 *
 * @throws `NotAuthor`, `AlreadyCorrected`; `ReplayMismatch` when the history moved on again and again meanwhile; what the step
 * itself would be refused with
 *
 * @example
 * const { entries } = await m.history("(01)09521234543213(21)P-0001");
 * await m.as(nurse).correct({ target: "(01)09521234543213(21)P-0001", head: entries[3].head, value: placeNumber("ICU-2") });
 */
export const correct = write(
  verb,
  async ({ connection }, parameters) => {
    const { subject } = subjectOf(parameters.target);
    const read = await history(connection, subject);
    const { kind, entries } = read;
    const at = entries.findIndex(({ head }) => head === parameters.head.toLowerCase());
    const entry = entries[at];
    if (entry === undefined) {
      throw new InvalidInput("head", parameters.head, rule(must.entryHead));
    }
    const before = entries[at - 1]?.head ?? genesisHead(connection.chainId, connection.ledger, subject);
    const superseded = correctedAction(entry);
    const value = parameters.value ?? (composed.has(superseded) ? 0 : entry.value);
    // What failed holds until no moment.
    const failed = superseded === "calibrate" && calibrationResults[value] === "failed";
    const kept = timed.has(superseded) && !failed && entry.until !== 0 ? entry.until : "none";
    const until = parameters.until ?? kept;
    const { occurredAt = entry.occurredAt, details = entry.details } = parameters;
    const said = { value, until: until === "none" ? undefined : until };
    const claim = claimOf({ ...parameters, occurredAt, details }, said);
    const data = encode("correct", [kinds.indexOf(kind), subject, before, replayFrom(read, at), claim]);
    return { data, kinds: { [subject]: kind } };
  },
  { replays: true },
);
