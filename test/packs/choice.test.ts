import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chooseParcels, isUsable, type Stock } from "../../src/packs/choice.ts";

const stock: fc.Arbitrary<Stock> = fc.record({
  quantity: fc.bigInt({ min: 0n, max: 50n }),
  packs: fc.option(fc.constant({ first: 0, end: 1 }), { nil: undefined }),
  quarantined: fc.boolean(),
  expired: fc.boolean(),
  recalled: fc.boolean(),
});
const usable: Stock = { quantity: 0n, packs: undefined, quarantined: false, expired: false, recalled: false };
const of = (...quantities: readonly bigint[]): readonly Stock[] =>
  quantities.map((quantity) => ({ ...usable, quantity }));

describe("isUsable", () => {
  it("default", () => {
    expect(isUsable(usable)).toBe(true);
    for (const against of ["quarantined", "expired", "recalled"] as const) {
      expect(isUsable({ ...usable, [against]: true })).toBe(false);
    }
    expect(isUsable({ ...usable, packs: { first: 0, end: 10 } })).toBe(false);
  });
});

describe("chooseParcels", () => {
  const taken = (parcels: readonly Stock[], quantity: bigint) =>
    chooseParcels(parcels, quantity)?.map((one) => [parcels.indexOf(one.parcel), one.quantity]);

  it("default: the first, as far as it goes, then the next", () => {
    expect(taken(of(10n, 5n), 10n)).toEqual([[0, 10n]]);
    expect(taken(of(10n, 5n, 7n), 16n)).toEqual([
      [0, 10n],
      [1, 5n],
      [2, 1n],
    ]);
    expect(taken(of(0n, 5n), 1n)).toEqual([[1, 1n]]);
  });

  it("behavior: what is not usable is passed over, however much it holds", () => {
    const parcels = [
      { ...usable, quantity: 100n, expired: true },
      ...of(3n),
      { ...usable, quantity: 9n, recalled: true },
    ];
    expect(taken([...parcels, ...of(4n)], 5n)).toEqual([
      [1, 3n],
      [3, 2n],
    ]);
  });

  it("behavior: nothing, where all of it is too little", () => {
    expect(chooseParcels(of(3n, 4n), 8n)).toBeUndefined();
    expect(chooseParcels([], 1n)).toBeUndefined();
  });

  it("property: exactly what is wanted, of usable ones only, none skipped, none beyond what it holds", () => {
    fc.assert(
      fc.property(fc.array(stock, { maxLength: 12 }), fc.bigInt({ min: 1n, max: 200n }), (parcels, quantity) => {
        const candidates = parcels.filter((one) => isUsable(one) && one.quantity > 0n);
        const chosen = chooseParcels(parcels, quantity);
        const all = candidates.reduce((sum, one) => sum + one.quantity, 0n);
        expect(chosen === undefined).toBe(all < quantity);
        if (chosen === undefined) return;
        expect(chosen.reduce((sum, one) => sum + one.quantity, 0n)).toBe(quantity);
        expect(chosen.map(({ parcel }) => parcel)).toEqual(candidates.slice(0, chosen.length));
        for (const one of chosen.slice(0, -1)) expect(one.quantity).toBe(one.parcel.quantity);
      }),
    );
  });
});
