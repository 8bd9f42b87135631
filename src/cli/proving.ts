import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { type Command, Option } from "commander";
import { isAddress, isHexString } from "ethers";
import { subjectOf } from "../actions/trace.ts";
import { readDeployments } from "../client/deployments.node.ts";
import {
  type BundleVerdict,
  type Hex,
  InvalidInput,
  type Level,
  levels,
  type Medtrace,
  ProofsUnavailable,
  reaches,
  StateUnavailable,
  type Verdict,
  verifyBundle,
} from "../index.ts";
import { readText, unusable } from "./keystore.ts";
import { SUBJECT } from "./options.ts";
import { printVerdict } from "./print.ts";
import type { Answer, Session } from "./session.ts";

interface VerifyOptions {
  readonly block?: Hex;
  readonly ledger?: Hex;
  readonly level?: Level;
}

interface ProveOptions {
  readonly output: string;
  readonly block?: Hex;
}

/** Gives the program the commands that prove a history, and that check one. */
export function addProving(program: Command, { ask, answer }: Session): void {
  program
    .command("verify")
    .argument("<code-or-file>", `${SUBJECT}; or a bundle's file, which needs no node`)
    .addOption(
      new Option("--block <hash>", "the hash of the block that it is proven by, from a source you trust").argParser(
        blockHash,
      ),
    )
    .addOption(
      new Option(
        "--ledger <address>",
        "of a bundle: the ledger's address, where its deployment is not known here",
      ).argParser(address),
    )
    .addOption(
      new Option(
        "--level <level>",
        "what must be reached: anchored for a code, proven for a bundle or with --block, unless you say another",
      ).choices(levels.slice(1)),
    )
    .description("compute every hash anew; compare every head with the ledger's, or with what a bundle proves")
    .addHelpText("after", '\nExample:\n  medtrace verify "(01)09521234543213(21)P-0001"')
    .action(async (target: string, options: VerifyOptions) => {
      if (isFile(target)) {
        const text = await readText(target);
        const level = options.level ?? "proven";
        if (level === "anchored") await ask((m) => anchorBundle(m, text));
        else answer(await checkBundle(text, { ...options, level }));
        return;
      }
      subjectOf(target);
      const level = options.level ?? (options.block === undefined ? "anchored" : "proven");
      if (level === "proven") await ask((m) => proveAndCheck(m, target, blockFor(options.block)));
      else await ask(async (m) => answerOf(await m.verify(target), level));
    });

  program
    .command("prove")
    .argument("<code>", SUBJECT)
    .requiredOption("-o, --output <file>", "the file to write")
    .addOption(new Option("--block <hash>", "the block to prove it at; by default, the newest").argParser(blockHash))
    .description("write a bundle: the history with its proofs, to be checked without network and server")
    .addHelpText("after", '\nExample:\n  medtrace prove "(01)09521234543213(21)P-0001" -o pump.json')
    .action(async (code: string, { output, block }: ProveOptions) => {
      subjectOf(code);
      await ask(async (m) => {
        const text = await m.prove(code, { block });
        await writeFile(output, text).catch((error: unknown) => {
          throw unusable(output, error);
        });
        const { asOf, trace } = verifyBundle(text);
        const entries = trace?.histories.reduce((sum, history) => sum + history.entries.length, 0) ?? 0;
        const bytes = Buffer.byteLength(text);
        const written = `${output} · ${entries} entries · ${bytes.toLocaleString("en")} bytes`;
        const how = `check it with --block ${asOf.hash}, which is block ${asOf.block}: take the hash from a source you trust`;
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

function address(text: string): Hex {
  if (!isAddress(text)) throw new InvalidInput("ledger", text, "must be an address, 0x and 40 digits");
  return text.toLowerCase() as Hex;
}

function blockFor(block: Hex | undefined): Hex {
  if (block === undefined) {
    throw new InvalidInput("block", block, "must be given for the level proven, from a source you trust");
  }
  return block;
}

async function checkBundle(
  text: string,
  { block, ledger, level }: VerifyOptions & { readonly level: Level },
): Promise<Answer> {
  const alone = verifyBundle(text);
  const known = ledger ?? (await knownLedger(alone));
  const verdict = verifyBundle(text, { block, ledger: known });
  const missing = [
    ...(block === undefined ? [`--block: the hash of block ${verdict.asOf.block}, from a source you trust`] : []),
    ...(known === undefined ? ["--ledger: the ledger's address, as no deployment of this ledger is known here"] : []),
  ];
  const isShort = !reaches(verdict.level, level) && verdict.level !== "none";
  const hints = level === "proven" && isShort ? missing.map((one) => `to be proven, it needs ${one}`) : [];
  return answerOf(verdict, level, hints);
}

/** The ledger of a deployment that is known here, if it is the bundle's. */
async function knownLedger({ trace }: BundleVerdict): Promise<Hex | undefined> {
  if (trace === undefined) return undefined;
  const deployments = await readDeployments();
  const isKnown = deployments.some(
    ({ chainId, ledger }) => BigInt(chainId) === trace.chainId && ledger.toLowerCase() === trace.ledger,
  );
  return isKnown ? trace.ledger : undefined;
}

/** A bundle's histories, compared with what the checker's own node stores now. */
async function anchorBundle(m: Medtrace, text: string): Promise<Answer> {
  const alone = verifyBundle(text);
  if (alone.trace === undefined || alone.level === "none") return answerOf(alone, "anchored");
  return answerOf(await m.verify(alone.trace), "anchored");
}

/** What a code names, proven by a block whose hash the checker gave; where the node cannot, what it can. */
async function proveAndCheck(m: Medtrace, target: string, block: Hex): Promise<Answer> {
  try {
    const { ledger } = m.connection;
    return answerOf(verifyBundle(await m.prove(target, { block }), { block, ledger }), "proven");
  } catch (error) {
    if (!(error instanceof ProofsUnavailable || error instanceof StateUnavailable)) throw error;
    return answerOf(await m.verify(target), "proven", [`${error.code}: ${error.message}`]);
  }
}

function answerOf(verdict: Verdict | BundleVerdict, level: Level, hints: readonly string[] = []): Answer {
  // The trace is in the file, and `trace` shows it.
  const { trace: _trace, ...result } = { trace: undefined, ...verdict };
  const text = [printVerdict(verdict), ...hints].join("\n");
  const yes = reaches(verdict.level, level) && verdict.problems.length === 0;
  return { result: hints.length === 0 ? result : { ...result, hints }, text, yes };
}
