import { existsSync } from "node:fs";
import { stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { unusable } from "../errors/files.ts";
import { rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import { InvalidInput } from "../index.ts";
import { InvalidConfig } from "./errors.ts";
import { readText } from "./keystore.ts";
import { type Language, languages } from "./language.ts";

/** What a folder's commands need not be told each time. An option, or a variable of the environment, comes before it. */
export interface Config {
  /** Where a node answers. */
  readonly rpc?: string;
  /** The folder of deployments. */
  readonly deployments?: string;
  /** Instead: the file of the one deployment. */
  readonly deployment?: string;
  /** The folder of keystores. */
  readonly keystore?: string;
  /** Who signs. */
  readonly as?: string;
  /** The language. */
  readonly lang?: Language;
}

/** The name of the file that a configuration is found by. */
export const CONFIG = "medtrace.json";

const members = ["rpc", "deployments", "deployment", "keystore", "as", "lang"] as const satisfies (keyof Config)[];
/** What names a file or folder is meant from where the configuration is. */
const paths: ReadonlySet<string> = new Set(["deployments", "deployment", "keystore"]);

/**
 * Reads the configuration: the file that is named, else `medtrace.json` in a folder or the nearest one above it.
 *
 * @param given - the file, where one is named
 * @param folder - where to begin to look
 * @returns what it says, with paths from the root; nothing where there is none
 * @throws {@link InvalidConfig} when it is none; `FileUnusable` when it cannot be read
 */
export async function readConfig(given: string | undefined, folder: string): Promise<Config> {
  const path = given === undefined ? findConfig(folder) : resolve(folder, given);
  if (given === undefined && path !== undefined) await requireOwn(path);
  return path === undefined ? {} : parseConfig(path, await readText(path));
}

/** One that was found, and not named, says which ledger is believed and who signs: it must not be somebody else's. */
async function requireOwn(path: string): Promise<void> {
  const { uid, mode } = await stat(path).catch((error: unknown) => {
    throw unusable(path, error);
  });
  const isOwn = process.getuid === undefined || process.getuid() === uid;
  if (!isOwn || (mode & OTHERS_WRITE) !== 0) {
    throw new InvalidConfig(path, "", rule(must.ownFile));
  }
}

const OTHERS_WRITE = 0o002;

function findConfig(folder: string): string | undefined {
  const path = join(folder, CONFIG);
  if (existsSync(path)) return path;
  const above = dirname(folder);
  return above === folder ? undefined : findConfig(above);
}

/**
 * Reads what a configuration says.
 *
 * @param path - the file
 * @param text - what is in it
 * @throws {@link InvalidConfig}
 */
export function parseConfig(path: string, text: string): Config {
  const said = parse(path, text);
  for (const member of Object.keys(said)) {
    if (!(members as readonly string[]).includes(member)) {
      throw new InvalidConfig(path, member, rule(must.noneOf, { words: members }));
    }
  }
  for (const [member, value] of Object.entries(said)) {
    if (typeof value !== "string" || value === "") throw new InvalidConfig(path, member, rule(must.text));
    if (/\p{C}/u.test(value)) throw new InvalidConfig(path, member, rule(must.noControls));
  }
  if (said.lang !== undefined && !(languages as readonly unknown[]).includes(said.lang)) {
    throw new InvalidConfig(path, "lang", rule(must.oneOf, { words: languages }));
  }
  if (said.deployments !== undefined && said.deployment !== undefined) {
    throw new InvalidConfig(path, "deployment", rule(must.outBesideDeployments));
  }
  const placed = Object.entries(said).map(([member, value]) => [
    member,
    paths.has(member) ? resolve(dirname(path), String(value)) : value,
  ]);
  return Object.fromEntries(placed);
}

function parse(path: string, text: string): Readonly<Record<string, unknown>> {
  let said: unknown;
  try {
    said = JSON.parse(text);
  } catch (cause) {
    throw new InvalidConfig(path, "", rule(must.jsonFile), { cause });
  }
  if (typeof said !== "object" || said === null || Array.isArray(said)) {
    throw new InvalidConfig(path, "", rule(must.jsonObject));
  }
  return said as Readonly<Record<string, unknown>>;
}

/**
 * The language of a run: what is asked for, else MEDTRACE_LANG, else the configuration's; else Chinese where the system's
 * is, else English.
 *
 * @param given - what the option `--lang` says
 * @param config - the configuration
 * @param env - the environment
 * @throws {@link InvalidInput} when MEDTRACE_LANG is none
 */
export function languageOf(given: string | undefined, config: Config, env: NodeJS.ProcessEnv): Language {
  // Of the option, a word that is no language is refused when the command is read.
  const [asked] = languages.filter((one) => one === given);
  if (asked !== undefined) return asked;
  if (env.MEDTRACE_LANG) {
    const [named] = languages.filter((one) => one === env.MEDTRACE_LANG);
    if (named === undefined) {
      throw new InvalidInput("MEDTRACE_LANG", env.MEDTRACE_LANG, rule(must.oneOf, { words: languages }));
    }
    return named;
  }
  // As in POSIX, the first that is set counts.
  const system = env.LC_ALL || env.LC_MESSAGES || env.LANG || "";
  return config.lang ?? (/^zh\b|^zh_/i.test(system) ? "zh" : "en");
}
