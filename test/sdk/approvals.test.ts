import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InvalidInput } from "../../src/errors/base.ts";
import { type ApprovalRule, packApprovals, unpackApprovals } from "../../src/verbs/approvals.ts";

const rule = fc.record({
  purpose: fc.constantFrom("buy", "scrap"),
  kind: fc.constantFrom("device", "drug", "consumable"),
  riskClass: fc.constantFrom(1, 2, 3),
  approvals: fc.constantFrom(1, 2, 3),
  outside: fc.boolean(),
}) as fc.Arbitrary<ApprovalRule>;
const cell = (one: ApprovalRule): string => `${one.purpose} ${one.kind} ${one.riskClass}`;

describe("packApprovals", () => {
  it("default: three bits for each purpose, kind and risk class, in this order", () => {
    expect(packApprovals([{ purpose: "buy", kind: "device", riskClass: 1, approvals: 3 }])).toBe(3n);
    expect(packApprovals([{ purpose: "buy", kind: "device", riskClass: 3, approvals: 2, outside: true }])).toBe(
      6n << 6n,
    );
    expect(packApprovals([{ purpose: "buy", kind: "drug", riskClass: 1, approvals: 2 }])).toBe(2n << 9n);
    expect(packApprovals([{ purpose: "scrap", kind: "device", riskClass: 1, approvals: 2 }])).toBe(2n << 27n);
    expect(packApprovals([{ purpose: "scrap", kind: "consumable", riskClass: 3, approvals: 1 }])).toBe(1n << 51n);
    expect(packApprovals([])).toBe(0n);
  });

  it("behavior: what is packed is unpacked, but for what goes without saying", () => {
    fc.assert(
      fc.property(fc.uniqueArray(rule, { selector: cell }), (rules) => {
        const read = unpackApprovals(packApprovals(rules));
        const said = rules.filter(({ approvals, outside }) => approvals > 1 || outside);
        expect([...read].sort((a, b) => cell(a).localeCompare(cell(b)))).toEqual(
          said.sort((a, b) => cell(a).localeCompare(cell(b))),
        );
      }),
    );
  });

  it("error: InvalidInput for the same purpose, kind and class twice", () => {
    const one = { purpose: "buy", kind: "drug", riskClass: 2, approvals: 2 } as const;
    expect(() => packApprovals([one, { ...one, approvals: 3 }])).toThrow(InvalidInput);
  });

  it.each([
    { purpose: "sell" },
    { kind: "none" },
    { riskClass: 0 },
    { riskClass: 4 },
    { approvals: 0 },
    { approvals: 4 },
    { approvals: 1.5 },
  ])("error: InvalidInput for %o", (wrong) => {
    const one = { purpose: "buy", kind: "drug", riskClass: 2, approvals: 2, ...wrong };
    expect(() => packApprovals([one as never])).toThrow(InvalidInput);
  });
});
