import { recallLevelName } from "../../lifecycle/names.ts";
import { recallLevels } from "../../lifecycle/vocabulary.ts";
import { day, inChinese, LOOK, moment, refused, spoken } from "./refusal.ts";

/* Whether goods are usable. */

/** Thrown when the asset is quarantined, and the step needs a usable one, or would quarantine it again. */
export class Quarantined extends refused("Quarantined", {
  en: () => "The asset is quarantined.",
  zh: () => "该资产隔离中。",
  hint: {
    en: "A member of its custodian with the duty release can release it.",
    zh: "保管方中具有职责“放行”的成员可以解除隔离。",
  },
}) {}

/** Thrown when an asset is released that is not quarantined. */
export class NotQuarantined extends refused("NotQuarantined", {
  en: () => "The asset is not quarantined.",
  zh: () => "该资产未被隔离。",
  hint: LOOK,
}) {}

/** Thrown when the lowest temperature to keep a product at is above the highest. */
export class InvalidLimits extends refused("InvalidLimits", {
  en: (d) => `${d.lowest / 10} °C is above ${d.highest / 10} °C.`,
  zh: ({ lowest, highest }) => `${lowest / 10} °C 高于 ${highest / 10} °C。`,
  hint: { en: "Give the lower one as --lowest.", zh: "请以较低者为 --lowest。" },
}) {}

/** Thrown when a recall of the asset, its batch or its product is open, and the step needs a usable asset. */
export class Recalled extends refused("Recalled", {
  en: (d) =>
    d.target === d.asset
      ? `The asset is recalled, level ${spoken(d.level)}.`
      : `The asset's batch or product is recalled, level ${spoken(d.level)}.`,
  zh: ({ asset, target, level }) =>
    `该资产${target === asset ? "" : "的批次或产品"}被召回，${recallLevelName(recallLevels.indexOf(level)).zh}。`,
  hint: { en: "Send it back, or have it remedied and confirmed.", zh: "请退回，或整改并复核。" },
}) {}

/** Thrown when no recall of the target is open, or none that the asset was not remedied of. */
export class NotRecalled extends refused("NotRecalled", {
  en: () => "No recall of it is open.",
  zh: () => "没有未解除的召回。",
  hint: LOOK,
}) {}

/** Thrown when an organisation would lift, lower or reword a recall that another raised, and is no regulator. */
export class RecallOfAnother extends refused("RecallOfAnother", {
  en: (d) => `The recall is organisation ${d.raisedBy}'s: only that one, or a regulator, lifts, lowers or rewords it.`,
  zh: ({ raisedBy }) => `该召回由机构 ${raisedBy} 发起：只有该机构或监管机构可以解除、降级或改写。`,
  hint: { en: "Ask whoever raised it, or a regulator.", zh: "请询问发起召回的机构或监管机构。" },
}) {}

/** Thrown when a calibration is older than the last one, or a correction moves one, or a monitored span, to before it was. */
export class OlderThanLast extends refused("OlderThanLast", {
  en: (d) =>
    `To ${spoken(d.action)} at ${moment(d.occurredAt)} would be older than the last one, of ${moment(d.last)}.`,
  zh: ({ action, occurredAt, last }) =>
    `“${inChinese(action)}”于 ${moment(occurredAt)}，早于上一次的 ${moment(last)}。`,
  hint: { en: "Record it as of when it was really done.", zh: "请按实际完成的时间记录。" },
}) {}

/** Thrown when an asset is remedied in the very second in which it was recalled. */
export class RecalledJustNow extends refused("RecalledJustNow", {
  en: (d) => `The recall was raised at ${moment(d.raisedAt)}, in this very second.`,
  zh: ({ raisedAt }) => `召回发起于 ${moment(raisedAt)}，就在同一秒。`,
  hint: { en: "Try again.", zh: "请再试一次。" },
}) {}

/** Thrown when a remedy is confirmed that nobody did. */
export class NotRemedied extends refused("NotRemedied", {
  en: () => "No remedy of the asset waits for its confirmation.",
  zh: () => "该资产没有待复核的整改。",
  hint: { en: "Record the remedy first, with `medtrace remedy`.", zh: "请先用 `medtrace remedy` 记录整改。" },
}) {}

/** Thrown when the asset's calibration does not hold; `until` is 0 if it has none. */
export class CalibrationLapsed extends refused("CalibrationLapsed", {
  en: (d) =>
    d.until === 0 ? "The asset is not calibrated." : `The asset's calibration until ${day(d.until)} does not hold.`,
  zh: ({ until }) => (until === 0 ? "该资产未强检。" : `该资产至 ${day(until)} 的强检已不成立。`),
  hint: {
    en: "Have it calibrated, and record that with `medtrace calibrate`.",
    zh: "请强检，并用 `medtrace calibrate` 记录。",
  },
}) {}

/** Thrown when a monitored span does not end after the last one, or begins after its end. */
export class SpanOutOfOrder extends refused("SpanOutOfOrder", {
  en: (d) =>
    d.from > d.to
      ? `A span cannot begin at ${moment(d.from)} and end at ${moment(d.to)}.`
      : `A span that ends at ${moment(d.to)} does not follow one that ended at ${moment(d.last)}.`,
  zh: ({ from, to, last }) =>
    from > to
      ? `期间不能始于 ${moment(from)} 而止于 ${moment(to)}。`
      : `止于 ${moment(to)} 的期间不在止于 ${moment(last)} 的期间之后。`,
  hint: { en: "Record spans in the order of their ends.", zh: "请按终点的先后记录期间。" },
}) {}
