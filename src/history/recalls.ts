import { type Instruction, instructions, type RecallLevel, recallLevels } from "../lifecycle/vocabulary.ts";
import type { StoredRecall } from "./storage.ts";
import type { Hex } from "./types.ts";

/** A recall that is open. Times are unix seconds. */
export interface OpenRecall {
  /** Whether the item itself is recalled, its batch, or its product. */
  readonly of: "item" | "batch" | "product";
  readonly target: Hex;
  readonly level: RecallLevel;
  readonly instruction: Instruction;
  readonly raisedAt: number;
  /** Whether only a regulator lifts it; its manufacturer may have raised it anew. */
  readonly byRegulator: boolean;
  /** The number of the organisation whose recall it is; 0 on ledgers of version 0.1.0, which do not store it. */
  readonly by: number;
  /** Whether the asset was remedied since, and that was confirmed: then it is no reason against it. */
  readonly remedied: boolean;
}

/**
 * What a target stores of its recall, in words.
 *
 * @param of - what the target is
 * @param target - its id
 * @param stored - what it stores; `undefined` if none is open
 * @param remediedAt - when the asset that is looked at was remedied, unix seconds; 0 for never
 * @returns none or one
 */
export function openRecall(
  of: OpenRecall["of"],
  target: Hex,
  stored: StoredRecall | undefined,
  remediedAt = 0,
): readonly OpenRecall[] {
  if (stored === undefined) return [];
  const { level, instruction, raisedAt, byRegulator, raisedBy: by } = stored;
  return [
    {
      of,
      target,
      level: recallLevels[level] as RecallLevel,
      instruction: instructions[instruction] as Instruction,
      raisedAt,
      byRegulator,
      by,
      remedied: remediedAt > raisedAt,
    },
  ];
}
