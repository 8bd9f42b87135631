import { type Command, Option } from "commander";
import { type Signer, VoidSigner } from "ethers";
import type { Config } from "./config.ts";
import { PasswordRequired } from "./errors.ts";
import { findKeystore, keystoreFolder, openKeystore, readText } from "./keystore.ts";
import type { Terminal } from "./terminal.ts";

/** What was said of who signs. */
export interface SigningOptions {
  readonly as: string;
  readonly keystore: string;
  readonly passwordFile?: string;
  readonly dryRun?: boolean;
}

const HEADING = "Signing:";

/** The option that names the folder of keystores. */
export function keystoreOption({ keystore = "keystore" }: Config): Option {
  return new Option("--keystore <folder>", "where encrypted keys are kept").env("MEDTRACE_KEYSTORE").default(keystore);
}

/** The option that names a file with the password; there is none that takes the password itself. */
export function passwordOption(): Option {
  const otherwise = "by default, MEDTRACE_PASSWORD, or asked for on the terminal";
  return new Option("--password-file <file>", `a file whose first line is the password; ${otherwise}`);
}

/** Gives a command the options that say who signs. */
export function addSigning(command: Command, config: Config): void {
  const as = new Option("--as <name>", "who signs: the name of a keystore").env("MEDTRACE_AS").makeOptionMandatory();
  if (config.as !== undefined) as.default(config.as);
  const dryRun = new Option("--dry-run", "ask whether the ledger would take it, and at which gas; sends nothing");
  for (const option of [as, keystoreOption(config), passwordOption(), dryRun])
    command.addOption(option.helpGroup(HEADING));
}

/**
 * Finds who signs, and says how to open the key. That is for later: a password is asked for only once a ledger answers.
 *
 * @returns opens the key; for a dry run, which signs nothing, only the address is needed
 * @throws `KeystoreNotFound`, `InvalidKeystore`, and what it returns `WrongPassword`, `PasswordRequired`
 */
export async function signerOf(options: SigningOptions, terminal: Terminal): Promise<() => Promise<Signer>> {
  const keystore = await findKeystore(keystoreFolder(options.keystore), options.as);
  if (options.dryRun) return async () => new VoidSigner(keystore.address);
  return async () => openKeystore(keystore, await passwordOf(keystore.path, options.passwordFile, terminal));
}

/**
 * The password of a keystore: the first line of a file, else MEDTRACE_PASSWORD, else asked for.
 *
 * @param path - the keystore's file
 * @param file - the password's, if one was named
 * @param terminal - whom to ask
 * @throws {@link PasswordRequired} when there is none of these
 */
export async function passwordOf(path: string, file: string | undefined, { askHidden }: Terminal): Promise<string> {
  const password =
    file === undefined
      ? process.env.MEDTRACE_PASSWORD || (await askHidden?.(`Password of ${path}: `))
      : (await readText(file)).split(/\r?\n/)[0];
  if (!password) throw new PasswordRequired(path);
  return password;
}

/**
 * The password of a keystore to be made: the first line of a file; else, on a terminal, it is asked for twice, whatever
 * MEDTRACE_PASSWORD says of other keystores; elsewhere MEDTRACE_PASSWORD.
 */
export function newPasswordOf(path: string, file: string | undefined, terminal: Terminal): Promise<string> {
  const { askHidden } = terminal;
  if (askHidden === undefined) return passwordOf(path, file, terminal);
  if (file !== undefined) return passwordOf(path, file, terminal);
  return askTwice(path, askHidden);
}

async function askTwice(path: string, askHidden: NonNullable<Terminal["askHidden"]>): Promise<string> {
  const password = await askHidden(`Password of ${path}: `);
  if (!password) throw new PasswordRequired(path);
  if (password === (await askHidden("The same again: "))) return password;
  throw new PasswordRequired(path, { hint: "What was typed the second time was not the same." });
}
