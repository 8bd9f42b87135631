import type { Command } from "commander";
import { readCode } from "../actions/targets.ts";
import { subjectOf } from "../actions/trace.ts";
import { itemId } from "../index.ts";
import { printCheck, printTrace, printVerdict } from "./print.ts";
import type { Session } from "./session.ts";

const SUBJECT = "an item's or a product's code, or a subject's id";

/** Gives the program the commands that read. What is wrong with a code shows before anything is asked of a chain. */
export function addReading(program: Command, { ask }: Session): void {
  program.commandsGroup("Check and trace 查验:");

  program
    .command("check")
    .argument("<code>", "the item's code, with its serial")
    .description("may I use this now, and if not, why?")
    .addHelpText("after", '\nExample:\n  medtrace check "(01)09521234543213(21)P-0002"')
    .action(async (code: string) => {
      itemId(readCode(code));
      await ask(async (m) => {
        const result = await m.check(code);
        return { result, text: await printCheck(m, result), yes: result.usable };
      });
    });

  program
    .command("trace")
    .argument("<code>", SUBJECT)
    .description("the whole history, by stage")
    .addHelpText("after", '\nExample:\n  medtrace trace "(01)09521234543213(21)P-0001"')
    .action(async (code: string) => {
      subjectOf(code);
      await ask(async (m) => {
        const result = await m.trace(code);
        return { result, text: await printTrace(m, result), yes: true };
      });
    });

  program
    .command("verify")
    .argument("<code>", SUBJECT)
    .description("compute every hash anew and compare every head with the ledger's")
    .addHelpText("after", '\nExample:\n  medtrace verify "(01)09521234543213(21)P-0001"')
    .action(async (code: string) => {
      subjectOf(code);
      await ask(async (m) => {
        const result = await m.verify(code);
        return { result, text: printVerdict(result), yes: result.level === "anchored" };
      });
    });
}
