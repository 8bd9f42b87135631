import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stageNames, stages } from "../../src/index.ts";
import { type Demo, startDemo } from "./support/demo.ts";
import { typed, typedJson } from "./support/typed.ts";

const GTIN = "09521000000018";
const NAME = "pulse oximeter 血氧仪";
const ITEM = `"(01)${GTIN}(21)V-0001"`;

let demo: Demo;

beforeAll(async () => {
  demo = await startDemo();
});

afterAll(async () => {
  await demo?.close();
});

const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Types each line; all must be taken. Returns what the last one printed. */
async function lines(...all: readonly string[]): Promise<string> {
  let printed = "";
  for (const line of all) {
    const { code, stdout, stderr } = await typed(line);
    expect({ line, code, stderr }).toEqual({ line, code: 0, stderr: "" });
    printed = stdout;
  }
  return printed;
}

describe("a whole life", () => {
  it("default", async () => {
    await lines(
      `register ${GTIN} --name "${NAME}" --kind device --risk-class 2 --registered-from 2020-01-01 --registered-until 2040-01-01 --as officer`,
      `prescribe ${GTIN} --calibration-interval 365 --as officer`,
      // 申请, 审批, 采购: neither manufacturer nor supplier is on the ledger.
      `apply ${GTIN} --quantity 1 --reference 2026-040 --as applicant`,
      "approve 2026-040 --as approver",
      "order 2026-040 --as buyer",
      // 验收, 维护, 使用, 管理
      `accept 2026-040 ${ITEM} --made-at 2025-01-01 --as inspector`,
    );
    const before = await typed(`check ${ITEM}`);
    expect(before).toMatchObject({ code: 1, stdout: expect.stringContaining("not calibrated 未强检") });
    await lines(
      `calibrate ${ITEM} --result passed --until ${day(300)} --as technician`,
      `store ${ITEM} --place "设备科 Store" --as keeper`,
      `use ${ITEM} --place ICU-3 --as nurse`,
      `note ${ITEM} --remark operating-hours --figure 12 --as keeper`,
      `maintain ${ITEM} --outcome needs-repair --as technician`,
    );
    const checked = await typed(`check ${ITEM}`);
    const calibrated = `calibrated 强检 until ${day(300)}`;
    expect(checked).toMatchObject({
      code: 0,
      stdout: `usable 可用 · ${NAME} · in use · at Demo Hospital · ${calibrated} · no open recall\n`,
    });
    await lines(
      // 维修, 报废
      `report-fault ${ITEM} --as nurse`,
      `repair ${ITEM} --as technician`,
      `reinstate ${ITEM} --as head`,
      `request-scrap ${ITEM} --as keeper`,
      `approve-scrap ${ITEM} --as approver`,
    );
    const disposed = await lines(`dispose ${ITEM} --means traded-in --as disposer`);
    expect(disposed).toMatch(/^dispose 处置 → disposed · member \d+ of Demo Hospital · .* · traded in\n$/);

    const trace = await lines(`trace ${ITEM}`);
    for (const stage of stages) expect(trace).toContain(`${stageNames[stage]} ${stage}`);
    expect(trace.startsWith(`/01/${GTIN}/21/V-0001 · ${NAME}\n`)).toBe(true);
    expect(trace).toContain("\n\nnot on the ledger: the supplier, the manufacturer\n\nlevel ");
    expect(await typedJson(`verify ${ITEM}`)).toMatchObject({
      code: 0,
      result: { level: "anchored", problems: [], missingStages: [] },
    });
    expect(await typed(`use ${ITEM} --as nurse`)).toMatchObject({ code: 1, stdout: "" });
  });
});

describe("what came otherwise than by a purchase", () => {
  it("default", async () => {
    const item = `"(01)${GTIN}(21)V-0002"`;
    await lines(`enrol ${item} --basis donated --made-at 2025-06-01 --as inspector`, `confirm ${item} --as witness`);
    expect(await lines(`trace ${item}`)).toContain("\nnot on the ledger: its purchase\n");
  });

  it("behavior: nothing is said where all signed for themselves", async () => {
    expect(await lines(`trace "(01)09521234543213(21)P-0001"`)).not.toContain("not on the ledger");
  });
});
