import { existsSync } from "node:fs";
import { type Command, Option } from "commander";
import { isAddress, isHexString } from "ethers";
import { type Rule, rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import { subjectOf } from "../history/subjects.ts";
import {
  type BundleVerdict,
  type Disclosure,
  type Documented,
  type Documents,
  disclose,
  documentsOf,
  type Hex,
  InvalidInput,
  type Level,
  levels,
  type Medtrace,
  ProofsUnavailable,
  reaches,
  readDetails,
  readDisclosure,
  StateUnavailable,
  type Trace,
  type Verdict,
  verify,
  verifyBundle,
} from "../index.ts";
import type { Phrase } from "../lifecycle/names.ts";
import { code, required } from "../verbs/kinds.ts";
import { explain } from "./explaining.ts";
import { toArgument } from "./fields.ts";
import { readDocument, readUtf8, replaceFile } from "./files.ts";
import { exampleOf } from "./help.ts";
import type { Say } from "./language.ts";
import { printChecked } from "./proofs.ts";
import type { Answer, Session } from "./session.ts";
import { SUBJECT } from "./subject.ts";

interface VerifyOptions {
  readonly block?: Hex;
  readonly ledger?: Hex;
  readonly level?: Level;
  readonly details?: readonly string[];
}

interface ProveOptions {
  readonly output: string;
  readonly block?: Hex;
  readonly details?: readonly string[];
}

const DETAILS = {
  en: "what is shown of documents behind its entries, as `details disclose` writes it",
  zh: "所出示的记录背后文书，由 `details disclose` 写出",
};

/** Gives the program the commands that check a history, and that prove one. */
export function addProving(program: Command, { ask, answer, say }: Session): void {
  const blockOption = (description: string) => new Option("--block <hash>", description).argParser(blockHash);

  program
    .command("verify")
    .addArgument(
      toArgument(
        say,
        "codeOrFile",
        required(
          code((given) => isFile(given) || subjectOf(given)),
          { en: `${SUBJECT.en}; or a bundle's file, which needs no node`, zh: `${SUBJECT.zh}；或证明文件，无需节点` },
        ),
      ),
    )
    .addOption(
      blockOption(
        say({
          en: "the hash of the block that it is proven by, from a source you trust",
          zh: "作为证明依据的区块的哈希，来自您信任的来源",
        }),
      ),
    )
    .addOption(
      new Option(
        "--ledger <address>",
        say({
          en: "of a bundle: the ledger's address, from a source you trust: whoever made the file may have made a ledger too",
          zh: "证明文件的账本地址，来自您信任的来源：制作文件者也可能自造账本",
        }),
      ).argParser(ledgerAddress),
    )
    .addOption(
      new Option(
        "--level <level>",
        say({
          en: "what must be reached: by default, anchored for a code, proven for a bundle or with --block",
          zh: "须达到的级别：编码默认为 anchored，证明文件或给出 --block 时默认为 proven",
        }),
      ).choices(levels.slice(1)),
    )
    .option("--details <file...>", say(DETAILS))
    .description(
      say({
        en: "compute every hash anew; compare every head with the ledger's, or with what a bundle proves",
        zh: "重新计算每个哈希；将每个链头与账本或证明文件所证明的比对",
      }),
    )
    .addHelpText(...exampleOf(say, 'verify "(01)09521234543213(21)P-0001"'))
    .action(async (target: string, options: VerifyOptions) => {
      const disclosures = await readDisclosures(options.details);
      if (isFile(target)) {
        const text = await readUtf8(target);
        const level = options.level ?? "proven";
        if (level !== "anchored") return answer(checkBundle(say, text, { ...options, level }, disclosures));
        withoutOptions(options, ["block", "ledger"], rule(must.outForAnchored));
        return ask((m) => anchorBundle(say, m, text, disclosures));
      }
      const { block, level = block === undefined ? "anchored" : "proven" } = options;
      withoutOptions(options, ["ledger"], rule(must.outForCode));
      if (level !== "proven") {
        withoutOptions(options, ["block"], rule(must.outBelowProven));
        return ask((m) => traceAndCheck(say, m, target, disclosures, level));
      }
      if (block === undefined) {
        throw new InvalidInput("block", block, rule(must.givenForProven));
      }
      return ask((m) => proveAndCheck(say, m, target, block, disclosures));
    });

  program
    .command("prove")
    .addArgument(toArgument(say, "code", required(code(subjectOf), SUBJECT)))
    .requiredOption("-o, --output <file>", say({ en: "the file to write", zh: "要写入的文件" }))
    .addOption(
      blockOption(
        say({ en: "the block to prove it at; by default, the newest", zh: "作为证明依据的区块；默认为最新" }),
      ),
    )
    .option("--details <file...>", say(DETAILS))
    .description(
      say({
        en: "write a bundle: the history with its proofs, to be checked without network and server",
        zh: "写出证明文件：历史及其证明，离线可验",
      }),
    )
    .addHelpText(...exampleOf(say, 'prove "(01)09521234543213(21)P-0001" -o pump.json'))
    .action(async (code: string, { output, block: at, details: files }: ProveOptions) => {
      const details = await readDisclosures(files);
      await ask(async (m) => {
        const text = await m.prove(code, { block: at, details });
        await replaceFile(output, text);
        const { asOf, trace } = verifyBundle(text);
        const entries = trace?.histories.reduce((sum, history) => sum + history.entries.length, 0) ?? 0;
        const bytes = Buffer.byteLength(text);
        const [size, block] = [bytes.toLocaleString("en"), asOf.block];
        const how = `medtrace verify ${output} --block ${asOf.hash} --ledger ${m.connection.ledger}`;
        const lines = [
          {
            en: `${output} · ${entries} entries · ${size} bytes · block ${block}`,
            zh: `${output} · ${entries} 条记录 · ${size} 字节 · 区块 ${block}`,
          },
          { en: `to check it: ${how}`, zh: `验证：${how}` },
          {
            en: "Whoever checks it takes the block's hash and the ledger's address from a source of his own.",
            zh: "验证者须从自己的来源取得区块哈希与账本地址。",
          },
        ];
        return { result: { output, entries, bytes, asOf }, text: lines.map(say).join("\n"), yes: true };
      });
    });
}

/** What is no file is a code, or a subject's id. */
function isFile(target: string): boolean {
  return existsSync(target) || /\.json$/i.test(target);
}

function blockHash(text: string): Hex {
  if (!isHexString(text, 32)) throw new InvalidInput("block", text, rule(must.blockHash));
  return text.toLowerCase() as Hex;
}

function ledgerAddress(text: string): Hex {
  if (!isAddress(text)) throw new InvalidInput("ledger", text, rule(must.address));
  return text.toLowerCase() as Hex;
}

/** What has no meaning here is refused: who gave it believes that it was looked at. */
function withoutOptions(options: VerifyOptions, names: readonly ("block" | "ledger")[], without: Rule): void {
  const given = names.find((name) => options[name] !== undefined);
  if (given !== undefined) throw new InvalidInput(given, options[given], without);
}

/** Disclosures; of details with all their salts, all fields. */
async function readDisclosures(files: readonly string[] = []): Promise<readonly Disclosure[]> {
  return Promise.all(
    files.map(async (file) => {
      const shown = await readDocument(file);
      const isWhole = typeof shown === "object" && shown !== null && "salts" in shown;
      return isWhole ? disclose(readDetails(shown), [""]) : readDisclosure(shown);
    }),
  );
}

function checkBundle(
  say: Say,
  text: string,
  { block, ledger, level }: VerifyOptions & { readonly level: Level },
  disclosures: readonly Disclosure[],
): Answer {
  const verdict = verifyBundle(text, { block, ledger });
  const needed = [
    ...(block === undefined
      ? [
          {
            en: `--block: the hash of block ${verdict.asOf.block}, from a source you trust`,
            zh: `--block：区块 ${verdict.asOf.block} 的哈希，来自您信任的来源`,
          },
        ]
      : []),
    ...(ledger === undefined
      ? [
          {
            en: "--ledger: the ledger's address, from a source you trust",
            zh: "--ledger：账本地址，来自您信任的来源",
          },
        ]
      : []),
  ];
  const isShort = level === "proven" && verdict.level === "intact" && verdict.problems.length === 0;
  const hints = isShort
    ? needed.map(({ en, zh }) => ({ en: `to be proven, it needs ${en}`, zh: `要得到证明，还需 ${zh}` }))
    : [];
  return answerShown(say, verdict, verdict, disclosures, level, hints);
}

/** What a bundle says only of documents that it shows itself. */
const OF_PACKS = {
  en: "where packs with codes were dispensed or commissioned, an entry commits to them and the document together: make the bundle with --details",
  zh: "带编码的包装被发放或投产登记时，记录同时承诺包装与文书：请用 --details 制作证明文件",
};

/** With what is shown of documents beside the bundle. */
function answerShown(
  say: Say,
  verdict: Verdict,
  { trace, documents }: BundleVerdict,
  disclosures: readonly Disclosure[],
  level: Level,
  hints: readonly Phrase[] = [],
): Answer {
  if (trace === undefined) return answerOf(say, verdict, trace, documents, level, hints);
  const more = documentsOf(
    trace,
    disclosures.map((disclosure) => ({ disclosure, marks: [], packsRoots: [] })),
  );
  const isShown = ({ details }: Documented) => more.shown.some((one) => one.details === details);
  const all = {
    shown: [...documents.shown, ...more.shown],
    missing: documents.missing.filter((one) => !isShown(one)),
  };
  const isForeign = more.problems.some(({ code }) => code === "documentForeign");
  const problems = [...verdict.problems, ...more.problems];
  return answerOf(say, { ...verdict, problems }, trace, all, level, isForeign ? [...hints, OF_PACKS] : hints);
}

/** A bundle's histories, compared with what the checker's own node stores now. */
async function anchorBundle(say: Say, m: Medtrace, text: string, disclosures: readonly Disclosure[]): Promise<Answer> {
  const alone = verifyBundle(text);
  const isSound = alone.trace !== undefined && alone.level !== "none";
  return answerShown(say, isSound ? await m.verify(alone.trace) : alone, alone, disclosures, "anchored");
}

/** What a code names, compared with what the node stores at the block that it was read at. */
async function traceAndCheck(
  say: Say,
  m: Medtrace,
  target: string,
  disclosures: readonly Disclosure[],
  level: Level,
  reasons: readonly Phrase[] = [],
): Promise<Answer> {
  const trace = await m.trace(target);
  const anchors = await m.heads(
    trace.histories.map(({ subject }) => subject),
    trace.asOf,
  );
  const verdict = verify(trace, anchors);
  const { problems, ...documents } = documentsOf(trace, await m.documents(trace, disclosures));
  return answerOf(say, { ...verdict, problems: [...verdict.problems, ...problems] }, trace, documents, level, reasons);
}

/** What a code names, proven by a block whose hash the checker gave; where the node cannot, what it can. */
async function proveAndCheck(
  say: Say,
  m: Medtrace,
  target: string,
  block: Hex,
  details: readonly Disclosure[],
): Promise<Answer> {
  try {
    const verdict = verifyBundle(await m.prove(target, { block, details }), { block, ledger: m.connection.ledger });
    return answerOf(say, verdict, verdict.trace, verdict.documents, "proven");
  } catch (error) {
    if (!(error instanceof ProofsUnavailable || error instanceof StateUnavailable)) throw error;
    return traceAndCheck(say, m, target, details, "proven", [
      { en: `not proven: ${error.message}`, zh: `未证明：${explain(say, error).message}` },
    ]);
  }
}

function answerOf(
  say: Say,
  verdict: Verdict | BundleVerdict,
  trace: Trace | undefined,
  documents: Documents,
  level: Level,
  hints: readonly Phrase[] = [],
): Answer {
  // The trace is long, and `trace` shows it; what it is about says whether it answers what was asked.
  const { code, subject, chainId, ledger } = trace ?? {};
  const { trace: _trace, ...told } = { trace: undefined, ...verdict, documents };
  return {
    result: {
      code,
      subject,
      chainId,
      ledger,
      ...told,
      ...(hints.length === 0 ? {} : { hints: hints.map(({ en }) => en) }),
    },
    text: [printChecked(say, verdict, trace, documents), ...hints.map(say)].join("\n"),
    yes: reaches(verdict.level, level) && verdict.problems.length === 0,
  };
}
