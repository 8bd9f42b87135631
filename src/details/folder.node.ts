import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { MedtraceError } from "../errors/base.ts";
import { type Phrase, UNKNOWN_REASON } from "../errors/phrase.ts";
import type { Hex } from "../history/types.ts";
import { type Details, readDetails } from "./details.ts";
import { DetailsFolderUnusable, MalformedDetails, WrongDetailsFile } from "./errors.ts";
import { parseJson } from "./json.ts";

/** What a file system answers that does not sync folders. */
const CANNOT_SYNC: ReadonlySet<string> = new Set(["EINVAL", "ENOSYS", "ENOTSUP", "EOPNOTSUPP"]);

/** The folder that details are kept in: the given one, `MEDTRACE_DETAILS`, or `details` in the current one. */
function folderOf(given: string | undefined): string {
  return given || process.env.MEDTRACE_DETAILS || "details";
}

/** Reads the details behind a commitment. */
export async function readFrom(given: string | undefined, commitment: Hex): Promise<Details | undefined> {
  const path = join(folderOf(given), `${commitment}.json`);
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw unusable(path, error);
  }
  const details = parse(path, commitment, text);
  if (details.commitment === commitment) return details;
  throw new WrongDetailsFile(path, commitment, {
    en: `it holds those of ${details.commitment}`,
    zh: `它含 ${details.commitment} 的明细`,
  });
}

/**
 * Writes details. Whoever reads meanwhile sees the whole file or none. A process that is killed while it writes may leave
 * its draft, `<commitment>.<random>.tmp`, with the salts in it: nothing reads or removes it. Whoever deletes details
 * deletes such drafts of theirs too.
 */
export async function writeInto(given: string | undefined, details: Details): Promise<void> {
  const folder = folderOf(given);
  const path = join(folder, `${details.commitment}.json`);
  const draft = join(folder, `${details.commitment}.${randomUUID()}.tmp`);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeWhole(draft, `${JSON.stringify(details, undefined, 2)}\n`);
    await rename(draft, path);
    await syncFolder(folder);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw unusable(path, error);
  }
}

/** Writes a new file, and waits until the disk has it. */
async function writeWhole(path: string, text: string): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Waits until the disk has a folder's names, without which a file in it is lost. Not all systems sync folders. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } catch (error) {
    if (!CANNOT_SYNC.has(codeOf(error) ?? "")) throw error;
  } finally {
    await folder.close();
  }
}

/** The commitments of all details in the folder. */
export async function listOf(given: string | undefined): Promise<readonly Hex[]> {
  const folder = folderOf(given);
  const names = await readdir(folder).catch((error: unknown) => {
    if (codeOf(error) === "ENOENT") return [];
    throw unusable(folder, error);
  });
  return names
    .filter((name) => /^0x[0-9a-f]{64}\.json$/.test(name))
    .map((name) => name.slice(0, -".json".length) as Hex)
    .sort();
}

function parse(path: string, commitment: Hex, text: string): Details {
  try {
    return readDetails(parseJson("details", text, MalformedDetails));
  } catch (cause) {
    if (!(cause instanceof MedtraceError)) throw cause;
    throw new WrongDetailsFile(path, commitment, withoutStop(cause), { cause });
  }
}

/** What another error says, to go on with. */
function withoutStop(error: MedtraceError): Phrase {
  return { en: error.message.replace(/\.$/, ""), zh: error.messageIn("zh").replace(/。$/, "") };
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}

function unusable(path: string, error: unknown): DetailsFolderUnusable {
  return new DetailsFolderUnusable(path, codeOf(error) ?? UNKNOWN_REASON, { cause: error });
}
