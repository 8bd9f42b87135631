import { existsSync } from "node:fs";
import { relative, resolve } from "node:path";
import { type Command, Option } from "commander";
import { rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import { InvalidInput, type Medtrace, MedtraceError } from "../index.ts";
import type { Phrase } from "../lifecycle/names.ts";
import { CONFIG, type Config, parseConfig } from "./config.ts";
import { ConfigExists, LedgerNotReached } from "./errors.ts";
import { replaceFile } from "./files.ts";
import { exampleOf } from "./help.ts";
import { listKeystores } from "./keystore.ts";
import { languages } from "./language.ts";
import type { Session } from "./session.ts";

interface InitOptions {
  readonly deployments?: string;
  readonly deployment?: string;
  readonly keystore?: string;
  readonly as?: string;
  readonly offline?: boolean;
  readonly force?: boolean;
}

interface GlobalOptions {
  readonly rpc: string;
  readonly lang?: string;
  readonly config?: string;
}

/** More names than these help nobody to choose. */
const MOST_NAMES = 40;

/** Gives the program the command that writes a configuration. */
export function addInit(program: Command, session: Session): void {
  const { say, folder } = session;
  program
    .command("init")
    .summary(
      say({
        en: "write a configuration, medtrace.json, for this folder and those below it",
        zh: "为本文件夹及其下写入配置 medtrace.json",
      }),
    )
    .description(
      say({
        en:
          "Write a configuration, medtrace.json: where a node answers, where deployments and keystores are, who signs, which language.\n\n" +
          "It holds for this folder and those below it; an option or a variable comes before it. It has no password and no key. " +
          "What a bundle is proven by, a block and a ledger, it cannot say: these come from a source that you trust.",
        zh:
          "写入配置 medtrace.json：节点地址、部署与密钥库所在、签名者、语言。\n\n" +
          "它对本文件夹及其下有效；选项与变量优先于它。其中没有密码与密钥；" +
          "证明文件所依据的区块与账本不能由它给出，须来自您信任的来源。",
      }),
    )
    .option(
      "--deployments <folder>",
      say({ en: "where deployments are; by default, deployments", zh: "部署所在文件夹；默认为 deployments" }),
    )
    .addOption(
      new Option(
        "--deployment <file>",
        say({ en: "instead: the file of the one deployment", zh: "或者：唯一部署的文件" }),
      ).conflicts("deployments"),
    )
    .option(
      "--keystore <folder>",
      say({ en: "where encrypted keys are kept; by default, keystore", zh: "加密密钥的文件夹；默认为 keystore" }),
    )
    .option(
      "--as <name>",
      say({ en: "who signs: the name of a keystore; by default, nobody", zh: "签名者：密钥库名称；默认为无" }),
    )
    .option("--offline", say({ en: "do not ask the node whether it has the ledger", zh: "不询问节点是否有账本" }))
    .option("--force", say({ en: "replace what is there", zh: "替换已有的配置" }))
    .addHelpText(...exampleOf(say, "init --as keeper"))
    .action(async (options: InitOptions) => {
      const given = program.opts<GlobalOptions>();
      const path = resolve(folder, given.config ?? CONFIG);
      if (existsSync(path) && options.force !== true) throw new ConfigExists(path);

      const rpc = program.getOptionValueSource("rpc") === "cli" ? given.rpc : undefined;
      const config = await complete(session, { ...options, rpc, lang: given.lang }, given.rpc);
      const text = `${JSON.stringify(config, null, 2)}\n`;
      const found = options.offline ? undefined : await reach(session, config.rpc, parseConfig(path, text));
      await replaceFile(path, text);

      const where = relative(folder, path);
      const lines = [
        { en: `${where} is written`, zh: `已写入 ${where}` },
        found === undefined
          ? { en: "no node was asked", zh: "未询问节点" }
          : {
              en: `the node at ${config.rpc} has the ledger ${found.ledger}, on chain ${found.chainId}`,
              zh: `节点 ${config.rpc} 上有账本 ${found.ledger}，链 ${found.chainId}`,
            },
        ...(await missingKeystore(resolve(folder, config.keystore), config.as)),
      ];
      session.answer({ result: { path, config, ledger: found }, text: lines.map(say).join("\n"), yes: true });
    });
}

function languageIn(given: string): (typeof languages)[number] {
  const found = languages.find((one) => one === given);
  if (found === undefined) throw new InvalidInput("lang", given, rule(must.oneOf, { words: languages }));
  return found;
}

/** What a configuration is to say: what was given, else what is answered, else what is usual. */
async function complete(
  { asked, say, folder }: Session,
  given: InitOptions & { readonly rpc: string | undefined; readonly lang: string | undefined },
  usual: string,
) {
  const ask = async (text: Phrase, known: string | undefined, fallback: string, choices?: readonly string[]) =>
    known ?? (await asked?.({ text: say(text), fallback, choices, parse: (one) => one })) ?? fallback;
  const rpc = await ask({ en: "where a node answers", zh: "节点地址" }, given.rpc, usual);
  const place =
    given.deployment === undefined
      ? { deployments: await ask({ en: "folder of deployments", zh: "部署文件夹" }, given.deployments, "deployments") }
      : { deployment: given.deployment };
  const keystore = await ask({ en: "folder of keystores", zh: "密钥库文件夹" }, given.keystore, "keystore");
  const names = (await namesIn(resolve(folder, keystore))).slice(0, MOST_NAMES);
  const as = await ask(
    { en: "who signs; nobody, if left empty", zh: "签名者；可留空" },
    given.as,
    "",
    names.length === 0 ? undefined : names,
  );
  const lang =
    given.lang ??
    (await asked?.({
      text: say({ en: "language", zh: "语言" }),
      choices: languages,
      fallback: say.language,
      parse: (one) => languageIn(one),
    })) ??
    say.language;
  return { rpc, ...place, keystore, ...(as === "" ? {} : { as }), lang };
}

async function namesIn(keystore: string): Promise<readonly string[]> {
  return (await listKeystores(keystore).catch(() => [])).map(({ name }) => name);
}

async function missingKeystore(keystore: string, as: string | undefined): Promise<readonly Phrase[]> {
  if (as === undefined || (await namesIn(keystore)).includes(as)) return [];
  return [
    {
      en: `there is no keystore ${as} yet: \`medtrace keys new ${as}\` makes one`,
      zh: `尚无密钥库 ${as}：可用 \`medtrace keys new ${as}\` 创建`,
    },
  ];
}

/** The ledger that a node has, by a configuration. */
async function reach({ connect }: Session, rpc: string, config: Config) {
  let m: Medtrace;
  try {
    m = await connect(rpc, config);
  } catch (error) {
    throw error instanceof MedtraceError ? new LedgerNotReached(rpc, error) : error;
  }
  const { ledger, chainId } = m.connection;
  m.close();
  return { ledger, chainId };
}
