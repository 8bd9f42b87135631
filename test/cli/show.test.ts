import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accounts } from "../../scripts/demo/accounts.ts";
import { PUMP as FIRST_PUMP, SPARE_PUMP as PUMP } from "../../scripts/demo/life.ts";
import { toJson } from "../../src/cli/print.ts";
import { parseCode, productId, requisitionId } from "../../src/index.ts";
import { type Demo, startDemo } from "./support/demo.ts";
import { typed, typedJson } from "./support/typed.ts";

const GTIN = "09521234543213";
const VACCINE = "09521234543251";

let demo: Demo;

beforeAll(async () => {
  demo = await startDemo();
});

afterAll(async () => {
  await demo?.close();
});

const plain = (value: unknown): unknown => JSON.parse(toJson(value));

/** What is printed of something, by the words before it. */
async function shown(line: string | readonly string[]): Promise<Readonly<Record<string, string>>> {
  const { code, stdout, stderr } = await typed(line);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const rows = stdout.trimEnd().split("\n");
  const said = rows.flatMap((row) => {
    const [, what, value] = /^ {2}(\S.*?) {2,}(\S.*)$/.exec(row) ?? [];
    return what === undefined || value === undefined ? [] : [[what, value]];
  });
  return { ...Object.fromEntries(said), title: rows[0] ?? "" };
}

describe("show", () => {
  it("default", async () => {
    expect(await shown(["show", PUMP])).toMatchObject({
      title: `/01/${GTIN}/21/P-0002`,
      kind: "item 单件",
      "product 产品": `infusion pump 输液泵 · /01/${GTIN}`,
      "state 状态": "in use",
      "custodian 保管方": "Demo Hospital",
      "owner 所有方": "Demo Hospital",
      "terms 条件": "owned",
      "place 地点": "ICU-3",
      "recalls 召回": "none open",
    });
    const { code, result } = await typedJson(`show "${PUMP}"`);
    expect({ code, result }).toEqual({ code: 0, result: plain(await demo.m.show(PUMP)) });
  });

  it("behavior: of what was disposed of, no place", async () => {
    const said = await shown(["show", FIRST_PUMP]);
    expect(said).toMatchObject({ "state 状态": "disposed" });
    expect(said).not.toHaveProperty("place 地点");
  });

  it("behavior: a product, a batch, and a parcel by its id", async () => {
    expect(await shown(["show", GTIN])).toMatchObject({ title: `/01/${GTIN}`, kind: "device", "risk class": "2" });
    expect(await shown(["show", `(01)${VACCINE}(10)V-2026-02`])).toMatchObject({
      kind: "batch 批次",
      "product 产品": "influenza vaccine 流感疫苗",
    });
    const [parcel] = await demo.m.parcels({ code: VACCINE, organisation: 1 });
    expect(await shown(["show", parcel?.subject ?? ""])).toMatchObject({
      kind: "parcel 分装",
      "product 产品": `influenza vaccine 流感疫苗 · /01/${VACCINE}`,
      "batch 批次": `/01/${VACCINE}/10/${parcel?.lot}`,
      title: parcel?.subject,
    });
  });

  it("behavior: a requisition, by the own reference of whose it is, or by its id", async () => {
    const said = await shown("show 2026-031 --of 1");
    expect(said).toMatchObject({
      title: "2026-031 · Demo Hospital",
      kind: "requisition 采购申请",
      "product 产品": `infusion pump 输液泵 · /01/${GTIN}`,
      "state 状态": "fulfilled",
      "applied for 申请数量": "2 units",
      "accepted 已验收": "2 units",
      "supplier 供应商": "Demo Manufacturer",
    });
    expect(await shown(["show", requisitionId(1, "2026-031")])).toEqual(said);
  });

  it("behavior: what approvals are missing", async () => {
    await demo.forgetting(async () => {
      const rules = [{ purpose: "buy", kind: "device", riskClass: 2, approvals: 2, outside: true }] as const;
      await demo.as("hospitalAdministrator").setPolicy({ rules, outsideApprover: 4 });
      await demo.as("applicant").apply({ product: GTIN, quantity: 1n, reference: "SHOW" });
      expect(await shown("show SHOW --of 1")).toMatchObject({
        "state 状态": "requested",
        "approvals 审批": "0 of 2, one reserved to Demo Regulator",
      });
    });
  });

  it("error: UnknownSubject, and what is no code", async () => {
    expect(await typedJson("show GONE --of 1")).toMatchObject({ code: 1, result: { error: "UnknownSubject" } });
    expect(await typedJson("show 2026-031")).toMatchObject({ code: 2, result: { error: "UnknownCodeForm" } });
  });
});

describe("org", () => {
  it("default", async () => {
    const { code, stdout } = await typed("org");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ {2}2 +Demo Manufacturer +manufacturer, supplier$/m);
    const { result } = await typedJson("org");
    expect(result).toEqual({ organisations: plain(await demo.m.organisations()) });
  });

  it.each(["1", '"Demo Hospital"'])("behavior: one, by number or name: %s", async (which) => {
    const { stdout } = await typed(`org ${which}`);
    expect(await shown(`org ${which}`)).toMatchObject({
      title: "Demo Hospital",
      number: "1",
      suspended: "no",
      "appointed 委托": expect.stringContaining("Demo Service Provider: maintain, until "),
    });
    expect(stdout).toMatch(new RegExp(`^ {2}\\d+ +use +active +${accounts.nurse.address}$`, "im"));
    const { result } = await typedJson(`org ${which}`);
    expect(result).toMatchObject(
      plain({ ...(await demo.m.organisation(1)), members: await demo.m.members(1) }) as object,
    );
  });

  it("error: a name of none, or of more than one", async () => {
    expect(await typedJson("org Nobody")).toMatchObject({
      code: 1,
      result: { error: "OrganisationNotFound", details: { name: "Nobody" }, hint: expect.any(String) },
    });
    expect(await typedJson("org hospital")).toMatchObject({
      code: 1,
      result: { error: "AmbiguousOrganisation", details: { organisations: [1, 5] } },
    });
    expect(await typedJson("org 99")).toMatchObject({ code: 1, result: { error: "UnknownOrganisation" } });
  });
});

describe("member", () => {
  it("default", async () => {
    const nurse = await demo.m.member(accounts.nurse.address);
    const said = { "organisation 机构": "Demo Hospital (1)", "duties 职责": "use", status: "active" };
    expect(await shown(`member ${accounts.nurse.address}`)).toMatchObject({
      title: `member ${nurse?.member}`,
      ...said,
    });
    expect(await shown(`member ${nurse?.member}`)).toMatchObject(said);
  });

  it("behavior: lists all, or an organisation's", async () => {
    const [all, own] = [await typedJson("member"), await typedJson("member --organisation 1")];
    expect(all.result).toEqual({ members: plain(await demo.m.members()) });
    expect(own.result).toEqual({ members: plain(await demo.m.members(1)) });
    expect(await typed("member --organisation 99")).toMatchObject({ code: 1, stdout: "no members\n" });
  });

  it("error: MemberNotFound, and what names none", async () => {
    expect(await typedJson("member 9999")).toMatchObject({ code: 1, result: { error: "MemberNotFound" } });
    expect(await typedJson("member lin")).toMatchObject({ code: 2, result: { error: "InvalidInput" } });
    expect(await typedJson("member 1 --organisation 1")).toMatchObject({
      code: 2,
      result: { error: "InvalidInput", details: { field: "organisation" } },
    });
  });
});

describe("product", () => {
  it("default", async () => {
    expect(await shown(`product ${VACCINE}`)).toMatchObject({
      title: `/01/${VACCINE}`,
      "name 通用名": "influenza vaccine 流感疫苗",
      kind: "drug",
      "tracked by 追溯方式": "lot",
      "manufacturer 生产企业": "Demo Manufacturer",
    });
    const { result } = await typedJson(`product ${GTIN}`);
    expect(result).toEqual(plain(await demo.m.product(GTIN)));
  });

  it("behavior: says what was amended, and that it is too late for it once goods entered", async () => {
    await demo.forgetting(async () => {
      const product = "09521000000018";
      const dates = "--registered-from 2024-01-01 --registered-until 2034-01-01 --as officer";
      const said = (riskClass: number) => `--name "oximeter 血氧仪" --kind device --risk-class ${riskClass} ${dates}`;
      expect(await typed(`register ${product} ${said(2)}`)).toMatchObject({ code: 0, stderr: "" });
      const amended = await typed(`amend ${product} ${said(3)} --lang zh`);
      expect(amended).toMatchObject({ code: 0, stderr: "" });
      expect(amended.stdout).toMatch(/^更正注册 → 已注册 · .* · 设备，风险类别 3\n$/);
      expect(await shown(`product ${product}`)).toMatchObject({
        "name 通用名": "oximeter 血氧仪",
        "risk class": "3",
        "registered 注册": "2024-01-01 – 2034-01-01",
      });
      const renew = `renew ${product} --manufacturer 0 --registered-until 2035-01-01 --as officer`;
      expect(await typed(`${renew} --name "pulse oximeter 血氧仪"`)).toMatchObject({ code: 0, stderr: "" });
      expect(await typed(renew)).toMatchObject({ code: 0, stderr: "" });
      expect(await shown(`product ${product}`)).toMatchObject({ "name 通用名": "pulse oximeter 血氧仪" });

      const enrol = `enrol "(01)${product}(21)O-1" --basis found --made-at 2025-01-01 --as inspector`;
      expect(await typed(enrol)).toMatchObject({ code: 0, stderr: "" });
      expect(await typedJson(`amend ${product} ${said(1)}`)).toMatchObject({
        code: 1,
        result: { error: "GoodsEntered", details: { product: productId(parseCode(product)) } },
      });
      expect((await typed(`amend ${product} ${said(1)} --lang zh`)).stderr).toMatch(/^GoodsEntered: \p{Script=Han}/u);
    });
  });

  it("behavior: says which recall is open", async () => {
    await demo.forgetting(async () => {
      await demo.as("recaller").recall({ target: GTIN, level: "second", instruction: "correctOnSite" });
      expect((await shown(`product ${GTIN}`))["recall 召回"]).toMatch(
        /^its product is recalled 召回 by Demo Manufacturer/,
      );
    });
  });

  it("error: UnknownSubject", async () => {
    expect(await typedJson("product 09521000000025")).toMatchObject({ code: 1, result: { error: "UnknownSubject" } });
  });
});
