import { access, realpath } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import type { Command } from "commander";
import { Option } from "commander";
import { alone } from "../connection/lock.node.ts";
import type { Actor } from "../connection/write.ts";
import { rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import { callsOf } from "../import/calls.ts";
import { importable, verbOf } from "../import/columns.ts";
import type { BulkCall, BulkRefusal } from "../import/encode.ts";
import { RowsMalformed } from "../import/errors.ts";
import { type Journal, journalFor } from "../import/journal.node.ts";
import { type PlannedRow, planRows } from "../import/plan.ts";
import { type RefusedRow, refusedPath, refusedText } from "../import/refused.ts";
import { type BulkProgress, estimateAll, recordAll } from "../import/schedule.ts";
import { readTable, type Table } from "../import/table.ts";
import { InvalidInput, type Medtrace } from "../index.ts";
import { optional, word } from "../verbs/kinds.ts";
import { explain } from "./explaining.ts";
import { toOption } from "./fields.ts";
import { readBytes, readPackTree, replaceFile } from "./files.ts";
import { exampleOf } from "./help.ts";
import type { Say } from "./language.ts";
import { oneLine } from "./print.ts";
import type { Answer, Session } from "./session.ts";
import { addSigning, type SigningOptions, signerOf } from "./signing.ts";

interface ImportOptions extends SigningOptions {
  readonly action?: string;
  readonly ignore?: readonly string[];
  readonly tree?: readonly string[];
  readonly journal?: string;
  readonly retry?: boolean;
  readonly zone?: string;
}

const ACTION = optional(
  word(
    importable.map(({ name }) => name),
    (at) => importable[at]?.label ?? { en: "", zh: "" },
  ),
  { en: "what each row does, where the file has no column for it", zh: "文件没有动作列时，各行所做的动作" },
);

/** Gives the program the command that imports a file of rows. */
export function addImport(program: Command, session: Session): void {
  const { say } = session;
  const command = program
    .command("import")
    .helpGroup(say({ en: "Many at once 批量:", zh: "批量：" }))
    .argument(
      "<file>",
      say({
        en: "CSV with headings in English or Chinese, or JSON Lines (.jsonl)",
        zh: "带中文或英文表头的 CSV，或 JSON Lines（.jsonl）",
      }),
    )
    .addOption(toOption(say, "action", ACTION))
    .option("--ignore <heading...>", say({ en: "columns that are passed over", zh: "跳过的列" }))
    .addOption(
      new Option(
        "--zone <offset>",
        say({
          en: "the zone of moments that name none, as in +08:00; by default, UTC",
          zh: "未注明时区的时间所在的时区，如 +08:00；默认为 UTC",
        }),
      ).argParser(zoneIn),
    )
    .option(
      "--tree <file...>",
      say({
        en: "pack lists, in which the codes of packs that are dispensed are found",
        zh: "包装清单，用于查找所发放包装的编码",
      }),
    )
    .addOption(
      new Option(
        "--journal <file>",
        say({
          en: "what was signed; by default, beside the file, as FILE.journal",
          zh: "导入日志（已签交易）；默认在文件旁，名为 FILE.journal",
        }),
      ),
    )
    .option(
      "--retry",
      say({
        en: "ask the ledger again for rows that an earlier run handed back as refused",
        zh: "对先前运行因被拒绝而退回的行，再次询问账本",
      }),
    )
    .summary(say({ en: "record a file of rows 批量导入, each exactly once", zh: "批量导入文件各行，每行恰好一次" }))
    .description(
      say({
        en: "Record a file of rows 批量导入: existing stock, deliveries, what was dispensed.\n\nEvery row is checked before the first is written. Ended at any moment and run again, it goes on where it was. Rows that the ledger refuses are written to FILE.refused, to be corrected and imported again.",
        zh: "批量导入文件各行：存量、到货、发放。\n\n写入第一行之前先检查所有行。任何时刻中断后再次运行，均从中断处继续。被账本拒绝的行写入 FILE.refused，更正后可再次导入。",
      }),
    )
    .addHelpText(...exampleOf(say, "import stock.csv --action enrol --as inspector"));
  addSigning(command, session);
  command.action(async (file: string, options: ImportOptions) => {
    const table = readTable(file, await readBytes(file));
    const { rows, problems } = planRows(table, verbOf(options.action ?? ""), options.ignore ?? [], options.zone);
    const [problem, ...others] = problems;
    if (problem !== undefined) throw new RowsMalformed(file, [problem, ...others]);
    const trees = await Promise.all((options.tree ?? []).map(readPackTree));
    const open = await signerOf(options, session);
    await session.ask(async (m) => {
      const signer = (await open()).connect(m.connection.provider);
      const actor: Actor = { connection: m.connection, signer };
      const calls = callsOf(m, actor, rows, trees);
      if (options.dryRun) return dryRun(say, actor, rows, calls);
      const path = options.journal ?? `${file}.journal`;
      const journal = journalFor(path, rows, trees);
      // Of two that import the same file at once, the second finds what the first recorded.
      return alone(`import-${await realPath(path)}`, () =>
        record(session, m, actor, { file, path, journal, table, rows, calls, retry: options.retry === true }),
      );
    });
  });
}

function zoneIn(given: string): string {
  if (/^(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/.test(given)) return given;
  throw new InvalidInput("zone", given, rule(must.zone));
}

/** Where a file is, or will be, whatever leads to it. */
async function realPath(path: string): Promise<string> {
  return join(await realpath(dirname(path)).catch(() => resolve(dirname(path))), basename(path));
}

async function dryRun(
  say: Say,
  actor: Actor,
  rows: readonly PlannedRow[],
  calls: readonly BulkCall[],
): Promise<Answer> {
  const { refused, gas } = await estimateAll(actor, calls);
  const all = refused.map((one) => refusedRow(rows, one));
  const taken = rows.length - all.length;
  return {
    result: { dryRun: true, rows: rows.length, gas, refused: all.map(told) },
    text: [
      say({
        en: `${count(rows.length, "row")} · the ledger would take ${number(taken)} as things stand`,
        zh: `${number(rows.length)} 行 · 照现状账本会接受 ${number(taken)} 行`,
      }),
      say({
        en: `gas ${gas.toLocaleString("en")} · nothing was sent`,
        zh: `gas ${gas.toLocaleString("en")} · 未发送`,
      }),
      ...printRefused(say, all),
    ].join("\n"),
    yes: all.length === 0,
  };
}

interface Import {
  readonly file: string;
  /** The journal's. */
  readonly path: string;
  readonly journal: Journal;
  readonly table: Table;
  readonly rows: readonly PlannedRow[];
  readonly calls: readonly BulkCall[];
  /** Whether rows that an earlier run handed back are asked for again. */
  readonly retry: boolean;
}

async function record(
  { say, terminal: { showProgress } }: Session,
  m: Medtrace,
  actor: Actor,
  { file, path, journal, table, rows, calls, retry }: Import,
): Promise<Answer> {
  const began = Date.now();
  const handedBack = retry ? new Set<number>() : await journal.refused();
  const meter = meterOf(say, began, showProgress);
  const outcome = await recordAll(actor, calls, journal.outbox, handedBack, meter).finally(() => showProgress?.(""));
  const refused = outcome.refused.map((one) => refusedRow(rows, one));
  const refusedFile = refused.length === 0 ? undefined : await freePath(refusedPath(file, table));
  if (refusedFile !== undefined) {
    await replaceFile(refusedFile, refusedText(table, refused));
    await journal.handBack(outcome.refused.map(({ index }) => index));
  }
  const seconds = (Date.now() - began) / 1000;
  const { recorded, transactions, gasUsed } = outcome;
  const text = [
    say({
      en: `${count(rows.length, "row")} · ${number(recorded)} recorded · ${number(refused.length)} refused`,
      zh: `${number(rows.length)} 行 · 已记录 ${number(recorded)} 行 · 被拒绝 ${number(refused.length)} 行`,
    }),
    ...(handedBack.size === 0 ? [] : [printHandedBack(say, handedBack.size)]),
    say({
      en: `${count(transactions, "transaction")} · gas ${gasUsed.toLocaleString("en")} · ${seconds.toFixed(1)} s`,
      zh: `${number(transactions)} 笔交易 · gas ${gasUsed.toLocaleString("en")} · ${seconds.toFixed(1)} 秒`,
    }),
    ...(table.encoding === "gb18030" ? [say({ en: "read as GB 18030", zh: "按 GB 18030 编码读取" })] : []),
    ...printRefused(say, refused),
    ...(refusedFile === undefined
      ? []
      : [
          say({
            en: `refused rows: ${refusedFile}; correct them, and import that file with the same options`,
            zh: `被拒绝的行：${refusedFile}；更正后请以相同选项导入该文件`,
          }),
        ]),
  ].join("\n");
  const block = await m.connection.provider.getBlockNumber();
  return {
    result: {
      ...{ file, journal: path, encoding: table.encoding, rows: rows.length },
      ...{ recorded, transactions, gasUsed, seconds, block, refused: refused.map(told), refusedFile },
      handedBack: [...handedBack].sort((a, b) => a - b).map((index) => rows[index]?.row.number),
    },
    text,
    yes: refused.length + handedBack.size === 0,
  };
}

function printHandedBack(say: Say, many: number): string {
  return say({
    en: `${count(many, "row")} refused by an earlier run, and written to its file then: --retry asks the ledger again`,
    zh: `${number(many)} 行已被先前的运行拒绝并写入其文件：--retry 再次询问账本`,
  });
}

/** What is there already may have been corrected by somebody: it stays. */
async function freePath(path: string): Promise<string> {
  const [, name = path, ending = ""] = /^(.*)(\.\w+)$/s.exec(path) ?? [];
  for (let at = 1; ; at++) {
    const free = at === 1 ? path : `${name}.${at}${ending}`;
    const isTaken = await access(free).then(
      () => true,
      () => false,
    );
    if (!isTaken) return free;
  }
}

function refusedRow(rows: readonly PlannedRow[], { index, error }: BulkRefusal): RefusedRow {
  return { row: (rows[index] as PlannedRow).row, error };
}

const told = ({ row, error: { code, message, details } }: RefusedRow) => ({
  row: row.number,
  error: code,
  message,
  details,
});

/** Of very many, the first ones: all are in the file. */
const MOST_PRINTED = 20;

function printRefused(say: Say, refused: readonly RefusedRow[]): readonly string[] {
  const lines = refused.slice(0, MOST_PRINTED).map(({ row, error }) => {
    const where = say({ en: `row ${row.number}`, zh: `第 ${row.number} 行` });
    return oneLine(`  ${where}  ${error.code}: ${explain(say, error).message}`);
  });
  const more = refused.length - lines.length;
  return more > 0 ? [...lines, say({ en: `  … and ${number(more)} more`, zh: `  … 另有 ${number(more)} 行` })] : lines;
}

const number = (value: number): string => value.toLocaleString("en");
const count = (many: number, what: string): string => `${number(many)} ${what}${many === 1 ? "" : "s"}`;

const BAR = 24;

/** Shows how far it has come, how fast, and how long it still takes. */
function meterOf(
  say: Say,
  began: number,
  showProgress: ((text: string) => void) | undefined,
): (progress: BulkProgress) => void {
  if (showProgress === undefined) return () => undefined;
  let first: number | undefined;
  return ({ recorded, refused, of }) => {
    const done = recorded + refused;
    // What an earlier run recorded was not done in this time.
    first ??= done;
    const seconds = (Date.now() - began) / 1000;
    const rate = (done - first) / seconds;
    const remaining = rate > 0 ? Math.ceil((of - done) / rate) : undefined;
    const left = remaining === undefined ? "" : say({ en: `${remaining} s left`, zh: `剩余 ${remaining} 秒` });
    const filled = Math.round((BAR * done) / of);
    const bar = `${"█".repeat(filled)}${"░".repeat(BAR - filled)}`;
    const told = say({
      en: `${number(done)} of ${number(of)} · ${number(refused)} refused · ${rate.toFixed(0)} rows/s`,
      zh: `${number(done)} / ${number(of)} 行 · 被拒绝 ${number(refused)} 行 · 每秒 ${rate.toFixed(0)} 行`,
    });
    showProgress(`${bar} ${told} · ${left}`);
  };
}
