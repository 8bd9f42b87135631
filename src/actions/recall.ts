import { ZeroHash } from "ethers";
import { encode } from "../connection/write.ts";
import { batchId, itemId, lotWord, productId, serialWord } from "../history/ids.ts";
import { readCode } from "../history/subjects.ts";
import type { Hex } from "../history/types.ts";
import { instructions, type Kind, recallLevels } from "../lifecycle/vocabulary.ts";
import { numberOf } from "../lifecycle/words.ts";
import { recall as verb } from "../verbs/recalls.ts";
import { claimOf } from "./claim.ts";
import { write } from "./step.ts";

/**
 * Recalls a product, a batch or one item (召回), or raises its recall anew, which clears earlier remedies. Works at any time: while
 * the ledger is paused, and for an item or a batch that has not entered it.
 *
 * Duty *recall*, in the product's manufacturer, a regulator, or the organisation whose recall is open. Beside a regulator, only who
 * raised a recall lowers or rewords it.
 * Measures for the Administration of Medical Device Recalls (2017); Measures for the Administration of Drug Recalls (2022).
 *
 * @throws `RecallOfAnother`, `WrongOrganisation`, `UnknownSubject` when the product is not registered
 *
 * @example
 * await m.as(recaller).recall({ target: "(01)06934567000019(10)L-2026-07", level: "second", instruction: "stop" });
 */
export const recall = write(verb, (_, parameters) => {
  const { verb, product, unit, kinds } = targetOf(parameters.target);
  const level = numberOf(recallLevels, parameters.level);
  const instruction = numberOf(instructions, parameters.instruction);
  const data =
    verb === "batch"
      ? encode("recallBatch", [product, unit, level, instruction, claimOf(parameters)])
      : encode("recall", [product, unit, level, instruction, claimOf(parameters)]);
  return { data, kinds };
});

/** A recall's target as the ledger takes it, and what it is. */
export function targetOf(target: string): {
  readonly verb: "batch" | "other";
  readonly product: Hex;
  /** The serial or the lot; zeros for the whole product. */
  readonly unit: Hex;
  readonly kinds: Readonly<Record<Hex, Kind>>;
} {
  const code = readCode(target);
  const product = productId(code);
  if (code.serial !== undefined) {
    return { verb: "other", product, unit: serialWord(code), kinds: { [itemId(code)]: "asset" } };
  }
  if (code.lot !== undefined)
    return { verb: "batch", product, unit: lotWord(code), kinds: { [batchId(code)]: "batch" } };
  return { verb: "other", product, unit: ZeroHash as Hex, kinds: { [product]: "product" } };
}
