import { resolve } from "node:path";
import type { Command } from "commander";
import { Option } from "commander";
import { id } from "ethers";
import { type BulkProgress, estimateAll, recordAll } from "../client/bulk.ts";
import { alone } from "../client/lock.node.ts";
import type { Actor } from "../client/write.ts";
import type { Medtrace } from "../index.ts";
import { RowsMalformed } from "./errors.ts";
import { readPackTree } from "./files.ts";
import { type Importable, importable } from "./import/columns.ts";
import { type EncodedRow, encodeRows } from "./import/encode.ts";
import { journalFor } from "./import/journal.ts";
import { planRows } from "./import/plan.ts";
import { type RefusedRow, refusedPath, writeRefused } from "./import/refused.ts";
import { readTable, type Table } from "./import/table.ts";
import { word } from "./options.ts";
import { oneLine } from "./print.ts";
import type { Answer, Session } from "./session.ts";
import { addSigning, type SigningOptions, signerOf } from "./signing.ts";
import { toOption } from "./verb.ts";

interface ImportOptions extends SigningOptions {
  readonly action?: Importable;
  readonly ignore?: readonly string[];
  readonly tree?: readonly string[];
  readonly journal?: string;
}

const ACTION = word("action", "what each row does, where the file has no column for it", importable);

/** Gives the program the command that imports a file of rows. */
export function addImport(program: Command, session: Session): void {
  const command = program
    .command("import")
    .helpGroup("Many at once 批量:")
    .argument("<file>", "CSV with headings in English or Chinese, or JSON Lines (.jsonl)")
    .addOption(toOption({ ...ACTION, required: false }))
    .option("--ignore <heading...>", "columns that are passed over")
    .option("--tree <file...>", "pack lists, in which the codes of packs that are dispensed are found")
    .addOption(new Option("--journal <file>", "what was signed; by default, beside the file, as FILE.journal"))
    .summary("record a file of rows 批量导入, each exactly once")
    .description(
      "Record a file of rows 批量导入: existing stock, deliveries, what was dispensed.\n\nEvery row is checked before the first is written. Ended at any moment and run again, it goes on where it was. Rows that the ledger refuses are written to FILE.refused, to be corrected and imported again.",
    )
    .addHelpText("after", "\nExample:\n  medtrace import stock.csv --action enrol --as inspector");
  addSigning(command);
  command.action(async (file: string, options: ImportOptions) => {
    const table = await readTable(file);
    const { rows, problems } = planRows(table, options.action, options.ignore ?? []);
    if (problems.length > 0) throw new RowsMalformed(file, problems);
    const trees = await Promise.all((options.tree ?? []).map(readPackTree));
    const open = await signerOf(options, session.terminal);
    await session.ask(async (m) => {
      const signer = (await open()).connect(m.connection.provider);
      const actor: Actor = { connection: m.connection, signer };
      const encoded = await encodeRows(m, actor, rows, trees);
      if (options.dryRun) return dryRun(actor, table, encoded);
      const journal = options.journal ?? `${file}.journal`;
      // Of two that import the same file at once, the second finds what the first recorded.
      return alone(`import-${id(resolve(journal)).slice(2, 34)}`, () =>
        record(m, actor, { file, journal, table, encoded }, session.terminal.showProgress),
      );
    });
  });
}

async function dryRun(actor: Actor, table: Table, encoded: readonly EncodedRow[]): Promise<Answer> {
  const { calls, refused } = callsOf(encoded);
  const estimate = await estimateAll(
    actor,
    calls.map(({ call }) => call),
  );
  const all = [...refused, ...estimate.refused.map(({ index, error }) => refusedRow(calls, index, error))];
  const { transactions, gas } = estimate;
  const result = { dryRun: true, rows: table.rows.length, ...{ transactions, gas }, refused: all.map(told) };
  const text = [
    `${count(table.rows.length, "row")} · the ledger would take ${(encoded.length - all.length).toLocaleString("en")} as things stand`,
    `${count(transactions, "transaction")} · gas ${gas.toLocaleString("en")} · nothing was sent`,
    ...printRefused(all),
  ].join("\n");
  return { result, text, yes: all.length === 0 };
}

interface Import {
  readonly file: string;
  readonly journal: string;
  readonly table: Table;
  readonly encoded: readonly EncodedRow[];
}

async function record(
  m: Medtrace,
  actor: Actor,
  { file, journal, table, encoded }: Import,
  showProgress: ((text: string) => void) | undefined,
): Promise<Answer> {
  const began = Date.now();
  const { calls, refused: unsayable } = callsOf(encoded);
  const meter = meterOf(began, showProgress);
  const outcome = await recordAll(
    actor,
    calls.map(({ call }) => call),
    journalFor(journal, table.bytes),
    meter,
  ).finally(() => showProgress?.(""));
  const refused = [...unsayable, ...outcome.refused.map(({ index, error }) => refusedRow(calls, index, error))];
  const refusedFile = refused.length === 0 ? undefined : refusedPath(file, table);
  if (refusedFile !== undefined) await writeRefused(refusedFile, table, refused);
  const seconds = (Date.now() - began) / 1000;
  const { recorded, transactions, gasUsed } = outcome;
  const text = [
    `${count(table.rows.length, "row")} · ${recorded.toLocaleString("en")} recorded · ${refused.length.toLocaleString("en")} refused`,
    `${count(transactions, "transaction")} · gas ${gasUsed.toLocaleString("en")} · ${seconds.toFixed(1)} s`,
    ...printRefused(refused),
    ...(refusedFile === undefined ? [] : [`refused rows: ${refusedFile}; correct them, and import that file`]),
  ].join("\n");
  const block = await m.connection.provider.getBlockNumber();
  return {
    result: {
      ...{ file, journal, rows: table.rows.length, recorded, transactions, gasUsed, seconds, block },
      ...{ refused: refused.map(told), refusedFile },
    },
    text,
    yes: refused.length === 0,
  };
}

type Encodable = Extract<EncodedRow, { readonly call: unknown }>;

function callsOf(encoded: readonly EncodedRow[]) {
  return {
    calls: encoded.filter((one): one is Encodable => "call" in one),
    refused: encoded.flatMap((one): RefusedRow[] =>
      "error" in one ? [{ row: one.planned.row, error: one.error }] : [],
    ),
  };
}

function refusedRow(calls: readonly Encodable[], index: number, error: RefusedRow["error"]): RefusedRow {
  return { row: (calls[index] as Encodable).planned.row, error };
}

const told = ({ row, error: { code, message, details } }: RefusedRow) => ({
  row: row.number,
  error: code,
  message,
  details,
});

/** Of very many, the first ones: all are in the file. */
const MOST_PRINTED = 20;

function printRefused(refused: readonly RefusedRow[]): readonly string[] {
  const lines = refused
    .slice(0, MOST_PRINTED)
    .map(({ row, error }) => oneLine(`  row ${row.number}  ${error.code}: ${error.message}`));
  const more = refused.length - lines.length;
  return more > 0 ? [...lines, `  … and ${more.toLocaleString("en")} more`] : lines;
}

const count = (number: number, what: string): string =>
  `${number.toLocaleString("en")} ${what}${number === 1 ? "" : "s"}`;

const BAR = 24;

/** Shows how far it has come, how fast, and how long it still takes. */
function meterOf(began: number, showProgress: ((text: string) => void) | undefined): (progress: BulkProgress) => void {
  if (showProgress === undefined) return () => undefined;
  let first: number | undefined;
  return ({ recorded, refused, of }) => {
    const done = recorded + refused;
    // What an earlier run recorded was not done in this time.
    first ??= done;
    const seconds = (Date.now() - began) / 1000;
    const rate = (done - first) / seconds;
    const left = rate > 0 ? `${Math.ceil((of - done) / rate)} s left` : "";
    const filled = Math.round((BAR * done) / of);
    const bar = `${"█".repeat(filled)}${"░".repeat(BAR - filled)}`;
    showProgress(
      `${bar} ${done.toLocaleString("en")} of ${of.toLocaleString("en")} · ${refused} refused · ${rate.toFixed(0)} rows/s · ${left}`,
    );
  };
}
