import { type Command, Option } from "commander";
import { rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import { assetOf, readCode, subjectOf } from "../history/subjects.ts";
import { batchId, canonicalUnit, graphOf, InvalidInput, lifeOf } from "../index.ts";
import { code as codeKind, optional, organisation, required } from "../verbs/kinds.ts";
import { printDot } from "./dot.ts";
import { toArgument, toOption } from "./fields.ts";
import { readPackTree, readProof } from "./files.ts";
import { exampleOf } from "./help.ts";
import { printForward, printImpact, printParcels, printScan } from "./parcels.ts";
import { printAudit, printCheck, printTrace } from "./print.ts";
import { addProving } from "./proving.ts";
import type { Session } from "./session.ts";
import { SUBJECT } from "./subject.ts";

const RECALLED = {
  en: "a code: with a serial, the item; with a lot, the batch; with neither, the product",
  zh: "编码：带序列号为单件，带批号为批次，都没有为产品",
};

interface ScanOptions {
  readonly proof?: string;
  readonly tree?: string;
  readonly batch?: string;
}

/** Gives the program the commands that read. What is wrong with a code shows before anything is asked of a chain. */
export function addReading(program: Command, session: Session): void {
  const { ask, say } = session;
  program.commandsGroup(say({ en: "Check and trace 查验:", zh: "查验：" }));

  program
    .command("check")
    .addArgument(
      toArgument(
        say,
        "code",
        required(codeKind(assetOf), {
          en: "the item's code, with its serial; of a parcel, its id",
          zh: "单件的编码，带序列号；分装则为其标识",
        }),
      ),
    )
    .description(say({ en: "may I use this now, and if not, why?", zh: "现在可以使用吗？若不可以，为什么？" }))
    .addHelpText(...exampleOf(say, 'check "(01)09521234543213(21)P-0002"'))
    .action(async (code: string) => {
      await ask(async (m) => {
        const result = await m.check(code);
        return { result, text: await printCheck(m, say, result), yes: result.usable };
      });
    });

  program
    .command("trace")
    .addArgument(toArgument(say, "code", required(codeKind(subjectOf), SUBJECT)))
    .option(
      "--graph",
      say({
        en: "print entries and what they come from as a Graphviz graph, for `dot`",
        zh: "以 Graphviz 图输出记录及其来源，供 `dot` 使用",
      }),
    )
    .description(
      say({ en: "the whole history, by stage, with corrections in place", zh: "全部历史，分阶段，更正就位" }),
    )
    .addHelpText(...exampleOf(say, 'trace "(01)09521234543213(21)P-0001"'))
    .action(async (code: string, options: { readonly graph?: boolean }) => {
      await ask(async (m) => {
        const trace = await m.trace(code);
        const { stages, outside } = lifeOf(trace);
        const result = { ...trace, life: { stages, outside }, edges: graphOf(trace).edges };
        return { result, text: options.graph ? printDot(trace) : await printTrace(m, say, trace), yes: true };
      });
    });

  addProving(program, session);

  program
    .command("audit")
    .description(
      say({
        en: "replay every history on the ledger 审计 and compare every head with the ledger's",
        zh: "重放账本上的全部历史，并比对每个链头",
      }),
    )
    .addHelpText(...exampleOf(say, "audit"))
    .action(async () => {
      await ask(async (m) => {
        const result = await m.audit();
        return { result, text: printAudit(say, result), yes: result.problems.length === 0 };
      });
    });

  program
    .command("scan")
    .addArgument(
      toArgument(
        say,
        "code",
        required(codeKind(canonicalUnit), {
          en: "the code on a pack, with its lot and serial, or on a case",
          zh: "包装上的编码，带批号与序列号；或箱码",
        }),
      ),
    )
    .option(
      "--proof <file>",
      say({
        en: "the manufacturer's proof for it, as `packs prove` prints it",
        zh: "生产企业对它的证明，由 `packs prove` 输出",
      }),
    )
    .addOption(
      new Option(
        "--tree <file>",
        say({
          en: "instead: the batch's pack list, as `packs make` prints it",
          zh: "或者：批次的包装清单，由 `packs make` 输出",
        }),
      ).conflicts("proof"),
    )
    .option(
      "--batch <code>",
      say({
        en: "of a code without a lot, as on a case: a code of its batch, with product and lot",
        zh: "编码没有批号（如箱码）时：其批次的编码，带产品与批号",
      }),
    )
    .description(
      say({
        en: "is this pack 扫码查验 genuine, and not dispensed, recalled or expired?",
        zh: "扫码查验：该包装是否正品，是否未发放、未召回、未过期？",
      }),
    )
    .addHelpText(...exampleOf(say, 'scan "(01)09521234543251(10)V-2026-02(21)B0004" --tree packs.json'))
    .action(async (code: string, { proof, tree, batch }: ScanOptions) => {
      const unit = canonicalUnit(code);
      if (batch === undefined && unit.startsWith("/00/")) {
        throw new InvalidInput("batch", batch, rule(must.givenForSscc));
      }
      batchId(readCode(batch ?? code));
      const shown = tree === undefined ? await shownProof(proof) : await readPackTree(tree);
      await ask(async (m) => {
        const result = await m.scan({ code, batch, proof: shown });
        return { result, text: await printScan(m, say, result), yes: result.verdict === "genuine" };
      });
    });

  program
    .command("parcels")
    .addArgument(
      toArgument(
        say,
        "code",
        required(codeKind(readCode), {
          en: "the code of a batch, with its lot, or of a product",
          zh: "批次的编码，带批号；或产品的编码",
        }),
      ),
    )
    .addOption(
      toOption(
        say,
        "organisation",
        optional(organisation, {
          en: "only those that it holds, or that are offered to it",
          zh: "只列其保管的，或移交给它的",
        }),
      ),
    )
    .description(
      say({
        en: "the parcels 分装 of a batch or a product, the first to expire first",
        zh: "批次或产品的分装，先到期者在前",
      }),
    )
    .addHelpText(...exampleOf(say, "parcels 09521234543251 --organisation 1"))
    .action(async (code: string, { organisation }: { readonly organisation?: number }) => {
      await ask(async (m) => {
        const parcels = await m.parcels({ code, organisation });
        return { result: { parcels }, text: await printParcels(m, say, parcels), yes: parcels.length > 0 };
      });
    });

  program
    .command("forward")
    .addArgument(toArgument(say, "code", required(codeKind(subjectOf), SUBJECT)))
    .description(say({ en: "the items and parcels that come from it", zh: "由此而来的单件与分装" }))
    .addHelpText(...exampleOf(say, 'forward "(01)09521234543251(10)V-2026-01"'))
    .action(async (code: string) => {
      const { subject } = subjectOf(code);
      await ask(async (m) => {
        const assets = await m.forward(code);
        return { result: { subject, assets }, text: printForward(say, assets), yes: assets.length > 0 };
      });
    });

  program
    .command("impact")
    .addArgument(toArgument(say, "code", required(codeKind(subjectOf), RECALLED)))
    .description(
      say({
        en: "what an open recall reaches 召回范围: who has it where, what was dispensed, who acknowledged",
        zh: "召回范围：谁在何处持有、已发放什么、谁已确认",
      }),
    )
    .addHelpText(...exampleOf(say, 'impact "(01)09521234543251(10)V-2026-01"'))
    .action(async (code: string) => {
      await ask(async (m) => {
        const result = await m.recallImpact(code);
        return { result, text: await printImpact(m, say, result), yes: true };
      });
    });
}

async function shownProof(path: string | undefined) {
  if (path === undefined)
    throw new InvalidInput("proof", path, rule(must.givenOr, { other: { en: "a tree", zh: "tree" } }));
  return readProof(path);
}
