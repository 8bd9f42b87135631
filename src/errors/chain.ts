import { MedtraceError, type MedtraceErrorOptions } from "./base.ts";

/** Thrown when no chain answers. Nothing was sent. */
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

/** Thrown when a transaction could not be sent or mined for another reason than a refusal. */
export class TransactionFailed extends MedtraceError {
  readonly code = "TransactionFailed";
  readonly details: Readonly<{ reason: string }>;

  constructor(reason: string, options?: MedtraceErrorOptions) {
    super(`The transaction failed: ${reason}`, options);
    this.details = { reason };
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
