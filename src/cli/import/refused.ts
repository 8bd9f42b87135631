import { stringify } from "csv-stringify/sync";
import type { MedtraceError } from "../../index.ts";
import { replaceFile } from "../files.ts";
import { fieldOf, REFUSAL } from "./columns.ts";
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

/**
 * Writes refused rows as they were, each with its refusal, to be corrected and imported again.
 *
 * @throws `FileUnusable`
 */
export async function writeRefused(path: string, table: Table, refused: readonly RefusedRow[]): Promise<void> {
  const headings = [...table.headings.filter((heading) => fieldOf(heading) !== REFUSAL), REFUSAL];
  const rows = refused.map(({ row, error }) => ({ ...row.cells, [REFUSAL]: `${error.code}: ${error.message}` }));
  if (table.format === "jsonl") {
    await replaceFile(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
    return;
  }
  const records = rows.map((row: Readonly<Record<string, string>>) => headings.map((heading) => row[heading] ?? ""));
  // A byte order mark, for spreadsheets that would take it for another encoding.
  await replaceFile(path, `\ufeff${stringify([headings, ...records], { delimiter: table.delimiter })}`);
}
