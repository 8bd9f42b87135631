import { network } from "hardhat";
import { beforeAll, describe, expect, it } from "vitest";
import { lifecycle, type Row } from "../../src/lifecycle/table.ts";
import { type Action, actions, duties, stages, states } from "../../src/lifecycle/vocabulary.ts";
import { wordsOf } from "../../src/lifecycle/words.ts";
import type { Mirror } from "../../src/typechain/harness/Mirror.ts";

let mirror: Mirror;

beforeAll(async () => {
  const { ethers } = await network.create();
  mirror = (await ethers.deployContract("Mirror")) as unknown as Mirror;
});

const kinds = [
  ["requisition", 2],
  ["asset", 3],
] as const;

describe.each(kinds)("the table of %ss", (kind, kindNumber) => {
  it("behavior: allows the same for every state and action", async () => {
    const names = states[kind];
    let compared = 0;
    for (const [number, action] of actions.entries()) {
      const row: Row | undefined = action === "none" ? undefined : lifecycle[kind][action as Action];
      for (const [stateNumber, state] of names.entries()) {
        // The remembered state is faulty, which no row leads to otherwise than by a fault.
        const status = (BigInt(stateNumber) << 4n) | (2n << 1n);
        const solidity = await mirror.next(kindNumber, number, status).then(
          (to) => names[Number(to)],
          () => undefined,
        );
        const allowed = row?.from.includes(state) === true;
        const to = row?.to === "same" ? state : row?.to === "before" ? "faulty" : row?.to;
        expect([action, state, solidity]).toEqual([action, state, allowed ? to : undefined]);
        compared++;
      }
    }
    expect(compared).toBe(actions.length * names.length);
  });

  it("behavior: names the same duties and stage", async () => {
    for (const [number, action] of actions.entries()) {
      const word = await mirror.row(kindNumber, number);
      const row = action === "none" ? undefined : lifecycle[kind][action as Action];
      expect([action, wordsOf(duties, Number((word >> 24n) & 0xffffn))]).toEqual([action, row?.duties ?? []]);
      expect([action, stages[Number((word >> 56n) & 0xffn) - 1]]).toEqual([action, row?.stage]);
    }
  });
});

describe("the vocabulary", () => {
  it("behavior: has a number for every word of the contracts, in the same order", async () => {
    const { readFile } = await import("node:fs/promises");
    const source = await readFile(new URL("../../contracts/types/Vocabulary.sol", import.meta.url), "utf8");
    const vocabulary = await import("../../src/lifecycle/vocabulary.ts");
    const lists: Record<string, readonly string[]> = {
      Stage: ["none", ...vocabulary.stages],
      Kind: vocabulary.kinds,
      Action: vocabulary.actions,
      ProductState: vocabulary.productStates,
      BatchState: vocabulary.batchStates,
      Tracking: vocabulary.trackings,
      RequisitionState: vocabulary.requisitionStates,
      AssetState: vocabulary.assetStates,
      ProductKind: vocabulary.productKinds,
      MemberStatus: vocabulary.memberStatuses,
      Basis: vocabulary.bases,
      RefusalReason: vocabulary.refusalReasons,
      QuarantineReason: vocabulary.quarantineReasons,
      Outcome: vocabulary.outcomes,
      Means: vocabulary.means,
      Urgency: vocabulary.urgencies,
      Terms: vocabulary.terms,
      CalibrationResult: vocabulary.calibrationResults,
      Remark: vocabulary.remarks,
      Harm: vocabulary.harms,
      RecallLevel: vocabulary.recallLevels,
      Instruction: vocabulary.instructions,
      Purpose: vocabulary.purposes,
    };
    const camel = (word: string) => word.charAt(0).toLowerCase() + word.slice(1);
    const enums = [...source.matchAll(/enum (\w+) \{([^}]*)\}/g)];
    expect(enums.map(([, name]) => name).sort()).toEqual(Object.keys(lists).sort());
    for (const [, name, body] of enums) {
      expect([name, body?.split(",").map((word) => camel(word.trim()))]).toEqual([name, lists[name ?? ""]]);
    }
    const bits = [...source.matchAll(/uint(?:16|8) internal constant (\w+) = 1 << (\d+);/g)].map(([, name, bit]) => [
      name?.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
      Number(bit),
    ]);
    expect(bits).toEqual([
      ...vocabulary.duties.map((duty, bit) => [duty, bit]),
      ...vocabulary.roles.map((role, bit) => [role, bit]),
    ]);
  });
});
