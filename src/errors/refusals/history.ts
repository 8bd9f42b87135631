import { kindName, stateName } from "../../lifecycle/names.ts";
import { moment, short } from "../phrase.ts";
import { actionInChinese, look, refusal, spoken } from "./refusal.ts";

/* What builds on a history, and what supersedes it. */

/** Thrown when the ledger has no such subject. */
export class UnknownSubject extends refusal("UnknownSubject", ({ subject }) => ({
  en: `The ledger has nothing under ${short(subject)}.`,
  zh: `账本上没有 ${short(subject)}。`,
  hint: {
    en: "Look at the code, and at its serial or lot; a requisition's reference needs --of, whose it is.",
    zh: "请核对编码及其序列号或批号；采购申请的自编号须用 --of 指明所属机构。",
  },
})) {}

/** Thrown when the ledger already has the subject: its code or reference was used before. */
export class SubjectExists extends refusal("SubjectExists", ({ subject }) => ({
  en: `The ledger already has ${short(subject)}: a code or reference is used once, whatever became of it.`,
  zh: `账本上已有 ${short(subject)}：编码或自编号只用一次，无论其后如何。`,
  hint: look,
})) {}

/** Thrown when the action is not allowed in the subject's state. */
export class WrongState extends refusal("WrongState", ({ action, kind, state }) => ({
  en: `${spoken(action)} is not possible while the ${kind} is ${spoken(state)}.`,
  zh: `${kindName(kind).zh}为“${stateName(state).zh}”时不能“${actionInChinese(action)}”。`,
  hint: look,
})) {}

/** Thrown when the history has moved on from the head that the step builds on. */
export class HeadMoved extends refusal("HeadMoved", () => ({
  en: "The history has moved on from the head that the step builds on.",
  zh: "历史已有后续，不再止于该步骤所依据的链头。",
  hint: { en: "Read the history again, and decide anew.", zh: "请重新读取历史，再作决定。" },
})) {}

/** Thrown when a step is said to have occurred after the block that records it. */
export class OccurredInFuture extends refusal("OccurredInFuture", ({ occurredAt, blockTime }) => ({
  en: `The step is said to have occurred ${occurredAt - blockTime} s after its block.`,
  zh: `该步骤所称的发生时间比其区块晚 ${occurredAt - blockTime} 秒。`,
  hint: { en: "Leave --occurred-at out, or give an earlier moment.", zh: "请不写 --occurred-at，或给出更早的时刻。" },
})) {}

/** Thrown when an action is none that the called function takes. */
export class UnknownAction extends refusal("UnknownAction", ({ action }) => ({
  en: `${spoken(action)} is none of the actions that this function takes.`,
  zh: `“${actionInChinese(action)}”不是该函数可做的操作。`,
  hint: { en: "Bring SDK and ledger to the same version.", zh: "请使 SDK 与账本版本一致。" },
})) {}

/** Thrown when `value` is outside `min` to `max` for the action. */
export class ValueOutOfRange extends refusal("ValueOutOfRange", ({ action, min, max, value }) => ({
  en: `The value of ${spoken(action)} must be ${min} to ${max}, not ${value}.`,
  zh: `“${actionInChinese(action)}”的值须为 ${min} 至 ${max}，而非 ${value}。`,
  hint: { en: "`medtrace help` with the command says what it takes.", zh: "`medtrace help` 加命令名可查其取值。" },
})) {}

/** Thrown when `until` is outside the action's range; both ends are 0 where it has none. */
export class UntilOutOfRange extends refusal("UntilOutOfRange", ({ max, action, min, until }) => ({
  en:
    max === 0
      ? `The time limit of ${spoken(action)} must be left out here.`
      : `The time limit of ${spoken(action)} must be from ${moment(min)} to ${moment(max)}, not ${moment(until)}.`,
  zh:
    max === 0
      ? `“${actionInChinese(action)}”在此不得给出期限。`
      : `“${actionInChinese(action)}”的期限须为 ${moment(min)} 至 ${moment(max)}，而非 ${moment(until)}。`,
  hint: { en: "Give another --until, or none.", zh: "请改写或不写 --until。" },
})) {}

/** Thrown when a step must be backed by a document, and none was committed to. */
export class DetailsRequired extends refusal("DetailsRequired", ({ action }) => ({
  en: `${spoken(action)} must be backed by a document.`,
  zh: `“${actionInChinese(action)}”须有文书。`,
  hint: {
    en: "Give `details`, the commitment to it.",
    zh: "请给出 details，即对文书的承诺值；`medtrace details new` 可制作。",
  },
})) {}

/** Thrown when the entries do not lead from the head before them to the stored one. */
export class ReplayMismatch extends refusal("ReplayMismatch", () => ({
  en: "The entries do not lead to the head that the ledger stores.",
  zh: "这些记录并不导向账本所存的链头。",
  hint: { en: "The history has moved on: read it again.", zh: "历史已有后续：请重新读取。" },
})) {}

/** Thrown when an organisation corrects another's entry. */
export class NotAuthor extends refusal("NotAuthor", ({ author, organisation }) => ({
  en: `The entry is organisation ${author}'s; organisation ${organisation} cannot correct it.`,
  zh: `该记录属于机构 ${author}；机构 ${organisation} 不能更正。`,
  hint: { en: "Ask the organisation whose entry it is.", zh: "请由记录所属机构更正。" },
})) {}

/** Thrown when an entry is corrected a second time. */
export class AlreadyCorrected extends refusal("AlreadyCorrected", () => ({
  en: "The entry has been corrected already.",
  zh: "该记录已被更正。",
  hint: { en: "Correct the correction.", zh: "请更正那条更正。" },
})) {}

/** Thrown when a step does not name the head that it builds on, though another organisation can change what it means. */
export class HeadRequired extends refusal("HeadRequired", () => ({
  en: "The step must name the head that it builds on: another organisation can change what it means.",
  zh: "该步骤必须写明所依据的链头：另一机构可能改变其含义。",
  hint: look,
})) {}
