import { canonicalProduct } from "../codes/canonical.ts";
import { isSscc } from "../codes/sscc.ts";
import { InvalidInput, MedtraceError } from "../errors/base.ts";
import { type Rule, rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import { readCode } from "../history/subjects.ts";
import { kebab } from "../lifecycle/words.ts";
import type { Verb } from "../verbs/verb.ts";
import {
  ACTION,
  asTyped,
  columnsOfVerb,
  fieldOf,
  headings,
  importable,
  isAction,
  isRefusal,
  verbOf,
} from "./columns.ts";
import type { Row, Table } from "./table.ts";

/** A row that could be read: what it says to do. */
export interface PlannedRow {
  readonly row: Row;
  readonly verb: Verb;
  /** What its cells were parsed as, by field; not yet the SDK's parameters. */
  readonly given: Readonly<Record<string, unknown>>;
  /** What it is about: rows that have one in common are done in their order. */
  readonly keys: readonly string[];
}

/** What is wrong with a row, or with a heading. */
export interface RowProblem {
  readonly row: number;
  readonly column: string;
  readonly value: string | undefined;
  readonly rule: Rule;
}

/** Verbs that nobody does twice with the same code. */
const onceOnly: ReadonlySet<string> = new Set(["enrol", "confirm", "accept", "commission"]);

type Cells = ReadonlyMap<string, { readonly heading: string; readonly cell: string }>;

/**
 * Reads every row, without any chain.
 *
 * @param table - the file's rows
 * @param action - what rows do that have no column for it
 * @param ignored - headings that are passed over
 * @param zone - where its moments are, as in "+08:00"; by default, UTC
 * @returns what the rows say, and all that is wrong with them: where there is any, nothing may be written
 */
export function planRows(
  table: Table,
  action: Verb | undefined,
  ignored: readonly string[],
  zone?: string,
): { readonly rows: readonly PlannedRow[]; readonly problems: readonly RowProblem[] } {
  const problems: RowProblem[] = [];
  const read = table.headings.filter((one) => one !== "" && !ignored.includes(one) && !isRefusal(one));
  const actions = read.filter(isAction);
  const possible = action === undefined ? importable : [action, ...importable.filter((verb) => verb !== action)];
  const known = read.filter((heading) => {
    const isKnown = isAction(heading) || possible.some((verb) => fieldOf(verb, heading) !== undefined);
    if (!isKnown) {
      const own = actions.length > 0 || action === undefined ? possible : [action];
      problems.push({
        row: 1,
        column: heading,
        value: heading,
        rule: rule(must.oneOfOrIgnored, { words: headings(own) }),
      });
    }
    return isKnown;
  });
  const fields = new Map<Verb, ReadonlyMap<string, string>>();
  const twice = new Set<string>(actions.slice(1));
  const fieldsOf = (verb: Verb): ReadonlyMap<string, string> => {
    const before = fields.get(verb);
    if (before !== undefined) return before;
    const found = new Map<string, string>();
    for (const heading of known) {
      const field = fieldOf(verb, heading);
      if (field === undefined) continue;
      if ([...found.values()].includes(field)) twice.add(heading);
      found.set(heading, field);
    }
    fields.set(verb, found);
    return found;
  };

  const rows: PlannedRow[] = [];
  const seen = new Map<string, number>();
  for (const row of table.rows) {
    const report = (column: string, value: string | undefined, rule: Rule) =>
      problems.push({ row: row.number, column, value, rule });
    const said = actions[0] === undefined ? undefined : row.cells[actions[0]];
    const verb = said === undefined ? action : verbOf(said);
    if (verb === undefined) {
      const names = importable.map(({ name }) => kebab(name));
      report(said === undefined ? ACTION : (actions[0] as string), said, rule(must.oneOfOrAction, { words: names }));
      continue;
    }
    const own = fieldsOf(verb);
    const cells = new Map<string, { readonly heading: string; readonly cell: string }>();
    const before = problems.length;
    for (const heading of known) {
      const cell = row.cells[heading];
      if (cell === undefined || isAction(heading)) continue;
      const field = own.get(heading);
      if (field === undefined) report(heading, cell, rule(must.outFor, { verb: kebab(verb.name) }));
      else cells.set(field, { heading, cell });
    }
    const given = readCells(verb, cells, zone, report);
    if (problems.length > before) continue;
    const { keys, item } = keysOf(verb.name, given);
    const name = `${verb.name} ${item}`;
    const other = seen.get(name);
    if (onceOnly.has(verb.name) && item !== undefined && other !== undefined) {
      report(cells.get("code")?.heading ?? "code", cells.get("code")?.cell, rule(must.notInRow, { row: other }));
      continue;
    }
    seen.set(name, row.number);
    rows.push({ row, verb, given, keys });
  }
  const doubled = [...twice].map((column) => ({
    row: 1,
    column,
    value: column,
    rule: rule(must.oneLanguage),
  }));
  // What many accept under one requisition, nothing else touches: they need no order among them.
  const isMixed = rows.some(({ verb, given }) => verb.name !== "accept" && requisitionIn(given) !== undefined);
  return {
    rows: isMixed ? rows : rows.map((row) => ({ ...row, keys: row.keys.filter((key) => !isOfRequisition(key)) })),
    problems: [...problems.filter(({ row }) => row === 1), ...doubled, ...problems.filter(({ row }) => row !== 1)],
  };
}

function readCells(
  verb: Verb,
  cells: Cells,
  zone: string | undefined,
  report: (column: string, value: string | undefined, rule: Rule) => void,
): Record<string, unknown> {
  const given: Record<string, unknown> = {};
  for (const [name, field] of columnsOfVerb(verb)) {
    const found = cells.get(name);
    if (found === undefined) {
      if (!field.isOptional) report(kebab(name), undefined, rule(must.givenFor, { verb: kebab(verb.name) }));
      continue;
    }
    const { heading, cell } = found;
    const excluded = (field.excludes ?? []).find((one) => cells.has(one));
    if (excluded !== undefined) report(heading, cell, rule(must.outWith, { other: kebab(excluded) }));
    try {
      given[name] = field.parse(asTyped(field, cell, zone), name);
    } catch (error) {
      if (!(error instanceof MedtraceError)) throw error;
      report(
        heading,
        cell,
        error instanceof InvalidInput
          ? error.rule
          : rule(must.otherwise, { what: { en: error.message, zh: error.messageIn("zh") } }),
      );
    }
  }
  return given;
}

type Given = Readonly<Record<string, unknown>>;

const OF_REQUISITION = "requisition ";
const isOfRequisition = (key: string): boolean => key.startsWith(OF_REQUISITION);
const requisitionIn = ({ requisition, reference }: Given): unknown => requisition ?? reference;

/** What is of one item, or of the parcels of one product, has one key; what is named by an id, that; a requisition, its own. */
function keysOf(verb: string, given: Given): { readonly keys: readonly string[]; readonly item: string | undefined } {
  const requisition = requisitionIn(given);
  const ofRequisition = requisition === undefined ? [] : [`${OF_REQUISITION}${String(requisition).toLowerCase()}`];
  const named = given.batch ?? given.code ?? given.target ?? given.product;
  if (named === undefined) return { keys: ofRequisition, item: undefined };
  const text = String(named);
  if (/^0x/.test(text) || isSscc(text)) return { keys: [text.toLowerCase(), ...ofRequisition], item: undefined };
  const code = readCode(text);
  const product = canonicalProduct(code);
  // What is dispensed by a pack's code is a part of its lot's parcels.
  if (code.serial !== undefined && verb !== "dispense") {
    const item = `${product} serial ${code.serial}`;
    return { keys: [item, ...ofRequisition], item };
  }
  // What is said of a product may be done with a parcel of any of its lots.
  return { keys: [product, ...ofRequisition], item: undefined };
}
