import { randomUUID } from "node:crypto";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { readTime } from "../actions/claim.ts";
import type { Reading } from "../actions/monitor.ts";
import { parseJson } from "../details/json.ts";
import {
  type Consent,
  canonicalProduct,
  type FileField,
  fileField,
  InvalidInput,
  MalformedPackList,
  type PackProof,
  PackTree,
  type PackUnit,
} from "../index.ts";
import { readText, unusable } from "./keystore.ts";

/**
 * Reads a batch's pack list, as `medtrace packs make` prints it.
 *
 * @throws {@link MalformedPackList}, `WrongPackRoot`, `FileUnusable`
 */
export async function readPackTree(path: string): Promise<PackTree> {
  const list = await readJson(path, (rule) => new MalformedPackList("packList", path, rule));
  return PackTree.from(list);
}

/**
 * Reads the proof of a pack or a case, as `medtrace packs prove` prints it. What it shows is for the scan to say.
 *
 * @throws {@link InvalidInput}, `FileUnusable`
 */
export async function readProof(path: string): Promise<PackProof> {
  const proof = await readJson(path, (rule) => new InvalidInput("proof", path, rule));
  if (typeof proof !== "object" || proof === null || Array.isArray(proof)) {
    throw new InvalidInput("proof", path, "must hold one proof, a JSON object");
  }
  return proof as PackProof;
}

/**
 * Reads an account's consent, as `medtrace join` writes it. Whether it holds is for the ledger to say.
 *
 * @throws {@link InvalidInput}, `FileUnusable`
 */
export async function readConsent(path: string): Promise<Consent> {
  const consent = await readJson(path, (rule) => new InvalidInput("consent", path, rule));
  if (typeof consent !== "object" || consent === null || Array.isArray(consent)) {
    throw new InvalidInput("consent", path, "must hold one consent, a JSON object");
  }
  return consent as Consent;
}

/**
 * Reads what a logger measured: a line for each reading, its moment and the degrees Celsius with a comma between them. A
 * first line of other words is a heading.
 *
 * @throws {@link InvalidInput}, `FileUnusable`
 */
export async function readReadings(path: string): Promise<readonly Reading[]> {
  const readings: Reading[] = [];
  for (const { text, number } of await readLines(path)) {
    const [, at, celsius] = /^\s*"?([^",]*)"?\s*,\s*"?([+-]?\d+(?:\.\d+)?)"?\s*$/.exec(text) ?? [];
    const seconds = at === undefined ? undefined : readTime(at.trim());
    if (seconds === undefined || celsius === undefined) {
      if (number === 1 && !/\d/.test(text)) continue;
      const rule = `(line ${number}) must be a moment and degrees Celsius, as in 2027-03-01T08:30Z,4.5`;
      throw new InvalidInput("readings", text, rule);
    }
    readings.push({ at: seconds, celsius: Number(celsius) });
  }
  if (readings.length === 0) throw new InvalidInput("readings", path, "must hold at least one reading");
  return readings;
}

/** Reads the serials of a batch's packs, one a line, in their order. */
export async function readSerials(path: string): Promise<readonly string[]> {
  return (await readLines(path)).map(({ text }) => text.trim());
}

/**
 * Reads the cases of a batch: a line for each, with the index of its first pack, how many it holds, and its code, which
 * may have commas too.
 *
 * @throws {@link InvalidInput}, `FileUnusable`
 */
export async function readCases(path: string): Promise<readonly PackUnit[]> {
  return (await readLines(path)).map(({ text, number }) => {
    const [, first, count, code] = /^\s*(\d{1,7})\s*,\s*(\d{1,7})\s*,\s*(\S.*?)\s*$/.exec(text) ?? [];
    if (code === undefined) {
      const rule = `(line ${number}) must be its first pack, how many, and its code, as in 0,20,(00)095212340000000019`;
      throw new InvalidInput("cases", text, rule);
    }
    return { code, first: Number(first), count: Number(count) };
  });
}

/**
 * Sees to it that a pack list is of the product that a code names: its root would commit to the packs of another.
 *
 * @throws {@link InvalidInput}
 */
export function ofProduct(tree: PackTree, code: { readonly gtin: string }): PackTree {
  if (canonicalProduct(tree) === canonicalProduct(code)) return tree;
  throw new InvalidInput("packs", tree.gtin, `must be of the product that the code names, ${code.gtin}`);
}

/**
 * Reads a document, details or a disclosure: JSON in which no member is named twice and no number is rounded.
 *
 * @throws {@link InvalidInput}, `FileUnusable`
 */
export async function readDocument(path: string): Promise<unknown> {
  return parseJson(path, await readText(path), InvalidInput);
}

/**
 * What a document says of a file that is attached to it.
 *
 * @throws {@link InvalidInput}, `FileUnusable`
 */
export async function readAttachment(path: string): Promise<FileField> {
  try {
    return fileField(await readFile(path), { name: basename(path) });
  } catch (error) {
    throw error instanceof InvalidInput ? error : unusable(path, error);
  }
}

/**
 * Writes what a command made to a new file, for its owner's eyes only. What is there already may be the only copy of
 * something: it stays.
 *
 * @throws `FileUnusable`
 */
export async function writeNew(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text, { flag: "wx", mode: 0o600 });
  } catch (error) {
    throw unusable(path, error);
  }
}

/**
 * Writes a file, or replaces it as a whole: whoever reads meanwhile sees the old one or the new one.
 *
 * @throws `FileUnusable`
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  const draft = `${path}.${randomUUID()}.tmp`;
  try {
    await writeFile(draft, text, { flag: "wx" });
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw unusable(path, error);
  }
}

/**
 * Reads a file's text, of which each byte counts.
 *
 * @throws {@link InvalidInput} when it is no UTF-8, `FileUnusable`
 */
export async function readUtf8(path: string): Promise<string> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw unusable(path, error);
  });
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new InvalidInput("file", path, "must be a text in UTF-8", { cause });
  }
}

async function readJson(path: string, malformed: (rule: string) => Error): Promise<unknown> {
  const text = await readText(path);
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    throw malformed("must be a JSON file");
  }
}

/** The lines that say something, with their numbers; a spreadsheet's byte order mark is none of it. */
async function readLines(path: string): Promise<readonly { readonly text: string; readonly number: number }[]> {
  const lines = (await readText(path)).replace(/^\ufeff/, "").split(/\r?\n/);
  return lines.map((text, index) => ({ text, number: index + 1 })).filter(({ text }) => text.trim() !== "");
}
