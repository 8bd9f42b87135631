import { told } from "./base.ts";
import { type Phrase, phraseOf } from "./phrase.ts";

const node = { en: "Ask another node, with --rpc.", zh: "请用 --rpc 询问另一节点。" };
const again = {
  en: "Look with `medtrace show` what stands now, and repeat it if it is still wanted.",
  zh: "请用 `medtrace show` 查看现状；如仍需要，再重复。",
};

/** Thrown when no chain answers. A write that meets it was not sent. */
export class ChainUnreachable extends told("ChainUnreachable", (rpc: string) => ({
  details: { rpc },
  en: `No chain answers at ${rpc}.`,
  zh: `${rpc} 上没有链应答。`,
  hint: {
    en: "Start it with `npm start` or `npm run node`, or give another address.",
    zh: "请用 `npm start` 或 `npm run node` 启动，或用 --rpc 给出另一地址。",
  },
})) {}

/** Thrown when there is no deployment of the ledger for the chain. */
export class DeploymentNotFound extends told("DeploymentNotFound", (chainId: bigint, genesis: string) => ({
  details: { chainId, genesis },
  en: `The ledger is not deployed on chain ${chainId}, as far as is known here.`,
  zh: `据此处所知，账本未部署在链 ${chainId} 上。`,
  hint: {
    en: "Deploy it with `npm run deploy -- --network localhost`, or give its deployment.",
    zh: "请用 `npm run deploy -- --network localhost` 部署，或给出其部署。",
  },
})) {}

/** Thrown when the known deployment is of another chain that has the same id: its first block differs. */
export class DeploymentOfAnotherChain extends told(
  "DeploymentOfAnotherChain",
  (chainId: bigint, expected: string, actual: string) => ({
    details: { chainId, expected, actual },
    en: `The known deployment is of another chain with id ${chainId}: its first block differs.`,
    zh: `已知的部署属于另一条编号为 ${chainId} 的链：其首个区块不同。`,
    hint: {
      en: "The chain was started anew: deploy again with `npm run deploy -- --network localhost`.",
      zh: "链已重新启动：请用 `npm run deploy -- --network localhost` 重新部署。",
    },
  }),
) {}

/** Thrown when what is kept as a deployment is none, or cannot be read. */
export class InvalidDeployment extends told("InvalidDeployment", (path: string) => ({
  details: { path },
  en: `${path} is no deployment, or cannot be read.`,
  zh: `${path} 不是部署，或无法读取。`,
  hint: {
    en: "Remove it, and deploy again with `npm run deploy -- --network localhost`.",
    zh: "请移除它，并用 `npm run deploy -- --network localhost` 重新部署。",
  },
})) {}

/** Thrown when the file of an outbox is none, or cannot be read or written. What it says was signed may have been sent. */
export class OutboxUnusable extends told("OutboxUnusable", (path: string, reason: string | Phrase) => ({
  details: { path, reason: phraseOf(reason).en },
  en: `${path} cannot be used as an outbox: ${phraseOf(reason).en}.`,
  zh: `无法将 ${path} 用作发件箱：${phraseOf(reason).zh}。`,
  hint: {
    en: "Name another file, or look what became of what this one says before you remove it.",
    zh: "请指明另一文件；移除此文件之前，请先查看其中所签交易的结果。",
  },
})) {}

/** Thrown when a write was signed before for another ledger, or by another account. */
export class SignedForAnother extends told(
  "SignedForAnother",
  (name: string, field: string, expected: string, actual: string) => ({
    details: { name, field, expected, actual },
    en: `What was signed as "${name}" is for another ${field}: ${actual}, not ${expected}.`,
    zh: `“${name}”所签的交易属于另一${field === "chain" ? "链" : "账户"}：${actual}，而非 ${expected}。`,
    hint: {
      en: "Use an outbox of its own for each ledger, and a name for each write.",
      zh: "每个账本请用各自的发件箱，每次写入请用各自的名称。",
    },
  }),
) {}

/** Thrown when the code at the ledger's address is not the one that was deployed. */
export class WrongLedgerCode extends told("WrongLedgerCode", (ledger: string, expected: string, actual: string) => ({
  details: { ledger, expected, actual },
  en: `The code at ${ledger} is not the ledger that was deployed.`,
  zh: `${ledger} 上的代码不是所部署的账本。`,
  hint: {
    en: "Do not use it before you know why: ask whoever deployed it, or name another deployment.",
    zh: "查明原因之前请勿使用：请询问部署者，或指明另一部署。",
  },
})) {}

/** Thrown when a history changed under the reader again and again: the chain reorganises. */
export class ChainReorganised extends told("ChainReorganised", (subject: string, attempts: number) => ({
  details: { subject, attempts },
  en: `The history of ${subject} could not be read whole in ${attempts} attempts.`,
  zh: `尝试 ${attempts} 次，未能完整读取 ${subject} 的历史。`,
  hint: {
    en: "Either the chain is reorganising, or the node does not keep all logs.",
    zh: "链正在重组，或节点不保存全部日志：请稍后再试，或询问另一节点。",
  },
})) {}

/**
 * Thrown when a node answers the same question one way and then the other, again and again, as several behind one address do that
 * are not at one. What was recorded by then stays.
 */
export class NodeContradictsItself extends told("NodeContradictsItself", (rpc: string, attempts: number) => ({
  details: { rpc, attempts },
  en: `The node at ${rpc} contradicts itself: ${attempts} times it did not stand by what it had answered.`,
  zh: `节点 ${rpc} 前后矛盾：${attempts} 次未维持先前的回答。`,
  hint: {
    en: "Ask another node, or this one later; run an import again, and it goes on where it was.",
    zh: "请换一个节点，或稍后再问；再次运行导入会从中断处继续。",
  },
})) {}

/** Thrown when a node refuses a request for another reason than the ledger's. A write that meets it was not taken. */
export class RequestFailed extends told("RequestFailed", (reason: string) => ({
  details: { reason },
  en: `The node refused: ${reason}`,
  zh: `节点拒绝：${reason}`,
  hint: node,
})) {}

/**
 * Thrown when an account has less than a transaction may cost at most, which a node asks for before it takes it. Nothing was
 * recorded.
 */
export class InsufficientFunds extends told(
  "InsufficientFunds",
  (account: string, needed: bigint, balance: bigint | undefined) => {
    const has = balance === undefined ? "" : `, and the account has ${balance}`;
    return {
      details: { account, needed, balance },
      en: `${account} cannot pay for the transaction: it may cost ${needed} wei${has}.`,
      zh: `${account} 付不起该交易的费用：最多需 ${needed} wei${balance === undefined ? "" : `，账户余额为 ${balance}`}。`,
      hint: {
        en: "This chain asks a fee, also for what waits for a block: give the account money, or sign with another one.",
        zh: "该链收取交易费，等待出块的交易也计入：请向该账户转入资金，或用另一账户签名。",
      },
    };
  },
) {}

/**
 * Thrown when a write was sent, but whether it was or will be recorded is not known: no block came in time, or the node
 * no longer answers.
 */
export class OutcomeUnknown extends told("OutcomeUnknown", (transaction: string | undefined) => ({
  details: { transaction },
  en: `Whether transaction ${transaction ?? "(just sent)"} was recorded is not known.`,
  zh: `交易 ${transaction ?? "（刚发送）"} 是否已记录，尚不可知。`,
  hint: {
    en: "Read the history before writing again, or name the head that the step builds on as `expected`.",
    zh: "重复之前请先读取历史，或用 --expected 指明该步骤所依据的链头。",
  },
})) {}

/** Thrown when another transaction of the same account was mined in the write's place: it was not recorded. */
export class TransactionReplaced extends told("TransactionReplaced", (transaction: string) => ({
  details: { transaction },
  en: `Another transaction of the account was mined in place of ${transaction}.`,
  zh: `该账户的另一笔交易取代了 ${transaction}。`,
  hint: again,
})) {}

/** Thrown when a node refuses nonce after nonce, each of which it had said to be the account's next. Nothing was recorded. */
export class NonceRefused extends told("NonceRefused", (account: string, attempts: number) => ({
  details: { account, attempts },
  en: `The node refused ${attempts} nonces of ${account}, each of which it had said to be the next one.`,
  zh: `节点 ${attempts} 次拒绝了 ${account} 的 nonce，而每次都是它自己所说的下一个。`,
  hint: {
    en: "Let nothing else sign with this account meanwhile, or give each an outbox; else ask another node, with --rpc.",
    zh: "请勿同时以该账户另行签名，或为各方配置发件箱；否则请用 --rpc 询问另一节点。",
  },
})) {}

/** Thrown when a write was mined and refused, for a reason that the block's later state no longer shows. */
export class RefusedWhenMined extends told("RefusedWhenMined", (transaction: string) => ({
  details: { transaction },
  en: `Transaction ${transaction} was refused; the same write would be taken now.`,
  zh: `交易 ${transaction} 被拒绝；现在同样的写入会被接受。`,
  hint: again,
})) {}

/** Thrown when a transaction was mined without what it should have recorded: the contract is another version. */
export class UnexpectedResult extends told("UnexpectedResult", (missing: Phrase) => ({
  details: { missing: missing.en },
  en: `The transaction was mined without ${missing.en}.`,
  zh: `交易已出块，但没有${missing.zh}。`,
  hint: { en: "Bring SDK and ledger to the same version.", zh: "请使 SDK 与账本版本一致。" },
})) {}

/** Thrown when the ledger reverts with data that is none of its errors. */
export class UnknownRefusal extends told("UnknownRefusal", (data: string) => ({
  details: { data },
  en: "The ledger refused without a reason that this version knows.",
  zh: "账本拒绝，理由为本版本所不知。",
  hint: { en: "Bring SDK and ledger to the same version.", zh: "请使 SDK 与账本版本一致。" },
})) {}

/** Thrown when a node offers no storage proofs (`eth_getProof`, EIP-1186). */
export class ProofsUnavailable extends told("ProofsUnavailable", (rpc: string) => ({
  details: { rpc },
  en: `The node at ${rpc} offers no storage proofs.`,
  zh: `节点 ${rpc} 不提供存储证明。`,
  hint: {
    en: "Ask another node. `medtrace verify` still compares every head with what this one stores.",
    zh: "请询问另一节点。`medtrace verify` 仍可将每个链头与该节点所存比对。",
  },
})) {}

/** Thrown when a node keeps the state of a block no more. */
export class StateUnavailable extends told("StateUnavailable", (rpc: string, block: number) => ({
  details: { rpc, block },
  en: `The node at ${rpc} has the state of block ${block} no more.`,
  zh: `节点 ${rpc} 已不保存区块 ${block} 的状态。`,
  hint: { en: "Ask an archive node, or prove the newest block.", zh: "请询问归档节点，或以最新区块证明。" },
})) {}

/** Thrown when a node does not know a block. */
export class UnknownBlock extends told("UnknownBlock", (rpc: string, block: number | string) => ({
  details: { rpc, block },
  en: `The node at ${rpc} knows no block ${block}.`,
  zh: `节点 ${rpc} 不知道区块 ${block}。`,
  hint: node,
})) {}

/** Thrown when what a node gives as proofs proves something else than it answered before. */
export class UnsoundProof extends told("UnsoundProof", (rpc: string, problem: string | Phrase) => ({
  details: { rpc, problem: phraseOf(problem).en },
  en: `The proofs of the node at ${rpc} do not hold: ${phraseOf(problem).en}.`,
  zh: `节点 ${rpc} 的证明不成立：${phraseOf(problem).zh}。`,
  hint: { en: "Ask another node.", zh: "请询问另一节点。" },
})) {}

/** Thrown when goods that another organisation sends are otherwise than the caller saw them. Nothing was signed. */
export class ChangedSinceSeen extends told(
  "ChangedSinceSeen",
  (field: string, seen: string, present: string | Phrase) => ({
    details: { field, seen, present: phraseOf(present).en },
    en: `What comes has changed since it was seen: ${field} was ${seen}, and is ${phraseOf(present).en}.`,
    zh: `来货与所见不符：${field} 当时为 ${seen}，现为 ${phraseOf(present).zh}。`,
    hint: { en: "Look at it again before you sign.", zh: "签名之前请再核对。" },
  }),
) {}
