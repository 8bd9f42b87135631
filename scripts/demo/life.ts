import { type Medtrace, MedtraceError, type Mined, type Verdict } from "../../src/index.ts";
import { accounts, type Person } from "./accounts.ts";
import { admitConsortium } from "./consortium.ts";

/** The demo's infusion pump. */
export const PUMP = "(01)09521234543213(21)P-0001";
/** The same pump, as a link on its label would name it. */
const PUMP_LINK = "https://id.gs1.org/01/09521234543213/21/P-0001";
/** A second pump, which stays in use, so that there is something to try things on. */
export const SPARE_PUMP = "(01)09521234543213(21)P-0002";
const REFERENCE = "2026-031";

const DAY = 86_400;
/** How long the demo's life lasts, in days. */
export const LIFE_DAYS = 420;

/** Moves the chain's time; only a local chain lets itself be moved. */
export interface Clock {
  /** Days since the demo began. */
  to(day: number): Promise<void>;
  /** The chain's time, unix seconds. */
  now(): Promise<number>;
}

/** A breach of the rules that was tried, and the error it met. */
export interface Refused {
  readonly breach: string;
  readonly by: Person;
  readonly error: string;
  readonly message: string;
}

/** What the demo did. */
export interface Life {
  readonly code: string;
  readonly refused: readonly Refused[];
  readonly gas: Readonly<Record<string, number>>;
  readonly verdict: Verdict;
}

/** Lives a device's whole life, and tries to breach the rules on the way. */
export async function live(m: Medtrace, clock: Clock): Promise<Life> {
  const refused: Refused[] = [];
  const gas: Record<string, number> = {};
  const as = (person: Person) => m.as(accounts[person]);
  const done = async <R extends Mined>(action: string, write: Promise<R>): Promise<R> => {
    const result = await write;
    gas[action] ??= Number(result.gasUsed);
    return result;
  };
  const refuse = async (breach: string, by: Person, write: Promise<unknown>): Promise<void> => {
    const error = await write.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    if (!(error instanceof MedtraceError)) throw new Error(`The ledger let it pass: ${breach}.`, { cause: error });
    refused.push({ breach, by, error: error.code, message: error.message });
  };

  const { manufacturer, provider } = await admitConsortium(m);
  const start = await clock.now();
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
  for (const name of ["设备科 Store", "ICU-3", "Ward 7"]) await as("keeper").namePlace({ name });
  await as("hospitalAdministrator").appoint({
    provider,
    duties: ["maintain"],
    until: start + 2 * 365 * DAY,
  });

  // 申请, 审批, 采购
  await clock.to(1);
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
  await clock.to(4);
  await done("approve", as("approver").approve({ requisition }));
  await clock.to(6);
  await done("order", as("buyer").order({ requisition, supplier: manufacturer }));
  await clock.to(8);
  await done("enrol", as("seller").enrol({ code: PUMP }));
  await as("seller").enrol({ code: SPARE_PUMP });
  await refuse("entering a serial twice, in another form", "seller", as("seller").enrol({ code: PUMP_LINK }));
  await clock.to(11);
  await done("ship", as("seller").ship({ requisition, code: PUMP }));
  await as("seller").ship({ requisition, code: SPARE_PUMP });

  // 验收, 使用, 管理
  await refuse("using before acceptance", "nurse", as("nurse").use({ code: PUMP, place: "ICU-3" }));
  await clock.to(15);
  await refuse("accepting what one bought", "buyer", as("buyer").accept({ requisition, code: PUMP }));
  await done("accept", as("inspector").accept({ requisition, code: PUMP }));
  await as("inspector").accept({ requisition, code: SPARE_PUMP });
  await clock.to(16);
  await done("store", as("keeper").store({ code: PUMP, place: "设备科 Store" }));
  await clock.to(20);
  await done("use", as("nurse").use({ code: PUMP, place: "ICU-3" }));
  await as("nurse").use({ code: SPARE_PUMP, place: "ICU-3" });
  await clock.to(95);
  await done("move", as("keeper").move({ code: PUMP, place: "Ward 7" }));

  // 维护, 维修
  await clock.to(190);
  const nextMaintenance = (await clock.now()) + 180 * DAY;
  await done("maintain", as("technician").maintain({ code: PUMP, outcome: "passed", until: nextMaintenance }));
  await clock.to(260);
  await done("reportFault", as("nurse").reportFault({ code: PUMP }));
  await refuse("using a faulty device", "nurse", as("nurse").use({ code: PUMP, place: "Ward 7" }));
  await refuse("storing a faulty device as if it were sound", "keeper", as("keeper").store({ code: PUMP }));
  await clock.to(263);
  await done("repair", as("engineer").repair({ code: PUMP }));
  await refuse("reinstating one's own repair", "engineer", as("engineer").reinstate({ code: PUMP }));
  await clock.to(264);
  await done("reinstate", as("head").reinstate({ code: PUMP }));
  await as("nurse").use({ code: PUMP, place: "Ward 7" });

  // 报废
  await clock.to(400);
  await as("keeper").store({ code: PUMP, place: "设备科 Store" });
  await done("requestScrap", as("keeper").requestScrap({ code: PUMP }));
  await clock.to(407);
  await done("approveScrap", as("head").approveScrap({ code: PUMP }));
  await refuse("disposing of what one approved", "head", as("head").dispose({ code: PUMP, means: "sold" }));
  await clock.to(412);
  await done("dispose", as("disposer").dispose({ code: PUMP, means: "destroyed" }));
  await refuse("using what was disposed of", "nurse", as("nurse").use({ code: PUMP, place: "ICU-3" }));
  await refuse("entering its serial again", "seller", as("seller").enrol({ code: PUMP }));
  await clock.to(LIFE_DAYS);

  return { code: PUMP, refused, gas, verdict: await m.verify(PUMP) };
}
