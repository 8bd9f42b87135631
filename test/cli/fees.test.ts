import { access, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Wallet } from "ethers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeKeystore } from "../../src/cli/keystore.ts";
import { startAnvil } from "../support/anvil.ts";
import { consentOf, createWorld, fresh, type World } from "../support/world.ts";
import { typed, typedJson } from "./support/typed.ts";

const key = Wallet.createRandom();
let world: World;
let folder: string;
let signing: string;
let code: string;

beforeAll(async () => {
  const anvil = await startAnvil(1_000_000_000);
  world = await createWorld(fresh(async () => anvil));
  folder = await mkdtemp(join(tmpdir(), "medtrace-fees-"));
  await writeKeystore(folder, "poor", key, "demo", 2 ** 10);
  process.env.MEDTRACE_PASSWORD = "demo";
  signing = `--as poor --keystore ${folder} --rpc ${anvil.url}`;
  await world.as("hospitalAdministrator").addMember({
    consent: await consentOf(world.m, key, world.consortium.hospital),
    duties: ["keep"],
  });
  code = await world.accepted();
});
afterAll(async () => {
  await world?.close();
  await rm(folder, { recursive: true, force: true });
});

const refused = {
  code: 1,
  result: {
    error: "InsufficientFunds",
    details: { account: key.address, needed: expect.stringMatching(/^\d{13,}$/), balance: "0" },
    hint: expect.any(String),
  },
};

describe("an account without money, on a chain with fees", () => {
  it.each(["", "--dry-run"])("error: InsufficientFunds from a write, %s", async (dryRun) => {
    expect(await typedJson(`move "${code}" --place "Ward 7" ${signing} ${dryRun}`)).toMatchObject(refused);
  });

  it.each(["", "--dry-run"])("error: InsufficientFunds from an import, %s", async (dryRun) => {
    const file = join(folder, "moves.csv");
    await writeFile(file, `code,place\n${code},Ward 7\n`);
    expect(await typedJson(`import ${file} --action move ${signing} ${dryRun}`)).toMatchObject(refused);
    // Nothing was signed.
    await expect(access(`${file}.journal`)).rejects.toMatchObject({ code: "ENOENT" });
  });

  it("behavior: says so in Chinese too", async () => {
    const { stderr } = await typed(`move "${code}" --place "Ward 7" ${signing} --lang zh`);
    expect(stderr).toMatch(
      new RegExp(`^InsufficientFunds: ${key.address} 付不起该交易的费用：最多需 \\d+ wei，账户余额为 0`),
    );
  });
});
