import { randomUUID } from "node:crypto";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { parseJson } from "../details/json.ts";
import { unusable } from "../errors/files.ts";
import { type Rule, rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import { type FileField, fileField, InvalidInput, type PackProof, type PackTree, type PackUnit } from "../index.ts";
import { packList } from "../verbs/compounds.ts";
import { readText } from "./keystore.ts";

/**
 * Reads a batch's pack list, as `medtrace packs make` prints it.
 *
 * @throws {@link MalformedPackList}, `WrongPackRoot`, `FileUnusable`
 */
export async function readPackTree(path: string): Promise<PackTree> {
  return packList.parse(await readText(path), "packList", undefined, path);
}

/**
 * Reads the proof of a pack or a case, as `medtrace packs prove` prints it. What it shows is for the scan to say.
 *
 * @throws {@link InvalidInput}, `FileUnusable`
 */
export async function readProof(path: string): Promise<PackProof> {
  const proof = await readJson(path, (rule) => new InvalidInput("proof", path, rule));
  if (typeof proof !== "object" || proof === null || Array.isArray(proof)) {
    throw new InvalidInput("proof", path, rule(must.oneProof));
  }
  return proof as PackProof;
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
      throw new InvalidInput("cases", text, rule(must.caseLine, { line: number }));
    }
    return { code, first: Number(first), count: Number(count) };
  });
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
 * Reads a file as it is.
 *
 * @throws `FileUnusable`
 */
export async function readBytes(path: string): Promise<Uint8Array> {
  return readFile(path).catch((error: unknown) => {
    throw unusable(path, error);
  });
}

/**
 * Reads a file's text, of which each byte counts.
 *
 * @throws {@link InvalidInput} when it is no UTF-8, `FileUnusable`
 */
export async function readUtf8(path: string): Promise<string> {
  const bytes = await readBytes(path);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new InvalidInput("file", path, rule(must.utf8), { cause });
  }
}

async function readJson(path: string, malformed: (rule: Rule) => Error): Promise<unknown> {
  const text = await readText(path);
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    throw malformed(rule(must.jsonFile));
  }
}

/** The lines that say something, with their numbers; a spreadsheet's byte order mark is none of it. */
async function readLines(path: string): Promise<readonly { readonly text: string; readonly number: number }[]> {
  const lines = (await readText(path)).replace(/^\ufeff/, "").split(/\r?\n/);
  return lines.map((text, index) => ({ text, number: index + 1 })).filter(({ text }) => text.trim() !== "");
}
