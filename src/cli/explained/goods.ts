import { actionName, kindName, recallLevelName, stateName, termsName, trackingName } from "../../lifecycle/names.ts";
import { recallLevels, terms } from "../../lifecycle/vocabulary.ts";
import type { Explanations } from "./catalogue.ts";
import { day, moment, short } from "./words.ts";

const look = {
  en: "`medtrace show` says what stands now, `medtrace trace` how it came to that.",
  zh: "`medtrace show` 显示现状，`medtrace trace` 显示由来。",
};
const spoken = (action: Parameters<typeof actionName>[0] | "none"): string =>
  action === "none" ? "无" : actionName(action).zh;

/** Goods, their histories, where they go and whether they are usable. */
export const goods: Explanations<
  | "InvalidCode"
  | "InvalidSerial"
  | "InvalidText"
  | "InvalidProduct"
  | "InvalidPeriod"
  | "NotRegisteredThen"
  | "OnlyThroughManufacturer"
  | "WrongProduct"
  | "QuantityOutOfRange"
  | "PlaceTaken"
  | "UnknownSubject"
  | "SubjectExists"
  | "WrongState"
  | "HeadMoved"
  | "OccurredInFuture"
  | "UnknownAction"
  | "ValueOutOfRange"
  | "UntilOutOfRange"
  | "DetailsRequired"
  | "ReplayMismatch"
  | "NotAuthor"
  | "AlreadyCorrected"
  | "InvalidLot"
  | "InvalidPackSize"
  | "WrongTracking"
  | "Expired"
  | "WrongExpiry"
  | "NotForParcels"
  | "OnlyForParcels"
  | "Serialised"
  | "NotSerialised"
  | "NotWholePacks"
  | "PackOutOfRange"
  | "PartNotAtEnd"
  | "InvalidMarks"
  | "AlreadyDispensed"
  | "MarksMismatch"
  | "NotDispensed"
  | "UndoTooLate"
  | "AlreadyUndone"
  | "NotUndoable"
  | "NotShippedHere"
  | "InvalidTerms"
  | "OwnOrganisation"
  | "NotItsOrigin"
  | "DeadlinePassed"
  | "NothingToSettle"
  | "Unsettled"
  | "BorrowedGoods"
  | "Quarantined"
  | "NotQuarantined"
  | "InvalidLimits"
  | "Recalled"
  | "NotRecalled"
  | "RecallOfAnother"
  | "OlderThanLast"
  | "HeadRequired"
  | "GoodsEntered"
  | "DayOfManufactureMissing"
  | "TakerNotShown"
  | "ChangedSinceSeen"
  | "RecalledJustNow"
  | "NotRemedied"
  | "CalibrationLapsed"
  | "SpanOutOfOrder"
  | "NoSuchParcel"
  | "AmbiguousParcel"
  | "NotEnoughUsable"
> = {
  InvalidCode: {
    zh: ({ productCode }) => `“${productCode}”不是规范的产品编码。`,
    hint: { en: "Give the GTIN as the label prints it.", zh: "请按标签给出 GTIN。" },
  },
  InvalidSerial: {
    zh: ({ serial }) => `${serial} 不是 1 至 20 个字符的序列号。`,
    hint: { en: "Give the serial as the label prints it (AI 21).", zh: "请按标签给出序列号（AI 21）。" },
  },
  InvalidText: {
    zh: ({ text }) => `${text} 不是 1 至 32 字节的文本。`,
    hint: { en: "Give 1 to 32 bytes of UTF-8.", zh: "请给出 1 至 32 字节（UTF-8）。" },
  },
  InvalidProduct: {
    zh: ({ riskClass }) => `产品须有类别，以及 1 至 3 的风险类别，而非 ${riskClass}。`,
    hint: { en: "Give --kind and --risk-class.", zh: "请给出 --kind 与 --risk-class。" },
  },
  InvalidPeriod: {
    zh: ({ from, until }) => `自 ${day(from)} 起的期间不能止于 ${day(until)}。`,
    hint: { en: "Give an end after the beginning.", zh: "终点须在起点之后。" },
  },
  NotRegisteredThen: {
    zh: ({ madeAt, from, until }) => `它生产于 ${day(madeAt)}；其产品的注册期为 ${day(from)} 至 ${day(until)}。`,
    hint: {
      en: "Look at the date of manufacture again; a regulator renews a registration.",
      zh: "请再核对生产日期；注册由监管机构延续。",
    },
  },
  OnlyThroughManufacturer: {
    zh: ({ manufacturer }) => `该产品的生产企业（机构 ${manufacturer}）在账本上：其货物只能经由它入账。`,
    hint: { en: "Ask the manufacturer to enrol or commission it.", zh: "请由生产企业登记或投产登记。" },
  },
  WrongProduct: {
    zh: ({ product, required }) =>
      product === 0
        ? `货物所属产品未注册；订购的是产品 ${required}。`
        : `货物属产品 ${product}；订购的是产品 ${required}。`,
    hint: {
      en: "See with `medtrace show` what the requisition is for; refuse wrong goods with `medtrace refuse`.",
      zh: "请用 `medtrace show` 查看申请的产品；货物不符用 `medtrace refuse` 拒收。",
    },
  },
  QuantityOutOfRange: {
    zh: ({ quantity, min, max }) => `数量须为 ${min} 至 ${max}，而非 ${quantity}。`,
    hint: look,
  },
  PlaceTaken: {
    zh: ({ place }) => `地点号 ${place} 已代表另一名称。`,
    hint: { en: "Write the place's name a little differently.", zh: "请将地点名称略作改写。" },
  },
  UnknownSubject: {
    zh: ({ subject }) => `账本上没有 ${short(subject)}。`,
    hint: {
      en: "Look at the code, and at its serial or lot; a requisition's reference needs --of, whose it is.",
      zh: "请核对编码及其序列号或批号；采购申请的自编号须用 --of 指明所属机构。",
    },
  },
  SubjectExists: {
    zh: ({ subject }) => `账本上已有 ${short(subject)}：编码或自编号只用一次，无论其后如何。`,
    hint: look,
  },
  WrongState: {
    zh: ({ kind, action, state }) => `${kindName(kind).zh}为“${stateName(state).zh}”时不能“${spoken(action)}”。`,
    hint: look,
  },
  HeadMoved: {
    zh: () => "历史已有后续，不再止于该步骤所依据的链头。",
    hint: { en: "Read the history again, and decide anew.", zh: "请重新读取历史，再作决定。" },
  },
  OccurredInFuture: {
    zh: ({ occurredAt, blockTime }) => `该步骤所称的发生时间比其区块晚 ${occurredAt - blockTime} 秒。`,
    hint: { en: "Leave --occurred-at out, or give an earlier moment.", zh: "请不写 --occurred-at，或给出更早的时刻。" },
  },
  UnknownAction: {
    zh: ({ action }) => `“${spoken(action)}”不是该函数可做的操作。`,
    hint: { en: "Bring SDK and ledger to the same version.", zh: "请使 SDK 与账本版本一致。" },
  },
  ValueOutOfRange: {
    zh: ({ action, value, min, max }) => `“${spoken(action)}”的值须为 ${min} 至 ${max}，而非 ${value}。`,
    hint: { en: "`medtrace help` with the command says what it takes.", zh: "`medtrace help` 加命令名可查其取值。" },
  },
  UntilOutOfRange: {
    zh: ({ action, until, min, max }) =>
      max === 0
        ? `“${spoken(action)}”在此不得给出期限。`
        : `“${spoken(action)}”的期限须为 ${moment(min)} 至 ${moment(max)}，而非 ${moment(until)}。`,
    hint: { en: "Give another --until, or none.", zh: "请改写或不写 --until。" },
  },
  DetailsRequired: {
    zh: ({ action }) => `“${spoken(action)}”须有文书。`,
    hint: {
      en: "Give `details`, the commitment to it.",
      zh: "请给出 details，即对文书的承诺值；`medtrace details new` 可制作。",
    },
  },
  ReplayMismatch: {
    zh: () => "这些记录并不导向账本所存的链头。",
    hint: { en: "The history has moved on: read it again.", zh: "历史已有后续：请重新读取。" },
  },
  NotAuthor: {
    zh: ({ organisation, author }) => `该记录属于机构 ${author}；机构 ${organisation} 不能更正。`,
    hint: { en: "Ask the organisation whose entry it is.", zh: "请由记录所属机构更正。" },
  },
  AlreadyCorrected: {
    zh: () => "该记录已被更正。",
    hint: { en: "Correct the correction.", zh: "请更正那条更正。" },
  },
  InvalidLot: {
    zh: ({ lot }) => `${lot} 不是 1 至 20 个字符的批号。`,
    hint: { en: "Give the lot as the label prints it (AI 10).", zh: "请按标签给出批号（AI 10）。" },
  },
  InvalidPackSize: {
    zh: ({ unitsPerPack }) => `该产品的包装不能有 ${unitsPerPack} 个最小单位。`,
    hint: {
      en: "A product that is told apart by serial has packs of 1.",
      zh: "按序列号追溯的产品，每包装为 1。",
    },
  },
  WrongTracking: {
    zh: ({ required }) => `该产品按${trackingName(required).zh}追溯。`,
    hint: {
      en: "Give a code with that: a serial (21), or a lot (10).",
      zh: "请给出相应编码：序列号（21）或批号（10）。",
    },
  },
  Expired: {
    zh: ({ expiry }) => `它已于 ${moment(expiry)} 过期。`,
    hint: { en: "Take another one, and have this one disposed of.", zh: "请另取，并将其报废处置。" },
  },
  WrongExpiry: {
    zh: ({ expiry, required }) => `账本上该批次的效期为 ${moment(required)}，而非 ${moment(expiry)}。`,
    hint: {
      en: "Look at the label again; a regulator can redate a lot that was declared wrongly.",
      zh: "请再核对标签；误报的效期由监管机构更改。",
    },
  },
  NotForParcels: {
    zh: ({ action }) => `该资产是分装：“${spoken(action)}”只用于单件。`,
    hint: { en: "From a parcel, dispense.", zh: "分装请用发放（dispense）。" },
  },
  OnlyForParcels: {
    zh: ({ action }) => `该资产是单件：“${spoken(action)}”只用于分装。`,
    hint: { en: "Of an item, use it.", zh: "单件请用使用（use）。" },
  },
  Serialised: {
    zh: () => "其包装各有编码。",
    hint: { en: "Say which packs.", zh: "请指明哪些包装。" },
  },
  NotSerialised: {
    zh: () => "该分装的包装没有编码。",
    hint: { en: "Say how many units.", zh: "请给出最小单位数。" },
  },
  NotWholePacks: {
    zh: ({ quantity, unitsPerPack }) => `${quantity} 个最小单位不是每包装 ${unitsPerPack} 个的整包装。`,
    hint: { en: "Give a multiple of it.", zh: "请给出其倍数。" },
  },
  PackOutOfRange: {
    zh: ({ pack, first, end }) => `包装 ${pack} 不在该分装中：其中为 ${first} 至 ${end - 1}。`,
    hint: { en: "`medtrace parcels` says which packs each parcel has.", zh: "`medtrace parcels` 显示各分装的包装。" },
  },
  PartNotAtEnd: {
    zh: ({ first, end }) => `包装 ${first} 至 ${end - 1} 不在该分装的任何一端。`,
    hint: {
      en: "Split twice: first all from the first of them on, then what is to stay.",
      zh: "请拆分两次：先从其首个起全部拆出，再拆出要留下的。",
    },
  },
  InvalidMarks: {
    zh: ({ word }) => `包装标记须按序且不为空；第 ${word} 个字不符。`,
    hint: { en: "Give the packs in ascending order, each once.", zh: "请按递增顺序给出包装，各一次。" },
  },
  AlreadyDispensed: {
    zh: ({ pack }) => `包装 ${pack} 此前已发放。`,
    hint: {
      en: "One code, one sale: a second pack with this code is suspect. A scan tells who dispensed it, and when.",
      zh: "一码一售：出现第二个同码包装即可疑。`medtrace scan` 显示由谁、何时发放。",
    },
  },
  MarksMismatch: {
    zh: () => "这些不是该次发放的包装与文书。",
    hint: { en: "`medtrace trace --json` shows what it dispensed.", zh: "`medtrace trace --json` 显示其发放内容。" },
  },
  NotDispensed: {
    zh: ({ action }) => `只有发放可以撤销，“${spoken(action)}”不可以。`,
    hint: { en: "Correct the entry instead.", zh: "请改为更正该记录。" },
  },
  UndoTooLate: {
    zh: ({ last }) => `该次发放可撤销至 ${moment(last)}。`,
    hint: { en: "Correct the entry, or take stock.", zh: "请更正该记录，或盘点。" },
  },
  AlreadyUndone: {
    zh: () => "该次发放已被撤销。",
    hint: look,
  },
  NotUndoable: {
    zh: ({ action }) => `该次发放不能撤销：其后已有“${spoken(action)}”。`,
    hint: { en: "Correct the entry, or take stock.", zh: "请更正该记录，或盘点。" },
  },
  NotShippedHere: {
    zh: () => "这些货物不在该采购申请下的运输途中。",
    hint: {
      en: "`medtrace show` says under which requisition they were shipped.",
      zh: "`medtrace show` 显示货物在哪个采购申请下发货。",
    },
  },
  InvalidTerms: {
    zh: ({ terms: its }) => `该资产不能以“${termsName(terms.indexOf(its)).zh}”移交。`,
    hint: {
      en: "Choose other terms; `medtrace help offer` lists them.",
      zh: "请另选条件；`medtrace help offer` 列出条件。",
    },
  },
  OwnOrganisation: {
    zh: ({ organisation }) => `机构 ${organisation} 在此不能指明自己。`,
    hint: {
      en: "Name another organisation; `medtrace org` lists them.",
      zh: "请指明另一机构；`medtrace org` 列出机构。",
    },
  },
  NotItsOrigin: {
    zh: ({ organisation }) => `该资产不是来自机构 ${organisation}。`,
    hint: {
      en: "It goes back to its owner, supplier or manufacturer; `medtrace show` names the owner.",
      zh: "只能退回所有方、供应商或生产企业；`medtrace show` 显示所有方。",
    },
  },
  DeadlinePassed: {
    zh: ({ deadline }) => `该移交可接收至 ${moment(deadline)}。`,
    hint: { en: "The sender withdraws and offers anew.", zh: "请由发出方撤回后重新移交。" },
  },
  NothingToSettle: {
    zh: () => "该资产没有待结算的。",
    hint: look,
  },
  Unsettled: {
    zh: ({ consignor }) => `该资产此前的使用尚未与机构 ${consignor} 结算。`,
    hint: { en: "Settle it first, with `medtrace settle`.", zh: "请先用 `medtrace settle` 结算。" },
  },
  BorrowedGoods: {
    zh: ({ owner }) => `该资产归机构 ${owner} 所有。`,
    hint: { en: "Send it back, or ask its owner.", zh: "请退回，或询问所有方。" },
  },
  Quarantined: {
    zh: () => "该资产隔离中。",
    hint: {
      en: "A member of its custodian with the duty release can release it.",
      zh: "保管方中具有职责“放行”的成员可以解除隔离。",
    },
  },
  NotQuarantined: {
    zh: () => "该资产未被隔离。",
    hint: look,
  },
  InvalidLimits: {
    zh: ({ lowest, highest }) => `${lowest / 10} °C 高于 ${highest / 10} °C。`,
    hint: { en: "Give the lower one as --lowest.", zh: "请以较低者为 --lowest。" },
  },
  Recalled: {
    zh: ({ asset, target, level }) =>
      `该资产${target === asset ? "" : "的批次或产品"}被召回，${recallLevelName(recallLevels.indexOf(level)).zh}。`,
    hint: { en: "Send it back, or have it remedied and confirmed.", zh: "请退回，或整改并复核。" },
  },
  NotRecalled: {
    zh: () => "没有未解除的召回。",
    hint: look,
  },
  RecallOfAnother: {
    zh: ({ raisedBy }) => `该召回由机构 ${raisedBy} 发起：只有该机构或监管机构可以解除、降级或改写。`,
    hint: { en: "Ask whoever raised it, or a regulator.", zh: "请询问发起召回的机构或监管机构。" },
  },
  OlderThanLast: {
    zh: ({ action, occurredAt, last }) => `“${spoken(action)}”于 ${moment(occurredAt)}，早于上一次的 ${moment(last)}。`,
    hint: { en: "Record it as of when it was really done.", zh: "请按实际完成的时间记录。" },
  },
  HeadRequired: {
    zh: () => "该步骤必须写明所依据的链头：另一机构可能改变其含义。",
    hint: look,
  },
  GoodsEntered: {
    zh: () => "该产品已有货物入账：不能再更正其注册内容。",
    hint: {
      en: "`medtrace renew` still changes its name, manufacturer and dates.",
      zh: "仍可用 `medtrace renew` 更改名称、生产企业和日期。",
    },
  },
  DayOfManufactureMissing: {
    zh: () => "盘盈、受赠或换货的货物须写明生产日期。",
    hint: { en: "Give it as --made-at.", zh: "请以 --made-at 写明。" },
  },
  TakerNotShown: {
    zh: () => "所附记录未显示由谁接收了寄售货物。",
    hint: look,
  },
  ChangedSinceSeen: {
    zh: ({ field, seen, present }) => `来货与所见不符：${field} 当时为 ${seen}，现为 ${present}。`,
    hint: { en: "Look at it again before you sign.", zh: "签名之前请再核对。" },
  },
  RecalledJustNow: {
    zh: ({ raisedAt }) => `召回发起于 ${moment(raisedAt)}，就在同一秒。`,
    hint: { en: "Try again.", zh: "请再试一次。" },
  },
  NotRemedied: {
    zh: () => "该资产没有待复核的整改。",
    hint: { en: "Record the remedy first, with `medtrace remedy`.", zh: "请先用 `medtrace remedy` 记录整改。" },
  },
  CalibrationLapsed: {
    zh: ({ until }) => (until === 0 ? "该资产未强检。" : `该资产至 ${day(until)} 的强检已不成立。`),
    hint: {
      en: "Have it calibrated, and record that with `medtrace calibrate`.",
      zh: "请强检，并用 `medtrace calibrate` 记录。",
    },
  },
  SpanOutOfOrder: {
    zh: ({ from, to, last }) =>
      from > to
        ? `期间不能始于 ${moment(from)} 而止于 ${moment(to)}。`
        : `止于 ${moment(to)} 的期间不在止于 ${moment(last)} 的期间之后。`,
    hint: { en: "Record spans in the order of their ends.", zh: "请按终点的先后记录期间。" },
  },
  NoSuchParcel: {
    zh: ({ target, organisation }) => `机构 ${organisation} 没有可如此操作的 ${target} 的分装。`,
    hint: {
      en: "List its parcels, or name one by its id.",
      zh: "请用 `medtrace parcels` 列出分装，或以标识指明一个。",
    },
  },
  AmbiguousParcel: {
    zh: ({ target, parcels }) =>
      `${target} 可能指 ${parcels.length} 个分装：${parcels.map(({ subject, lot, quantity }) => `${subject}（批号 ${lot}，${quantity}）`).join("、")}。`,
    hint: { en: "Name one by its id.", zh: "请以标识指明一个。" },
  },
  NotEnoughUsable: {
    zh: ({ quantity, available, parcels }) =>
      `需发放 ${quantity}，可用的只有 ${available}：${parcels.map((one) => `${one.subject}（批号 ${one.lot}，${one.quantity}）`).join("、")}。`,
    hint: {
      en: "Dispense fewer; `medtrace parcels` shows what keeps the others from being used.",
      zh: "请减少数量；`medtrace parcels` 显示其他分装为何不可用。",
    },
  },
};
