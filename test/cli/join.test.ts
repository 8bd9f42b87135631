import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { accounts } from "../../scripts/demo/accounts.ts";
import { type Consent, consentSigner } from "../../src/index.ts";
import { medtrace } from "./medtrace.ts";
import { type Demo, startDemo } from "./support/demo.ts";
import { typed, typedJson } from "./support/typed.ts";

const WEEK = 7 * 86_400;

let demo: Demo;
let snapshot: unknown;
let files = 0;

beforeAll(async () => {
  demo = await startDemo();
});
afterAll(() => demo?.close());

const request = (method: string, params: unknown[] = []) => demo.ledger.connection.provider.request({ method, params });

beforeEach(async () => {
  snapshot = await request("evm_snapshot");
});
afterEach(async () => {
  await request("evm_revert", [snapshot]);
});

const path = () => join(demo.folder, `consent-${++files}.json`);
const read = async (file: string): Promise<Consent> => JSON.parse(await readFile(file, "utf8"));
const now = async (): Promise<number> => (await demo.m.connection.provider.getBlock("latest"))?.timestamp ?? 0;

/** Has somebody consent into a new file. */
async function joined(line: string): Promise<string> {
  const file = path();
  expect(await typed(`join ${line} --output ${file}`)).toMatchObject({ code: 0, stderr: "" });
  return file;
}

describe("join", () => {
  it("default: prints the consent, or writes it to a new file that nobody else reads; sends nothing", async () => {
    const block = await demo.block();
    const printed = await typed("join 1 --as stranger");
    expect(printed).toMatchObject({ code: 0, stderr: "" });
    const file = path();
    const written = await typed(`join 1 --as stranger -o ${file}`);
    expect(written).toMatchObject({ code: 0, stdout: `${file} is written\n`, stderr: "" });
    expect((await stat(file)).mode & 0o077).toBe(0);
    const consent = await read(file);
    expect(consent).toEqual({
      account: accounts.stranger.address,
      organisation: 1,
      until: (await now()) + WEEK,
      chainId: 31_337,
      ledger: demo.m.connection.ledger,
      signature: expect.stringMatching(/^0x[0-9a-f]{130}$/),
    });
    expect(JSON.parse(printed.stdout)).toEqual(consent);
    expect(consentSigner(consent)).toBe(accounts.stranger.address);
    expect(await demo.block()).toBe(block);
    const again = await typedJson(`join 1 --as stranger -o ${file}`);
    expect(again).toMatchObject({ code: 3, result: { error: "FileUnusable", details: { path: file } } });
  });

  it("behavior: --json prints it as one object; in Chinese it says so", async () => {
    const { code, result } = await typedJson("join 1 --until 2027-01-01 --as stranger");
    expect({ code, result }).toMatchObject({ code: 0, result: { organisation: 1, until: 1_798_761_600 } });
    const file = path();
    const { stdout } = await typed(`join 1 --as stranger -o ${file} --lang zh`);
    expect(stdout).toBe(`已写入 ${file}\n`);
  });

  it("behavior: as a process, of whose key is not on the ledger", async () => {
    const finished = await medtrace(["join", "--as", "stranger", "--json"], demo.env);
    expect(finished).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(finished.stdout)).toMatchObject({ organisation: await demo.m.nextOrganisation() });
  });

  it.each([
    ["organisation", "join 0"],
    ["organisation", "join hospital"],
    ["until", "join 1 --until tomorrow"],
  ])("error: %s in %s", async (field, line) => {
    expect(await typedJson(`${line} --as nobody --rpc http://127.0.0.1:1`)).toMatchObject({
      code: 2,
      result: { error: "InvalidInput", details: { field } },
    });
  });
});

describe("what takes a consent", () => {
  it("behavior: add-member, and the new member acts", async () => {
    const file = await joined("1 --as stranger");
    const added = await typed(`add-member ${file} --duties use --as hospitalAdministrator`);
    expect(added).toMatchObject({ code: 0, stderr: "" });
    const member = await demo.m.member(accounts.stranger.address);
    expect(added.stdout).toMatch(new RegExp(`^add-member · member ${member?.member} · block \\d+ · gas [\\d,]+\\n$`));
    expect(member).toMatchObject({ organisation: 1, duties: ["use"] });
    const used = await typed(`use "(01)09521234543213(21)P-0002" --as stranger`);
    expect(used.stdout).toContain(`member ${member?.member} of Demo Hospital`);
    // Once.
    expect(await typedJson(`add-member ${file} --duties use --as hospitalAdministrator`)).toMatchObject({
      code: 1,
      result: { error: "AccountTaken", details: { account: accounts.stranger.address } },
    });
  });

  it("behavior: replace-account, for whom a key was lost", async () => {
    const file = await joined("1 --as stranger");
    const nurse = await demo.m.member(accounts.nurse.address);
    expect(await typed(`replace-account ${nurse?.member} ${file} --as hospitalAdministrator`)).toMatchObject({
      code: 0,
      stderr: "",
    });
    expect(await demo.m.member(nurse?.member ?? 0)).toMatchObject({ account: accounts.stranger.address.toLowerCase() });
  });

  it("behavior: admit, and name-administrator", async () => {
    const file = await joined("--as stranger");
    const admitted = await typed(`admit "County Hospital 县医院" --roles hospital --consent ${file} --as council`);
    expect(admitted).toMatchObject({ code: 0, stderr: "" });
    const { organisation } = await read(file);
    expect(admitted.stdout).toMatch(new RegExp(`^admit · organisation ${organisation} · member \\d+ · block `));
    expect(await demo.m.organisationName(organisation)).toBe("County Hospital 县医院");
    expect(await demo.m.member(accounts.stranger.address)).toMatchObject({ organisation, duties: ["administer"] });

    const key = join(demo.folder, "successor.key");
    await writeFile(key, `0x${"42".repeat(32)}\n`);
    expect(await typed(`keys import successor --key-file ${key}`)).toMatchObject({ code: 0 });
    const second = await joined("1 --as successor");
    const named = await typed(`name-administrator 1 --consent ${second} --as council`);
    expect(named).toMatchObject({ code: 0, stderr: "" });
    const { account } = await read(second);
    expect(await demo.m.member(account)).toMatchObject({ organisation: 1, duties: ["administer"] });
  });

  it("error: ConsentInvalid, ConsentExpired, in the words of both languages", async () => {
    const file = await joined("5 --as stranger");
    const line = `add-member ${file} --duties use --as hospitalAdministrator`;
    expect(await typedJson(line)).toMatchObject({
      code: 1,
      result: { error: "ConsentInvalid", details: { account: accounts.stranger.address, organisation: 1 } },
    });
    const { stderr } = await typed(`${line} --lang zh`);
    expect(stderr).toMatch(/^ConsentInvalid: \p{Script=Han}/u);
    const short = await joined(`1 --until ${(await now()) + 100} --as stranger`);
    await request("evm_increaseTime", [200]);
    await request("evm_mine");
    expect(await typedJson(`add-member ${short} --duties use --as hospitalAdministrator`)).toMatchObject({
      code: 1,
      result: { error: "ConsentExpired", details: { account: accounts.stranger.address } },
    });
  });

  it.each([
    ["nothing of it", "[]", "consent"],
    ["no JSON", "{", "consent"],
    ["no account", "{}", "consent.account"],
    ["another chain", undefined, "consent.chainId"],
  ])("error: InvalidInput for a file that has %s", async (_, text, field) => {
    const file = await joined("1 --as stranger");
    await writeFile(file, text ?? JSON.stringify({ ...(await read(file)), chainId: 1 }));
    expect(await typedJson(`add-member ${file} --duties use --as hospitalAdministrator`)).toMatchObject({
      code: 2,
      result: { error: "InvalidInput", details: { field } },
    });
  });

  it("error: FileUnusable for one that is not there", async () => {
    const file = path();
    expect(await typedJson(`add-member ${file} --duties use --as hospitalAdministrator`)).toMatchObject({
      code: 3,
      result: { error: "FileUnusable", details: { path: file, reason: "ENOENT" } },
    });
  });
});
