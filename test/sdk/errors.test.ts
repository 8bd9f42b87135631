import { describe, expect, it } from "vitest";
import { InvalidInput, type MedtraceError } from "../../src/errors/base.ts";
import { ChainUnreachable, RequestFailed, UnknownRefusal } from "../../src/errors/chain.ts";
import { rule } from "../../src/errors/rules.ts";
import * as must from "../../src/errors/sentences.ts";
import * as exported from "../../src/index.ts";
import { ledgerInterface } from "../../src/ledger/abi.ts";
import { readFailure, readRefusal, refusalClass } from "../../src/ledger/failures.ts";

const errors: { name: string; inputs: readonly { name: string; type: string }[] }[] = [];
ledgerInterface.forEachError((error) => errors.push({ name: error.name, inputs: error.inputs }));

/** A value of each type that is told apart from nothing and from others. */
function sample(type: string): unknown {
  if (type === "string") return "text";
  if (type === "address") return `0x${"ab".repeat(20)}`;
  const bytes = /^bytes(\d+)$/.exec(type)?.[1];
  return bytes === undefined ? 2n : `0x${"cd".repeat(Number(bytes))}`;
}

/** The largest value of each type. */
function largest(type: string): unknown {
  const bits = /^(u?)int(\d+)$/.exec(type);
  return bits === null ? sample(type) : 2n ** BigInt(Number(bits[2]) - (bits[1] === "u" ? 0 : 1)) - 1n;
}

describe("every error of the ABI", () => {
  it("behavior: there are as many as the interface declares", () => {
    expect(errors.length).toBeGreaterThan(40);
  });

  it.each(errors)("behavior: $name has a class, which is exported", ({ name }) => {
    expect(refusalClass(name)).toBeDefined();
    expect(exported).toHaveProperty(name);
  });

  it.each(errors)("behavior: $name is told in every language, with what to do next", ({ name, inputs }) => {
    // The largest of each type: what no version knows yet must not keep an error from being told.
    for (const value of [sample, largest]) {
      const data = ledgerInterface.encodeErrorResult(
        name,
        inputs.map(({ type }) => value(type)),
      );
      const error = readRefusal(data);
      for (const told of [error.messageIn("en"), error.hintIn("en")])
        expect(told).toMatch(/^[^\p{Script=Han}]+[.(]?$/u);
      for (const told of [error.messageIn("zh"), error.hintIn("zh")]) expect(told).toMatch(/\p{Script=Han}.*。$/u);
      expect([error.message, error.hint]).toEqual([error.messageIn("en"), error.hintIn("en")]);
    }
  });

  it.each(errors)("behavior: $name is read with all its arguments", ({ name, inputs }) => {
    const data = ledgerInterface.encodeErrorResult(
      name,
      inputs.map(({ type }) => sample(type)),
    );
    const error = readRefusal(data);
    expect(error).toBeInstanceOf(refusalClass(name));
    expect(error.code).toBe(name);
    expect(error.message).not.toMatch(/undefined|NaN|\[object/);
    expect(Object.values(error.details)).toHaveLength(inputs.length);
    expect(Object.values(error.details)).not.toContain(undefined);
  });

  it("behavior: every class is for an error of the ABI", () => {
    const names = errors.map(({ name }) => name);
    const classes = Object.entries(exported)
      .filter(([, value]) => typeof value === "function" && value.prototype instanceof exported.Refusal)
      .map(([name]) => name);
    expect(classes.sort()).toEqual(names.sort());
  });
});

describe("readRefusal", () => {
  it("behavior: numbers become words where the vocabulary has them", () => {
    const subject = `0x${"11".repeat(32)}`;
    expect(readRefusal(ledgerInterface.encodeErrorResult("WrongState", [2, subject, 7, 1])).details).toEqual({
      kind: "requisition",
      subject,
      action: "order",
      state: "requested",
    });
    expect(readRefusal(ledgerInterface.encodeErrorResult("DutyMissing", [3, 0b1000010])).details).toEqual({
      member: 3,
      duties: ["approve", "keep"],
    });
    expect(readRefusal(ledgerInterface.encodeErrorResult("RoleMissing", [3, 16])).details).toEqual({
      organisation: 3,
      roles: ["regulator"],
    });
    expect(readRefusal(ledgerInterface.encodeErrorResult("InvalidMemberStatus", [3, 3, 1])).details).toEqual({
      member: 3,
      from: "revoked",
      to: "active",
    });
    expect(readRefusal(ledgerInterface.encodeErrorResult("QuantityOutOfRange", [0, 1, 7])).details).toEqual({
      quantity: 0n,
      min: 1n,
      max: 7n,
    });
  });

  it("error: UnknownRefusal for data that is cut off", () => {
    const data = ledgerInterface.encodeErrorResult("HeadMoved", [
      `0x${"11".repeat(32)}`,
      `0x${"22".repeat(27)}`,
      `0x${"33".repeat(27)}`,
    ]);
    for (const length of [10, 11, 74, data.length - 2]) {
      expect(readRefusal(data.slice(0, length))).toBeInstanceOf(UnknownRefusal);
    }
  });

  it("error: UnknownRefusal for data that is none of the ledger's", () => {
    expect(readRefusal("0x")).toBeInstanceOf(UnknownRefusal);
    expect(readRefusal("0xdeadbeef")).toBeInstanceOf(UnknownRefusal);
  });
});

describe("readFailure", () => {
  it("behavior: finds the revert's data wherever a node put it", () => {
    const data = ledgerInterface.encodeErrorResult("LedgerPaused");
    for (const thrown of [
      { data },
      { error: { data } },
      { info: { error: { data: { data } } } },
      { cause: { data } },
    ]) {
      expect(readFailure(thrown, "rpc").code).toBe("LedgerPaused");
    }
  });

  it("behavior: leaves a typed error as it is", () => {
    const error = new InvalidInput("field", 1, rule(must.unknown));
    expect(readFailure(error, "rpc")).toBe(error);
  });

  it.each(["ETIMEDOUT", "EAI_AGAIN", "SERVER_ERROR"])("error: ChainUnreachable for %s", (code) => {
    expect(readFailure({ cause: { code } }, "rpc")).toBeInstanceOf(ChainUnreachable);
  });

  it("error: ChainUnreachable when the connection is refused", () => {
    const error = readFailure({ cause: { code: "ECONNREFUSED" } }, "http://127.0.0.1:1");
    expect(error).toBeInstanceOf(ChainUnreachable);
    expect(error.details).toEqual({ rpc: "http://127.0.0.1:1" });
  });

  it("error: RequestFailed for anything else", () => {
    expect(readFailure(new Error("nonce too low"), "rpc")).toBeInstanceOf(RequestFailed);
  });
});

describe("MedtraceError", () => {
  it("behavior: walk finds the cause that is looked for, or the root", () => {
    const root = new Error("root");
    const outer = new ChainUnreachable("rpc", { cause: new RequestFailed("inner", { cause: root }) });
    expect(outer.walk()).toBe(root);
    expect(outer.walk((error) => error instanceof RequestFailed)).toBe(outer.cause);
    expect(outer.walk((error) => error instanceof InvalidInput)).toBeUndefined();
  });

  it("behavior: is named after its class", () => {
    const error: MedtraceError = new ChainUnreachable("rpc");
    expect([error.name, error.code, String(error).startsWith("ChainUnreachable:")]).toEqual([
      "ChainUnreachable",
      "ChainUnreachable",
      true,
    ]);
  });
});
