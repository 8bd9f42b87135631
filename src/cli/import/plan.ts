import { readCode } from "../../actions/targets.ts";
import { canonicalProduct, InvalidInput, isSscc, MedtraceError } from "../../index.ts";
import { kebab } from "../options.ts";
import type { Verb } from "../verb.ts";
import { verbGroups } from "../verbs/all.ts";
import { asTyped, fieldOf, headings, type Importable, importable, inputsOf, REFUSAL, verbOf } from "./columns.ts";
import type { Row, Table } from "./table.ts";

/** A row that could be read: what it says to do. */
export interface PlannedRow {
  readonly row: Row;
  readonly verb: Importable;
  /** What the verb's inputs read, by field; not yet the SDK's parameters. */
  readonly given: Readonly<Record<string, unknown>>;
  /** Rows with the same key are done in their order. */
  readonly key: string;
}

/** What is wrong with a row, or with a heading. */
export interface RowProblem {
  readonly row: number;
  readonly column: string;
  readonly value: string | undefined;
  readonly rule: string;
}

/** Verbs that nobody does twice with the same code. */
const onceOnly: ReadonlySet<Importable> = new Set<Importable>(["enrol", "confirm", "accept"]);

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
  action: Importable | undefined,
  ignored: readonly string[],
  zone?: string,
): { readonly rows: readonly PlannedRow[]; readonly problems: readonly RowProblem[] } {
  const problems: RowProblem[] = [];
  const fields = new Map<string, string>();
  for (const heading of table.headings) {
    if (heading === "" || ignored.includes(heading)) continue;
    const field = fieldOf(heading);
    if (field === undefined) {
      const rule = `must be one of ${headings()}; or be passed over by --ignore`;
      problems.push({ row: 1, column: heading, value: heading, rule });
    } else if ([...fields.values()].includes(field)) {
      problems.push({ row: 1, column: heading, value: heading, rule: "must not be there twice, in two languages" });
    } else fields.set(heading, field);
  }

  const rows: PlannedRow[] = [];
  const seen = new Map<string, number>();
  for (const row of table.rows) {
    const cells = new Map(
      Object.entries(row.cells).flatMap(([heading, cell]) => {
        const field = fields.get(heading);
        return field === undefined || field === REFUSAL ? [] : [[field, { heading, cell }] as const];
      }),
    );
    const report = (column: string, value: string | undefined, rule: string) =>
      problems.push({ row: row.number, column, value, rule });
    const said = cells.get("action");
    const verb = said === undefined ? action : verbOf(said.cell);
    if (verb === undefined) {
      report(said?.heading ?? "action", said?.cell, `must be one of ${importable.map(kebab).join(", ")}, or --action`);
      continue;
    }
    cells.delete("action");
    const before = problems.length;
    const given = readCells(verb, cells, zone, report);
    if (problems.length > before) continue;
    const { key, isItem } = keyOf(verb, given);
    const name = `${verb} ${key}`;
    const other = seen.get(name);
    if (onceOnly.has(verb) && isItem && other !== undefined) {
      report(cells.get("code")?.heading ?? "code", cells.get("code")?.cell, `must not be in row ${other} too`);
      continue;
    }
    seen.set(name, row.number);
    rows.push({ row, verb, given, key });
  }
  return { rows, problems };
}

/** The verb as the command line defines it. */
export function definitionOf(name: Importable): Verb {
  return verbGroups.flatMap(({ verbs }) => verbs).find((one) => one.name === name) as Verb;
}

function readCells(
  verb: Importable,
  cells: ReadonlyMap<string, { readonly heading: string; readonly cell: string }>,
  zone: string | undefined,
  report: (column: string, value: string | undefined, rule: string) => void,
): Record<string, unknown> {
  const inputs = inputsOf(verb);
  const given: Record<string, unknown> = {};
  for (const [field, { heading, cell }] of cells) {
    if (inputs.every((one) => one.field !== field)) {
      report(heading, cell, `must be left out for ${kebab(verb)}`);
    }
  }
  for (const { field, required, parse } of inputs) {
    const found = cells.get(field);
    if (found === undefined) {
      if (required) report(kebab(field), undefined, `must be given for ${kebab(verb)}`);
      continue;
    }
    const { heading, cell } = found;
    try {
      given[field] = parse(asTyped(field, cell, zone), undefined);
    } catch (error) {
      if (!(error instanceof MedtraceError)) throw error;
      report(heading, cell, error instanceof InvalidInput ? error.details.rule : error.message);
    }
  }
  return given;
}

/** What is of one item, or of the parcels of one product, has one key; what is named by an id, that. */
function keyOf(
  verb: Importable,
  given: Readonly<Record<string, unknown>>,
): { readonly key: string; readonly isItem: boolean } {
  const text = String(given.batch ?? given.code);
  if (/^0x/.test(text) || isSscc(text)) return { key: text.toLowerCase(), isItem: false };
  const code = readCode(text);
  const product = canonicalProduct(code);
  // What is dispensed by a pack's code is a part of its lot's parcels.
  if (code.serial !== undefined && verb !== "dispense")
    return { key: `${product} serial ${code.serial}`, isItem: true };
  // What is said of a product may be done with a parcel of any of its lots.
  return { key: product, isItem: false };
}
