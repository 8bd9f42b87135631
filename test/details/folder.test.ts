import fs, { type FileHandle, mkdtemp, readdir, rm } from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createDetails } from "../../src/details/details.ts";
import { DetailsFolderUnusable } from "../../src/details/errors.ts";
import { folderStore } from "../../src/details/store.ts";
import { random } from "./arbitraries.ts";

const { open: opens, rename: renames } = fs;

/** Node's own functions, or others in their place. */
function use(open: typeof fs.open, rename: typeof fs.rename): void {
  Object.assign(fs, { open, rename });
  syncBuiltinESMExports();
}

let folder: string;
const make = () => createDetails({ reason: "ordered twice" }, { random });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "medtrace-details-folder-"));
});

afterEach(() => {
  use(opens, renames);
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** What is opened, synced and renamed, in order; where a folder is synced, it fails with a code. */
async function watch(code?: string): Promise<readonly string[]> {
  const done: string[] = [];
  const open: typeof fs.open = async (path, flags, mode) => {
    const file: FileHandle = await opens(path, flags, mode);
    const what = String(path) === folder ? "folder" : "draft";
    const sync = file.sync.bind(file);
    file.sync = async () => {
      done.push(`sync ${what}`);
      if (what === "folder" && code !== undefined) throw Object.assign(new Error(code), { code });
      return sync();
    };
    return file;
  };
  use(open, async (from, to) => {
    done.push("rename");
    return renames(from, to);
  });
  return done;
}

describe.skipIf(process.platform === "win32")("folderStore on a disk", () => {
  it("default: the disk has the draft before it gets its name, and the name before put is done", async () => {
    const done = await watch();
    await folderStore(folder).put(make());
    expect(done).toEqual(["sync draft", "rename", "sync folder"]);
  });

  it.each(["EINVAL", "ENOTSUP"])("behavior: %s says that the file system syncs no folders", async (code) => {
    await watch(code);
    const details = make();
    await folderStore(folder).put(details);
    expect(await folderStore(folder).get(details.commitment)).toEqual(details);
  });

  it("error: DetailsFolderUnusable where the disk fails, and no draft is left", async () => {
    await watch("EIO");
    await expect(folderStore(folder).put(make())).rejects.toThrow(DetailsFolderUnusable);
    expect((await readdir(folder)).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });
});
