import { InvalidInput } from "../errors/base.ts";
import { rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import { type ProductKind, type Purpose, productKinds, purposes } from "../lifecycle/vocabulary.ts";

/** How many approvals a decision needs: the mirror of `contracts/libraries/Quorum.sol`. */
export interface ApprovalRule {
  readonly purpose: Purpose;
  readonly kind: ProductKind;
  readonly riskClass: 1 | 2 | 3;
  /** 1 to 3. */
  readonly approvals: 1 | 2 | 3;
  /** Whether one of them is reserved to the outside approver; `false` by default. */
  readonly outside?: boolean | undefined;
}

const classes = [1, 2, 3] as const;
const kinds = productKinds.slice(1) as readonly ProductKind[];

/** Three bits for each purpose, kind and risk class, in this order from the lowest. */
const cells = purposes.flatMap((purpose) =>
  kinds.flatMap((kind) => classes.map((riskClass) => ({ purpose, kind, riskClass }))),
);

/**
 * Packs rules into the word of a policy.
 *
 * @param rules - at most one for each purpose, kind and risk class; one approval where nothing is said
 * @throws {@link InvalidInput} when a rule is none, or given twice
 */
export function packApprovals(rules: readonly ApprovalRule[]): bigint {
  const taken = new Set<number>();
  let word = 0n;
  for (const one of rules) {
    const { purpose, kind, riskClass, approvals, outside = false } = one;
    const cell = cells.findIndex(
      (cell) => cell.purpose === purpose && cell.kind === kind && cell.riskClass === riskClass,
    );
    if (cell < 0) throw new InvalidInput("rules", one, rule(must.approvalCell));
    if (taken.has(cell)) throw new InvalidInput("rules", one, rule(must.approvalOnce));
    if (![1, 2, 3].includes(approvals)) throw new InvalidInput("approvals", approvals, rule(must.oneToThree));
    taken.add(cell);
    word |= BigInt(approvals | (outside ? 4 : 0)) << BigInt(3 * cell);
  }
  return word;
}

/** The rules that a policy's word holds; those of one approval that nothing is reserved of are left out. */
export function unpackApprovals(word: bigint): readonly ApprovalRule[] {
  return cells.flatMap((cell, index): ApprovalRule[] => {
    const bits = Number((word >> BigInt(3 * index)) & 7n);
    const approvals = Math.max(1, bits & 3) as 1 | 2 | 3;
    const outside = (bits & 4) !== 0;
    if (approvals === 1 && !outside) return [];
    return [{ ...cell, approvals, outside }];
  });
}
