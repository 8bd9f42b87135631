#!/usr/bin/env node
import { Command, CommanderError } from "commander";
import { readCode } from "../actions/targets.ts";
import { subjectOf } from "../actions/trace.ts";
import { connect, InvalidInput, itemId, type Medtrace, MedtraceError } from "../index.ts";
import { printCheck, printTrace, printVerdict, toJson } from "./print.ts";

/** The exit codes: yes, no, wrong usage. */
const [YES, NO, WRONG_USAGE] = [0, 1, 2];

interface Options {
  readonly rpc: string;
  readonly json?: boolean;
}

const program = new Command("medtrace")
  .description("Checks and traces drugs, medical devices and consumables on a Medtrace ledger.")
  .option("--rpc <url>", "where a node answers", process.env.MEDTRACE_RPC || "http://127.0.0.1:8545")
  .option("--json", "print one JSON object")
  .showHelpAfterError("(medtrace --help says more)")
  .exitOverride()
  .configureHelp({ showGlobalOptions: true })
  .addHelpText(
    "after",
    "\nA code may be a GTIN, the printed text in brackets, or a GS1 Digital Link.\nExit codes: 0 yes, 1 no, 2 wrong usage.",
  );

program
  .command("check")
  .argument("<code>", "the item's code, with its serial")
  .description("may I use this now, and if not, why?")
  .addHelpText("after", '\nExample:\n  medtrace check "(01)09521234543213(21)P-0002"')
  .action((code: string) =>
    answer(
      () => itemId(readCode(code)),
      async (m) => {
        const result = await m.check(code);
        return { result, text: await printCheck(m, result), yes: result.usable };
      },
    ),
  );

program
  .command("trace")
  .argument("<code>", "an item's or a product's code, or a subject's id")
  .description("the whole history, by stage")
  .addHelpText("after", '\nExample:\n  medtrace trace "(01)09521234543213(21)P-0001"')
  .action((code: string) =>
    answer(
      () => subjectOf(code),
      async (m) => {
        const result = await m.trace(code);
        return { result, text: await printTrace(m, result), yes: true };
      },
    ),
  );

program
  .command("verify")
  .argument("<code>", "an item's or a product's code, or a subject's id")
  .description("compute every hash anew and compare every head with the ledger's")
  .addHelpText("after", '\nExample:\n  medtrace verify "(01)09521234543213(21)P-0001"')
  .action((code: string) =>
    answer(
      () => subjectOf(code),
      async (m) => {
        const result = await m.verify(code);
        return { result, text: printVerdict(result), yes: result.level === "anchored" };
      },
    ),
  );

interface Answer {
  readonly result: unknown;
  readonly text: string;
  readonly yes: boolean;
}

/**
 * Asks the ledger and prints its answer.
 *
 * @param validate - throws for wrong usage, which must show whatever the chain is like
 * @param ask - asks the ledger
 */
async function answer(validate: () => unknown, ask: (m: Medtrace) => Promise<Answer>): Promise<void> {
  const { rpc, json } = program.opts<Options>();
  let m: Medtrace | undefined;
  try {
    validate();
    m = await connect({ rpc });
    const { result, text, yes } = await ask(m);
    console.log(json ? toJson(result) : text);
    process.exitCode = yes ? YES : NO;
  } catch (error) {
    if (!(error instanceof MedtraceError)) throw error;
    if (json)
      console.log(toJson({ error: error.code, message: error.message, details: error.details, hint: error.hint }));
    else console.error(`${error.code}: ${error.message}${error.hint === undefined ? "" : `\n${error.hint}`}`);
    process.exitCode = error instanceof InvalidInput ? WRONG_USAGE : NO;
  } finally {
    m?.close();
  }
}

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? YES : WRONG_USAGE;
  const wrong = error.exitCode !== 0 && process.argv.includes("--json");
  if (wrong) console.log(toJson({ error: "WrongUsage", message: error.message, details: { code: error.code } }));
}
