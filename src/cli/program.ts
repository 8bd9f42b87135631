import { Command, CommanderError, Option } from "commander";
import { withoutSecrets } from "../connection/connection.ts";
import { usage } from "../errors/base.ts";
import { InvalidInput, MedtraceError } from "../index.ts";
import type { Phrase } from "../lifecycle/names.ts";
import { verbGroups } from "../verbs/all.ts";
import { askFor } from "./asking.ts";
import { SpokenCommand } from "./command.ts";
import { addCompletion } from "./completion.ts";
import { languageOf, readConfig } from "./config.ts";
import { connectBy } from "./connecting.ts";
import { addDetails } from "./details.ts";
import { explain, explainUnexpected, UNEXPECTED } from "./explaining.ts";
import { configureHelp } from "./help.ts";
import { addImport } from "./import.ts";
import { addInit } from "./init.ts";
import { addJoin } from "./join.ts";
import { addKeys } from "./keys.ts";
import { type Language, languages, sayIn } from "./language.ts";
import { askForMissing } from "./missing.ts";
import { addPacks } from "./packs.ts";
import { printable, toJson } from "./print.ts";
import { addReading } from "./reading.ts";
import { addRun } from "./run.ts";
import type { Answer, Session } from "./session.ts";
import { addShowing } from "./showing.ts";
import type { Terminal } from "./terminal.ts";
import { addVerb } from "./verb.ts";

/** The exit codes: yes, no, wrong usage, and that no answer could be had. */
const [YES, NO, WRONG_USAGE, UNTOLD] = [0, 1, 2, 3];

/** After these it is not known what the ledger says; of a write, not even whether it was recorded. */
const untold: ReadonlySet<string> = new Set([
  "ChainReorganised",
  "ChainUnreachable",
  "DeploymentNotFound",
  "DeploymentOfAnotherChain",
  "DetailsFolderUnusable",
  "FileUnusable",
  "InvalidDeployment",
  "LedgerNotReached",
  "NodeContradictsItself",
  "NonceRefused",
  "OutcomeUnknown",
  "OutboxUnusable",
  "ProofsUnavailable",
  "RequestFailed",
  "StateUnavailable",
  UNEXPECTED,
  "UnexpectedResult",
  "UnknownBlock",
  "UnsoundProof",
  "WrongLedgerCode",
]);

interface Options {
  readonly rpc: string;
  readonly json?: boolean;
}

const NOTES: Phrase = {
  en: `
A code may be a GTIN, the printed text in brackets, or a GS1 Digital Link; a parcel has an id, which \`parcels\` lists. A date may be 2027-03-01, 2027-03-01T08:30Z
or unix seconds; without a zone it is UTC, and without a time its first second. \`medtrace help use\` says more of use, with an example.
Variables: MEDTRACE_RPC, MEDTRACE_AS, MEDTRACE_KEYSTORE, MEDTRACE_PASSWORD, MEDTRACE_DEPLOYMENTS, MEDTRACE_DETAILS, MEDTRACE_LANG. What neither an option
nor a variable says, medtrace.json says, in this folder or one above it; \`medtrace init\` writes it.
Exit codes: 0 yes, 1 no or refused, 2 wrong usage, 3 no answer: of a write, look whether it was recorded before you repeat it.`,
  zh: `
编码可以是 GTIN、括号形式的印刷文本或 GS1 Digital Link；分装有标识，由 \`parcels\` 列出。日期可写作 2027-03-01、2027-03-01T08:30Z
或 unix 秒；未写时区即为 UTC，未写时间即为当日第一秒。\`medtrace help use\` 详细说明 use，附示例。
变量：MEDTRACE_RPC、MEDTRACE_AS、MEDTRACE_KEYSTORE、MEDTRACE_PASSWORD、MEDTRACE_DEPLOYMENTS、MEDTRACE_DETAILS、MEDTRACE_LANG。
选项与变量都未给出的，取自本文件夹或上级文件夹的 medtrace.json；由 \`medtrace init\` 写入。
退出码：0 是，1 否或被拒绝，2 用法错误，3 没有答案：若为写入，重复之前请先查看是否已记录。`,
};

/**
 * Runs the command line once.
 *
 * @param parameters - what was typed after the program's name
 * @param terminal - where to print, and whom to ask
 * @param folder - where a configuration is looked for, and written
 * @returns the exit code: 0 yes, 1 no, 2 wrong usage, 3 no answer
 */
export async function run(
  parameters: readonly string[],
  terminal: Terminal,
  folder: string = process.cwd(),
): Promise<number> {
  const early = readEarly(parameters);
  // Asked of the words themselves: what is wrong may be what would have been read before it.
  const json = parameters.includes("--json");
  let language: Language | undefined;
  try {
    const prepared = await prepare(early, terminal, folder, json);
    language = prepared.say.language;
    return await runWith(parameters, prepared);
  } catch (error) {
    const say = sayIn(languageKnown(early));
    const { code, details } = error instanceof MedtraceError ? error : { code: UNEXPECTED, details: {} };
    const { message, hint } = error instanceof MedtraceError ? explain(say, error) : explainUnexpected(say, error);
    if (json) printJson(terminal, { error: code, message, details, hint });
    else terminal.printError(`${code}: ${printable(message)}\n${printable(hint)}\n`);
    if (error instanceof InvalidInput || code === "InvalidConfig") return WRONG_USAGE;
    return untold.has(code) ? UNTOLD : NO;
  }

  /** The language, where it is known by now; a configuration may be what is wrong. */
  function languageKnown({ lang }: Early): Language {
    try {
      return language ?? languageOf(lang, {}, process.env);
    } catch {
      return "en";
    }
  }
}

/** What must be known before there are commands: which it is, where the configuration is, which language. */
interface Early {
  readonly command: string | undefined;
  readonly isHelp: boolean;
  readonly config?: string;
  readonly lang?: string;
}

function readEarly(parameters: readonly string[]): Early {
  const isHelp = parameters.some((one) => ["--help", "-h"].includes(one));
  const early = new Command()
    .option("--rpc <url>")
    .option("--config <file>")
    .option("--lang <language>")
    .option("--json")
    .allowUnknownOption()
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  try {
    const { operands } = early.parseOptions([...parameters]);
    return { ...early.opts(), command: operands[0], isHelp };
  } catch {
    // What is wrong is said when the command is read.
    return { command: undefined, isHelp };
  }
}

/** What repairs a configuration, or needs none, must not fail for it. */
const withoutConfig: ReadonlySet<string | undefined> = new Set([undefined, "init", "help", "completion"]);

async function prepare(
  { command, isHelp, config: file, lang }: Early,
  terminal: Terminal,
  folder: string,
  json: boolean,
) {
  const isLenient = withoutConfig.has(command) || isHelp;
  const read = isLenient ? readConfig(file, folder).catch(() => ({})) : readConfig(file, folder);
  const config = await read;
  const say = sayIn(languageOf(lang, config, process.env));
  const asked: Session["asked"] =
    json || terminal.ask === undefined
      ? undefined
      : (question) => askFor(terminal, say, question, (error) => explain(say, error).message);
  return { terminal, say, folder, config: command === "init" ? {} : config, connect: connectBy, asked };
}

/** Runs a command; what it throws on purpose is for the caller. */
async function runWith(parameters: readonly string[], prepared: Omit<Session, "answer" | "ask">): Promise<number> {
  const { terminal, config, connect, say } = prepared;
  let exitCode = YES;
  const answer = ({ result, text, yes }: Answer): void => {
    terminal.print(`${program.opts<Options>().json ? toJson(result) : text}\n`);
    exitCode = yes === undefined ? UNTOLD : yes ? YES : NO;
  };
  const ask: Session["ask"] = async (question) => {
    const m = await connect(program.opts<Options>().rpc, config);
    try {
      answer(await question(m));
    } finally {
      m.close();
    }
  };
  const program = createProgram({ ...prepared, answer, ask });
  try {
    await program.parseAsync(parameters, { from: "user" });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return YES;
    if (parameters.includes("--json")) {
      printJson(terminal, {
        error: "WrongUsage",
        message: error.message,
        details: { code: error.code },
        hint: say(usage),
      });
    }
    return WRONG_USAGE;
  }
}

function printJson(terminal: Terminal, value: unknown): void {
  terminal.print(`${toJson(value)}\n`);
}

function createProgram(session: Session): Command {
  const { terminal, config, say } = session;
  const rpc = process.env.MEDTRACE_RPC || config.rpc || "http://127.0.0.1:8545";
  const program = new SpokenCommand("medtrace", say);
  configureHelp(program, say);
  program
    .description(
      say({
        en: "Reads and writes the whole life of drugs, devices and consumables on a Medtrace ledger 医迹.",
        zh: "在医迹账本上读写药品、设备、耗材的全生命周期。",
      }),
    )
    .usage(say({ en: "<command> [options]", zh: "<命令> [选项]" }))
    .addOption(
      new Option("--rpc <url>", say({ en: "where a node answers", zh: "节点地址" })).default(rpc, withoutSecrets(rpc)),
    )
    .option("--json", say({ en: "print one JSON object", zh: "输出一个 JSON 对象" }))
    .option(
      "--config <file>",
      say({
        en: "the configuration; by default, medtrace.json in this folder or the nearest one above",
        zh: "配置文件；默认为本文件夹或最近上级文件夹中的 medtrace.json",
      }),
    )
    .addOption(
      new Option("--lang <language>", say({ en: "English or Chinese", zh: "英文（en）或中文（zh）" })).choices(
        languages,
      ),
    )
    .showHelpAfterError(say({ en: "(medtrace --help says more)", zh: "（medtrace --help 有更多说明）" }))
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.print(text),
      writeErr: (text) => terminal.printError(text),
    })
    .addHelpText("after", say(NOTES));

  addReading(program, session);
  addShowing(program, session);
  for (const { heading, verbs } of verbGroups) for (const verb of verbs) addVerb(program, heading, verb, session);
  addImport(program, session);
  addPacks(program, session);
  addDetails(program, session);
  addRun(program, session);
  program
    .commandsGroup(say({ en: "Configuration, keys and help:", zh: "配置、密钥与帮助：" }))
    .helpCommand(
      "help [command]",
      say({ en: "say more of a command, with an example", zh: "详细说明一个命令，附示例" }),
    );
  addInit(program, session);
  addKeys(program, session);
  addJoin(program, session);
  addCompletion(program, session);
  askForMissing(program, session);
  return program;
}
