import { rm } from "node:fs/promises";
import { connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { id } from "ethers";

/** Of each name, the last one in this process that wants it. */
const tails = new Map<string, Promise<unknown>>();

/**
 * Does something while nobody else on this machine does it under the same name, in this process or another. Whoever has the
 * name lets go of it however it ends: it is a socket's, which the system closes with its process.
 *
 * @param name - any text
 * @param what - is done alone; its result is handed through
 */
export function alone<T>(name: string, what: () => Promise<T>): Promise<T> {
  const turn = async (): Promise<T> => {
    const release = await take(addressOf(name));
    try {
      return await what();
    } finally {
      await release();
    }
  };
  const result = (tails.get(name) ?? Promise.resolve()).then(turn);
  tails.set(
    name,
    result.catch(() => undefined),
  );
  return result;
}

/** Without a file where the system has such sockets: a file outlives a process that is killed. */
function addressOf(text: string): string {
  // A socket's file may have about a hundred characters in all.
  const name = id(text).slice(2, 18);
  if (process.platform === "linux") return `\0medtrace-${name}`;
  if (process.platform === "win32") return `\\\\.\\pipe\\medtrace-${name}`;
  return join(tmpdir(), `medtrace-${name}.sock`);
}

/** Waits until nobody has the address, and takes it. */
async function take(address: string): Promise<() => Promise<void>> {
  for (;;) {
    const release = await listen(address);
    if (release !== undefined) return release;
    const end = await untilClosed(address);
    const isLeftBehind = end === "ECONNREFUSED" && address.endsWith(".sock");
    if (isLeftBehind) await rm(address, { force: true });
    // Of many that waited, not all at once.
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 10));
  }
}

/** Listens at an address; `undefined` where somebody does so already. */
function listen(address: string): Promise<(() => Promise<void>) | undefined> {
  const waiting = new Set<Socket>();
  // Who waits stays connected, and so learns at once when it is closed.
  const server = createServer((socket) => {
    waiting.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => waiting.delete(socket));
  });
  const release = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of waiting) socket.destroy();
    });
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") resolve(undefined);
      else reject(error);
    });
    server.listen(address, () => resolve(release));
  });
}

/** Waits until whoever listens at an address closes it; says how it ended, if not well. */
function untilClosed(address: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    let code: string | undefined;
    connect(address)
      .on("error", (error: NodeJS.ErrnoException) => {
        code = error.code;
      })
      .on("close", () => resolve(code))
      .resume();
  });
}
