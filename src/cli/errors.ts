import { MedtraceError, type Organisation } from "../index.ts";

/** The error that led to this one, and what the caller can do next. */
type Options = ConstructorParameters<typeof MedtraceError>[1];

/** Thrown when there is no keystore of that name. */
export class KeystoreNotFound extends MedtraceError {
  readonly code = "KeystoreNotFound";
  readonly details: Readonly<{ name: string; path: string }>;

  constructor(name: string, path: string, options?: Options) {
    super(`There is no keystore ${path}.`, {
      hint:
        "`medtrace keys list` shows those that are there; `medtrace keys new` makes one; --keystore or " +
        "MEDTRACE_KEYSTORE names another folder.",
      ...options,
    });
    this.details = { name, path };
  }
}

/** Thrown when a keystore of that name is there already: none is ever written over. */
export class KeystoreExists extends MedtraceError {
  readonly code = "KeystoreExists";
  readonly details: Readonly<{ name: string; path: string }>;

  constructor(name: string, path: string, options?: Options) {
    super(`${path} is there already, and is never written over.`, { hint: "Choose another name.", ...options });
    this.details = { name, path };
  }
}

/** Thrown when what is kept as a keystore is no encrypted JSON keystore. */
export class InvalidKeystore extends MedtraceError {
  readonly code = "InvalidKeystore";
  readonly details: Readonly<{ path: string }>;

  constructor(path: string, options?: Options) {
    super(`${path} is no encrypted JSON keystore.`, {
      hint: "`medtrace keys import` makes one of a private key.",
      ...options,
    });
    this.details = { path };
  }
}

/** Thrown when a keystore does not open with the password. */
export class WrongPassword extends MedtraceError {
  readonly code = "WrongPassword";
  readonly details: Readonly<{ path: string }>;

  constructor(path: string, options?: Options) {
    super(`The password does not open ${path}.`, {
      hint: "It was taken from --password-file, else from MEDTRACE_PASSWORD, else asked for.",
      ...options,
    });
    this.details = { path };
  }
}

/** Thrown when a password is needed, and there is nowhere to take it from. */
export class PasswordRequired extends MedtraceError {
  readonly code = "PasswordRequired";
  readonly details: Readonly<{ path: string }>;

  constructor(path: string, options?: Options) {
    super(`A password is needed for ${path}.`, {
      hint: "Set MEDTRACE_PASSWORD, give --password-file, or run it on a terminal, which asks for it.",
      ...options,
    });
    this.details = { path };
  }
}

/** Thrown when the details behind a commitment are not in the folder that details are kept in. */
export class DetailsNotFound extends MedtraceError {
  readonly code = "DetailsNotFound";
  readonly details: Readonly<{ commitment: string }>;

  constructor(commitment: string, options?: Options) {
    super(`The details behind ${commitment} are not here.`, {
      hint: "`medtrace details list` shows those that are; --store or MEDTRACE_DETAILS names another folder.",
      ...options,
    });
    this.details = { commitment };
  }
}

/** Thrown when a configuration is none. */
export class InvalidConfig extends MedtraceError {
  readonly code = "InvalidConfig";
  readonly details: Readonly<{ path: string; member: string; rule: string }>;

  /**
   * @param path - the file
   * @param member - of which of its members the rule is; empty for the whole
   * @param rule - the rule it breaks, as a sentence without its subject
   */
  constructor(path: string, member: string, rule: string, options?: Options) {
    super(`${path}: ${member === "" ? "it" : member} ${rule}.`, {
      hint: "Repair it, or write a new one with `medtrace init --force`; --config names another one.",
      ...options,
    });
    this.details = { path, member, rule };
  }
}

/** Thrown when there is a configuration already. */
export class ConfigExists extends MedtraceError {
  readonly code = "ConfigExists";
  readonly details: Readonly<{ path: string }>;

  constructor(path: string, options?: Options) {
    super(`${path} is there already.`, { hint: "--force replaces it.", ...options });
    this.details = { path };
  }
}

/** Thrown when a configuration is not written, because the ledger that it names could not be reached. */
export class LedgerNotReached extends MedtraceError {
  readonly code = "LedgerNotReached";
  readonly details: Readonly<{ rpc: string; error: string }>;

  constructor(rpc: string, cause: MedtraceError) {
    super(`Nothing was written: ${cause.message}`, {
      hint: `${cause.hint === undefined ? "" : `${cause.hint} `}--offline writes it without asking a node.`,
      cause,
    });
    this.details = { rpc, error: cause.code };
  }
}

/** Thrown when the ledger has no organisation of that name. */
export class OrganisationNotFound extends MedtraceError {
  readonly code = "OrganisationNotFound";
  readonly details: Readonly<{ name: string }>;

  constructor(name: string, options?: Options) {
    super(`The ledger has no organisation whose name has ${JSON.stringify(name)} in it.`, {
      hint: "`medtrace org` lists them.",
      ...options,
    });
    this.details = { name };
  }
}

/** Thrown when a name may mean more than one organisation. */
export class AmbiguousOrganisation extends MedtraceError {
  readonly code = "AmbiguousOrganisation";
  readonly details: Readonly<{ name: string; organisations: readonly number[] }>;

  constructor(name: string, found: readonly Pick<Organisation, "organisation" | "name">[], options?: Options) {
    const all = found.map((one) => `${one.organisation} ${one.name}`).join(", ");
    super(`${JSON.stringify(name)} may mean ${found.length} organisations: ${all}.`, {
      hint: "Name one by its number.",
      ...options,
    });
    this.details = { name, organisations: found.map(({ organisation }) => organisation) };
  }
}

/** Thrown when there is no member of that number or account. */
export class MemberNotFound extends MedtraceError {
  readonly code = "MemberNotFound";
  readonly details: Readonly<{ member: string }>;

  constructor(member: string, options?: Options) {
    super(`${member} is no member.`, {
      hint: "`medtrace member` lists them; an administrator adds them with `medtrace add-member`.",
      ...options,
    });
    this.details = { member };
  }
}

/** Thrown when whoever sits at the terminal does not sign for what was shown. Nothing was sent. */
export class NotSigned extends MedtraceError {
  readonly code = "NotSigned";
  readonly details: Readonly<{ verb: string }>;

  constructor(verb: string, options?: Options) {
    super("It was not signed, as you said no. Nothing was sent.", options);
    this.details = { verb };
  }
}
