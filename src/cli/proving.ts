import { existsSync } from "node:fs";
import { type Command, Option } from "commander";
import { isAddress, isHexString } from "ethers";
import { subjectOf } from "../actions/trace.ts";
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
import { readDocument, readUtf8, replaceFile } from "./files.ts";
import { SUBJECT } from "./options.ts";
import { printChecked } from "./proofs.ts";
import type { Answer, Session } from "./session.ts";

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

const DETAILS = [
  "--details <file...>",
  "what is shown of documents behind its entries, as `details disclose` writes it",
] as const;

/** Gives the program the commands that check a history, and that prove one. */
export function addProving(program: Command, { ask, answer }: Session): void {
  const blockOption = (description: string) => new Option("--block <hash>", description).argParser(blockHash);

  program
    .command("verify")
    .argument("<code-or-file>", `${SUBJECT}; or a bundle's file, which needs no node`)
    .addOption(blockOption("the hash of the block that it is proven by, from a source you trust"))
    .addOption(
      new Option(
        "--ledger <address>",
        "of a bundle: the ledger's address, from a source you trust: whoever made the file may have made a ledger too",
      ).argParser(ledgerAddress),
    )
    .addOption(
      new Option(
        "--level <level>",
        "what must be reached: by default, anchored for a code, proven for a bundle or with --block",
      ).choices(levels.slice(1)),
    )
    .option(...DETAILS)
    .description("compute every hash anew; compare every head with the ledger's, or with what a bundle proves")
    .addHelpText("after", '\nExample:\n  medtrace verify "(01)09521234543213(21)P-0001"')
    .action(async (target: string, options: VerifyOptions) => {
      const disclosures = await readDisclosures(options.details);
      if (isFile(target)) {
        const text = await readUtf8(target);
        const level = options.level ?? "proven";
        if (level !== "anchored") return answer(checkBundle(text, { ...options, level }, disclosures));
        withoutOptions(options, ["block", "ledger"], "for the level anchored, which the node's own ledger gives");
        return ask((m) => anchorBundle(m, text, disclosures));
      }
      subjectOf(target);
      const { block, level = block === undefined ? "anchored" : "proven" } = options;
      withoutOptions(options, ["ledger"], "for a code: the ledger is the one that the node's deployment names");
      if (level !== "proven") {
        withoutOptions(options, ["block"], "for a code's level below proven, which speaks of the newest block");
        return ask((m) => traceAndCheck(m, target, disclosures, level));
      }
      if (block === undefined) {
        throw new InvalidInput("block", block, "must be given for the level proven, from a source you trust");
      }
      return ask((m) => proveAndCheck(m, target, block, disclosures));
    });

  program
    .command("prove")
    .argument("<code>", SUBJECT)
    .requiredOption("-o, --output <file>", "the file to write")
    .addOption(blockOption("the block to prove it at; by default, the newest"))
    .option(...DETAILS)
    .description("write a bundle: the history with its proofs, to be checked without network and server")
    .addHelpText("after", '\nExample:\n  medtrace prove "(01)09521234543213(21)P-0001" -o pump.json')
    .action(async (code: string, { output, block, details: files }: ProveOptions) => {
      subjectOf(code);
      const details = await readDisclosures(files);
      await ask(async (m) => {
        const text = await m.prove(code, { block, details });
        await replaceFile(output, text);
        const { asOf, trace } = verifyBundle(text);
        const entries = trace?.histories.reduce((sum, history) => sum + history.entries.length, 0) ?? 0;
        const bytes = Buffer.byteLength(text);
        const written = `${output} · ${entries} entries · ${bytes.toLocaleString("en")} bytes · block ${asOf.block}`;
        const how = [
          `to check it: medtrace verify ${output} --block ${asOf.hash} --ledger ${m.connection.ledger}`,
          "Whoever checks it takes the block's hash and the ledger's address from a source of his own.",
        ].join("\n");
        return { result: { output, entries, bytes, asOf }, text: `${written}\n${how}`, yes: true };
      });
    });
}

/** What is no file is a code, or a subject's id. */
function isFile(target: string): boolean {
  return existsSync(target) || /\.json$/i.test(target);
}

function blockHash(text: string): Hex {
  if (!isHexString(text, 32)) throw new InvalidInput("block", text, "must be a block's hash, 0x and 64 digits");
  return text.toLowerCase() as Hex;
}

function ledgerAddress(text: string): Hex {
  if (!isAddress(text)) throw new InvalidInput("ledger", text, "must be an address, 0x and 40 digits");
  return text.toLowerCase() as Hex;
}

/** What has no meaning here is refused: who gave it believes that it was looked at. */
function withoutOptions(options: VerifyOptions, names: readonly ("block" | "ledger")[], why: string): void {
  const given = names.find((name) => options[name] !== undefined);
  if (given !== undefined) throw new InvalidInput(given, options[given], `must be left out ${why}`);
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
  text: string,
  { block, ledger, level }: VerifyOptions & { readonly level: Level },
  disclosures: readonly Disclosure[],
): Answer {
  const verdict = verifyBundle(text, { block, ledger });
  const needed = [
    ...(block === undefined ? [`--block: the hash of block ${verdict.asOf.block}, from a source you trust`] : []),
    ...(ledger === undefined ? ["--ledger: the ledger's address, from a source you trust"] : []),
  ];
  const isShort = level === "proven" && verdict.level === "intact" && verdict.problems.length === 0;
  const hints = isShort ? needed.map((one) => `to be proven, it needs ${one}`) : [];
  return answerShown(verdict, verdict, disclosures, level, hints);
}

/** What a bundle says only of documents that it shows itself. */
const OF_PACKS =
  "where packs with codes were dispensed or commissioned, an entry commits to them and the document together: make the bundle with --details";

/** With what is shown of documents beside the bundle. */
function answerShown(
  verdict: Verdict,
  { trace, documents }: BundleVerdict,
  disclosures: readonly Disclosure[],
  level: Level,
  hints: readonly string[] = [],
): Answer {
  if (trace === undefined) return answerOf(verdict, trace, documents, level, hints);
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
  return answerOf({ ...verdict, problems }, trace, all, level, isForeign ? [...hints, OF_PACKS] : hints);
}

/** A bundle's histories, compared with what the checker's own node stores now. */
async function anchorBundle(m: Medtrace, text: string, disclosures: readonly Disclosure[]): Promise<Answer> {
  const alone = verifyBundle(text);
  const isSound = alone.trace !== undefined && alone.level !== "none";
  return answerShown(isSound ? await m.verify(alone.trace) : alone, alone, disclosures, "anchored");
}

/** What a code names, compared with what the node stores at the block that it was read at. */
async function traceAndCheck(
  m: Medtrace,
  target: string,
  disclosures: readonly Disclosure[],
  level: Level,
  reasons: readonly string[] = [],
): Promise<Answer> {
  const trace = await m.trace(target);
  const anchors = await m.heads(
    trace.histories.map(({ subject }) => subject),
    trace.asOf,
  );
  const verdict = verify(trace, anchors);
  const { problems, ...documents } = documentsOf(trace, await m.documents(trace, disclosures));
  return answerOf({ ...verdict, problems: [...verdict.problems, ...problems] }, trace, documents, level, reasons);
}

/** What a code names, proven by a block whose hash the checker gave; where the node cannot, what it can. */
async function proveAndCheck(m: Medtrace, target: string, block: Hex, details: readonly Disclosure[]): Promise<Answer> {
  try {
    const verdict = verifyBundle(await m.prove(target, { block, details }), { block, ledger: m.connection.ledger });
    return answerOf(verdict, verdict.trace, verdict.documents, "proven");
  } catch (error) {
    if (!(error instanceof ProofsUnavailable || error instanceof StateUnavailable)) throw error;
    return traceAndCheck(m, target, details, "proven", [`not proven: ${error.message}`]);
  }
}

function answerOf(
  verdict: Verdict | BundleVerdict,
  trace: Trace | undefined,
  documents: Documents,
  level: Level,
  hints: readonly string[] = [],
): Answer {
  // The trace is long, and `trace` shows it; what it is about says whether it answers what was asked.
  const { code, subject, chainId, ledger } = trace ?? {};
  const { trace: _trace, ...told } = { trace: undefined, ...verdict, documents };
  return {
    result: { code, subject, chainId, ledger, ...told, ...(hints.length === 0 ? {} : { hints }) },
    text: [printChecked(verdict, trace, documents), ...hints].join("\n"),
    yes: reaches(verdict.level, level) && verdict.problems.length === 0,
  };
}
