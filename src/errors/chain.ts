import { MedtraceError, type MedtraceErrorOptions } from "./base.ts";

/** Thrown when no chain answers. A write that meets it was not sent. */
export class ChainUnreachable extends MedtraceError {
  readonly code = "ChainUnreachable";
  readonly details: Readonly<{ rpc: string }>;

  constructor(rpc: string, options?: MedtraceErrorOptions) {
    super(`No chain answers at ${rpc}.`, {
      hint: "Start it with `npm start` or `npm run node`, or give another address.",
      ...options,
    });
    this.details = { rpc };
  }
}

/** Thrown when there is no deployment of the ledger for the chain. */
export class DeploymentNotFound extends MedtraceError {
  readonly code = "DeploymentNotFound";
  readonly details: Readonly<{ chainId: bigint; genesis: string }>;

  constructor(chainId: bigint, genesis: string, options?: MedtraceErrorOptions) {
    super(`The ledger is not deployed on chain ${chainId}, as far as is known here.`, {
      hint: "Deploy it with `npm run deploy -- --network localhost`, or give its deployment.",
      ...options,
    });
    this.details = { chainId, genesis };
  }
}

/** Thrown when the known deployment is of another chain that has the same id: its first block differs. */
export class DeploymentOfAnotherChain extends MedtraceError {
  readonly code = "DeploymentOfAnotherChain";
  readonly details: Readonly<{ chainId: bigint; expected: string; actual: string }>;

  constructor(chainId: bigint, expected: string, actual: string, options?: MedtraceErrorOptions) {
    super(`The known deployment is of another chain with id ${chainId}: its first block differs.`, {
      hint: "The chain was started anew: deploy again with `npm run deploy -- --network localhost`.",
      ...options,
    });
    this.details = { chainId, expected, actual };
  }
}

/** Thrown when what is kept as a deployment is none, or cannot be read. */
export class InvalidDeployment extends MedtraceError {
  readonly code = "InvalidDeployment";
  readonly details: Readonly<{ path: string }>;

  constructor(path: string, options?: MedtraceErrorOptions) {
    super(`${path} is no deployment, or cannot be read.`, {
      hint: "Remove it, and deploy again with `npm run deploy -- --network localhost`.",
      ...options,
    });
    this.details = { path };
  }
}

/** Thrown when the file of an outbox is none, or cannot be read or written. What it says was signed may have been sent. */
export class OutboxUnusable extends MedtraceError {
  readonly code = "OutboxUnusable";
  readonly details: Readonly<{ path: string; reason: string }>;

  constructor(path: string, reason: string, options?: MedtraceErrorOptions) {
    super(`${path} cannot be used as an outbox: ${reason}.`, {
      hint: "Name another file, or look what became of what this one says before you remove it.",
      ...options,
    });
    this.details = { path, reason };
  }
}

/** Thrown when a write was signed before for another ledger, or by another account. */
export class SignedForAnother extends MedtraceError {
  readonly code = "SignedForAnother";
  readonly details: Readonly<{ name: string; field: string; expected: string; actual: string }>;

  constructor(name: string, field: string, expected: string, actual: string, options?: MedtraceErrorOptions) {
    super(`What was signed as "${name}" is for another ${field}: ${actual}, not ${expected}.`, {
      hint: "Use an outbox of its own for each ledger, and a name for each write.",
      ...options,
    });
    this.details = { name, field, expected, actual };
  }
}

/** Thrown when the code at the ledger's address is not the one that was deployed. */
export class WrongLedgerCode extends MedtraceError {
  readonly code = "WrongLedgerCode";
  readonly details: Readonly<{ ledger: string; expected: string; actual: string }>;

  constructor(ledger: string, expected: string, actual: string, options?: MedtraceErrorOptions) {
    super(`The code at ${ledger} is not the ledger that was deployed.`, options);
    this.details = { ledger, expected, actual };
  }
}

/** Thrown when a history changed under the reader again and again: the chain reorganises. */
export class ChainReorganised extends MedtraceError {
  readonly code = "ChainReorganised";
  readonly details: Readonly<{ subject: string; attempts: number }>;

  constructor(subject: string, attempts: number, options?: MedtraceErrorOptions) {
    super(`The history of ${subject} could not be read whole in ${attempts} attempts.`, {
      hint: "Either the chain is reorganising, or the node does not keep all logs.",
      ...options,
    });
    this.details = { subject, attempts };
  }
}

/**
 * Thrown when a node answers the same question one way and then the other, again and again, as several behind one address do that
 * are not at one. What was recorded by then stays.
 */
export class NodeContradictsItself extends MedtraceError {
  readonly code = "NodeContradictsItself";
  readonly details: Readonly<{ rpc: string; attempts: number }>;

  constructor(rpc: string, attempts: number, options?: MedtraceErrorOptions) {
    super(`The node at ${rpc} contradicts itself: ${attempts} times it did not stand by what it had answered.`, {
      hint: "Ask another node, or this one later; run an import again, and it goes on where it was.",
      ...options,
    });
    this.details = { rpc, attempts };
  }
}

/** Thrown when a node refuses a request for another reason than the ledger's. A write that meets it was not taken. */
export class RequestFailed extends MedtraceError {
  readonly code = "RequestFailed";
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
  /** In wei; `balance` is `undefined` where the node does not say. */
  readonly details: Readonly<{ account: string; needed: bigint; balance: bigint | undefined }>;

  constructor(account: string, needed: bigint, balance: bigint | undefined, options?: MedtraceErrorOptions) {
    const has = balance === undefined ? "" : `, and the account has ${balance}`;
    super(`${account} cannot pay for the transaction: it may cost ${needed} wei${has}.`, {
      hint: "This chain asks a fee, also for what waits for a block: give the account money, or sign with another one.",
      ...options,
    });
    this.details = { account, needed, balance };
  }
}

/**
 * Thrown when a write was sent, but whether it was or will be recorded is not known: no block came in time, or the node
 * no longer answers.
 */
export class OutcomeUnknown extends MedtraceError {
  readonly code = "OutcomeUnknown";
  /** `transaction` is `undefined` when the node may or may not have taken it. */
  readonly details: Readonly<{ transaction: string | undefined }>;

  constructor(transaction: string | undefined, options?: MedtraceErrorOptions) {
    super(`Whether transaction ${transaction ?? "(just sent)"} was recorded is not known.`, {
      hint: "Read the history before writing again, or name the head that the step builds on as `expected`.",
      ...options,
    });
    this.details = { transaction };
  }
}

/** Thrown when another transaction of the same account was mined in the write's place: it was not recorded. */
export class TransactionReplaced extends MedtraceError {
  readonly code = "TransactionReplaced";
  readonly details: Readonly<{ transaction: string }>;

  constructor(transaction: string, options?: MedtraceErrorOptions) {
    super(`Another transaction of the account was mined in place of ${transaction}.`, options);
    this.details = { transaction };
  }
}

/** Thrown when a write was mined and refused, for a reason that the block's later state no longer shows. */
export class RefusedWhenMined extends MedtraceError {
  readonly code = "RefusedWhenMined";
  readonly details: Readonly<{ transaction: string }>;

  constructor(transaction: string, options?: MedtraceErrorOptions) {
    super(`Transaction ${transaction} was refused; the same write would be taken now.`, options);
    this.details = { transaction };
  }
}

/** Thrown when a transaction was mined without what it should have recorded: the contract is another version. */
export class UnexpectedResult extends MedtraceError {
  readonly code = "UnexpectedResult";
  readonly details: Readonly<{ missing: string }>;

  constructor(missing: string, options?: MedtraceErrorOptions) {
    super(`The transaction was mined without ${missing}.`, options);
    this.details = { missing };
  }
}

/** Thrown when the ledger reverts with data that is none of its errors. */
export class UnknownRefusal extends MedtraceError {
  readonly code = "UnknownRefusal";
  readonly details: Readonly<{ data: string }>;

  constructor(data: string, options?: MedtraceErrorOptions) {
    super("The ledger refused without a reason that this version knows.", options);
    this.details = { data };
  }
}

/** Thrown when a node offers no storage proofs (`eth_getProof`, EIP-1186). */
export class ProofsUnavailable extends MedtraceError {
  readonly code = "ProofsUnavailable";
  readonly details: Readonly<{ rpc: string }>;

  constructor(rpc: string, options?: MedtraceErrorOptions) {
    super(`The node at ${rpc} offers no storage proofs.`, {
      hint: "Ask another node. `medtrace verify` still compares every head with what this one stores.",
      ...options,
    });
    this.details = { rpc };
  }
}

/** Thrown when a node keeps the state of a block no more. */
export class StateUnavailable extends MedtraceError {
  readonly code = "StateUnavailable";
  readonly details: Readonly<{ rpc: string; block: number }>;

  constructor(rpc: string, block: number, options?: MedtraceErrorOptions) {
    super(`The node at ${rpc} has the state of block ${block} no more.`, {
      hint: "Ask an archive node, or prove the newest block.",
      ...options,
    });
    this.details = { rpc, block };
  }
}

/** Thrown when a node does not know a block. */
export class UnknownBlock extends MedtraceError {
  readonly code = "UnknownBlock";
  readonly details: Readonly<{ rpc: string; block: number | string }>;

  constructor(rpc: string, block: number | string, options?: MedtraceErrorOptions) {
    super(`The node at ${rpc} knows no block ${block}.`, options);
    this.details = { rpc, block };
  }
}

/** Thrown when what a node gives as proofs proves something else than it answered before. */
export class UnsoundProof extends MedtraceError {
  readonly code = "UnsoundProof";
  readonly details: Readonly<{ rpc: string; problem: string }>;

  constructor(rpc: string, problem: string, options?: MedtraceErrorOptions) {
    super(`The proofs of the node at ${rpc} do not hold: ${problem}.`, { hint: "Ask another node.", ...options });
    this.details = { rpc, problem };
  }
}

/** Thrown when goods that another organisation sends are otherwise than the caller saw them. Nothing was signed. */
export class ChangedSinceSeen extends MedtraceError {
  readonly code = "ChangedSinceSeen";
  /** What is otherwise (terms, quantity or from), as it was seen, and as it is. */
  readonly details: Readonly<{ field: string; seen: string; present: string }>;

  constructor(field: string, seen: string, present: string, options?: MedtraceErrorOptions) {
    super(`What comes has changed since it was seen: ${field} was ${seen}, and is ${present}.`, {
      hint: "Look at it again before you sign.",
      ...options,
    });
    this.details = { field, seen, present };
  }
}
