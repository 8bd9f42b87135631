import { scrypt as nodeScrypt } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { encryptKeystoreJson, getAddress, isError, scrypt, Wallet } from "ethers";
import { unusable } from "../errors/files.ts";
import { rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import { type Hex, InvalidInput, MedtraceError } from "../index.ts";
import { InvalidKeystore, KeystoreExists, KeystoreNotFound, WrongPassword } from "./errors.ts";

/** An account whose key is kept encrypted in a file. */
export interface Keystore {
  readonly name: string;
  readonly path: string;
  readonly address: Hex;
  /** The encrypted JSON. */
  readonly json: string;
}

/** How much work a guess at the password is: scrypt's N of new keystores, as in ethers and geth. */
const STANDARD_N = 2 ** 17;

// Node's own scrypt takes a fraction of the time of the one in JavaScript.
const derive = promisify<string | Uint8Array, Uint8Array, number, object, Buffer>(nodeScrypt);
scrypt.register((password, salt, N, r, p, length) =>
  derive(password, salt, length, { N, r, p, maxmem: 256 * N * r + 2 ** 20 }),
);

/** The folder that keystores are kept in: the given one, `MEDTRACE_KEYSTORE`, or `keystore` in the current one. */
export function keystoreFolder(given?: string): string {
  return given || process.env.MEDTRACE_KEYSTORE || "keystore";
}

/**
 * The file of a keystore.
 *
 * @throws {@link InvalidInput} when the name is none of a file in the folder
 */
export function keystorePath(folder: string, name: string): string {
  if (!/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u.test(name)) {
    throw new InvalidInput("name", name, rule(must.keyName));
  }
  return join(folder, `${name}.json`);
}

/**
 * Finds a keystore by its name.
 *
 * @throws {@link KeystoreNotFound}, {@link InvalidKeystore}, {@link FileUnusable}
 */
export async function findKeystore(folder: string, name: string): Promise<Keystore> {
  const path = keystorePath(folder, name);
  try {
    return readKeystore(name, path, await readFile(path, "utf8"));
  } catch (error) {
    if (error instanceof MedtraceError) throw error;
    if ((error as NodeJS.ErrnoException).code === "ENOENT") throw new KeystoreNotFound(name, path, { cause: error });
    throw unusable(path, error);
  }
}

/** All keystores of a folder, by name; files that are none are left out. */
export async function listKeystores(folder: string): Promise<readonly Keystore[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw unusable(folder, error);
  });
  const files = names.filter((name) => name.endsWith(".json")).sort();
  const found = await Promise.all(
    files.map((file) => findKeystore(folder, file.slice(0, -".json".length)).catch(() => undefined)),
  );
  return found.filter((one) => one !== undefined);
}

/**
 * Opens a keystore.
 *
 * @throws {@link WrongPassword}, {@link InvalidKeystore}
 */
export async function openKeystore({ path, json }: Keystore, password: string): Promise<Wallet> {
  try {
    const { privateKey } = await Wallet.fromEncryptedJson(json, password);
    return new Wallet(privateKey);
  } catch (error) {
    // Never with the error as its cause: it may hold what was given.
    const wrong = isError(error, "INVALID_ARGUMENT") && error.argument === "password";
    throw wrong ? new WrongPassword(path) : new InvalidKeystore(path);
  }
}

/**
 * Writes a key to a new file, encrypted, for its owner's eyes only.
 *
 * @param folder - made if it is not there
 * @param name - the keystore's
 * @param wallet - the key
 * @param password - what it is encrypted with
 * @param N - scrypt's cost; the standard one but for keys that everybody knows
 * @throws {@link KeystoreExists}, {@link FileUnusable}
 */
export async function writeKeystore(
  folder: string,
  name: string,
  wallet: { readonly address: string; readonly privateKey: string },
  password: string,
  N: number = STANDARD_N,
): Promise<Keystore> {
  const path = keystorePath(folder, name);
  const { address, privateKey } = wallet;
  const json = await encryptKeystoreJson({ address, privateKey }, password, { scrypt: { N } });
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(path, `${json}\n`, { flag: "wx", mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") throw new KeystoreExists(name, path, { cause: error });
    throw unusable(path, error);
  }
  return { name, path, address: address as Hex, json };
}

/** Reads a file that the caller named. */
export async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw unusable(path, error);
  }
}

function readKeystore(name: string, path: string, json: string): Keystore {
  try {
    const { address } = JSON.parse(json) as { address: string };
    return { name, path, address: getAddress(address.startsWith("0x") ? address : `0x${address}`) as Hex, json };
  } catch (cause) {
    throw new InvalidKeystore(path, { cause });
  }
}
