import type { Command } from "commander";
import { assetOf } from "../actions/assets.ts";
import { readCode } from "../actions/targets.ts";
import { subjectOf } from "../actions/trace.ts";
import { batchId, canonicalUnit, graphOf, InvalidInput, lifeOf } from "../index.ts";
import { printDot } from "./dot.ts";
import { readPackTree, readProof } from "./files.ts";
import { file, optional, organisation, SUBJECT } from "./options.ts";
import { printForward, printImpact, printParcels, printScan } from "./parcels.ts";
import { printAudit, printCheck, printTrace } from "./print.ts";
import { addProving } from "./proving.ts";
import type { Session } from "./session.ts";
import { toOption } from "./verb.ts";

const RECALLED = "a code: with a serial, the item; with a lot, the batch; with neither, the product";

interface ScanOptions {
  readonly proof?: string;
  readonly tree?: string;
  readonly batch?: string;
}

/** Gives the program the commands that read. What is wrong with a code shows before anything is asked of a chain. */
export function addReading(program: Command, session: Session): void {
  const { ask } = session;
  program.commandsGroup("Check and trace 查验:");

  program
    .command("check")
    .argument("<code>", "the item's code, with its serial; of a parcel, its id")
    .description("may I use this now, and if not, why?")
    .addHelpText("after", '\nExample:\n  medtrace check "(01)09521234543213(21)P-0002"')
    .action(async (code: string) => {
      assetOf(code);
      await ask(async (m) => {
        const result = await m.check(code);
        return { result, text: await printCheck(m, result), yes: result.usable };
      });
    });

  program
    .command("trace")
    .argument("<code>", SUBJECT)
    .option("--graph", "print entries and what they come from as a Graphviz graph, for `dot`")
    .description("the whole history, by stage, with corrections in place")
    .addHelpText("after", '\nExample:\n  medtrace trace "(01)09521234543213(21)P-0001"')
    .action(async (code: string, options: { readonly graph?: boolean }) => {
      subjectOf(code);
      await ask(async (m) => {
        const trace = await m.trace(code);
        const { stages, outside } = lifeOf(trace);
        const result = { ...trace, life: { stages, outside }, edges: graphOf(trace).edges };
        return { result, text: options.graph ? printDot(trace) : await printTrace(m, trace), yes: true };
      });
    });

  addProving(program, session);

  program
    .command("audit")
    .description("replay every history on the ledger 审计 and compare every head with the ledger's")
    .addHelpText("after", "\nExample:\n  medtrace audit")
    .action(async () => {
      await ask(async (m) => {
        const result = await m.audit();
        return { result, text: printAudit(result), yes: result.problems.length === 0 };
      });
    });

  program
    .command("scan")
    .argument("<code>", "the code on a pack, with its lot and serial, or on a case")
    .addOption(toOption(optional(file("proof", "the manufacturer's proof for it, as `packs prove` prints it"))))
    .addOption(
      toOption({
        ...optional(file("tree", "instead: the batch's pack list, as `packs make` prints it")),
        excludes: ["proof"],
      }),
    )
    .option("--batch <code>", "of a code without a lot, as on a case: a code of its batch, with product and lot")
    .description("is this pack 扫码查验 genuine, and not dispensed, recalled or expired?")
    .addHelpText("after", '\nExample:\n  medtrace scan "(01)09521234543251(10)V-2026-02(21)B0004" --tree packs.json')
    .action(async (code: string, { proof, tree, batch }: ScanOptions) => {
      const unit = canonicalUnit(code);
      if (batch === undefined && unit.startsWith("/00/")) {
        throw new InvalidInput("batch", batch, "must be given for a case with an SSCC");
      }
      batchId(readCode(batch ?? code));
      const shown = tree === undefined ? await shownProof(proof) : await readPackTree(tree);
      await ask(async (m) => {
        const result = await m.scan({ code, batch, proof: shown });
        return { result, text: await printScan(m, result), yes: result.verdict === "genuine" };
      });
    });

  program
    .command("parcels")
    .argument("<code>", "the code of a batch, with its lot, or of a product")
    .addOption(toOption(optional(organisation("organisation", "only those that it holds, or that are offered to it"))))
    .description("the parcels 分装 of a batch or a product, the first to expire first")
    .addHelpText("after", "\nExample:\n  medtrace parcels 09521234543251 --organisation 1")
    .action(async (code: string, { organisation }: { readonly organisation?: number }) => {
      readCode(code);
      await ask(async (m) => {
        const parcels = await m.parcels({ code, organisation });
        return { result: { parcels }, text: await printParcels(m, parcels), yes: parcels.length > 0 };
      });
    });

  program
    .command("forward")
    .argument("<code>", SUBJECT)
    .description("the items and parcels that come from it")
    .addHelpText("after", '\nExample:\n  medtrace forward "(01)09521234543251(10)V-2026-01"')
    .action(async (code: string) => {
      const { subject } = subjectOf(code);
      await ask(async (m) => {
        const assets = await m.forward(code);
        return { result: { subject, assets }, text: printForward(assets), yes: assets.length > 0 };
      });
    });

  program
    .command("impact")
    .argument("<code>", RECALLED)
    .description("what an open recall reaches 召回范围: who has it where, what was dispensed, who acknowledged")
    .addHelpText("after", '\nExample:\n  medtrace impact "(01)09521234543251(10)V-2026-01"')
    .action(async (code: string) => {
      subjectOf(code);
      await ask(async (m) => {
        const result = await m.recallImpact(code);
        return { result, text: await printImpact(m, result), yes: true };
      });
    });
}

async function shownProof(path: string | undefined) {
  if (path === undefined) throw new InvalidInput("proof", path, "must be given, or a tree");
  return readProof(path);
}
