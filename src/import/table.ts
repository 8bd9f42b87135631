import { CsvError } from "csv-parse";
import { parse } from "csv-parse/sync";
import { parseJson } from "../details/json.ts";
import { InvalidInput } from "../errors/base.ts";
import { rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";

/** A line of a spreadsheet, or of JSON Lines. */
export interface Row {
  /** As a spreadsheet, or an editor, counts them: from 1, the headings included. */
  readonly number: number;
  /** What stands in it, by heading; what is empty is left out. */
  readonly cells: Readonly<Record<string, string>>;
}

/** A file of rows. */
export interface Table {
  readonly format: "csv" | "jsonl";
  readonly delimiter: string;
  /** The headings, in their order. */
  readonly headings: readonly string[];
  readonly rows: readonly Row[];
  /** What it was read as. */
  readonly encoding: "utf-8" | "gb18030";
}

/** More rows than anybody imports at once, and few enough for memory. */
const MOST_ROWS = 1_000_000;

/**
 * Reads a file of rows: JSON Lines where its name ends in .jsonl or .ndjson, else CSV with headings, and commas, semicolons or
 * tabs between. In UTF-8; or, as Chinese spreadsheets write CSV, in GB 18030.
 *
 * @param path - the file's, whose ending tells its form
 * @param bytes - what stands in it
 * @throws {@link InvalidInput} naming the file and what is wrong with it as a whole
 */
export function readTable(path: string, bytes: Uint8Array): Table {
  const { text, encoding } = decode(path, bytes);
  const table = /\.(?:jsonl|ndjson)$/i.test(path) ? readLines(path, text) : readCsv(path, text);
  if (table.rows.length === 0) throw new InvalidInput("file", path, rule(must.oneRow));
  if (table.rows.length > MOST_ROWS) throw new InvalidInput("file", path, rule(must.rowsAtMost, { max: MOST_ROWS }));
  return { ...table, encoding };
}

function decode(path: string, bytes: Uint8Array): { readonly text: string; readonly encoding: Table["encoding"] } {
  for (const encoding of ["utf-8", "gb18030"] as const) {
    try {
      return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding };
    } catch {
      // The next one.
    }
  }
  throw new InvalidInput("file", path, rule(must.utf8OrGb));
}

function readCsv(path: string, text: string): Omit<Table, "encoding"> {
  const delimiter = delimiterOf(text);
  let records: readonly { readonly record: string[]; readonly info: { records: number; empty_lines: number } }[];
  try {
    const options = { delimiter, info: true, relax_column_count: true, skip_empty_lines: true, trim: true } as const;
    records = parse(text, options) as unknown as typeof records;
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    throw new InvalidInput("file", path, rule(must.csv, { problem: cause.message }), { cause });
  }
  const [first, ...others] = records;
  const headings = first?.record ?? [];
  requireHeadings(path, headings);
  return {
    format: "csv",
    delimiter,
    headings,
    rows: others.map(({ record, info }) => {
      const number = info.records + info.empty_lines;
      if (record.length > headings.length && record.slice(headings.length).some((cell) => cell !== "")) {
        throw new InvalidInput("file", path, rule(must.cellsUnderHeadings, { row: number }));
      }
      const cells = headings.flatMap((heading, at) => {
        const cell = record[at] ?? "";
        if (heading === "" && cell !== "") {
          throw new InvalidInput("file", path, rule(must.headingOverCell, { row: number }));
        }
        return cell === "" ? [] : [[heading, cell] as const];
      });
      return { number, cells: Object.fromEntries(cells) };
    }),
  };
}

/** What stands most often between the headings. */
function delimiterOf(text: string): string {
  const line = /^[^\r\n]*/.exec(text)?.[0] ?? "";
  const count = (sign: string) => line.split(sign).length;
  return [",", ";", "\t"].reduce((most, sign) => (count(sign) > count(most) ? sign : most));
}

function readLines(path: string, text: string): Omit<Table, "encoding"> {
  const headings = new Set<string>();
  const rows = text.split(/\r?\n/).flatMap((line, at): Row[] => {
    if (line.trim() === "") return [];
    const number = at + 1;
    const value = parseJson(`${path}, line ${number}`, line, InvalidInput);
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      throw new InvalidInput("file", path, rule(must.objectInLine, { line: number }));
    }
    const cells = Object.entries(value).flatMap(([name, one]) => {
      if (one === null || one === "") return [];
      if (typeof one !== "string" && typeof one !== "number") {
        throw new InvalidInput("file", path, rule(must.textsInLine, { name, line: number }));
      }
      headings.add(name);
      return [[name, String(one).trim()] as const];
    });
    return [{ number, cells: Object.fromEntries(cells) }];
  });
  requireHeadings(path, [...headings]);
  return { format: "jsonl", delimiter: "", headings: [...headings], rows };
}

function requireHeadings(path: string, headings: readonly string[]): void {
  const twice = headings.find((heading, at) => heading !== "" && headings.indexOf(heading) !== at);
  if (twice !== undefined) throw new InvalidInput("file", path, rule(must.headingsOnce, { heading: twice }));
}
