import { DAY, type Script } from "../scene.ts";

/** The demo's infusion pump. */
export const PUMP = "(01)09521234543213(21)P-0001";
/** The same pump, as a link on its label would name it. */
const PUMP_LINK = "https://id.gs1.org/01/09521234543213/21/P-0001";
/** A second pump, which stays in use, so that there is something to try things on. */
export const SPARE_PUMP = "(01)09521234543213(21)P-0002";
const REFERENCE = "2026-031";

/** A whole life, from the application to the scrapping. */
export const pump: Script = {
  title: "infusion pump 输液泵",
  code: PUMP,
  async *play({ consortium: { manufacturer }, start, in: inDays, as, done, refuse }) {
    await done(
      "register",
      as("officer").register({
        product: PUMP,
        kind: "device",
        riskClass: 2,
        manufacturer,
        registeredFrom: start - 365 * DAY,
        registeredUntil: start + 4 * 365 * DAY,
      }),
    );

    // 申请, 审批, 采购
    yield 1;
    await refuse(
      "writing as a stranger",
      "stranger",
      as("stranger").apply({ product: PUMP, quantity: 1n, reference: "X" }),
    );
    const { subject: requisition } = await done(
      "apply",
      as("applicant").apply({ product: PUMP, quantity: 2n, reference: REFERENCE }),
    );
    await refuse("approving one's own application", "applicant", as("applicant").approve({ requisition }));
    await refuse("ordering without approval", "buyer", as("buyer").order({ requisition, supplier: manufacturer }));
    yield 4;
    await done("approve", as("approver").approve({ requisition }));
    yield 6;
    await done("order", as("buyer").order({ requisition, supplier: manufacturer }));
    yield 8;
    await done("enrol", as("seller").enrol({ code: PUMP }));
    await as("seller").enrol({ code: SPARE_PUMP });
    await refuse("entering a serial twice, in another form", "seller", as("seller").enrol({ code: PUMP_LINK }));
    yield 11;
    await done("ship", as("seller").ship({ requisition, code: PUMP }));
    await as("seller").ship({ requisition, code: SPARE_PUMP });

    // 验收, 使用, 管理
    await refuse("using before acceptance", "nurse", as("nurse").use({ code: PUMP, place: "ICU-3" }));
    yield 15;
    await refuse("accepting what one bought", "buyer", as("buyer").accept({ requisition, code: PUMP }));
    await done("accept", as("inspector").accept({ requisition, code: PUMP }));
    await as("inspector").accept({ requisition, code: SPARE_PUMP });
    yield 16;
    await done("store", as("keeper").store({ code: PUMP, place: "设备科 Store" }));
    yield 20;
    await done("use", as("nurse").use({ code: PUMP, place: "ICU-3" }));
    await as("nurse").use({ code: SPARE_PUMP, place: "ICU-3" });
    yield 95;
    await done("move", as("keeper").move({ code: PUMP, place: "Ward 7" }));

    // 维护, 维修
    yield 190;
    const until = await inDays(180);
    await done("maintain", as("technician").maintain({ code: PUMP, outcome: "passed", until }));
    yield 260;
    await done("reportFault", as("nurse").reportFault({ code: PUMP }));
    await refuse("using a faulty device", "nurse", as("nurse").use({ code: PUMP, place: "Ward 7" }));
    await refuse("storing a faulty device as if it were sound", "keeper", as("keeper").store({ code: PUMP }));
    yield 263;
    await done("repair", as("engineer").repair({ code: PUMP }));
    await refuse("reinstating one's own repair", "engineer", as("engineer").reinstate({ code: PUMP }));
    yield 264;
    await done("reinstate", as("head").reinstate({ code: PUMP }));
    await as("nurse").use({ code: PUMP, place: "Ward 7" });

    // 报废
    yield 400;
    await as("keeper").store({ code: PUMP, place: "设备科 Store" });
    await done("requestScrap", as("keeper").requestScrap({ code: PUMP }));
    yield 407;
    await done("approveScrap", as("head").approveScrap({ code: PUMP }));
    await refuse("disposing of what one approved", "head", as("head").dispose({ code: PUMP, means: "sold" }));
    yield 412;
    await done("dispose", as("disposer").dispose({ code: PUMP, means: "destroyed" }));
    await refuse("using what was disposed of", "nurse", as("nurse").use({ code: PUMP, place: "ICU-3" }));
    await refuse("entering its serial again", "seller", as("seller").enrol({ code: PUMP }));
  },
};
