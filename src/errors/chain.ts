import type { Words } from "./base.ts";
import { MedtraceError, type MedtraceErrorOptions } from "./base.ts";
import { ruleInChinese } from "./rules.ts";
import { AGAIN, DEPLOY, NODE, START } from "./words.ts";

/** Thrown when no chain answers. A write that meets it was not sent. */
export class ChainUnreachable extends MedtraceError {
  readonly code = "ChainUnreachable";
  static override readonly words: Words<ChainUnreachable["details"]> = {
    zh: ({ rpc }) => `${rpc} 上没有链应答。`,
    hint: START,
  };
  readonly details: Readonly<{ rpc: string }>;

  constructor(rpc: string, options?: MedtraceErrorOptions) {
    super(`No chain answers at ${rpc}.`, options);
    this.details = { rpc };
  }
}

/** Thrown when there is no deployment of the ledger for the chain. */
export class DeploymentNotFound extends MedtraceError {
  readonly code = "DeploymentNotFound";
  static override readonly words: Words<DeploymentNotFound["details"]> = {
    zh: ({ chainId }) => `据此处所知，账本未部署在链 ${chainId} 上。`,
    hint: DEPLOY,
  };
  readonly details: Readonly<{ chainId: bigint; genesis: string }>;

  constructor(chainId: bigint, genesis: string, options?: MedtraceErrorOptions) {
    super(`The ledger is not deployed on chain ${chainId}, as far as is known here.`, options);
    this.details = { chainId, genesis };
  }
}

/** Thrown when the known deployment is of another chain that has the same id: its first block differs. */
export class DeploymentOfAnotherChain extends MedtraceError {
  readonly code = "DeploymentOfAnotherChain";
  static override readonly words: Words<DeploymentOfAnotherChain["details"]> = {
    zh: ({ chainId }) => `已知的部署属于另一条编号为 ${chainId} 的链：其首个区块不同。`,
    hint: {
      en: "The chain was started anew: deploy again with `npm run deploy -- --network localhost`.",
      zh: "链已重新启动：请用 `npm run deploy -- --network localhost` 重新部署。",
    },
  };
  readonly details: Readonly<{ chainId: bigint; expected: string; actual: string }>;

  constructor(chainId: bigint, expected: string, actual: string, options?: MedtraceErrorOptions) {
    super(`The known deployment is of another chain with id ${chainId}: its first block differs.`, options);
    this.details = { chainId, expected, actual };
  }
}

/** Thrown when what is kept as a deployment is none, or cannot be read. */
export class InvalidDeployment extends MedtraceError {
  readonly code = "InvalidDeployment";
  static override readonly words: Words<InvalidDeployment["details"]> = {
    zh: ({ path }) => `${path} 不是部署，或无法读取。`,
    hint: {
      en: "Remove it, and deploy again with `npm run deploy -- --network localhost`.",
      zh: "请移除它，并用 `npm run deploy -- --network localhost` 重新部署。",
    },
  };
  readonly details: Readonly<{ path: string }>;

  constructor(path: string, options?: MedtraceErrorOptions) {
    super(`${path} is no deployment, or cannot be read.`, options);
    this.details = { path };
  }
}

/** Thrown when the file of an outbox is none, or cannot be read or written. What it says was signed may have been sent. */
export class OutboxUnusable extends MedtraceError {
  readonly code = "OutboxUnusable";
  static override readonly words: Words<OutboxUnusable["details"]> = {
    zh: ({ path, reason }) => `无法将 ${path} 用作发件箱：${ruleInChinese(reason) ?? reason}。`,
    hint: {
      en: "Name another file, or look what became of what this one says before you remove it.",
      zh: "请指明另一文件；移除此文件之前，请先查看其中所签交易的结果。",
    },
  };
  readonly details: Readonly<{ path: string; reason: string }>;

  constructor(path: string, reason: string, options?: MedtraceErrorOptions) {
    super(`${path} cannot be used as an outbox: ${reason}.`, options);
    this.details = { path, reason };
  }
}

/** Thrown when a write was signed before for another ledger, or by another account. */
export class SignedForAnother extends MedtraceError {
  readonly code = "SignedForAnother";
  static override readonly words: Words<SignedForAnother["details"]> = {
    zh: ({ name, field, expected, actual }) =>
      `“${name}”所签的交易属于另一${field === "chain" ? "链" : "账户"}：${actual}，而非 ${expected}。`,
    hint: {
      en: "Use an outbox of its own for each ledger, and a name for each write.",
      zh: "每个账本请用各自的发件箱，每次写入请用各自的名称。",
    },
  };
  readonly details: Readonly<{ name: string; field: string; expected: string; actual: string }>;

  constructor(name: string, field: string, expected: string, actual: string, options?: MedtraceErrorOptions) {
    super(`What was signed as "${name}" is for another ${field}: ${actual}, not ${expected}.`, options);
    this.details = { name, field, expected, actual };
  }
}

/** Thrown when the code at the ledger's address is not the one that was deployed. */
export class WrongLedgerCode extends MedtraceError {
  readonly code = "WrongLedgerCode";
  static override readonly words: Words<WrongLedgerCode["details"]> = {
    zh: ({ ledger }) => `${ledger} 上的代码不是所部署的账本。`,
    hint: {
      en: "Do not use it before you know why: ask whoever deployed it, or name another deployment.",
      zh: "查明原因之前请勿使用：请询问部署者，或指明另一部署。",
    },
  };
  readonly details: Readonly<{ ledger: string; expected: string; actual: string }>;

  constructor(ledger: string, expected: string, actual: string, options?: MedtraceErrorOptions) {
    super(`The code at ${ledger} is not the ledger that was deployed.`, options);
    this.details = { ledger, expected, actual };
  }
}

/** Thrown when a history changed under the reader again and again: the chain reorganises. */
export class ChainReorganised extends MedtraceError {
  readonly code = "ChainReorganised";
  static override readonly words: Words<ChainReorganised["details"]> = {
    zh: ({ subject, attempts }) => `尝试 ${attempts} 次，未能完整读取 ${subject} 的历史。`,
    hint: {
      en: "Either the chain is reorganising, or the node does not keep all logs.",
      zh: "链正在重组，或节点不保存全部日志：请稍后再试，或询问另一节点。",
    },
  };
  readonly details: Readonly<{ subject: string; attempts: number }>;

  constructor(subject: string, attempts: number, options?: MedtraceErrorOptions) {
    super(`The history of ${subject} could not be read whole in ${attempts} attempts.`, options);
    this.details = { subject, attempts };
  }
}

/**
 * Thrown when a node answers the same question one way and then the other, again and again, as several behind one address do that
 * are not at one. What was recorded by then stays.
 */
export class NodeContradictsItself extends MedtraceError {
  readonly code = "NodeContradictsItself";
  static override readonly words: Words<NodeContradictsItself["details"]> = {
    zh: ({ rpc, attempts }) => `节点 ${rpc} 前后矛盾：${attempts} 次未维持先前的回答。`,
    hint: {
      en: "Ask another node, or this one later; run an import again, and it goes on where it was.",
      zh: "请换一个节点，或稍后再问；再次运行导入会从中断处继续。",
    },
  };
  readonly details: Readonly<{ rpc: string; attempts: number }>;

  constructor(rpc: string, attempts: number, options?: MedtraceErrorOptions) {
    super(
      `The node at ${rpc} contradicts itself: ${attempts} times it did not stand by what it had answered.`,
      options,
    );
    this.details = { rpc, attempts };
  }
}

/** Thrown when a node refuses a request for another reason than the ledger's. A write that meets it was not taken. */
export class RequestFailed extends MedtraceError {
  readonly code = "RequestFailed";
  static override readonly words: Words<RequestFailed["details"]> = {
    zh: ({ reason }) => `节点拒绝：${reason}`,
    hint: NODE,
  };
  readonly details: Readonly<{ reason: string }>;

  constructor(reason: string, options?: MedtraceErrorOptions) {
    super(`The node refused: ${reason}`, options);
    this.details = { reason };
  }
}

/**
 * Thrown when an account has less than a transaction may cost at most, which a node asks for before it takes it. Nothing was
 * recorded.
 */
export class InsufficientFunds extends MedtraceError {
  readonly code = "InsufficientFunds";
  static override readonly words: Words<InsufficientFunds["details"]> = {
    zh: ({ account, needed, balance }) =>
      `${account} 付不起该交易的费用：最多需 ${needed} wei${balance === undefined ? "" : `，账户余额为 ${balance}`}。`,
    hint: {
      en: "This chain asks a fee, also for what waits for a block: give the account money, or sign with another one.",
      zh: "该链收取交易费，等待出块的交易也计入：请向该账户转入资金，或用另一账户签名。",
    },
  };
  /** In wei; `balance` is `undefined` where the node does not say. */
  readonly details: Readonly<{ account: string; needed: bigint; balance: bigint | undefined }>;

  constructor(account: string, needed: bigint, balance: bigint | undefined, options?: MedtraceErrorOptions) {
    const has = balance === undefined ? "" : `, and the account has ${balance}`;
    super(`${account} cannot pay for the transaction: it may cost ${needed} wei${has}.`, options);
    this.details = { account, needed, balance };
  }
}

/**
 * Thrown when a write was sent, but whether it was or will be recorded is not known: no block came in time, or the node
 * no longer answers.
 */
export class OutcomeUnknown extends MedtraceError {
  readonly code = "OutcomeUnknown";
  static override readonly words: Words<OutcomeUnknown["details"]> = {
    zh: ({ transaction }) => `交易 ${transaction ?? "（刚发送）"} 是否已记录，尚不可知。`,
    hint: {
      en: "Read the history before writing again, or name the head that the step builds on as `expected`.",
      zh: "重复之前请先读取历史，或用 --expected 指明该步骤所依据的链头。",
    },
  };
  /** `transaction` is `undefined` when the node may or may not have taken it. */
  readonly details: Readonly<{ transaction: string | undefined }>;

  constructor(transaction: string | undefined, options?: MedtraceErrorOptions) {
    super(`Whether transaction ${transaction ?? "(just sent)"} was recorded is not known.`, options);
    this.details = { transaction };
  }
}

/** Thrown when another transaction of the same account was mined in the write's place: it was not recorded. */
export class TransactionReplaced extends MedtraceError {
  readonly code = "TransactionReplaced";
  static override readonly words: Words<TransactionReplaced["details"]> = {
    zh: ({ transaction }) => `该账户的另一笔交易取代了 ${transaction}。`,
    hint: AGAIN,
  };
  readonly details: Readonly<{ transaction: string }>;

  constructor(transaction: string, options?: MedtraceErrorOptions) {
    super(`Another transaction of the account was mined in place of ${transaction}.`, options);
    this.details = { transaction };
  }
}

/** Thrown when a write was mined and refused, for a reason that the block's later state no longer shows. */
export class RefusedWhenMined extends MedtraceError {
  readonly code = "RefusedWhenMined";
  static override readonly words: Words<RefusedWhenMined["details"]> = {
    zh: ({ transaction }) => `交易 ${transaction} 被拒绝；现在同样的写入会被接受。`,
    hint: AGAIN,
  };
  readonly details: Readonly<{ transaction: string }>;

  constructor(transaction: string, options?: MedtraceErrorOptions) {
    super(`Transaction ${transaction} was refused; the same write would be taken now.`, options);
    this.details = { transaction };
  }
}

/** Thrown when a transaction was mined without what it should have recorded: the contract is another version. */
export class UnexpectedResult extends MedtraceError {
  readonly code = "UnexpectedResult";
  static override readonly words: Words<UnexpectedResult["details"]> = {
    zh: ({ missing }) => `交易已出块，但没有 ${missing}。`,
    hint: { en: "Bring SDK and ledger to the same version.", zh: "请使 SDK 与账本版本一致。" },
  };
  readonly details: Readonly<{ missing: string }>;

  constructor(missing: string, options?: MedtraceErrorOptions) {
    super(`The transaction was mined without ${missing}.`, options);
    this.details = { missing };
  }
}

/** Thrown when the ledger reverts with data that is none of its errors. */
export class UnknownRefusal extends MedtraceError {
  readonly code = "UnknownRefusal";
  static override readonly words: Words<UnknownRefusal["details"]> = {
    zh: () => "账本拒绝，理由为本版本所不知。",
    hint: { en: "Bring SDK and ledger to the same version.", zh: "请使 SDK 与账本版本一致。" },
  };
  readonly details: Readonly<{ data: string }>;

  constructor(data: string, options?: MedtraceErrorOptions) {
    super("The ledger refused without a reason that this version knows.", options);
    this.details = { data };
  }
}

/** Thrown when a node offers no storage proofs (`eth_getProof`, EIP-1186). */
export class ProofsUnavailable extends MedtraceError {
  readonly code = "ProofsUnavailable";
  static override readonly words: Words<ProofsUnavailable["details"]> = {
    zh: ({ rpc }) => `节点 ${rpc} 不提供存储证明。`,
    hint: {
      en: "Ask another node. `medtrace verify` still compares every head with what this one stores.",
      zh: "请询问另一节点。`medtrace verify` 仍可将每个链头与该节点所存比对。",
    },
  };
  readonly details: Readonly<{ rpc: string }>;

  constructor(rpc: string, options?: MedtraceErrorOptions) {
    super(`The node at ${rpc} offers no storage proofs.`, options);
    this.details = { rpc };
  }
}

/** Thrown when a node keeps the state of a block no more. */
export class StateUnavailable extends MedtraceError {
  readonly code = "StateUnavailable";
  static override readonly words: Words<StateUnavailable["details"]> = {
    zh: ({ rpc, block }) => `节点 ${rpc} 已不保存区块 ${block} 的状态。`,
    hint: { en: "Ask an archive node, or prove the newest block.", zh: "请询问归档节点，或以最新区块证明。" },
  };
  readonly details: Readonly<{ rpc: string; block: number }>;

  constructor(rpc: string, block: number, options?: MedtraceErrorOptions) {
    super(`The node at ${rpc} has the state of block ${block} no more.`, options);
    this.details = { rpc, block };
  }
}

/** Thrown when a node does not know a block. */
export class UnknownBlock extends MedtraceError {
  readonly code = "UnknownBlock";
  static override readonly words: Words<UnknownBlock["details"]> = {
    zh: ({ rpc, block }) => `节点 ${rpc} 不知道区块 ${block}。`,
    hint: NODE,
  };
  readonly details: Readonly<{ rpc: string; block: number | string }>;

  constructor(rpc: string, block: number | string, options?: MedtraceErrorOptions) {
    super(`The node at ${rpc} knows no block ${block}.`, options);
    this.details = { rpc, block };
  }
}

/** Thrown when what a node gives as proofs proves something else than it answered before. */
export class UnsoundProof extends MedtraceError {
  readonly code = "UnsoundProof";
  static override readonly words: Words<UnsoundProof["details"]> = {
    zh: ({ rpc, problem }) => `节点 ${rpc} 的证明不成立：${problem}。`,
    hint: { en: "Ask another node.", zh: "请询问另一节点。" },
  };
  readonly details: Readonly<{ rpc: string; problem: string }>;

  constructor(rpc: string, problem: string, options?: MedtraceErrorOptions) {
    super(`The proofs of the node at ${rpc} do not hold: ${problem}.`, options);
    this.details = { rpc, problem };
  }
}

/** Thrown when goods that another organisation sends are otherwise than the caller saw them. Nothing was signed. */
export class ChangedSinceSeen extends MedtraceError {
  readonly code = "ChangedSinceSeen";
  static override readonly words: Words<ChangedSinceSeen["details"]> = {
    zh: ({ field, seen, present }) => `来货与所见不符：${field} 当时为 ${seen}，现为 ${present}。`,
    hint: { en: "Look at it again before you sign.", zh: "签名之前请再核对。" },
  };
  /** What is otherwise (terms, quantity or from), as it was seen, and as it is. */
  readonly details: Readonly<{ field: string; seen: string; present: string }>;

  constructor(field: string, seen: string, present: string, options?: MedtraceErrorOptions) {
    super(`What comes has changed since it was seen: ${field} was ${seen}, and is ${present}.`, options);
    this.details = { field, seen, present };
  }
}
