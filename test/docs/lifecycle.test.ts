import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { makeLifecycle, OUTPUT } from "../../scripts/docs/lifecycle.ts";
import { decodeRow, flagBits } from "../../scripts/docs/row.ts";
import { type Action, actionNames, inWords } from "../../src/index.ts";
import { ledgerInterface } from "../../src/ledger/abi.ts";

let text: string;

beforeAll(async () => {
  text = await readFile(OUTPUT, "utf8");
});

describe("docs/lifecycle.md", () => {
  it("default", async () => {
    // Stale? `npm run docs`.
    expect(text).toBe(await makeLifecycle());
  });

  it("behavior: tells of every action, by its name in both languages", () => {
    const untold = (Object.keys(actionNames) as Action[])
      .map((action) => `${inWords(action)} ${actionNames[action]}`)
      .filter((name) => !text.toLowerCase().includes(name));
    expect(untold).toEqual([]);
  });

  it("behavior: names every error of the ledger, and no other", () => {
    const errors: string[] = [];
    ledgerInterface.forEachError(({ name }) => errors.push(name));
    const named = [...text.matchAll(/`([A-Z][A-Za-z]+)`/g)].map(([, name]) => name ?? "");
    // What OpenZeppelin's parts of it throw besides is nothing that a step meets.
    const own = errors.filter((name) => !/^(?:Ownable|Failed|AddressEmpty|Multicall|SafeCast|Errors)/.test(name));
    expect(own.filter((name) => !named.includes(name))).toEqual([]);
    expect([...new Set(named)].filter((name) => !errors.includes(name))).toEqual([]);
  });
});

describe("decodeRow", () => {
  it("default", () => {
    const word =
      // From none and stored, to before, apply or administer, 1 to any value, scrap, two rules.
      0b11n | (0xffn << 16n) | (0b1_0000_0000_0001n << 24n) | (1n << 40n) | (0xffn << 48n) | (9n << 56n) | (5n << 64n);
    expect(decodeRow("asset", word)).toEqual({
      from: ["none", "stored"],
      to: "before",
      duties: ["apply", "administer"],
      value: { min: 1, max: undefined },
      stage: "scrap",
      flags: new Set(["record", "appointable"]),
    });
    expect(decodeRow("asset", 0n)).toBeUndefined();
  });

  it("behavior: knows every rule of the contracts by its bit", async () => {
    const source = await readFile(new URL("../../contracts/libraries/Lifecycle.sol", import.meta.url), "utf8");
    const camel = (name: string) => name.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
    const rules = [...source.matchAll(/uint256 internal constant (\w+) = 1 << (\d+);/g)];
    expect(Object.fromEntries(rules.map(([, name = "", bit]) => [camel(name), Number(bit)]))).toEqual(flagBits);
  });

  it("error: refuses a bit that it does not know", () => {
    expect(() => decodeRow("asset", 1n << BigInt(Math.max(...Object.values(flagBits)) + 1))).toThrow("row.ts");
  });
});
