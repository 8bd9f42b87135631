import type { Phrase } from "../../lifecycle/names.ts";
import { USAGE } from "../help.ts";
import { ruleInChinese } from "../rules.ts";
import type { Explanations } from "./catalogue.ts";

/** What an input error says of itself. */
interface Broken {
  readonly field: string;
  readonly value: unknown;
  readonly rule: string;
}

const shown = (value: unknown): string =>
  JSON.stringify(value, (_, one) => (typeof one === "bigint" ? one.toString() : one)) ?? "";

const input = ({ field, value, rule }: Broken): string => {
  const given = shown(value);
  return `${field}${given === "" ? "" : ` ${given}`}：${ruleInChinese(rule) ?? rule}。`;
};

/** An input that is wrong by itself. */
const wrong = (hint: Phrase) => ({ zh: input, hint });

const label = { en: "Compare it with what the label prints.", zh: "请与标签所印核对。" };
const remade = { en: "Make it anew with the command that wrote it.", zh: "请用写出它的命令重新制作。" };
const packList = { en: "Make it anew with `medtrace packs make`.", zh: "请用 `medtrace packs make` 重新制作。" };
const disclosure = {
  en: "Ask whoever made it for another one: it was changed, or is not all there.",
  zh: "请向制作者另行索取：它被更改，或不完整。",
};
const node = { en: "Ask another node, with --rpc.", zh: "请用 --rpc 询问另一节点。" };
const start = {
  en: "Start it with `npm start` or `npm run node`, or give another address.",
  zh: "请用 `npm start` 或 `npm run node` 启动，或用 --rpc 给出另一地址。",
};
const deploy = {
  en: "Deploy it with `npm run deploy -- --network localhost`, or give its deployment.",
  zh: "请用 `npm run deploy -- --network localhost` 部署，或给出其部署。",
};
const again = {
  en: "Look with `medtrace show` what stands now, and repeat it if it is still wanted.",
  zh: "请用 `medtrace show` 查看现状；如仍需要，再重复。",
};

const savedBefore = {
  en: "A step before must have `save` with that name, and a result with that field.",
  zh: "之前的步骤须以 `save` 保存该名称，且其结果有该字段。",
};

/** What needs no chain, what a node answers, and the command line's own files. */
export const machinery: Explanations<
  | "InvalidInput"
  | "UnknownCodeForm"
  | "InvalidDigitalLink"
  | "MissingGtin"
  | "InvalidGtin"
  | "WrongCheckDigit"
  | "MalformedSerial"
  | "MalformedLot"
  | "InvalidDate"
  | "InvalidDataField"
  | "UnknownApplicationIdentifier"
  | "DuplicateApplicationIdentifier"
  | "MissingSerial"
  | "MissingLot"
  | "InvalidSscc"
  | "InvalidField"
  | "UnknownField"
  | "MalformedDetails"
  | "MalformedDisclosure"
  | "WrongCommitment"
  | "InvalidDocument"
  | "DetailsFolderUnusable"
  | "WrongDetailsFile"
  | "NoPacks"
  | "TooManyUnits"
  | "DuplicateUnitCode"
  | "InvalidCaseRange"
  | "OverlappingCases"
  | "UnknownUnit"
  | "MalformedPackList"
  | "WrongPackRoot"
  | "InvalidPackIndex"
  | "InvalidPackRange"
  | "DuplicatePack"
  | "InvalidMark"
  | "ChainUnreachable"
  | "DeploymentNotFound"
  | "DeploymentOfAnotherChain"
  | "InvalidDeployment"
  | "WrongLedgerCode"
  | "ChainReorganised"
  | "NodeContradictsItself"
  | "RequestFailed"
  | "InsufficientFunds"
  | "OutcomeUnknown"
  | "TransactionReplaced"
  | "RefusedWhenMined"
  | "UnexpectedResult"
  | "UnknownRefusal"
  | "ProofsUnavailable"
  | "StateUnavailable"
  | "UnknownBlock"
  | "UnsoundProof"
  | "KeystoreNotFound"
  | "KeystoreExists"
  | "InvalidKeystore"
  | "WrongPassword"
  | "PasswordRequired"
  | "DetailsNotFound"
  | "NotSigned"
  | "FileUnusable"
  | "InvalidConfig"
  | "ConfigExists"
  | "LedgerNotReached"
  | "OrganisationNotFound"
  | "AmbiguousOrganisation"
  | "MemberNotFound"
  | "OutboxUnusable"
  | "SignedForAnother"
  | "RowsMalformed"
  | "JournalOfAnotherFile"
  | "MalformedScenario"
  | "ScenarioMismatch"
  | "PersonWithoutKey"
  | "NotSaved"
  | "WrongReference"
> = {
  InvalidInput: wrong(USAGE),
  UnknownCodeForm: wrong({
    en: "Give a GTIN, the bracketed text as printed, or a GS1 Digital Link.",
    zh: "请给出 8、12、13 或 14 位的 GTIN、如印刷的括号文本 (01)09521234543213(21)12345，或未压缩的 GS1 Digital Link；采购申请的自编号须用 --of 指明所属机构。",
  }),
  InvalidDigitalLink: wrong(label),
  MissingGtin: wrong(label),
  InvalidGtin: wrong(label),
  WrongCheckDigit: wrong({
    en: "Read the code again: a digit is wrong or two are swapped.",
    zh: "请再读一次编码：有一位错误，或两位颠倒。",
  }),
  MalformedSerial: wrong(label),
  MalformedLot: wrong(label),
  InvalidDate: wrong(label),
  InvalidDataField: wrong({
    en: "If the bracket belongs to a serial or a lot, write it as \\( .",
    zh: "若括号属于序列号或批号，请写作 \\( 。",
  }),
  UnknownApplicationIdentifier: wrong({
    en: "Leave it out: product, serial, lot and expiry are enough.",
    zh: "请去掉它：产品、序列号、批号与效期即可。",
  }),
  DuplicateApplicationIdentifier: wrong({ en: "Give it once.", zh: "请只给出一次。" }),
  MissingSerial: wrong({
    en: "Give the code with its serial (21); a parcel is named by its id, which `medtrace parcels` lists.",
    zh: "请给出带序列号（21）的编码；分装以标识指明，由 `medtrace parcels` 列出。",
  }),
  MissingLot: wrong({ en: "Give the code with its lot (10).", zh: "请给出带批号（10）的编码。" }),
  InvalidSscc: wrong(label),
  InvalidField: wrong({
    en: "`medtrace details schema` prints what a record's fields may be.",
    zh: "`medtrace details schema` 输出文书字段的要求。",
  }),
  UnknownField: wrong({
    en: "`medtrace details show` prints the fields.",
    zh: "`medtrace details show` 输出各字段。",
  }),
  MalformedDetails: wrong(remade),
  MalformedDisclosure: wrong(disclosure),
  WrongCommitment: wrong(disclosure),
  InvalidDocument: {
    zh: ({ problems }) =>
      `${problems.map(({ path, rule }) => `${path || "/"}：${ruleInChinese(rule) ?? rule}`).join("；")}。`,
    hint: ({ action }) => ({
      en: `\`medtrace details schema\` prints what ${action} asks for.`,
      zh: "`medtrace details schema` 输出该操作的文书要求。",
    }),
  },
  DetailsFolderUnusable: {
    zh: ({ path, reason }) => `无法使用 ${path}：${reason}。`,
    hint: {
      en: "See its permissions, or name another folder by --store or MEDTRACE_DETAILS.",
      zh: "请检查其权限，或用 --store 或 MEDTRACE_DETAILS 指明另一文件夹。",
    },
  },
  WrongDetailsFile: {
    zh: ({ path, rule }) => `${path} 不含其文件名所指的明细：${ruleInChinese(rule) ?? rule}。`,
    hint: { en: "It was changed or is damaged: bring it back from a copy.", zh: "它被更改或损坏：请从副本恢复。" },
  },
  NoPacks: wrong({ en: "Give a file with a serial a line.", zh: "请给出每行一个序列号的文件。" }),
  TooManyUnits: wrong({ en: "Make a list for each part of the lot.", zh: "请按批次的各部分分别制作清单。" }),
  DuplicateUnitCode: wrong({ en: "Give each code once.", zh: "每个编码请只给出一次。" }),
  InvalidCaseRange: wrong({ en: "Look at the case's first pack and count.", zh: "请核对箱的首个包装与数量。" }),
  OverlappingCases: wrong({ en: "Look at the first packs and counts of both.", zh: "请核对两箱的首个包装与数量。" }),
  UnknownUnit: wrong({
    en: "Compare the code with the label, and the pack list with the lot.",
    zh: "请将编码与标签、包装清单与批次核对。",
  }),
  MalformedPackList: wrong(packList),
  WrongPackRoot: wrong(packList),
  InvalidPackIndex: wrong(USAGE),
  InvalidPackRange: wrong(USAGE),
  DuplicatePack: wrong({ en: "Name each pack once.", zh: "每个包装请只指明一次。" }),
  InvalidMark: wrong(USAGE),
  ChainUnreachable: { zh: ({ rpc }) => `${rpc} 上没有链应答。`, hint: start },
  DeploymentNotFound: { zh: ({ chainId }) => `据此处所知，账本未部署在链 ${chainId} 上。`, hint: deploy },
  DeploymentOfAnotherChain: {
    zh: ({ chainId }) => `已知的部署属于另一条编号为 ${chainId} 的链：其首个区块不同。`,
    hint: {
      en: "The chain was started anew: deploy again with `npm run deploy -- --network localhost`.",
      zh: "链已重新启动：请用 `npm run deploy -- --network localhost` 重新部署。",
    },
  },
  InvalidDeployment: {
    zh: ({ path }) => `${path} 不是部署，或无法读取。`,
    hint: {
      en: "Remove it, and deploy again with `npm run deploy -- --network localhost`.",
      zh: "请移除它，并用 `npm run deploy -- --network localhost` 重新部署。",
    },
  },
  WrongLedgerCode: {
    zh: ({ ledger }) => `${ledger} 上的代码不是所部署的账本。`,
    hint: {
      en: "Do not use it before you know why: ask whoever deployed it, or name another deployment.",
      zh: "查明原因之前请勿使用：请询问部署者，或指明另一部署。",
    },
  },
  ChainReorganised: {
    zh: ({ subject, attempts }) => `尝试 ${attempts} 次，未能完整读取 ${subject} 的历史。`,
    hint: {
      en: "Either the chain is reorganising, or the node does not keep all logs.",
      zh: "链正在重组，或节点不保存全部日志：请稍后再试，或询问另一节点。",
    },
  },
  NodeContradictsItself: {
    zh: ({ rpc, attempts }) => `节点 ${rpc} 前后矛盾：${attempts} 次未维持先前的回答。`,
    hint: {
      en: "Ask another node, or this one later; run an import again, and it goes on where it was.",
      zh: "请换一个节点，或稍后再问；再次运行导入会从中断处继续。",
    },
  },
  RequestFailed: { zh: ({ reason }) => `节点拒绝：${reason}`, hint: node },
  InsufficientFunds: {
    zh: ({ account, needed, balance }) =>
      `${account} 付不起该交易的费用：最多需 ${needed} wei${balance === undefined ? "" : `，账户余额为 ${balance}`}。`,
    hint: {
      en: "This chain asks a fee, also for what waits for a block: give the account money, or sign with another one.",
      zh: "该链收取交易费，等待出块的交易也计入：请向该账户转入资金，或用另一账户签名。",
    },
  },
  OutcomeUnknown: {
    zh: ({ transaction }) => `交易 ${transaction ?? "（刚发送）"} 是否已记录，尚不可知。`,
    hint: {
      en: "Read the history before writing again, or name the head that the step builds on as `expected`.",
      zh: "重复之前请先读取历史，或用 --expected 指明该步骤所依据的链头。",
    },
  },
  TransactionReplaced: { zh: ({ transaction }) => `该账户的另一笔交易取代了 ${transaction}。`, hint: again },
  RefusedWhenMined: { zh: ({ transaction }) => `交易 ${transaction} 被拒绝；现在同样的写入会被接受。`, hint: again },
  UnexpectedResult: {
    zh: ({ missing }) => `交易已出块，但没有 ${missing}。`,
    hint: { en: "Bring SDK and ledger to the same version.", zh: "请使 SDK 与账本版本一致。" },
  },
  UnknownRefusal: {
    zh: () => "账本拒绝，理由为本版本所不知。",
    hint: { en: "Bring SDK and ledger to the same version.", zh: "请使 SDK 与账本版本一致。" },
  },
  ProofsUnavailable: {
    zh: ({ rpc }) => `节点 ${rpc} 不提供存储证明。`,
    hint: {
      en: "Ask another node. `medtrace verify` still compares every head with what this one stores.",
      zh: "请询问另一节点。`medtrace verify` 仍可将每个链头与该节点所存比对。",
    },
  },
  StateUnavailable: {
    zh: ({ rpc, block }) => `节点 ${rpc} 已不保存区块 ${block} 的状态。`,
    hint: { en: "Ask an archive node, or prove the newest block.", zh: "请询问归档节点，或以最新区块证明。" },
  },
  UnknownBlock: { zh: ({ rpc, block }) => `节点 ${rpc} 不知道区块 ${block}。`, hint: node },
  UnsoundProof: {
    zh: ({ rpc, problem }) => `节点 ${rpc} 的证明不成立：${problem}。`,
    hint: { en: "Ask another node.", zh: "请询问另一节点。" },
  },
  KeystoreNotFound: {
    zh: ({ path }) => `没有密钥库 ${path}。`,
    hint: {
      en: "`medtrace keys list` shows those that are there.",
      zh: "`medtrace keys list` 列出已有的；`medtrace keys new` 创建；--keystore 或 MEDTRACE_KEYSTORE 指明另一文件夹。",
    },
  },
  KeystoreExists: {
    zh: ({ path }) => `${path} 已存在，且从不覆盖。`,
    hint: { en: "Choose another name.", zh: "请另取名称。" },
  },
  InvalidKeystore: {
    zh: ({ path }) => `${path} 不是加密的 JSON 密钥库。`,
    hint: {
      en: "`medtrace keys import` makes one of a private key.",
      zh: "`medtrace keys import` 可由私钥制作。",
    },
  },
  WrongPassword: {
    zh: ({ path }) => `密码打不开 ${path}。`,
    hint: {
      en: "It was taken from --password-file, else from MEDTRACE_PASSWORD, else asked for.",
      zh: "密码取自 --password-file，否则取自 MEDTRACE_PASSWORD，否则询问。",
    },
  },
  PasswordRequired: {
    zh: ({ path }) => `${path} 需要密码。`,
    hint: {
      en: "Set MEDTRACE_PASSWORD, give --password-file, or run it on a terminal, which asks for it.",
      zh: "请设 MEDTRACE_PASSWORD、给出 --password-file，或在终端运行，由其询问（两次输入须相同）。",
    },
  },
  DetailsNotFound: {
    zh: ({ commitment }) => `此处没有 ${commitment} 背后的明细。`,
    hint: {
      en: "`medtrace details list` shows those that are; --store or MEDTRACE_DETAILS names another folder.",
      zh: "`medtrace details list` 列出已有的；--store 或 MEDTRACE_DETAILS 指明另一文件夹。",
    },
  },
  NotSigned: {
    zh: () => "您选择不签名，未发送任何内容。",
    hint: { en: "Decline or refuse what is not as agreed.", zh: "与约定不符的，请谢绝或拒收。" },
  },
  FileUnusable: {
    zh: ({ path, reason }) => `无法使用 ${path}：${reason}。`,
    hint: ({ reason }) => fileHints[reason] ?? { en: "Look at the path and its disk.", zh: "请检查路径及其磁盘。" },
  },
  InvalidConfig: {
    zh: ({ path, member, rule }) => `${path}：${member === "" ? "它" : member} ${ruleInChinese(rule) ?? rule}。`,
    hint: {
      en: "Repair it, or write a new one with `medtrace init --force`; --config names another one.",
      zh: "请修正，或用 `medtrace init --force` 重写；--config 指明另一个。",
    },
  },
  ConfigExists: {
    zh: ({ path }) => `${path} 已存在。`,
    hint: { en: "--force replaces it.", zh: "--force 可替换它。" },
  },
  LedgerNotReached: {
    zh: ({ rpc, error }) => `未写入任何内容：在 ${rpc} 上没有得到账本（${error}）。`,
    hint: { en: "--offline writes it without asking a node.", zh: "--offline 不询问节点即写入。" },
  },
  OrganisationNotFound: {
    zh: ({ name }) => `账本上没有名称含 ${JSON.stringify(name)} 的机构。`,
    hint: { en: "`medtrace org` lists them.", zh: "`medtrace org` 列出全部机构。" },
  },
  AmbiguousOrganisation: {
    zh: ({ name, organisations }) => `${JSON.stringify(name)} 可能指机构 ${organisations.join("、")}。`,
    hint: { en: "Name one by its number.", zh: "请以编号指明一个。" },
  },
  MemberNotFound: {
    zh: ({ member }) => `${member} 不是成员。`,
    hint: {
      en: "`medtrace member` lists them; an administrator adds them with `medtrace add-member`.",
      zh: "`medtrace member` 列出成员；由管理员用 `medtrace add-member` 添加。",
    },
  },
  OutboxUnusable: {
    zh: ({ path, reason }) => `无法将 ${path} 用作发件箱：${ruleInChinese(reason) ?? reason}。`,
    hint: {
      en: "Name another file, or look what became of what this one says before you remove it.",
      zh: "请指明另一文件；移除此文件之前，请先查看其中所签交易的结果。",
    },
  },
  SignedForAnother: {
    zh: ({ name, field, expected, actual }) =>
      `“${name}”所签的交易属于另一${field === "chain" ? "链" : "账户"}：${actual}，而非 ${expected}。`,
    hint: {
      en: "Use an outbox of its own for each ledger, and a name for each write.",
      zh: "每个账本请用各自的发件箱，每次写入请用各自的名称。",
    },
  },
  RowsMalformed: {
    zh: ({ problems }) =>
      `${problems.length} 处不合规定：${problems
        .slice(0, 20)
        .map(
          ({ row, column, value: cell, rule }) =>
            `\n  第 ${row} 行，${column}${cell === undefined ? "" : ` ${shown(cell)}`}：${ruleInChinese(rule) ?? rule}`,
        )
        .join("")}${problems.length > 20 ? `\n  … 另有 ${problems.length - 20} 处` : ""}`,
    hint: {
      en: "Nothing was written. Correct these rows, and import the file again.",
      zh: "未写入任何内容。请更正这些行，然后重新导入。",
    },
  },
  JournalOfAnotherFile: {
    zh: ({ path }) => `${path} 属于内容不同的另一文件。`,
    hint: {
      en: "Import the file as it was then; or, if all of it was recorded or refused, name another journal by --journal.",
      zh: "请导入当时的文件；如其各行均已记录或被拒绝，请用 --journal 指明另一日志。",
    },
  },
  MalformedScenario: {
    zh: ({ file, line, column, field, value, rule }) => `${file}:${line}:${column}：${input({ field, value, rule })}`,
    hint: {
      en: "docs/scenarios.md has the format; `medtrace run --schema` prints it.",
      zh: "格式见 docs/scenarios.md；`medtrace run --schema` 可输出。",
    },
  },
  ScenarioMismatch: {
    zh: input,
    hint: {
      en: "Compare the scenario with what `medtrace org` and `medtrace member` show; --set-up adds what is missing.",
      zh: "请与 `medtrace org` 和 `medtrace member` 所示核对；--set-up 可补充缺少的内容。",
    },
  },
  PersonWithoutKey: {
    zh: ({ person }) => `没有须操作的 ${shown(person)} 的密钥。`,
    hint: {
      en: "Keys are found by the person's name: `medtrace keys list` shows those that are there.",
      zh: "密钥按人名查找：`medtrace keys list` 列出已有的密钥。",
    },
  },
  NotSaved: { zh: ({ reference }) => `${reference} 未曾保存。`, hint: savedBefore },
  WrongReference: { zh: ({ reference, rule }) => `${reference}：${ruleInChinese(rule) ?? rule}。`, hint: savedBefore },
};

/** What to do next, by the system's word for what is wrong. */
const fileHints: Readonly<Record<string, Phrase>> = {
  EACCES: { en: "Its owner's permissions do not allow it.", zh: "其所有者的权限不允许。" },
  EEXIST: {
    en: "It is there already, and is not written over: name another file.",
    zh: "它已存在，且不覆盖：请指明另一文件。",
  },
  EISDIR: { en: "It is a folder: name a file in it.", zh: "它是文件夹：请指明其中的文件。" },
  ENOENT: { en: "It is not there: look at the path.", zh: "它不存在：请检查路径。" },
};
