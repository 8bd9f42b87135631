import { recallLevelName } from "../../lifecycle/names.ts";
import { recallLevels } from "../../lifecycle/vocabulary.ts";
import { day, moment } from "../phrase.ts";
import { actionInChinese, look, refusal, spoken } from "./refusal.ts";

/* Whether goods are usable. */

/** Thrown when the asset is quarantined, and the step needs a usable one, or would quarantine it again. */
export class Quarantined extends refusal("Quarantined", () => ({
  en: "The asset is quarantined.",
  zh: "该资产隔离中。",
  hint: {
    en: "A member of its custodian with the duty release can release it.",
    zh: "保管方中具有职责“放行”的成员可以解除隔离。",
  },
})) {}

/** Thrown when an asset is released that is not quarantined. */
export class NotQuarantined extends refusal("NotQuarantined", () => ({
  en: "The asset is not quarantined.",
  zh: "该资产未被隔离。",
  hint: look,
})) {}

/** Thrown when the lowest temperature to keep a product at is above the highest. */
export class InvalidLimits extends refusal("InvalidLimits", ({ lowest, highest }) => ({
  en: `${lowest / 10} °C is above ${highest / 10} °C.`,
  zh: `${lowest / 10} °C 高于 ${highest / 10} °C。`,
  hint: { en: "Give the lower one as --lowest.", zh: "请以较低者为 --lowest。" },
})) {}

/** Thrown when a recall of the asset, its batch or its product is open, and the step needs a usable asset. */
export class Recalled extends refusal("Recalled", ({ target, asset, level }) => ({
  en:
    target === asset
      ? `The asset is recalled, level ${spoken(level)}.`
      : `The asset's batch or product is recalled, level ${spoken(level)}.`,
  zh: `该资产${target === asset ? "" : "的批次或产品"}被召回，${recallLevelName(recallLevels.indexOf(level)).zh}。`,
  hint: { en: "Send it back, or have it remedied and confirmed.", zh: "请退回，或整改并复核。" },
})) {}

/** Thrown when no recall of the target is open, or none that the asset was not remedied of. */
export class NotRecalled extends refusal("NotRecalled", () => ({
  en: "No recall of it is open.",
  zh: "没有未解除的召回。",
  hint: look,
})) {}

/** Thrown when an organisation would lift, lower or reword a recall that another raised, and is no regulator. */
export class RecallOfAnother extends refusal("RecallOfAnother", ({ raisedBy }) => ({
  en: `The recall is organisation ${raisedBy}'s: only that one, or a regulator, lifts, lowers or rewords it.`,
  zh: `该召回由机构 ${raisedBy} 发起：只有该机构或监管机构可以解除、降级或改写。`,
  hint: { en: "Ask whoever raised it, or a regulator.", zh: "请询问发起召回的机构或监管机构。" },
})) {}

/** Thrown when a calibration is older than the last one, or a correction moves one, or a monitored span, to before it was. */
export class OlderThanLast extends refusal("OlderThanLast", ({ action, occurredAt, last }) => ({
  en: `To ${spoken(action)} at ${moment(occurredAt)} would be older than the last one, of ${moment(last)}.`,
  zh: `“${actionInChinese(action)}”于 ${moment(occurredAt)}，早于上一次的 ${moment(last)}。`,
  hint: { en: "Record it as of when it was really done.", zh: "请按实际完成的时间记录。" },
})) {}

/** Thrown when an asset is remedied in the very second in which it was recalled. */
export class RecalledJustNow extends refusal("RecalledJustNow", ({ raisedAt }) => ({
  en: `The recall was raised at ${moment(raisedAt)}, in this very second.`,
  zh: `召回发起于 ${moment(raisedAt)}，就在同一秒。`,
  hint: { en: "Try again.", zh: "请再试一次。" },
})) {}

/** Thrown when a remedy is confirmed that nobody did. */
export class NotRemedied extends refusal("NotRemedied", () => ({
  en: "No remedy of the asset waits for its confirmation.",
  zh: "该资产没有待复核的整改。",
  hint: { en: "Record the remedy first, with `medtrace remedy`.", zh: "请先用 `medtrace remedy` 记录整改。" },
})) {}

/** Thrown when the asset's calibration does not hold; `until` is 0 if it has none. */
export class CalibrationLapsed extends refusal("CalibrationLapsed", ({ until }) => ({
  en: until === 0 ? "The asset is not calibrated." : `The asset's calibration until ${day(until)} does not hold.`,
  zh: until === 0 ? "该资产未强检。" : `该资产至 ${day(until)} 的强检已不成立。`,
  hint: {
    en: "Have it calibrated, and record that with `medtrace calibrate`.",
    zh: "请强检，并用 `medtrace calibrate` 记录。",
  },
})) {}

/** Thrown when a monitored span does not end after the last one, or begins after its end. */
export class SpanOutOfOrder extends refusal("SpanOutOfOrder", ({ from, to, last }) => ({
  en:
    from > to
      ? `A span cannot begin at ${moment(from)} and end at ${moment(to)}.`
      : `A span that ends at ${moment(to)} does not follow one that ended at ${moment(last)}.`,
  zh:
    from > to
      ? `期间不能始于 ${moment(from)} 而止于 ${moment(to)}。`
      : `止于 ${moment(to)} 的期间不在止于 ${moment(last)} 的期间之后。`,
  hint: { en: "Record spans in the order of their ends.", zh: "请按终点的先后记录期间。" },
})) {}
