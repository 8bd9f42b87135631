import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PUMP, SPARE_PUMP } from "../../scripts/demo/life.ts";
import { languageOf, parseConfig, readConfig } from "../../src/cli/config.ts";
import { deploymentFile } from "../../src/connection/deployments.node.ts";
import { freePort } from "../scripts/support/ledger.ts";
import { type Demo, startDemo } from "./support/demo.ts";
import { typed, typedJson } from "./support/typed.ts";

let demo: Demo;
let folder: string;
let env: Readonly<Record<string, string | undefined>>;

const names = ["MEDTRACE_RPC", "MEDTRACE_KEYSTORE", "MEDTRACE_DEPLOYMENTS", "MEDTRACE_AS"] as const;

/** Does something without these variables: a configuration comes after them. */
async function without<T>(what: () => Promise<T>): Promise<T> {
  for (const name of names) delete process.env[name];
  try {
    return await what();
  } finally {
    for (const name of names) if (env[name] !== undefined) process.env[name] = env[name];
  }
}

/** A folder with a configuration; a text stands in it as it is. */
async function configured(name: string, config: unknown): Promise<string> {
  const own = join(folder, name);
  await mkdir(own);
  await writeFile(join(own, "medtrace.json"), typeof config === "string" ? config : JSON.stringify(config));
  return own;
}

beforeAll(async () => {
  demo = await startDemo();
  folder = await mkdtemp(join(tmpdir(), "medtrace-config-"));
  env = Object.fromEntries(names.map((name) => [name, process.env[name]]));
});

afterAll(async () => {
  await demo?.close();
  await rm(folder, { recursive: true, force: true });
});

const good = () => ({
  rpc: demo.ledger.rpc,
  deployments: env.MEDTRACE_DEPLOYMENTS ?? "",
  keystore: demo.env.MEDTRACE_KEYSTORE ?? "",
});

describe("a configuration", () => {
  it("default: says where the node, the deployment and the keys are, and who signs", async () => {
    const own = await configured("good", { ...good(), as: "keeper" });
    await without(async () => {
      expect(await typed(["check", SPARE_PUMP], { folder: own })).toMatchObject({ code: 0, stderr: "" });
      const moved = await typed(["move", SPARE_PUMP, "--place", "Ward 7", "--dry-run"], { folder: own });
      expect(moved).toMatchObject({ code: 0, stderr: "" });
    });
    expect(process.env.MEDTRACE_DEPLOYMENTS).toBe(env.MEDTRACE_DEPLOYMENTS);
  });

  it("behavior: holds in the folders below; the nearest one counts", async () => {
    const own = await configured("above", { ...good(), lang: "zh" });
    const below = join(own, "a", "b");
    await mkdir(below, { recursive: true });
    expect(await readConfig(undefined, below)).toMatchObject({ lang: "zh" });
    await writeFile(join(own, "a", "medtrace.json"), "{}");
    expect(await readConfig(undefined, below)).toEqual({});
    expect(await readConfig("../../medtrace.json", below)).toMatchObject({ lang: "zh" });
  });

  it("behavior: a file of one deployment, with paths from where the configuration is", async () => {
    const { genesis, chainId } = demo.ledger.deployment;
    const own = await configured("one", { rpc: demo.ledger.rpc, deployment: "ledger.json", keystore: "keys" });
    await writeFile(join(own, "ledger.json"), await readFile(deploymentFile(chainId, genesis)));
    await without(async () => {
      expect(await typed(["check", SPARE_PUMP], { folder: own })).toMatchObject({ code: 0, stderr: "" });
      const { result } = await typedJson("keys list", { folder: own });
      expect(result).toEqual({ folder: join(own, "keys"), keys: [] });
    });
  });

  it("behavior: a variable comes before it, an option before both", async () => {
    const own = await configured("order", { rpc: "http://127.0.0.1:1", as: "nobody", keystore: "nowhere" });
    expect(await typed(["check", SPARE_PUMP], { folder: own })).toMatchObject({ code: 0 });
    const parameters = ["check", SPARE_PUMP, "--json"];
    const given = await typed([...parameters, "--rpc", "http://127.0.0.1:2"], { folder: own });
    expect(JSON.parse(given.stdout)).toMatchObject({ details: { rpc: "http://127.0.0.1:2" } });
    await without(async () => {
      const said = await typed(parameters, { folder: own });
      expect(JSON.parse(said.stdout)).toMatchObject({ details: { rpc: "http://127.0.0.1:1" } });
    });
    process.env.MEDTRACE_AS = "keeper";
    const move = ["move", SPARE_PUMP, "--place", "Ward 7", "--dry-run"];
    expect(await typed(move, { folder: own })).toMatchObject({ code: 0, stderr: "" });
    delete process.env.MEDTRACE_AS;
    const { stdout } = await typed([...move, "--json"], { folder: own });
    expect(JSON.parse(stdout)).toMatchObject({ error: "KeystoreNotFound", details: { name: "nobody" } });
  });

  it("behavior: makes no bundle proven", async () => {
    const own = await configured("bundle", good());
    const file = join(own, "pump.json");
    expect(await typed(["prove", PUMP, "-o", file])).toMatchObject({ code: 0 });
    await without(async () => {
      const { code, stdout } = await typed(["verify", file], { folder: own });
      expect(code).toBe(1);
      expect(stdout).toMatch(/^level +intact$/m);
      expect(stdout).toContain("to be proven, it needs --block");
      expect(stdout).toContain("to be proven, it needs --ledger");
    });
    for (const member of ["block", "ledger"]) {
      expect(() => parseConfig("medtrace.json", JSON.stringify({ [member]: "0x00" }))).toThrow(
        expect.objectContaining({ code: "InvalidConfig", details: expect.objectContaining({ member }) }),
      );
    }
  });
});

describe("a configuration that is none", () => {
  it.each([
    ["no-json", "{", "", "must be a JSON file"],
    ["no-object", "[]", "", "must be a JSON object"],
    ["unknown", { password: "demo" }, "password", "is none of rpc, deployments, deployment, keystore, as, lang"],
    ["number", { rpc: 8545 }, "rpc", "must be a text"],
    ["empty", { keystore: "" }, "keystore", "must be a text"],
    ["language", { lang: "fr" }, "lang", "must be one of en, zh"],
    ["both", { deployments: "a", deployment: "b" }, "deployment", "must be left out beside deployments"],
  ])("error: InvalidConfig for %s", async (name, config, member, rule) => {
    const own = await configured(name, config);
    const { code, stdout } = await typed(["check", SPARE_PUMP, "--json"], { folder: own });
    expect(code).toBe(2);
    const path = join(own, "medtrace.json");
    expect(JSON.parse(stdout)).toMatchObject({
      error: "InvalidConfig",
      details: { path, member, rule },
      hint: expect.any(String),
    });
  });

  it("behavior: leaves help, and what repairs it", async () => {
    const own = await configured("broken", "{");
    for (const line of ["--help", "help check", "check --help"]) {
      expect(await typed(line, { folder: own })).toMatchObject({ code: 0, stderr: "" });
    }
    expect(await typed("init --offline --force", { folder: own })).toMatchObject({ code: 0, stderr: "" });
    expect(await typed("keys list", { folder: own })).toMatchObject({ code: 0 });
  });

  it("error: FileUnusable where the named one is not there", async () => {
    expect(await typedJson("keys list --config gone.json", { folder })).toMatchObject({
      code: 3,
      result: { error: "FileUnusable", details: { reason: "ENOENT" } },
    });
  });
});

describe("init", () => {
  const emptyFolder = (name: string) => mkdir(join(folder, name), { recursive: true }).then(() => join(folder, name));

  it("default: writes what is usual, once the node has the ledger", async () => {
    const own = await emptyFolder("init");
    const { code, stdout, stderr } = await typed("init --as keeper", { folder: own });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^medtrace\.json is written\n/);
    expect(stdout).toContain(`has the ledger ${demo.m.connection.ledger}, on chain 31337`);
    expect(stdout).toContain("there is no keystore keeper yet");
    const { rpc } = demo.ledger;
    const written = { rpc, deployments: "deployments", keystore: "keystore", as: "keeper", lang: "en" };
    expect(JSON.parse(await readFile(join(own, "medtrace.json"), "utf8"))).toEqual(written);
    expect(await readConfig(undefined, own)).toMatchObject({ deployments: join(own, "deployments") });
  });

  it("behavior: asks for what is missing, again where an answer is none", async () => {
    const own = await emptyFolder("asked");
    const { keystore } = good();
    const seen = ["", "ledgers", keystore, "nurse", "fr", "zh"];
    const { code, stderr, questions } = await typed("init --offline", { folder: own, seen });
    expect(code).toBe(0);
    expect(stderr).toContain("must be one of en, zh");
    expect(questions[0]).toBe(`where a node answers [${demo.ledger.rpc}]: `);
    expect(questions[3]).toMatch(/^who signs; nobody, if left empty \(.*keeper.*\): $/);
    expect(questions.slice(4)).toEqual(["language (en, zh) [en]: ", "language (en, zh) [en]: "]);
    const written = { rpc: demo.ledger.rpc, deployments: "ledgers", keystore, as: "nurse", lang: "zh" };
    expect(JSON.parse(await readFile(join(own, "medtrace.json"), "utf8"))).toEqual(written);
  });

  it("behavior: asks nothing that was said, and nobody with --json", async () => {
    const own = await emptyFolder("said");
    const said = "--rpc http://127.0.0.1:1 --deployment a.json --keystore k --as x --lang zh";
    const { code, questions } = await typed(`init --offline ${said}`, { folder: own, seen: [] });
    expect({ code, questions }).toEqual({ code: 0, questions: [] });
    const json = await typed("init --offline --force --json", { folder: own, seen: ["a"] });
    expect({ code: json.code, questions: json.questions }).toEqual({ code: 0, questions: [] });
    expect(JSON.parse(json.stdout)).toMatchObject({ path: join(own, "medtrace.json"), config: { lang: "en" } });
  });

  it("error: ConfigExists, before anything is asked", async () => {
    const own = await configured("exists", "{}");
    const { code, stderr, questions } = await typed("init", { folder: own, seen: ["x"] });
    expect({ code, questions }).toEqual({ code: 1, questions: [] });
    expect(stderr).toMatch(/^ConfigExists: .*\n--force replaces it\.\n$/);
    expect(await readFile(join(own, "medtrace.json"), "utf8")).toBe("{}");
  });

  it("error: LedgerNotReached, which --offline passes over", async () => {
    const own = await emptyFolder("unreached");
    const rpc = `http://127.0.0.1:${await freePort()}`;
    expect(await typedJson(`init --rpc ${rpc}`, { folder: own })).toMatchObject({
      code: 3,
      result: {
        error: "LedgerNotReached",
        details: { rpc, error: "ChainUnreachable" },
        hint: expect.stringContaining("--offline"),
      },
    });
    expect(await readConfig(undefined, own)).toEqual({});
    expect(await typed(`init --rpc ${rpc} --offline`, { folder: own })).toMatchObject({ code: 0 });
    expect(await readConfig(undefined, own)).toMatchObject({ rpc });
  });
});

describe("the language", () => {
  it.each([
    ["en", undefined, {}, {}],
    ["zh", "zh", { lang: "en" }, { MEDTRACE_LANG: "en" }],
    ["zh", undefined, { lang: "en" }, { MEDTRACE_LANG: "zh", LANG: "en_GB.UTF-8" }],
    ["en", undefined, { lang: "en" }, { LANG: "zh_CN.UTF-8" }],
    ["zh", undefined, {}, { LANG: "zh_CN.UTF-8" }],
    ["zh", undefined, {}, { LC_ALL: "zh_TW", LANG: "C" }],
    ["en", undefined, {}, { LC_ALL: "C", LANG: "zh_CN.UTF-8" }],
  ] as const)("behavior: is %s for --lang %j, %j and %j", (language, given, config, variables) => {
    expect(languageOf(given, config, variables)).toBe(language);
  });

  it("error: InvalidInput for a variable that names none, WrongUsage for such an option", async () => {
    expect(() => languageOf(undefined, {}, { MEDTRACE_LANG: "fr" })).toThrow(
      expect.objectContaining({ code: "InvalidInput", details: expect.objectContaining({ field: "MEDTRACE_LANG" }) }),
    );
    expect(await typedJson("keys list --lang fr")).toMatchObject({ code: 2, result: { error: "WrongUsage" } });
  });
});

describe("a configuration that is not one's own", () => {
  it("error: InvalidConfig where others can write it, and control characters", async () => {
    const own = await mkdtemp(join(demo.folder, "others-"));
    const path = join(own, "medtrace.json");
    await writeFile(path, JSON.stringify({ rpc: demo.ledger.rpc }));
    await chmod(path, 0o666);
    expect(await typed(["check", SPARE_PUMP], { folder: own })).toMatchObject({ code: 2 });
    // Whoever names it has looked at it.
    expect(await typed(["--config", path, "check", SPARE_PUMP], { folder: own })).toMatchObject({ code: 0 });
    await chmod(path, 0o600);
    await writeFile(path, JSON.stringify({ keystore: "k\n$(id) 0xab\n" }));
    expect(await typed(["--json", "keys", "list"], { folder: own })).toMatchObject({
      code: 2,
      stdout: expect.stringContaining("InvalidConfig"),
    });
  });

  it("behavior: --json before the command does not hide that there is none", async () => {
    const line = ["--json", "--config", join(demo.folder, "none.json"), "keys", "list"];
    expect(await typed(line, { folder: demo.folder })).toMatchObject({ code: 3 });
  });

  it("behavior: what follows the host of a node's address is not printed", async () => {
    const rpc = "http://user:secret@127.0.0.1:1/key-in-path";
    for (const line of [
      ["--rpc", rpc, "org"],
      ["--rpc", rpc, "--json", "org"],
    ]) {
      const { code, stdout, stderr } = await typed(line);
      expect(code).toBe(3);
      expect(`${stdout}${stderr}`).toContain("http://127.0.0.1:1/…");
      expect(`${stdout}${stderr}`).not.toMatch(/secret|key-in-path/);
    }
  });
});
