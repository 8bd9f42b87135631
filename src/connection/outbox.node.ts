import { type FileHandle, mkdir, open } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { isHexString } from "ethers";
import { OutboxUnusable } from "../errors/chain.ts";
import { UNKNOWN_REASON } from "../errors/phrase.ts";
import { kinds } from "../lifecycle/vocabulary.ts";
import { alone } from "./lock.node.ts";
import type { Outbox, SignedWrite } from "./outbox.ts";

const NEW_LINE = 0x0a;

/** An outbox in a file, of which each line is read once. */
export function openOutbox(path: string): Outbox {
  const all: SignedWrite[] = [];
  const last = new Map<string, SignedWrite>();
  let end = 0;

  const add = (write: SignedWrite): void => {
    all.push(write);
    last.set(write.name, write);
  };
  /** Reads the lines that were added since, here or by others. One without its end is being written, or never was. */
  const catchUp = async (file: FileHandle): Promise<void> => {
    const { size } = await file.stat();
    if (size <= end) return;
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(size - end), position: end });
    const whole = buffer.subarray(0, bytesRead).lastIndexOf(NEW_LINE) + 1;
    for (const line of buffer.toString("utf8", 0, whole).split("\n").slice(0, -1))
      add(readLine(path, line, all.length));
    end += whole;
  };
  const read = async (): Promise<void> => {
    try {
      const file = await open(path, "r");
      await catchUp(file).finally(() => file.close());
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw unusable(path, error);
    }
  };
  const append = async (write: SignedWrite): Promise<void> => {
    try {
      await mkdir(dirname(path), { recursive: true });
      const file = await open(path, "a+", 0o600);
      try {
        // A file that is new must be in its folder when the power fails.
        if ((await file.stat()).size === 0) await syncFolder(dirname(path));
        await catchUp(file);
        // What was cut off must not become a part of the next line.
        if ((await file.stat()).size > end) await file.truncate(end);
        await file.appendFile(`${JSON.stringify(write)}\n`);
        await file.datasync();
        await catchUp(file);
      } finally {
        await file.close();
      }
    } catch (error) {
      throw unusable(path, error);
    }
  };

  // Its readings one after the other, and its lines one after the other with those of other processes.
  const name = `outbox-${resolve(path)}`;
  const inTurn = <T>(what: () => Promise<T>): Promise<T> => alone(name, what);
  return {
    get: async (name) => {
      await inTurn(read);
      return last.get(name);
    },
    put: (write) => inTurn(() => append(write)),
    list: async () => {
      await inTurn(read);
      return [...all];
    },
    exclusively: (account, what) => alone(account.toLowerCase(), what),
  };
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  // Some systems know no such thing.
  await folder.sync().catch(() => undefined);
  await folder.close();
}

function readLine(path: string, line: string, before: number): SignedWrite {
  try {
    const write: unknown = JSON.parse(line);
    if (isSigned(write)) return write;
  } catch {
    // It is told below.
  }
  throw new OutboxUnusable(path, {
    en: `line ${before + 1} is no signed transaction`,
    zh: `第 ${before + 1} 行不是已签名的交易`,
  });
}

function isSigned(value: unknown): value is SignedWrite {
  const { name, genesis, account, nonce, hash, raw, dead, kinds: its } = (value ?? {}) as Partial<SignedWrite>;
  return (
    typeof name === "string" &&
    isHexString(genesis, 32) &&
    isHexString(account, 20) &&
    Number.isSafeInteger(nonce) &&
    isHexString(hash, 32) &&
    isHexString(raw) &&
    (dead === undefined || dead === true) &&
    (its === undefined || (typeof its === "object" && Object.values(its).every((kind) => kinds.includes(kind))))
  );
}

function unusable(path: string, error: unknown): OutboxUnusable {
  if (error instanceof OutboxUnusable) return error;
  const reason = (error as NodeJS.ErrnoException).code ?? UNKNOWN_REASON;
  return new OutboxUnusable(path, reason, { cause: error });
}
