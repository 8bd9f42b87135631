/* The rules that an input can break: sentences without their subject, in which `{name}` stands for a value. Each stands by itself, so that
 * whoever bundles a part of the SDK loads only what this part says. */

// Codes
export const notGs1Format = {
  key: "notGs1Format",
  en: "does not have the format GS1 gives this application identifier",
  zh: "不符合 GS1 为该应用标识符规定的格式",
} as const;
export const noLot = {
  key: "noLot",
  en: "has no lot, so it names no batch",
  zh: "没有批号，因此不指任何批次",
} as const;
export const noSerial = {
  key: "noSerial",
  en: "has no serial, so it names no single item",
  zh: "没有序列号，因此不指任何单件",
} as const;
export const noForm = {
  key: "noForm",
  en: "is not in a form a code may be given in",
  zh: "不是编码可用的形式",
} as const;
export const notUnderstood = {
  key: "notUnderstood",
  en: "is not one that is understood here",
  zh: "在此无法识别",
} as const;
export const onNoUnit = {
  key: "onNoUnit",
  en: "is on no unit of this batch",
  zh: "不在该批次的任何包装或箱上",
} as const;
export const characterSet82 = {
  key: "characterSet82",
  en: "may only have characters of GS1 character set 82",
  zh: "只能使用 GS1 字符集 82 的字符",
} as const;
export const sscc = { key: "sscc", en: "must be 18 digits", zh: "须为 18 位数字" } as const;
export const gtin = { key: "gtin", en: "must be 8, 12, 13 or 14 digits", zh: "须为 8、12、13 或 14 位数字" } as const;
export const digits = { key: "digits", en: "must be one or more digits", zh: "须为一位或多位数字" } as const;
export const notAllZeros = { key: "notAllZeros", en: "must not be all zeros", zh: "不得全为零" } as const;
export const checkDigit = {
  key: "checkDigit",
  en: "must end in check digit {digit}",
  zh: "校验位须为 {digit}",
} as const;
export const carryGtin = {
  key: "carryGtin",
  en: "must carry a GTIN in application identifier 01",
  zh: "须在应用标识符 01 中带有 GTIN",
} as const;
export const inPath = {
  key: "inPath",
  en: "must carry {ai} in its path, not in its query",
  zh: "{ai} 须在路径中，不得在查询部分",
} as const;
export const valueInPath = {
  key: "valueInPath",
  en: "must have a value after /{ai} in its path",
  zh: "路径中 /{ai} 之后须有值",
} as const;
export const pathOrder = {
  key: "pathOrder",
  en: "must have the path order {order}",
  zh: "路径须按 {order} 的顺序",
} as const;
export const percentSigns = {
  key: "percentSigns",
  en: "must have each percent sign begin an encoded UTF-8 character",
  zh: "每个百分号须引出一个编码的 UTF-8 字符",
} as const;
export const oneValue = {
  key: "oneValue",
  en: "must not appear with two different values",
  zh: "不得以两个不同的值出现",
} as const;
export const characters = {
  key: "characters",
  en: "must be 1 to {max} characters",
  zh: "须为 1 至 {max} 个字符",
} as const;
export const sixDigits = { key: "sixDigits", en: "must be six digits, YYMMDD", zh: "须为六位数字 YYMMDD" } as const;
export const month = { key: "month", en: "must have a month from 01 to 12", zh: "月份须为 01 至 12" } as const;
export const day = {
  key: "day",
  en: "must have a day from 01 to {last}, or 00 for the last",
  zh: "日须为 01 至 {last}，或以 00 表示月末",
} as const;
export const nearYear = {
  key: "nearYear",
  en: "must lie within 49 years before and 50 years after the current one",
  zh: "须在当前年份之前 49 年与之后 50 年之内",
} as const;
export const calendarDate = {
  key: "calendarDate",
  en: "must be a date of the calendar, YYYY-MM-DD",
  zh: "须为日历上的日期 YYYY-MM-DD",
} as const;

// Numbers, times and words
export const exactly = { key: "exactly", en: "must be {value}", zh: "须为 {value}" } as const;
export const ofThisChain = {
  key: "ofThisChain",
  en: "must be {chainId}, of this chain",
  zh: "须为本链的 {chainId}",
} as const;
export const ofThisLedger = {
  key: "ofThisLedger",
  en: "must be {ledger}, of this ledger",
  zh: "须为本账本的 {ledger}",
} as const;
export const zone = {
  key: "zone",
  en: "must be hours and minutes from UTC, as in +08:00",
  zh: "须为与 UTC 相差的时分，如 +08:00",
} as const;
export const wholeFrom = {
  key: "wholeFrom",
  en: "must be a whole number from {min} to {max}",
  zh: "须为 {min} 至 {max} 的整数",
} as const;
export const wholesTo = {
  key: "wholesTo",
  en: "must be whole numbers from 0 to {max}, with commas between them",
  zh: "须为 0 至 {max} 的整数，以逗号分隔",
} as const;
export const decimalBits = {
  key: "decimalBits",
  en: "must be a whole number of at most {bits} bits, as a bigint or its decimal text",
  zh: "须为至多 {bits} 位的整数，以 bigint 或十进制文本表示",
} as const;
export const wholeBits = {
  key: "wholeBits",
  en: "must be a whole number of at most {bits} bits",
  zh: "须为至多 {bits} 位的整数",
} as const;
export const wholeOrText = {
  key: "wholeOrText",
  en: "must be a whole number of at most {max}, or a text",
  zh: "须为至多 {max} 的整数，或文本",
} as const;
export const whole = { key: "whole", en: "must be a whole number", zh: "须为整数" } as const;
export const oneToThree = { key: "oneToThree", en: "must be 1, 2 or 3", zh: "须为 1、2 或 3" } as const;
export const notMinusZero = { key: "notMinusZero", en: "must be 0, not -0", zh: "须为 0，不得为 -0" } as const;
export const finite = { key: "finite", en: "must be a finite number", zh: "须为有限的数" } as const;
export const number = { key: "number", en: "must be a number", zh: "须为数" } as const;
export const celsiusNumber = {
  key: "celsiusNumber",
  en: "must be a number of degrees Celsius",
  zh: "须为摄氏度数",
} as const;
export const celsiusRange = {
  key: "celsiusRange",
  en: "must be in degrees Celsius, from -3276.7 to 3276.7, with at most one decimal",
  zh: "须为摄氏度，-3276.7 至 3276.7，至多一位小数",
} as const;
export const celsius = { key: "celsius", en: "must be in degrees Celsius", zh: "须为摄氏度" } as const;
export const date = {
  key: "date",
  en: "must be a date or a date with time as in ISO 8601, or unix seconds, before 2106",
  zh: "须为 ISO 8601 的日期或日期时间，或 unix 秒，早于 2106 年",
} as const;
export const moment = {
  key: "moment",
  en: "must be a moment after 1970 and before 2106, as a date or in unix seconds",
  zh: "须为 1970 年之后、2106 年之前的时刻，以日期或 unix 秒表示",
} as const;
export const existingMoment = {
  key: "existingMoment",
  en: "must be a moment that exists",
  zh: "须为存在的时刻",
} as const;
export const readingLine = {
  key: "readingLine",
  en: "(line {line}) must be a moment and degrees Celsius, as in 2027-03-01T08:30Z,4.5",
  zh: "（第 {line} 行）须为时刻与摄氏度，如 2027-03-01T08:30Z,4.5",
} as const;
export const caseLine = {
  key: "caseLine",
  en: "(line {line}) must be its first pack, how many, and its code, as in 0,20,(00)095212340000000019",
  zh: "（第 {line} 行）须为首个包装、数量与箱码，如 0,20,(00)095212340000000019",
} as const;
export const oneOfOrIgnored = {
  key: "oneOfOrIgnored",
  en: "must be one of {words}; or be passed over by --ignore",
  zh: "须为下列之一：{words}；或以 --ignore 跳过",
} as const;
export const oneOfOrAction = {
  key: "oneOfOrAction",
  en: "must be one of {words}, or --action",
  zh: "须为下列之一：{words}；或给出 --action",
} as const;
export const oneOf = { key: "oneOf", en: "must be one of {words}", zh: "须为下列之一：{words}" } as const;
export const noneOf = { key: "noneOf", en: "is none of {words}", zh: "不属于 {words}" } as const;
export const approvalRule = {
  key: "approvalRule",
  en: "must be buy or scrap, device, drug or consumable, a risk class and a number from 1 to 3, with commas between them",
  zh: "须为 buy 或 scrap，device、drug 或 consumable，风险类别，以及 1 至 3 的数，以逗号分隔",
} as const;
export const approvalCell = {
  key: "approvalCell",
  en: "must name a purpose, a kind and a risk class from 1 to 3",
  zh: "须指明用途、类别与 1 至 3 的风险类别",
} as const;
export const approvalOnce = {
  key: "approvalOnce",
  en: "must not name the same purpose, kind and class twice",
  zh: "同一用途、类别与风险类别不得出现两次",
} as const;
export const unknown = { key: "unknown", en: "is unknown", zh: "未知" } as const;
export const noState = { key: "noState", en: "is no state of a {kind}", zh: "不是{kind}的状态" } as const;
export const notZero = { key: "notZero", en: "must not be zero", zh: "不得为零" } as const;
export const ascending = {
  key: "ascending",
  en: "must be ascending, each once{how}",
  zh: "须递增，且各一次{how}",
} as const;
export const bits = { key: "bits", en: "must fit {bits} bits", zh: "须不超过 {bits} 位" } as const;
export const from0 = { key: "from0", en: "must lie from 0 to {max}", zh: "须在 0 至 {max} 之间" } as const;
export const upTo = { key: "upTo", en: "must be 1 to {max}", zh: "须为 1 至 {max}" } as const;
export const atMost = { key: "atMost", en: "must be at most {max}", zh: "须至多 {max}" } as const;
export const atLeastOne = { key: "atLeastOne", en: "must be at least one", zh: "须至少一个" } as const;

// Bytes, addresses, texts
export const hexBytes = { key: "hexBytes", en: "must be bytes in hexadecimal", zh: "须为十六进制字节" } as const;
export const accountAddress = {
  key: "accountAddress",
  en: "must be an account's address, 0x and 40 digits",
  zh: "须为账户地址：0x 加 40 位",
} as const;
export const address = {
  key: "address",
  en: "must be an address, 0x and 40 digits",
  zh: "须为地址：0x 加 40 位",
} as const;
export const blockHash = {
  key: "blockHash",
  en: "must be a block's hash, 0x and 64 digits",
  zh: "须为区块哈希：0x 加 64 位",
} as const;
export const memberOrAccount = {
  key: "memberOrAccount",
  en: "must be a member's number, or an account's address",
  zh: "须为成员编号，或账户地址",
} as const;
export const bytesAndDigits = {
  key: "bytesAndDigits",
  en: "must be {bytes} bytes: 0x and {digits} hexadecimal digits",
  zh: "须为 {bytes} 字节：0x 加 {digits} 位十六进制",
} as const;
export const lowerHexAtMost = {
  key: "lowerHexAtMost",
  en: "must be at most {bytes} bytes in lower-case hexadecimal",
  zh: "须为至多 {bytes} 字节的小写十六进制",
} as const;
export const lowerHex = {
  key: "lowerHex",
  en: "must be {bytes} bytes in lower-case hexadecimal",
  zh: "须为 {bytes} 字节的小写十六进制",
} as const;
export const hex = {
  key: "hex",
  en: "must be {bytes} bytes in hexadecimal",
  zh: "须为 {bytes} 字节的十六进制",
} as const;
export const head = { key: "head", en: "must be a head of 27 bytes", zh: "须为 27 字节的链头" } as const;
export const bytesExactly = { key: "bytesExactly", en: "must be {bytes} bytes", zh: "须为 {bytes} 字节" } as const;
export const utf8Bytes = {
  key: "utf8Bytes",
  en: "must be 1 to {max} bytes of UTF-8",
  zh: "须为 1 至 {max} 字节（UTF-8）",
} as const;
export const bytesAtLeast = {
  key: "bytesAtLeast",
  en: "must be at least {min} bytes",
  zh: "须至少 {min} 字节",
} as const;
export const bytes32 = { key: "bytes32", en: "must be 32 bytes", zh: "须为 32 字节" } as const;
export const bytes = { key: "bytes", en: "must be bytes", zh: "须为字节" } as const;
export const notPadded = {
  key: "notPadded",
  en: "must be 1 to 64 characters, without spaces around it",
  zh: "须为 1 至 64 个字符，首尾无空格",
} as const;
export const keyName = {
  key: "keyName",
  en: "must be 1 to 64 letters, digits, dots, dashes and underscores",
  zh: "须为 1 至 64 个字母、数字、点、短横与下划线",
} as const;
export const textTo = {
  key: "textTo",
  en: "must be a text of 1 to {max} characters",
  zh: "须为 1 至 {max} 个字符的文本",
} as const;
export const textAtMost = {
  key: "textAtMost",
  en: "must be a text of at most {max} characters",
  zh: "须为至多 {max} 个字符的文本",
} as const;
export const charactersAtMost = {
  key: "charactersAtMost",
  en: "must be at most {max} characters",
  zh: "须至多 {max} 个字符",
} as const;
export const haveCharactersAtMost = {
  key: "haveCharactersAtMost",
  en: "must have at most {max} characters",
  zh: "须至多 {max} 个字符",
} as const;
export const utf8OrGb = {
  key: "utf8OrGb",
  en: "must be a text in UTF-8 or GB 18030",
  zh: "须为 UTF-8 或 GB 18030 文本",
} as const;
export const utf8 = { key: "utf8", en: "must be a text in UTF-8", zh: "须为 UTF-8 文本" } as const;
export const wellFormed = {
  key: "wellFormed",
  en: "must be a text without half of a surrogate pair",
  zh: "须为没有半个代理对的文本",
} as const;
export const noControls = { key: "noControls", en: "must have no control characters", zh: "不得含有控制字符" } as const;
export const textOrNumber = { key: "textOrNumber", en: "must be a text or a number", zh: "须为文本或数" } as const;
export const fieldValue = {
  key: "fieldValue",
  en: "must be a text, a number, true, false or null, or an empty object or list",
  zh: "须为文本、数、true、false、null，或空对象、空列表",
} as const;
export const text = { key: "text", en: "must be a text", zh: "须为文本" } as const;
export const list = { key: "list", en: "must be a list", zh: "须为列表" } as const;
export const packList = { key: "packList", en: "must be a pack list", zh: "须为包装清单" } as const;
export const listOf = {
  key: "listOf",
  en: "must be a list of {words}",
  zh: "须为列表，各项为下列之一：{words}",
} as const;
export const trueOrFalse = { key: "trueOrFalse", en: "must be true or false", zh: "须为 true 或 false" } as const;
export const object = { key: "object", en: "must be an object", zh: "须为对象" } as const;
export const notEmpty = { key: "notEmpty", en: "must not be empty", zh: "不得为空" } as const;
export const notBlank = { key: "notBlank", en: "must not be blank", zh: "不得为空白" } as const;

// What must be given, or left out
export const givenForSscc = {
  key: "givenForSscc",
  en: "must be given for a case with an SSCC",
  zh: "对带 SSCC 的箱必须给出",
} as const;
export const givenForLot = { key: "givenForLot", en: "must be given for a lot", zh: "对批次必须给出" } as const;
export const givenForProven = {
  key: "givenForProven",
  en: "must be given for the level proven, from a source you trust",
  zh: "级别 proven 必须给出，来自您信任的来源",
} as const;
export const givenForPackCode = {
  key: "givenForPackCode",
  en: "must be given to dispense a pack by its code",
  zh: "按编码发放包装必须给出",
} as const;
export const givenWithoutExpiry = {
  key: "givenWithoutExpiry",
  en: "must be given where the code says none (AI 17)",
  zh: "编码未含效期（AI 17）时必须给出",
} as const;
export const givenWithCount = {
  key: "givenWithCount",
  en: "must be given where --count is",
  zh: "给出 --count 时必须给出",
} as const;
export const givenWithoutLot = {
  key: "givenWithoutLot",
  en: "must be given where the code has no lot",
  zh: "编码未含批号时必须给出",
} as const;
export const givenToConnect = {
  key: "givenToConnect",
  en: "must be given to connect, to write once",
  zh: "connect 时必须给出，才能恰好写入一次",
} as const;
export const givenFor = { key: "givenFor", en: "must be given for {verb}", zh: "对{verb}必须给出" } as const;
export const givenOrNone = {
  key: "givenOrNone",
  en: "must be given, or --none instead",
  zh: "必须给出，或改用 --none",
} as const;
export const givenOr = { key: "givenOr", en: "must be given, or {other}", zh: "必须给出，或给出 {other}" } as const;
export const given = { key: "given", en: "must be given", zh: "必须给出" } as const;
export const outBesideDeployments = {
  key: "outBesideDeployments",
  en: "must be left out beside deployments",
  zh: "与 deployments 不得同时给出",
} as const;
export const outWithMember = {
  key: "outWithMember",
  en: "must be left out where a member is named",
  zh: "指明成员时不得给出",
} as const;
export const outForDeclared = {
  key: "outForDeclared",
  en: "must be left out where a parcel is declared",
  zh: "申报分装时不得给出",
} as const;
export const outWithTree = {
  key: "outWithTree",
  en: "must be left out where a tree is given",
  zh: "给出 tree 时不得给出",
} as const;
export const outWithoutPacks = {
  key: "outWithoutPacks",
  en: "must be left out where no packs are named",
  zh: "未指明包装时不得给出",
} as const;
export const outWithPacks = {
  key: "outWithPacks",
  en: "must be left out where packs are named",
  zh: "指明包装时不得给出",
} as const;
export const outForSeveralParcels = {
  key: "outForSeveralParcels",
  en: "must be left out where several parcels are needed",
  zh: "需要多个分装时不得给出",
} as const;
export const outForPackCode = {
  key: "outForPackCode",
  en: "must be left out for a pack's own code",
  zh: "对单个包装的编码不得给出",
} as const;
export const outWith = {
  key: "outWith",
  en: "must be left out where {other} is given",
  zh: "给出 {other} 时不得给出",
} as const;
export const outWithRefusal = {
  key: "outWithRefusal",
  en: "must be left out where a refusal is expected",
  zh: "预期被拒绝时不得给出",
} as const;
export const outWithoutRefused = {
  key: "outWithoutRefused",
  en: "must be left out without `refused`",
  zh: "未给出 `refused` 时不得给出",
} as const;
export const outWithReadings = {
  key: "outWithReadings",
  en: "must be left out where readings are given",
  zh: "给出 readings 时不得给出",
} as const;
export const outForSeveral = {
  key: "outForSeveral",
  en: "must be left out where several are named",
  zh: "指明多个时不得给出",
} as const;
export const outButDeclared = {
  key: "outButDeclared",
  en: "must be left out, but for a lot that is declared by madeAt",
  zh: "除以 madeAt 申报的批次外不得给出",
} as const;
export const outNoSuchField = {
  key: "outNoSuchField",
  en: "must be left out: the document has no such field",
  zh: "不得给出：文书没有该字段",
} as const;
export const outNotInSchema = {
  key: "outNotInSchema",
  en: "must be left out: the schema has no such field; `own` takes others",
  zh: "不得给出：模式没有该字段；其他字段放入 `own`",
} as const;
export const outOnly = {
  key: "outOnly",
  en: "must be left out: only {names} may be given",
  zh: "不得给出：只可给出 {names}",
} as const;
export const outNothing = {
  key: "outNothing",
  en: "must be left out: nothing is taken",
  zh: "不得给出：此处不接受任何内容",
} as const;
export const outForAnchored = {
  key: "outForAnchored",
  en: "must be left out for the level anchored, which the node's own ledger gives",
  zh: "级别 anchored 不得给出：由节点自己的账本判定",
} as const;
export const outForCode = {
  key: "outForCode",
  en: "must be left out for a code: the ledger is the one that the node's deployment names",
  zh: "对编码不得给出：账本即节点部署所指",
} as const;
export const outBelowProven = {
  key: "outBelowProven",
  en: "must be left out for a code's level below proven, which speaks of the newest block",
  zh: "编码的级别低于 proven 时不得给出：以最新区块为准",
} as const;
export const outFor = { key: "outFor", en: "must be left out for {verb}", zh: "对{verb}不得给出" } as const;
export const out = { key: "out", en: "must be left out", zh: "不得给出" } as const;

// Rows
export const unlikeRows = {
  key: "unlikeRows",
  en: "must have rows that can be read, unlike:{rows}",
  zh: "各行须可读，以下不合：{rows}",
} as const;
export const inPackList = {
  key: "inPackList",
  en: "must be in a pack list that is given by --tree",
  zh: "须在 --tree 所给的包装清单中",
} as const;
export const oneLanguage = {
  key: "oneLanguage",
  en: "must not be there twice, in two languages",
  zh: "不得以两种语言出现两次",
} as const;
export const notInRow = { key: "notInRow", en: "must not be in row {row} too", zh: "不得与第 {row} 行重复" } as const;
export const oneRow = { key: "oneRow", en: "must have at least one row", zh: "须至少有一行" } as const;
export const rowsAtMost = { key: "rowsAtMost", en: "must have at most {max} rows", zh: "须至多 {max} 行" } as const;
export const cellsUnderHeadings = {
  key: "cellsUnderHeadings",
  en: "must have no more cells than headings, as row {row} has",
  zh: "单元格不得多于表头（第 {row} 行）",
} as const;
export const headingOverCell = {
  key: "headingOverCell",
  en: "must have a heading over each cell, unlike row {row}",
  zh: "每个单元格之上须有表头（第 {row} 行没有）",
} as const;
export const rowsHandedBack = {
  key: "rowsHandedBack",
  en: "must list the rows that were handed back",
  zh: "须列出所退回的行",
} as const;
export const objectInLine = {
  key: "objectInLine",
  en: "must have an object in each line, unlike line {line}",
  zh: "每行须为一个对象（第 {line} 行不是）",
} as const;
export const textsInLine = {
  key: "textsInLine",
  en: "must have texts and numbers only, unlike {name} in line {line}",
  zh: "只能有文本与数（{name} 不是，第 {line} 行）",
} as const;
export const headingsOnce = {
  key: "headingsOnce",
  en: "must have each heading once, unlike {heading}",
  zh: "各表头只能出现一次（{heading} 不止一次）",
} as const;
export const csv = { key: "csv", en: "must be CSV: {problem}", zh: "须为 CSV：{problem}" } as const;

// Scenarios
export const be = { key: "be", en: "must be {what}", zh: "须为{what}" } as const;
export const yaml12 = { key: "yaml12", en: "must be YAML 1.2", zh: "须为 YAML 1.2" } as const;
export const yaml = { key: "yaml", en: "must be YAML: {problem}", zh: "须为 YAML：{problem}" } as const;
export const oneDocument = { key: "oneDocument", en: "must be one document", zh: "须为单个文档" } as const;
export const membersOnce = {
  key: "membersOnce",
  en: "must name each member once",
  zh: "每个成员名只能出现一次",
} as const;
export const eachOnce = { key: "eachOnce", en: "must name each once", zh: "各项只能出现一次" } as const;
export const textNames = { key: "textNames", en: "must have texts as members' names", zh: "成员名须为文本" } as const;
export const notSoDeep = { key: "notSoDeep", en: "must not nest so deep", zh: "嵌套不得如此之深" } as const;
export const noAnchors = {
  key: "noAnchors",
  en: "must have no anchors, aliases and tags: what is used twice stands under values",
  zh: "不得有锚点、别名与标签：重复使用的内容请放在 values 下",
} as const;
export const oneAdministrator = {
  key: "oneAdministrator",
  en: "must administer one organisation, and not be the council",
  zh: "只能管理一家机构，且不得为理事会",
} as const;
export const noHead = {
  key: "noHead",
  en: "must be neither an administrator nor the council",
  zh: "不得为管理员或理事会",
} as const;
export const actor = {
  key: "actor",
  en: "must be the council, an administrator or one of members",
  zh: "须为理事会、某个管理员，或 members 之一",
} as const;
export const ofAndDuties = {
  key: "ofAndDuties",
  en: "must have both `of` and `duties`, or neither",
  zh: "`of` 与 `duties` 须同时给出，或都不给出",
} as const;
export const notBeforeStep = {
  key: "notBeforeStep",
  en: "must not be before the step above",
  zh: "不得早于上一步骤",
} as const;
export const reference = {
  key: "reference",
  en: "must have $name, or $$ for a dollar sign",
  zh: "须为 $name；美元符号请写作 $$",
} as const;
export const notYetThere = {
  key: "notYetThere",
  en: "must not name {name} before it is there",
  zh: "不得在 {name} 存在之前引用它",
} as const;
export const freeName = {
  key: "freeName",
  en: "must be a name that nothing else has",
  zh: "须为未被占用的名称",
} as const;
export const there = { key: "there", en: "must be there", zh: "须存在" } as const;
export const verb = { key: "verb", en: "must be a verb", zh: "须为写操作之名" } as const;
export const fileBeside = {
  key: "fileBeside",
  en: "must be a file beside the scenario, or below",
  zh: "须为场景旁或其下文件夹中的文件",
} as const;
export const readByRunner = {
  key: "readByRunner",
  en: "must be read by whoever runs the scenario",
  zh: "须由执行场景者读取",
} as const;
export const scenarioOrganisation = {
  key: "scenarioOrganisation",
  en: "must be an organisation of the scenario",
  zh: "须为场景中的机构",
} as const;
export const scenarioPersonOrAddress = {
  key: "scenarioPersonOrAddress",
  en: "must be a person of the scenario, or an address",
  zh: "须为场景中的人员，或地址",
} as const;
export const ofScenarioPerson = {
  key: "ofScenarioPerson",
  en: "must be of a person of the scenario",
  zh: "须属剧本中的人员",
} as const;
export const scenarioPerson = {
  key: "scenarioPerson",
  en: "must be a person of the scenario",
  zh: "须为场景中的人员",
} as const;
export const scenarioPacks = {
  key: "scenarioPacks",
  en: "must be packs of the scenario, as $name",
  zh: "须为场景中的包装，如 $name",
} as const;
export const organisationName = {
  key: "organisationName",
  en: "must be the name of an organisation",
  zh: "须为机构的名称",
} as const;
export const toBeAdmitted = {
  key: "toBeAdmitted",
  en: "must have an administrator, and the scenario a council, to be admitted",
  zh: "须有管理员，且场景须有理事会，才能准入",
} as const;
export const toAddMembers = {
  key: "toAddMembers",
  en: "must have an administrator, to add members",
  zh: "须有管理员，才能添加成员",
} as const;
export const memberOfNone = {
  key: "memberOfNone",
  en: "must be a member of no organisation",
  zh: "不得为任何机构的成员",
} as const;
export const memberOf = {
  key: "memberOf",
  en: "must be a member of {organisation}",
  zh: "须为 {organisation} 的成员",
} as const;
export const active = { key: "active", en: "must be active, not {status}", zh: "须为有效，而非 {status}" } as const;
export const haveDuty = { key: "haveDuty", en: "must have the duty {duties}", zh: "须有职责 {duties}" } as const;
export const haveRole = { key: "haveRole", en: "must have the role {roles}", zh: "须有角色 {roles}" } as const;
export const registered = { key: "registered", en: "must be a registered product", zh: "须为已登记的产品" } as const;
export const oneName = {
  key: "oneName",
  en: "must be one organisation's; {organisations} have it",
  zh: "须为一家机构独有；{organisations} 均用此名称",
} as const;
export const namesTold = {
  key: "namesTold",
  en: "must be looked for among all: the node does not tell the name of organisation {organisation}",
  zh: "须在全部机构中查找：节点未给出机构 {organisation} 的名称",
} as const;

// Files, packs and documents
export const json = { key: "json", en: "must be JSON", zh: "须为 JSON" } as const;
export const jsonFile = { key: "jsonFile", en: "must be a JSON file", zh: "须为 JSON 文件" } as const;
export const jsonObject = { key: "jsonObject", en: "must be a JSON object", zh: "须为 JSON 对象" } as const;
export const jsonPointer = {
  key: "jsonPointer",
  en: "must be a JSON Pointer, as in /parts/0/lot",
  zh: "须为 JSON Pointer，如 /parts/0/lot",
} as const;
export const ownFile = {
  key: "ownFile",
  en: "must belong to you, and be written by nobody else, or be named by --config",
  zh: "须属于您且仅由您写入，或由 --config 指明",
} as const;
export const fileName = {
  key: "fileName",
  en: "must be a file's name without its folders",
  zh: "须为不带文件夹的文件名",
} as const;
export const mediaType = {
  key: "mediaType",
  en: "must be a media type, as in application/pdf",
  zh: "须为媒体类型，如 application/pdf",
} as const;
export const entryHead = {
  key: "entryHead",
  en: "must be a head that an entry of this history led to",
  zh: "须为该历史中某条记录后的链头",
} as const;
export const dispensingHead = {
  key: "dispensingHead",
  en: "must be one that a dispensing led to",
  zh: "须为某次发放后的链头",
} as const;
export const otherWitness = {
  key: "otherWitness",
  en: "must be another person than the one who disposes of it",
  zh: "须为处置者以外的人",
} as const;
export const packOnce = { key: "packOnce", en: "must be named once only", zh: "只能指明一次" } as const;
export const oneUnit = {
  key: "oneUnit",
  en: "must be on one unit of the batch only",
  zh: "只能在该批次的一个包装或箱上",
} as const;
export const shownOnce = {
  key: "shownOnce",
  en: "must be shown once, with all fields that are to be shown",
  zh: "只能出示一次，并带全部要出示的字段",
} as const;
export const fileBytes = { key: "fileBytes", en: "must be the bytes of the file", zh: "须为文件的字节" } as const;
export const canonical = {
  key: "canonical",
  en: "must be the canonical text of what it says (RFC 8785)",
  zh: "须为其内容的规范文本（RFC 8785）",
} as const;
export const committedTo = {
  key: "committedTo",
  en: "must be what an entry of the trace commits to",
  zh: "须为追溯中某条记录所承诺的",
} as const;
export const noListDocument = {
  key: "noListDocument",
  en: "must begin with a member's name: a document is no list",
  zh: "须以成员名开头：文书不是列表",
} as const;
export const afterBefore = {
  key: "afterBefore",
  en: "must come after the one before it",
  zh: "须在前一个之后",
} as const;
export const onePack = { key: "onePack", en: "must cover at least one pack", zh: "须至少包含一个包装" } as const;
export const wholePacks = {
  key: "wholePacks",
  en: "must cover whole packs from 0 to {last}",
  zh: "须包含 0 至 {last} 的整包装",
} as const;
export const haveLot = {
  key: "haveLot",
  en: "must have a lot, to know whose packs they are",
  zh: "须有批号，才知道是哪个批次的包装",
} as const;
export const mask = {
  key: "mask",
  en: "must have a mask of 1 to 256 bits, at least one of them set",
  zh: "掩码须为 1 至 256 位，且至少一位为 1",
} as const;
export const wordAfter = { key: "wordAfter", en: "must have a word after {word}", zh: "字序须在 {word} 之后" } as const;
export const wordTo = { key: "wordTo", en: "must have a word from 0 to {last}", zh: "字序须为 0 至 {last}" } as const;
export const oneField = { key: "oneField", en: "must have at least one field", zh: "须至少有一个字段" } as const;
export const oneSerial = { key: "oneSerial", en: "must have at least one serial", zh: "须至少有一个序列号" } as const;
export const fieldsAtMost = {
  key: "fieldsAtMost",
  en: "must have at most {max} fields",
  zh: "须至多 {max} 个字段",
} as const;
export const hashesAtMost = {
  key: "hashesAtMost",
  en: "must have at most {max} hashes",
  zh: "须至多 {max} 个哈希",
} as const;
export const nesting = {
  key: "nesting",
  en: "must have at most {max} objects and lists in each other",
  zh: "对象与列表的嵌套须至多 {max} 层",
} as const;
export const noRounding = {
  key: "noRounding",
  en: "must have no number that a double rounds, as at character {at}: write it as a text",
  zh: "不得含双精度会舍入的数（第 {at} 个字符）：请写作文本",
} as const;
export const sizeAndHash = {
  key: "sizeAndHash",
  en: "must have the size and the SHA-256 of a file",
  zh: "须有文件的大小与 SHA-256",
} as const;
export const onCurve = {
  key: "onCurve",
  en: "must hold a private key of the curve secp256k1",
  zh: "须含 secp256k1 曲线的私钥",
} as const;
export const privateKey = {
  key: "privateKey",
  en: "must hold a private key: 0x and 64 hexadecimal digits",
  zh: "须含私钥：0x 加 64 位十六进制",
} as const;
export const oneReading = { key: "oneReading", en: "must hold at least one reading", zh: "须至少含一个读数" } as const;
export const oneProof = {
  key: "oneProof",
  en: "must hold one proof, a JSON object",
  zh: "须含一个证明，JSON 对象",
} as const;
export const oneConsent = {
  key: "oneConsent",
  en: "must hold one consent, a JSON object",
  zh: "须为一份同意书（JSON 对象）",
} as const;
export const nameField = {
  key: "nameField",
  en: "must name a field: `details show` prints all of them",
  zh: "须指明字段：`details show` 输出全部字段",
} as const;
export const nameOneField = {
  key: "nameOneField",
  en: "must name at least one field",
  zh: "须至少指明一个字段",
} as const;
export const nameOne = { key: "nameOne", en: "must name at least one", zh: "须至少指明一个" } as const;
export const memberOnce = {
  key: "memberOnce",
  en: "must name each member of an object once, not {name} twice",
  zh: "对象的每个成员只能出现一次，{name} 出现了两次",
} as const;
export const notIndex = {
  key: "notIndex",
  en: "must not be a member's name: it is a list's index",
  zh: "不得为成员名：此处为列表的序号",
} as const;
export const notAnothers = {
  key: "notAnothers",
  en: "must not be another field's too",
  zh: "不得与其他字段相同",
} as const;
export const noCollision = {
  key: "noCollision",
  en: "must not collide with another field",
  zh: "不得与其他字段冲突",
} as const;
export const notSameBytes = {
  key: "notSameBytes",
  en: "must not give the same bytes twice",
  zh: "不得两次给出相同的字节",
} as const;
export const manyBytes = {
  key: "manyBytes",
  en: "must give {bytes} bytes where so many are asked for",
  zh: "要求多少字节即须给出 {bytes} 字节",
} as const;
export const namesDeep = { key: "namesDeep", en: "must be at most {max} names deep", zh: "须至多 {max} 层" } as const;
export const ofCodesLot = {
  key: "ofCodesLot",
  en: "must be of the lot that the code names, {lot}",
  zh: "须属编码所指的批号 {lot}",
} as const;
export const ofParcelsBatch = {
  key: "ofParcelsBatch",
  en: "must be of the parcel's batch, whose root is {root}",
  zh: "须属该分装的批次，其树根为 {root}",
} as const;
export const ofCodesProduct = {
  key: "ofCodesProduct",
  en: "must be of the product that the code names, {gtin}",
  zh: "须属编码所指的产品 {gtin}",
} as const;
export const inOrOut = {
  key: "inOrOut",
  en: "must be wholly inside or outside of {code}, packs {first} to {last}",
  zh: "须完全在 {code}（包装 {first} 至 {last}）之内或之外",
} as const;
export const givenBySalts = {
  key: "givenBySalts",
  en: "must be {commitment}, which document and salts give",
  zh: "须为 {commitment}，由文书与盐值得出",
} as const;
export const givenByCodes = {
  key: "givenByCodes",
  en: "must be {root}, which the codes give",
  zh: "须为 {root}，由编码得出",
} as const;
export const noField = {
  key: "noField",
  en: "is no field of this document, nor is any below it",
  zh: "不是该文书的字段，其下也没有字段",
} as const;
export const noFieldOf = { key: "noFieldOf", en: "is no field of {document}", zh: "不是 {document} 的字段" } as const;

// What a schema asks for
export const notFewer = {
  key: "notFewer",
  en: "must NOT have fewer than {limit} {what}",
  zh: "不得少于 {limit} {what}",
} as const;
export const notMore = {
  key: "notMore",
  en: "must NOT have more than {limit} {what}",
  zh: "不得多于 {limit} {what}",
} as const;
export const pattern = { key: "pattern", en: 'must match pattern "{pattern}"', zh: '须符合模式 "{pattern}"' } as const;
export const otherwise = { key: "otherwise", en: "{what}", zh: "{what}" } as const;

// How the command line is used
export const missingArgument = {
  key: "missingArgument",
  en: "error: missing required argument '{name}'",
  zh: "错误：缺少参数 {name}",
} as const;
export const missingOption = {
  key: "missingOption",
  en: "error: required option '{flags}' not specified",
  zh: "错误：缺少选项 {flags}",
} as const;
export const missingValue = {
  key: "missingValue",
  en: "error: option '{flags}' argument missing",
  zh: "错误：选项 {flags} 缺少值",
} as const;
export const unknownOption = {
  key: "unknownOption",
  en: "error: unknown option '{flag}'{perhaps}",
  zh: "错误：没有选项 {flag}{perhaps}",
} as const;
export const unknownCommand = {
  key: "unknownCommand",
  en: "error: unknown command '{name}'{perhaps}",
  zh: "错误：没有命令 {name}{perhaps}",
} as const;
export const tooManyArguments = {
  key: "tooManyArguments",
  en: "error: too many arguments{counts}",
  zh: "错误：参数过多{counts}",
} as const;
export const notTogether = {
  key: "notTogether",
  en: "error: {one} cannot be used with {other}",
  zh: "错误：{one} 不能与 {other} 同时使用",
} as const;
export const noChoice = {
  key: "noChoice",
  en: "error: option '{what}' argument '{value}' is invalid. Allowed choices are {words}.",
  zh: "错误：选项 {what} 的值 {value} 无效；可选：{words}",
} as const;
