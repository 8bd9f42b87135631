import { describe, expect, it } from "vitest";
import { InvalidInput, means, roles } from "../../src/index.ts";
import { meansName, roleName } from "../../src/lifecycle/names.ts";
import { kebab } from "../../src/lifecycle/words.ts";
import { packs, rules } from "../../src/verbs/compounds.ts";
import { celsius, expiry, moment, quantity, whole, word, words } from "../../src/verbs/kinds.ts";

describe("date", () => {
  const read = (text: string) => moment.parse(text, "until");

  it.each([
    ["2027-03-01", "2027-03-01T00:00:00Z"],
    ["2028-02-29", "2028-02-29T00:00:00Z"],
    ["2027-03-01T08:30", "2027-03-01T08:30:00Z"],
    ["2027-03-01T08:30Z", "2027-03-01T08:30:00Z"],
    ["2027-03-01T08:30:59.999Z", "2027-03-01T08:30:59Z"],
    ["2027-03-01T08:30:00+08:00", "2027-03-01T00:30:00Z"],
  ])("default: %s", (text, moment) => {
    expect(read(text)).toBe(Date.parse(moment) / 1000);
    expect(read(String(Date.parse(moment) / 1000))).toBe(Date.parse(moment) / 1000);
  });

  it.each(
    [
      ["", "2027", "2027-3-1", "2027-02-29", "2027-13-01", "2027-03-01T25:00", "2027-03-01 08:30", "1969-01-01"],
      ["2107-01-01", "4294967296", "-1", "1.5e9", "today", "2027-03-01T08:30+25:00", "01/03/2027"],
    ].flat(),
  )("error: InvalidInput for %j", (text) => {
    expect(() => read(text)).toThrow(InvalidInput);
  });
});

describe("expiry", () => {
  it.each([
    ["2027-03-01", "2027-03-01T23:59:59Z"],
    ["2027-03-01T08:30Z", "2027-03-01T08:30:00Z"],
  ])("default: %s", (text, moment) => {
    expect(expiry.parse(text, "field")).toBe(Date.parse(moment) / 1000);
  });

  it("error: InvalidInput", () => {
    expect(() => expiry.parse("2027-02-29", "field")).toThrow(InvalidInput);
  });
});

describe("packs", () => {
  it("default", () => {
    expect(packs.parse("7, 3,1048575", "packs")).toEqual([7, 3, 1_048_575]);
  });

  it.each(["", "3,", "3-5", "-1", "1048576", "3,3", "1.5"])("error: InvalidInput for %j", (text) => {
    expect(() => packs.parse(text, "field")).toThrow(InvalidInput);
  });
});

describe("numbers", () => {
  it("default", () => {
    expect(whole(0, 10).parse("10", "field")).toBe(10);
    expect(quantity.parse("4294967295", "field")).toBe(4_294_967_295n);
    expect(celsius.parse("-18.5", "field")).toBe(-18.5);
  });

  it.each(["11", "-1", "1.0", "0x1", " 1", "", "1e1"])("error: InvalidInput for the whole number %j", (text) => {
    expect(() => whole(0, 10).parse(text, "field")).toThrow(InvalidInput);
  });

  it.each(["0", "4294967296", "two", "-1", "1.5", "9".repeat(30)])(
    "error: InvalidInput for the quantity %j",
    (text) => {
      expect(() => quantity.parse(text, "field")).toThrow(InvalidInput);
    },
  );

  it.each(["warm", "1.25", "4000", "", "NaN", "1e2"])("error: InvalidInput for the temperature %j", (text) => {
    expect(() => celsius.parse(text, "field")).toThrow(InvalidInput);
  });
});

describe("words", () => {
  it("default", () => {
    const { choices = [], parse } = word(means, meansName);
    expect(choices.map((one) => one.word)).toEqual(means.slice(1));
    expect(choices.map((one) => parse(kebab(one.word), "means"))).toEqual(means.slice(1));
    expect(
      words(roles, (at) => roleName(roles[at] ?? "hospital")).parse("service-provider, supplier", "roles", [
        "supplier",
      ]),
    ).toEqual(["supplier", "serviceProvider"]);
  });

  it.each(["none", "medicalWaste", "", "Sold"])("error: InvalidInput for %j", (text) => {
    expect(() => word(means, meansName).parse(text, "means")).toThrow(InvalidInput);
  });
});

describe("rules", () => {
  it("default", () => {
    const first = rules.parse("buy,device,3,2", "rules");
    expect(rules.parse("scrap,drug,1,1,outside", "rules", first)).toEqual([
      { purpose: "buy", kind: "device", riskClass: 3, approvals: 2 },
      { purpose: "scrap", kind: "drug", riskClass: 1, approvals: 1, outside: true },
    ]);
  });
});
