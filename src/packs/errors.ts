import { InvalidInput } from "../errors/base.ts";
import type { Hex } from "../history/types.ts";
import type { PackMark } from "./marks.ts";
import type { PackUnit } from "./units.ts";

/** Thrown when a batch is to be serialised without a single pack. */
export class NoPacks extends InvalidInput {
  override readonly code = "NoPacks";

  constructor() {
    super("packs", [], "must have at least one serial");
  }
}

/** Thrown when a batch has more packs, or more cases, than one tree takes. Reading stopped there. */
export class TooManyUnits extends InvalidInput {
  override readonly code = "TooManyUnits";

  /**
   * @param field - `packs` or `cases`
   * @param reached - how many were read
   * @param most - how many there may be
   */
  constructor(field: "packs" | "cases", reached: number, most: number) {
    super(field, reached, `must be at most ${most}`);
  }
}

/** Thrown when two units of a batch have the same code. */
export class DuplicateUnitCode extends InvalidInput {
  override readonly code = "DuplicateUnitCode";
  /** The code, and the packs that each of the two units covers. */
  override readonly details: Readonly<{
    field: string;
    value: unknown;
    rule: string;
    units: readonly [PackUnit, PackUnit];
  }>;

  constructor(earlier: PackUnit, later: PackUnit) {
    const rule = "must be on one unit of the batch only";
    super("code", later.code, rule);
    this.details = { field: "code", value: later.code, rule, units: [earlier, later] };
  }
}

/** Thrown when a case covers no packs, or packs that the batch does not have. */
export class InvalidCaseRange extends InvalidInput {
  override readonly code = "InvalidCaseRange";

  constructor(unit: PackUnit, rule: string) {
    super("case", unit, rule);
  }
}

/** Thrown when a case holds a part of another and something else too. */
export class OverlappingCases extends InvalidInput {
  override readonly code = "OverlappingCases";
  /** The case, and the one it holds a part of. */
  override readonly details: Readonly<{ field: string; value: unknown; rule: string; other: PackUnit }>;

  constructor(unit: PackUnit, other: PackUnit) {
    const rule = `must be wholly inside or outside of ${other.code}, packs ${other.first} to ${other.first + other.count - 1}`;
    super("case", unit, rule);
    this.details = { field: "case", value: unit, rule, other };
  }
}

/** Thrown when a code is to be proven that is on no unit of the batch. */
export class UnknownUnit extends InvalidInput {
  override readonly code = "UnknownUnit";

  constructor(code: string) {
    super("code", code, "is on no unit of this batch");
  }
}

/** Thrown when a list of packs as handed on does not have its form. */
export class MalformedPackList extends InvalidInput {
  override readonly code = "MalformedPackList";
}

/** Thrown when the root that a list of packs states is not that of its codes: it was changed, or is not all there. */
export class WrongPackRoot extends InvalidInput {
  override readonly code = "WrongPackRoot";
  /** The root as stated, and the one that the codes give. */
  override readonly details: Readonly<{ field: string; value: unknown; rule: string; computed: Hex }>;

  constructor(stated: Hex, computed: Hex) {
    const rule = `must be ${computed}, which the codes give`;
    super("root", stated, rule);
    this.details = { field: "root", value: stated, rule, computed };
  }
}

/** Thrown when an index is none that a batch's pack can have. */
export class InvalidPackIndex extends InvalidInput {
  override readonly code = "InvalidPackIndex";

  constructor(value: unknown, rule: string) {
    super("pack", value, rule);
  }
}

/** Thrown when a range is empty, or goes beyond what a batch's packs can have as index. */
export class InvalidPackRange extends InvalidInput {
  override readonly code = "InvalidPackRange";

  constructor(first: number, count: number, rule: string) {
    super("packs", { first, count }, rule);
  }
}

/** Thrown when a pack is to be marked twice in one step. */
export class DuplicatePack extends InvalidInput {
  override readonly code = "DuplicatePack";

  constructor(pack: number) {
    super("pack", pack, "must be named once only");
  }
}

/** Thrown when a mark's word or mask is none, or marks are not in the order of their words. */
export class InvalidMark extends InvalidInput {
  override readonly code = "InvalidMark";

  /**
   * @param index - which of the marks
   * @param mark - the mark as given
   * @param rule - the rule it breaks
   */
  constructor(index: number, mark: PackMark, rule: string) {
    super(`marks[${index}]`, { word: mark.word, mask: mark.mask }, rule);
  }
}
