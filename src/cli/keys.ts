import type { Command } from "commander";
import { Wallet } from "ethers";
import { rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import { InvalidInput } from "../index.ts";
import { KeystoreExists } from "./errors.ts";
import { exampleOf } from "./help.ts";
import { type Keystore, keystoreFolder, keystorePath, listKeystores, readText, writeKeystore } from "./keystore.ts";
import { oneLine } from "./print.ts";
import type { Answer, Session } from "./session.ts";
import { keystoreOption, newPasswordOf, passwordOption } from "./signing.ts";

interface KeyOptions {
  readonly keystore: string;
  readonly passwordFile?: string;
}

/** Gives the program the commands for keys: to make one, to bring one along, to see which are there. */
export function addKeys(program: Command, session: Session): void {
  const { say } = session;
  const keys = program.command("keys").description(
    say({
      en: "make, import and list the encrypted keys that --as names",
      zh: "创建、导入并列出 --as 所指的加密密钥",
    }),
  );

  const keep = async (name: string, options: KeyOptions, wallet: () => Promise<Wallet> | Wallet): Promise<void> => {
    const folder = keystoreFolder(options.keystore);
    const path = keystorePath(folder, name);
    // Told before a password is asked for; writing looks again.
    if ((await listKeystores(folder)).some((one) => one.name === name)) throw new KeystoreExists(name, path);
    const key = await wallet();
    const password = await newPasswordOf(path, options.passwordFile, session);
    session.answer(told(await writeKeystore(folder, name, key, password)));
  };

  keys
    .command("new")
    .argument("<name>", say({ en: "what --as will call it", zh: "--as 将用的名称" }))
    .description(
      say({
        en: "make a key, encrypted with a password, and print its address",
        zh: "创建以密码加密的密钥，并输出其地址",
      }),
    )
    .addOption(keystoreOption(session))
    .addOption(passwordOption(say))
    .addHelpText(...exampleOf(say, "keys new lin"))
    .action((name: string, options: KeyOptions) =>
      keep(name, options, () => new Wallet(Wallet.createRandom().privateKey)),
    );

  keys
    .command("import")
    .argument("<name>", say({ en: "what --as will call it", zh: "--as 将用的名称" }))
    .requiredOption(
      "--key-file <file>",
      say({ en: "a file that holds the private key, 0x and 64 digits", zh: "含私钥的文件，0x 加 64 位" }),
    )
    .description(say({ en: "encrypt a private key that is there already", zh: "加密已有的私钥" }))
    .addOption(keystoreOption(session))
    .addOption(passwordOption(say))
    .addHelpText(...exampleOf(say, "keys import chen --key-file chen.key"))
    .action((name: string, options: KeyOptions & { readonly keyFile: string }) =>
      keep(name, options, () => readKey(options.keyFile)),
    );

  keys
    .command("list")
    .description(say({ en: "the names and addresses of those that are there", zh: "列出已有密钥的名称与地址" }))
    .addOption(keystoreOption(session))
    .addHelpText(...exampleOf(say, "keys list"))
    .action(async (options: KeyOptions) => {
      const folder = keystoreFolder(options.keystore);
      const found = await listKeystores(folder);
      const lines = found.map(({ name, address }) => `${name.padEnd(26)} ${address}`);
      const text =
        lines.join("\n") ||
        oneLine(say({ en: `There are no keystores in ${folder}.`, zh: `${folder} 中没有密钥库。` }));
      session.answer({ result: { folder, keys: found.map(shown) }, text, yes: true });
    });
}

async function readKey(file: string): Promise<Wallet> {
  const text = (await readText(file)).trim();
  // The value is left out of the error: it may be a key with a digit too many.
  if (!/^(?:0x)?[0-9a-f]{64}$/i.test(text)) {
    throw new InvalidInput("keyFile", file, rule(must.privateKey));
  }
  try {
    return new Wallet(text.startsWith("0x") ? text : `0x${text}`);
  } catch {
    throw new InvalidInput("keyFile", file, rule(must.onCurve));
  }
}

const shown = ({ name, address, path }: Keystore) => ({ name, address, path });

function told(keystore: Keystore): Answer {
  const { name, address, path } = keystore;
  return { result: shown(keystore), text: `${name} · ${address} · ${path}`, yes: true };
}
