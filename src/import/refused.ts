import { stringify } from "csv-stringify/sync";
import type { MedtraceError } from "../errors/base.ts";
import { isRefusal, REFUSAL } from "./columns.ts";
import type { Row, Table } from "./table.ts";

/** A row that was not recorded, and why. */
export interface RefusedRow {
  readonly row: Row;
  readonly error: MedtraceError;
}

/** Where refused rows are written to: beside the file, in its form. */
export function refusedPath(path: string, { format }: Table): string {
  return `${path.replace(/\.(?:csv|tsv|txt|jsonl|ndjson)$/i, "")}.refused.${format}`;
}

/** The text of refused rows as they were, each with its refusal, to be corrected and imported again. */
export function refusedText(table: Table, refused: readonly RefusedRow[]): string {
  const headings = [...table.headings.filter((heading) => !isRefusal(heading)), REFUSAL];
  const rows = refused.map(({ row, error }) => ({ ...row.cells, [REFUSAL]: `${error.code}: ${error.message}` }));
  if (table.format === "jsonl") {
    return rows.map((row) => `${JSON.stringify(row)}\n`).join("");
  }
  const records = rows.map((row: Readonly<Record<string, string>>) => headings.map((heading) => row[heading] ?? ""));
  // A byte order mark, for spreadsheets that would take it for another encoding.
  return `\ufeff${stringify([headings, ...records], { delimiter: table.delimiter })}`;
}
