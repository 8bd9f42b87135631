import { type Command, Option } from "commander";
import { type Signer, VoidSigner } from "ethers";
import type { Phrase } from "../lifecycle/names.ts";
import { PasswordRequired } from "./errors.ts";
import { findKeystore, keystoreFolder, openKeystore, readText } from "./keystore.ts";
import type { Say } from "./language.ts";
import type { Session } from "./session.ts";
import type { Terminal } from "./terminal.ts";

/** What was said of who signs. */
export interface SigningOptions {
  readonly as: string;
  readonly keystore: string;
  readonly passwordFile?: string;
  readonly dryRun?: boolean;
}

const HEADING = { en: "Signing:", zh: "签名：" };

/** The option that names the folder of keystores. */
export function keystoreOption({ say, config: { keystore = "keystore" } }: Session): Option {
  return new Option("--keystore <folder>", say({ en: "where encrypted keys are kept", zh: "加密密钥的文件夹" }))
    .env("MEDTRACE_KEYSTORE")
    .default(keystore);
}

/** The option that names a file with the password; there is none that takes the password itself. */
export function passwordOption(say: Say): Option {
  const description = {
    en: "a file whose first line is the password; by default, MEDTRACE_PASSWORD, or asked for on the terminal",
    zh: "首行为密码的文件；默认取 MEDTRACE_PASSWORD，或在终端询问",
  };
  return new Option("--password-file <file>", say(description));
}

/** Gives a command the options that say who signs, and one to send nothing. */
export function addSigning(command: Command, session: Session): void {
  addSigner(command, session);
  const dryRun = new Option(
    "--dry-run",
    session.say({
      en: "ask whether the ledger would take it, and at which gas; sends nothing",
      zh: "只询问账本是否接受及其 gas；不发送",
    }),
  );
  command.addOption(dryRun.helpGroup(session.say(HEADING)));
}

/** Gives a command the options that say who signs. */
export function addSigner(command: Command, session: Session): void {
  const { say, config } = session;
  const as = new Option("--as <name>", say({ en: "who signs: the name of a keystore", zh: "签名者：密钥库名称" }))
    .env("MEDTRACE_AS")
    .makeOptionMandatory();
  if (config.as !== undefined) as.default(config.as);
  for (const option of [as, keystoreOption(session), passwordOption(say)])
    command.addOption(option.helpGroup(say(HEADING)));
}

/**
 * Finds who signs, and says how to open the key. That is for later: a password is asked for only once a ledger answers.
 *
 * @returns opens the key; for a dry run, which signs nothing, only the address is needed
 * @throws `KeystoreNotFound`, `InvalidKeystore`, and what it returns `WrongPassword`, `PasswordRequired`
 */
export async function signerOf(options: SigningOptions, session: Session): Promise<() => Promise<Signer>> {
  const keystore = await findKeystore(keystoreFolder(options.keystore), options.as);
  if (options.dryRun) return async () => new VoidSigner(keystore.address);
  return async () => openKeystore(keystore, await passwordOf(keystore.path, options.passwordFile, session));
}

/**
 * The password of a keystore: the first line of a file, else MEDTRACE_PASSWORD, else asked for.
 *
 * @param path - the keystore's file
 * @param file - the password's, if one was named
 * @param session - whom to ask
 * @throws {@link PasswordRequired} when there is none of these
 */
export async function passwordOf(
  path: string,
  file: string | undefined,
  { say, terminal: { askHidden } }: Session,
): Promise<string> {
  const password =
    file === undefined
      ? process.env.MEDTRACE_PASSWORD || (await askHidden?.(say(passwordOfText(path))))
      : (await readText(file)).split(/\r?\n/)[0];
  if (!password) throw new PasswordRequired(path);
  return password;
}

/**
 * The password of a keystore to be made: the first line of a file; else, on a terminal, it is asked for twice, whatever
 * MEDTRACE_PASSWORD says of other keystores; elsewhere MEDTRACE_PASSWORD.
 */
export function newPasswordOf(path: string, file: string | undefined, session: Session): Promise<string> {
  const { askHidden } = session.terminal;
  if (askHidden === undefined || file !== undefined) return passwordOf(path, file, session);
  return askTwice(path, askHidden, session.say);
}

const passwordOfText = (path: string): Phrase => ({ en: `Password of ${path}: `, zh: `${path} 的密码：` });

async function askTwice(path: string, askHidden: NonNullable<Terminal["askHidden"]>, say: Say): Promise<string> {
  const password = await askHidden(say(passwordOfText(path)));
  if (!password) throw new PasswordRequired(path);
  if (password === (await askHidden(say({ en: "The same again: ", zh: "再输入一次：" })))) return password;
  throw new PasswordRequired(path, {
    hint: { en: "What was typed the second time was not the same.", zh: "两次输入不同。" },
  });
}
