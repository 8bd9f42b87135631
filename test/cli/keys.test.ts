import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { Wallet } from "ethers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accounts } from "../../scripts/demo/accounts.ts";
import { findKeystore, openKeystore } from "../../src/cli/keystore.ts";
import { askHidden } from "../../src/cli/terminal.ts";
import { typed, typedJson } from "./support/typed.ts";

const { address, privateKey } = accounts.stranger;

let folder: string;
let keys: string;
let file: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "medtrace-keys-"));
  keys = join(folder, "keys");
  file = join(folder, "password");
  await writeFile(file, "correct horse\n");
  for (const name of ["MEDTRACE_KEYSTORE", "MEDTRACE_PASSWORD", "MEDTRACE_AS"]) delete process.env[name];
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe("keys new", () => {
  it("default", async () => {
    const { code, stdout, stderr } = await typed(`keys new lin --keystore ${keys} --password-file ${file}`);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const path = join(keys, "lin.json");
    const [, printed] = /^lin · (0x\w{40}) · (.*)\n$/.exec(stdout) ?? [];
    const json = await readFile(path, "utf8");
    const wallet = await openKeystore(await findKeystore(keys, "lin"), "correct horse");
    expect(wallet.address).toBe(printed);
    // It is a keystore of the usual kind, as expensive to guess at, and nobody else may read it.
    expect(JSON.parse(json)).toMatchObject({ version: 3, Crypto: { kdf: "scrypt", kdfparams: { n: 131_072 } } });
    expect(json).not.toContain(wallet.privateKey.slice(2));
    if (process.platform !== "win32") expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it("behavior: what JavaScript's own scrypt encrypted opens too", async () => {
    const path = join(keys, "other.json");
    await writeFile(path, new Wallet(privateKey).encryptSync("demo"));
    expect((await openKeystore(await findKeystore(keys, "other"), "demo")).address).toBe(address);
    await rm(path);
  });

  it("behavior: asks twice where nobody said the password", async () => {
    const line = `keys new chen --keystore ${keys}`;
    const differs = await typed(line, ["one", "other"]);
    expect(differs).toMatchObject({ code: 1, stderr: expect.stringContaining("the second time was not the same") });
    expect(await typed(line, ["one", "one"])).toMatchObject({ code: 0, stderr: "" });
    await expect(openKeystore(await findKeystore(keys, "chen"), "other")).rejects.toMatchObject({
      code: "WrongPassword",
    });
  });

  it("error: KeystoreExists", async () => {
    const before = await readFile(join(keys, "lin.json"), "utf8");
    const json = await typedJson(`keys new lin --keystore ${keys} --password-file ${file}`);
    expect(json).toMatchObject({ code: 1, result: { error: "KeystoreExists", details: { name: "lin" } } });
    await writeFile(join(keys, "text.json"), "not a keystore");
    const text = await typedJson(`keys new text --keystore ${keys} --password-file ${file}`);
    expect(text).toMatchObject({ code: 1, result: { error: "KeystoreExists" } });
    expect(await readFile(join(keys, "lin.json"), "utf8")).toBe(before);
    expect(await readFile(join(keys, "text.json"), "utf8")).toBe("not a keystore");
  });

  it("error: PasswordRequired", async () => {
    const json = await typedJson(`keys new wang --keystore ${keys}`);
    expect(json).toMatchObject({ code: 1, result: { error: "PasswordRequired" } });
    await writeFile(join(folder, "empty"), "\n");
    const empty = await typedJson(`keys new wang --keystore ${keys} --password-file ${join(folder, "empty")}`);
    expect(empty).toMatchObject({ code: 1, result: { error: "PasswordRequired" } });
  });

  it("error: a name that is none", async () => {
    const json = await typedJson(`keys new a/b --keystore ${keys} --password-file ${file}`);
    expect(json).toMatchObject({ code: 2, result: { error: "InvalidInput", details: { field: "name" } } });
  });
});

describe("keys import", () => {
  it("default", async () => {
    const key = join(folder, "key");
    await writeFile(key, `${privateKey}\n`);
    const { code, result } = await typedJson(
      `keys import stranger --key-file ${key} --keystore ${keys} --password-file ${file}`,
    );
    expect({ code, result }).toEqual({
      code: 0,
      result: { name: "stranger", address, path: join(keys, "stranger.json") },
    });
  });

  it.each([`${privateKey}0`, "hello", `0x${"00".repeat(32)}`])("error: a file that holds %s", async (text) => {
    const key = join(folder, "wrong");
    await writeFile(key, text);
    const { code, stderr } = await typed(`keys import x --key-file ${key} --keystore ${keys} --password-file ${file}`);
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringMatching(/^InvalidInput: keyFile /) });
    expect(stderr).not.toContain(privateKey.slice(2, 20));
  });
});

describe("keys list", () => {
  it("default", async () => {
    const { code, result } = await typedJson(`keys list --keystore ${keys}`);
    expect(code).toBe(0);
    const found = result.keys as readonly { name: string }[];
    expect(found.map(({ name }) => name)).toEqual(["chen", "lin", "stranger"]);
    expect(found.at(-1)).toEqual({ name: "stranger", address, path: join(keys, "stranger.json") });
    const { stdout } = await typed(`keys list --keystore ${keys}`);
    expect(stdout).toMatch(new RegExp(`^stranger +${address}$`, "m"));
  });

  it("behavior: says that there are none", async () => {
    const { code, stdout } = await typed(`keys list --keystore ${join(folder, "none")}`);
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining("no keystores") });
  });
});

describe("askHidden", () => {
  const ask = () => {
    const [input, output] = [new PassThrough(), new PassThrough()];
    const answer = askHidden("Password: ", input, output);
    return { input, answer, shown: () => String(output.read()) };
  };

  it("default", async () => {
    const { input, answer, shown } = ask();
    input.write("hunter2\r");
    expect(await answer).toBe("hunter2");
    expect(shown()).toBe("Password: \n");
  });

  it.each([["Ctrl-C", "hun\u0003"]])("behavior: %s is no answer", async (_, keysTyped) => {
    const { input, answer } = ask();
    input.write(keysTyped);
    expect(await answer).toBeUndefined();
  });

  it("behavior: neither is the end of the input", async () => {
    const { input, answer } = ask();
    input.end("hun");
    expect(await answer).toBeUndefined();
  });
});
