import type { Command } from "commander";
import { canonicalUnit, PackTree } from "../index.ts";
import { readCases, readPackTree, readSerials } from "./files.ts";
import { toJson } from "./print.ts";
import type { Session } from "./session.ts";

/** Gives the program the commands for a batch's pack list: to make one, and to prove that a code is in it. No chain is asked. */
export function addPacks(program: Command, heading: string, { answer }: Session): void {
  const packs = program
    .command("packs")
    .helpGroup(heading)
    .description("make a lot's pack list 一物一码, and prove that a code is in it");
  // Programs read both, so that they are JSON in any case.
  const show = (result: unknown): void => answer({ result, text: toJson(result), yes: true });

  packs
    .command("make")
    .argument("<file>", "the packs' serials, one a line, in the order of their indices")
    .requiredOption("--gtin <gtin>", "the product: 8, 12, 13 or 14 digits")
    .option("--cases <file>", "a line for each case: its first pack's index, how many it holds, its code")
    .description("print the pack list of these serials as JSON, with the root that `commission` gives the ledger")
    .addHelpText("after", "\nExample:\n  medtrace packs make serials.txt --gtin 09521234543251")
    .action(async (file: string, { gtin, cases }: { readonly gtin: string; readonly cases?: string }) => {
      const serials = await readSerials(file);
      show(PackTree.of({ gtin, packs: serials, cases: cases === undefined ? [] : await readCases(cases) }).toJSON());
    });

  packs
    .command("prove")
    .argument("<file>", "the pack list, as `medtrace packs make` prints it")
    .argument("<code>", "the code of a pack, with its serial, or of a case")
    .description("print the proof, as JSON, that a code is in a pack list, for `scan`")
    .addHelpText("after", '\nExample:\n  medtrace packs prove packs.json "(01)09521234543251(21)B0004"')
    .action(async (file: string, code: string) => {
      canonicalUnit(code);
      show((await readPackTree(file)).prove(code));
    });
}
