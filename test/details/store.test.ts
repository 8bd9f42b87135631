import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDetails, type Details } from "../../src/details/details.ts";
import { DetailsFolderUnusable, WrongCommitment, WrongDetailsFile } from "../../src/details/errors.ts";
import { type DetailsStore, folderStore, memoryStore } from "../../src/details/store.ts";
import { InvalidInput } from "../../src/errors/base.ts";
import type { Hex } from "../../src/history/types.ts";
import { random } from "./arbitraries.ts";

const make = (conclusion: string) => createDetails({ action: "accept", conclusion }, { random });
const NONE: Hex = `0x${"00".repeat(32)}`;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "medtrace-details-"));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

const stores: readonly (readonly [string, () => DetailsStore])[] = [
  ["memoryStore", () => memoryStore()],
  ["folderStore", () => folderStore(join(folder, "default", "deeper"))],
];

describe.each(stores)("%s", (_, open) => {
  it("default", async () => {
    const store = open();
    expect(await store.list()).toEqual([]);
    expect(await store.get(NONE)).toBeUndefined();
    const made = [make("passed"), make("failed"), make("passed")];
    for (const one of made) await store.put(one);
    for (const one of made) expect(await store.get(one.commitment)).toEqual(one);
    expect(await store.list()).toEqual(made.map(({ commitment }) => commitment).sort());
    await store.put(made[0] as Details);
    expect(await store.list()).toHaveLength(3);
  });

  it("behavior: what a reader changes, or who put it, stays with them", async () => {
    const store = open();
    const details = createDetails({ action: "accept", checks: [{ passed: false }], own: {} }, { random });
    const given = structuredClone(details);
    await store.put(given);
    type Changeable = { document: { checks: { passed: boolean }[] }; salts: Record<string, Hex> };
    for (const one of [given, await store.get(details.commitment)]) {
      const { document, salts } = one as unknown as Changeable;
      document.checks[0] = { passed: true };
      salts["/action"] = NONE;
      expect(await store.get(details.commitment)).toEqual(details);
    }
  });

  it.each(["", "0x", "../secret", NONE.slice(2), `${NONE}/../x`, NONE.replace("0x", "0X"), `0x${"AB".repeat(32)}`])(
    "error: InvalidInput for the commitment %j",
    async (commitment) => {
      await expect(open().get(commitment as Hex)).rejects.toThrow(InvalidInput);
    },
  );

  it("error: WrongCommitment for details that were changed: nothing is kept", async () => {
    const store = open();
    const wrong = { ...make("passed"), document: { action: "accept", conclusion: "changed" } };
    await expect(store.put(wrong)).rejects.toThrow(WrongCommitment);
    expect(await store.get(wrong.commitment)).toBeUndefined();
  });
});

describe("folderStore", () => {
  it("behavior: is a file for each, for its owner's eyes only, and no draft is left", async () => {
    const own = join(folder, "own");
    const details = make("passed");
    await folderStore(own).put(details);
    expect(await readdir(own)).toEqual([`${details.commitment}.json`]);
    const path = join(own, `${details.commitment}.json`);
    expect(JSON.parse(await readFile(path, "utf8"))).toEqual(details);
    if (process.platform !== "win32") {
      expect((await stat(path)).mode & 0o777).toBe(0o600);
      expect((await stat(own)).mode & 0o777).toBe(0o700);
    }
  });

  it("behavior: is the folder that MEDTRACE_DETAILS names, asked at each call", async () => {
    const store = folderStore();
    const details = make("passed");
    process.env.MEDTRACE_DETAILS = join(folder, "named");
    try {
      await store.put(details);
      expect(await store.list()).toEqual([details.commitment]);
      process.env.MEDTRACE_DETAILS = join(folder, "another");
      expect(await store.list()).toEqual([]);
    } finally {
      delete process.env.MEDTRACE_DETAILS;
    }
    expect(await readdir(join(folder, "named"))).toEqual([`${details.commitment}.json`]);
  });

  it("behavior: puts at the same time, of the same and of others, leave whole files, and readers see none but those", async () => {
    const busy = join(folder, "busy");
    const store = folderStore(busy);
    const made = Array.from({ length: 8 }, (_, index) => make("x".repeat(9000 + index)));
    const writing = Promise.all(Array.from({ length: 64 }, (_, index) => store.put(made[index % 8] as Details)));
    let open = true;
    const done = writing.finally(() => {
      open = false;
    });
    let seen = 0;
    while (open) for (const commitment of await store.list()) if ((await store.get(commitment)) !== undefined) seen++;
    await done;
    expect(seen).toBeGreaterThan(0);
    expect((await readdir(busy)).sort()).toEqual(made.map(({ commitment }) => `${commitment}.json`).sort());
    for (const one of made) expect(await store.get(one.commitment)).toEqual(one);
  });

  it("behavior: passes over what a process that was killed left, and over other files", async () => {
    const left = join(folder, "left");
    await mkdir(left);
    const details = make("passed");
    await writeFile(join(left, `${details.commitment}.5d1c.tmp`), '{"format":');
    await writeFile(join(left, "notes.json"), "{}");
    const store = folderStore(left);
    expect(await store.list()).toEqual([]);
    expect(await store.get(details.commitment)).toBeUndefined();
    await store.put(details);
    expect(await store.list()).toEqual([details.commitment]);
  });

  const details = make("passed");
  const text = JSON.stringify(details);
  it.each([
    ["nothing", ""],
    ["half of it", text.slice(0, 80)],
    ["something else", "{}"],
    ["the details of another", JSON.stringify(make("passed"))],
    ["another value", text.replace('"passed"', '"failed"')],
    ["a member named twice", text.replace("{", '{"format":"medtrace-details-1",')],
  ])("error: WrongDetailsFile for %s, which the next put replaces", async (_, wrong) => {
    const store = folderStore(join(folder, "wrong"));
    await store.put(details);
    const path = join(folder, "wrong", `${details.commitment}.json`);
    await writeFile(path, wrong);
    const error: unknown = await store.get(details.commitment).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(WrongDetailsFile);
    expect(error).toMatchObject({ details: { path, commitment: details.commitment } });
    await store.put(details);
    expect(await store.get(details.commitment)).toEqual(details);
  });

  it("error: DetailsFolderUnusable where the folder is a file, and where a file is a folder", async () => {
    const path = join(folder, "file");
    await writeFile(path, "");
    const store = folderStore(path);
    await expect(store.put(details)).rejects.toThrow(DetailsFolderUnusable);
    await expect(store.list()).rejects.toThrow(DetailsFolderUnusable);
    await expect(store.get(details.commitment)).rejects.toMatchObject({ details: { reason: "ENOTDIR" } });
    const blocked = join(folder, "blocked");
    await mkdir(join(blocked, `${details.commitment}.json`, "inside"), { recursive: true });
    await expect(folderStore(blocked).put(details)).rejects.toThrow(DetailsFolderUnusable);
    expect(await readdir(blocked)).toEqual([`${details.commitment}.json`]);
    await expect(folderStore(blocked).get(details.commitment)).rejects.toMatchObject({ details: { reason: "EISDIR" } });
  });
});
