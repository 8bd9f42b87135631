import type { Command } from "commander";
import { canonicalUnit, PackTree } from "../index.ts";
import { readCases, readPackTree, readSerials } from "./files.ts";
import { exampleOf, helpCommandOf } from "./help.ts";
import { toJson } from "./print.ts";
import type { Session } from "./session.ts";

/** Gives the program the commands for a batch's pack list: to make one, and to prove that a code is in it. No chain is asked. */
export function addPacks(program: Command, { answer, say }: Session): void {
  const packs = program
    .command("packs")
    .helpCommand(...helpCommandOf(say))
    .helpGroup(say({ en: "Batches and parcels:", zh: "批次与分装：" }))
    .description(
      say({
        en: "make a lot's pack list 一物一码, and prove that a code is in it",
        zh: "制作批次的包装清单（一物一码），并证明编码在其中",
      }),
    );
  // Programs read both, so that they are JSON in any case.
  const show = (result: unknown): void => answer({ result, text: toJson(result), yes: true });

  packs
    .command("make")
    .argument(
      "<file>",
      say({
        en: "the packs' serials, one a line, in the order of their indices",
        zh: "包装的序列号，每行一个，按序号排列",
      }),
    )
    .requiredOption(
      "--gtin <gtin>",
      say({ en: "the product: 8, 12, 13 or 14 digits", zh: "产品：8、12、13 或 14 位数字" }),
    )
    .option(
      "--cases <file>",
      say({
        en: "a line for each case: its first pack's index, how many it holds, its code",
        zh: "每箱一行：首个包装的序号、数量、箱码",
      }),
    )
    .description(
      say({
        en: "print the pack list of these serials as JSON, with the root that `commission` gives the ledger",
        zh: "以 JSON 输出包装清单，带 `commission` 交给账本的树根",
      }),
    )
    .addHelpText(...exampleOf(say, "packs make serials.txt --gtin 09521234543251"))
    .action(async (file: string, { gtin, cases }: { readonly gtin: string; readonly cases?: string }) => {
      const serials = await readSerials(file);
      show(PackTree.of({ gtin, packs: serials, cases: cases === undefined ? [] : await readCases(cases) }).toJSON());
    });

  packs
    .command("prove")
    .argument(
      "<file>",
      say({ en: "the pack list, as `medtrace packs make` prints it", zh: "包装清单，由 `medtrace packs make` 输出" }),
    )
    .argument(
      "<code>",
      say({ en: "the code of a pack, with its serial, or of a case", zh: "包装的编码，带序列号；或箱码" }),
    )
    .description(
      say({
        en: "print the proof, as JSON, that a code is in a pack list, for `scan`",
        zh: "以 JSON 输出编码在包装清单中的证明，供 `scan` 使用",
      }),
    )
    .addHelpText(...exampleOf(say, 'packs prove packs.json "(01)09521234543251(21)B0004"'))
    .action(async (file: string, code: string) => {
      canonicalUnit(code);
      show((await readPackTree(file)).prove(code));
    });
}
