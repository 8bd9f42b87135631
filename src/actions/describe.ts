import { attempt, type Connection } from "../client/connection.ts";
import { correctedAction } from "../history/corrections.ts";
import { temperatures } from "../history/facts.ts";
import type { Entry } from "../history/types.ts";
import {
  type Action,
  bases,
  calibrationResults,
  harms,
  instructions,
  means,
  outcomes,
  productKinds,
  quarantineReasons,
  recallLevels,
  refusalReasons,
  remarks,
  terms,
  trackings,
} from "../lifecycle/vocabulary.ts";
import { NO_EXPIRY } from "./lots.ts";
import { organisationName, placeName } from "./names.ts";

/**
 * What an entry says beside its action and state, in words: a place, an outcome, a reason, means, to whom and on which
 * terms; and what is not on the ledger: a supplier, a manufacturer.
 *
 * @returns `undefined` where it says nothing; a place that was never named by its number
 */
export async function describe(connection: Connection, entry: Entry): Promise<string | undefined> {
  const action = correctedAction(entry);
  const said = await describeAs(connection, action, entry);
  if (entry.action !== "correct") return said;
  return [`supersedes ${inWords(action)}`, said].filter((one) => one !== undefined).join(": ");
}

async function describeAs(connection: Connection, action: Action, entry: Entry): Promise<string | undefined> {
  const { value, until, counterpart } = entry;
  const other = async () => (counterpart === 0 ? undefined : await nameOf(connection, counterpart));
  switch (action) {
    case "register":
    case "renew":
      return entry.action === "correct" ? undefined : describeProduct(entry.quantity);
    case "prescribe":
      return entry.action === "correct" ? undefined : describeCare(entry.quantity, value);
    case "recall":
      return value === 0
        ? undefined
        : `${inWords(recallLevels[value & 0xff])} level, ${inWords(instructions[value >> 8])}`;
    case "apply":
      return value === 1 ? "urgent" : undefined;
    case "order":
      if (entry.action === "correct") return undefined;
      return counterpart === 0 ? "the supplier is not on the ledger" : `from ${await other()}`;
    case "accept":
      return value === 0 ? undefined : `declared: its manufacturer is not on the ledger; made ${day(value)}`;
    case "enrol":
      return inWords(bases[value]);
    case "commission":
    case "declare":
      return entry.action === "correct" ? undefined : `${entry.quantity} units, ${expiring(until)}`;
    case "redate":
      return entry.action === "correct" ? undefined : expiring(until);
    case "split":
    case "undo":
      return entry.action === "correct" ? undefined : `${entry.quantity} units`;
    case "dispense": {
      const place = value === 0 ? undefined : await placeIn(connection, entry.organisation, value);
      const units = entry.action === "correct" ? [] : [`${entry.quantity} units`];
      return [...units, ...(place === undefined ? [] : [place])].join(", ") || undefined;
    }
    case "use":
    case "store":
    case "move":
      return value === 0 ? undefined : placeIn(connection, entry.organisation, value);
    case "stocktake":
      return `counted ${value}`;
    case "note":
      return [inWords(remarks[value & 0xff]), ...(value >>> 8 === 0 ? [] : [value >>> 8])].join(" ");
    case "monitor":
      return describeSpan(value, until, entry.occurredAt);
    case "maintain":
      return [inWords(outcomes[value]), ...(until === 0 ? [] : [`next due ${day(until)}`])].join(", ");
    case "calibrate":
      return [inWords(calibrationResults[value]), ...(until === 0 ? [] : [`until ${day(until)}`])].join(", ");
    case "refuse":
      return inWords(refusalReasons[value]);
    case "quarantine":
      return inWords(quarantineReasons[value]);
    case "reportAdverseEvent":
      return inWords(harms[value]);
    case "dispose":
      return inWords(means[value]);
    case "offer": {
      const due = value >>> 8 === 0 ? "" : `, due back ${day((value >>> 8) * 86_400)}`;
      const to = await other();
      return `${to === undefined ? "" : `to ${to}, `}${inWords(terms[value & 0xff])}${due}`;
    }
    case "sendBack":
      return entry.action === "correct" ? undefined : `to ${await other()}`;
    case "take":
      return entry.action === "correct" ? undefined : `from ${await other()}, ${inWords(terms[value])}`;
    case "settle":
      return entry.action === "correct" ? undefined : `with ${await other()}`;
    case "reassign":
      return entry.action === "correct"
        ? undefined
        : `to ${await other()}, owned by ${await nameOf(connection, value)}`;
    default:
      return undefined;
  }
}

function expiring(until: number): string {
  return until === NO_EXPIRY ? "without expiry" : `expiring ${day(until)}`;
}

async function placeIn(connection: Connection, organisation: number, place: number): Promise<string> {
  return (await placeName(connection, organisation, place)) ?? `place ${place}`;
}

/**
 * What a registration says of its product, from the lowest bit: kind 4 · risk class 4 · single use 4 · tracking 4 · units
 * per pack 16.
 */
function describeProduct(description: bigint): string {
  const field = (shift: bigint) => Number((description >> shift) & 0xfn);
  const kind = inWords(productKinds[field(0n)]);
  const singleUse = field(8n) === 0 ? "" : ", single use";
  const units = description >> 16n;
  const byLot = trackings[field(12n)] === "lot" ? `, by lot${units === 1n ? "" : `, ${units} units a pack`}` : "";
  return `${kind}, risk class ${field(4n)}${singleUse}${byLot}`;
}

/** What is prescribed, from the lowest bit: calibration interval 16 · witnessed 1. */
function describeCare(care: bigint, limits: number): string {
  const days = Number(care & 0xffffn);
  const all = [
    ...(care >> 16n === 0n ? [] : ["a witness at each acceptance"]),
    ...(days === 0 ? [] : [`calibration every ${days} days`]),
    ...(limits === 0 ? [] : [celsius(limits)]),
  ];
  return all.join(", ") || "nothing";
}

function describeSpan(value: number, from: number, to: number): string {
  return `${celsius(value)}${from === 0 || from === to ? "" : ` since ${new Date(from * 1000).toISOString().slice(0, 16)}`}`;
}

function celsius(value: number): string {
  const { lowest, highest } = temperatures(value);
  return `${(lowest / 10).toFixed(1)} to ${(highest / 10).toFixed(1)} °C`;
}

function day(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}

async function nameOf(connection: Connection, organisation: number): Promise<string> {
  const name = await attempt(connection, () => organisationName(connection, organisation)).catch(() => undefined);
  return name ?? `organisation ${organisation}`;
}

/** A word of the vocabulary as a person writes it: "medicalWaste" as "medical waste". */
export function inWords(word: string | undefined): string {
  return (word ?? "").replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
