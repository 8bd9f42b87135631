import type { Words } from "../errors/base.ts";
import { ruleInChinese } from "../errors/rules.ts";
import { MedtraceError, type Organisation } from "../index.ts";

/** The error that led to this one, and what the caller can do next. */
type Options = ConstructorParameters<typeof MedtraceError>[1];

/** Thrown when there is no keystore of that name. */
export class KeystoreNotFound extends MedtraceError {
  readonly code = "KeystoreNotFound";
  static override readonly words: Words<KeystoreNotFound["details"]> = {
    zh: ({ path }) => `没有密钥库 ${path}。`,
    hint: {
      en:
        "`medtrace keys list` shows those that are there; `medtrace keys new` makes one; --keystore or " +
        "MEDTRACE_KEYSTORE names another folder.",
      zh: "`medtrace keys list` 列出已有的；`medtrace keys new` 创建；--keystore 或 MEDTRACE_KEYSTORE 指明另一文件夹。",
    },
  };
  readonly details: Readonly<{ name: string; path: string }>;

  constructor(name: string, path: string, options?: Options) {
    super(`There is no keystore ${path}.`, options);
    this.details = { name, path };
  }
}

/** Thrown when a keystore of that name is there already: none is ever written over. */
export class KeystoreExists extends MedtraceError {
  readonly code = "KeystoreExists";
  static override readonly words: Words<KeystoreExists["details"]> = {
    zh: ({ path }) => `${path} 已存在，且从不覆盖。`,
    hint: { en: "Choose another name.", zh: "请另取名称。" },
  };
  readonly details: Readonly<{ name: string; path: string }>;

  constructor(name: string, path: string, options?: Options) {
    super(`${path} is there already, and is never written over.`, options);
    this.details = { name, path };
  }
}

/** Thrown when what is kept as a keystore is no encrypted JSON keystore. */
export class InvalidKeystore extends MedtraceError {
  readonly code = "InvalidKeystore";
  static override readonly words: Words<InvalidKeystore["details"]> = {
    zh: ({ path }) => `${path} 不是加密的 JSON 密钥库。`,
    hint: { en: "`medtrace keys import` makes one of a private key.", zh: "`medtrace keys import` 可由私钥制作。" },
  };
  readonly details: Readonly<{ path: string }>;

  constructor(path: string, options?: Options) {
    super(`${path} is no encrypted JSON keystore.`, options);
    this.details = { path };
  }
}

/** Thrown when a keystore does not open with the password. */
export class WrongPassword extends MedtraceError {
  readonly code = "WrongPassword";
  static override readonly words: Words<WrongPassword["details"]> = {
    zh: ({ path }) => `密码打不开 ${path}。`,
    hint: {
      en: "It was taken from --password-file, else from MEDTRACE_PASSWORD, else asked for.",
      zh: "密码取自 --password-file，否则取自 MEDTRACE_PASSWORD，否则询问。",
    },
  };
  readonly details: Readonly<{ path: string }>;

  constructor(path: string, options?: Options) {
    super(`The password does not open ${path}.`, options);
    this.details = { path };
  }
}

/** Thrown when a password is needed, and there is nowhere to take it from. */
export class PasswordRequired extends MedtraceError {
  readonly code = "PasswordRequired";
  static override readonly words: Words<PasswordRequired["details"]> = {
    zh: ({ path }) => `${path} 需要密码。`,
    hint: {
      en: "Set MEDTRACE_PASSWORD, give --password-file, or run it on a terminal, which asks for it.",
      zh: "请设 MEDTRACE_PASSWORD、给出 --password-file，或在终端运行，由其询问（两次输入须相同）。",
    },
  };
  readonly details: Readonly<{ path: string }>;

  constructor(path: string, options?: Options) {
    super(`A password is needed for ${path}.`, options);
    this.details = { path };
  }
}

/** Thrown when the details behind a commitment are not in the folder that details are kept in. */
export class DetailsNotFound extends MedtraceError {
  readonly code = "DetailsNotFound";
  static override readonly words: Words<DetailsNotFound["details"]> = {
    zh: ({ commitment }) => `此处没有 ${commitment} 背后的明细。`,
    hint: {
      en: "`medtrace details list` shows those that are; --store or MEDTRACE_DETAILS names another folder.",
      zh: "`medtrace details list` 列出已有的；--store 或 MEDTRACE_DETAILS 指明另一文件夹。",
    },
  };
  readonly details: Readonly<{ commitment: string }>;

  constructor(commitment: string, options?: Options) {
    super(`The details behind ${commitment} are not here.`, options);
    this.details = { commitment };
  }
}

/** Thrown when a configuration is none. */
export class InvalidConfig extends MedtraceError {
  readonly code = "InvalidConfig";
  static override readonly words: Words<InvalidConfig["details"]> = {
    zh: ({ path, member, rule }) => `${path}：${member === "" ? "它" : member} ${ruleInChinese(rule) ?? rule}。`,
    hint: {
      en: "Repair it, or write a new one with `medtrace init --force`; --config names another one.",
      zh: "请修正，或用 `medtrace init --force` 重写；--config 指明另一个。",
    },
  };
  readonly details: Readonly<{ path: string; member: string; rule: string }>;

  /**
   * @param path - the file
   * @param member - of which of its members the rule is; empty for the whole
   * @param rule - the rule it breaks, as a sentence without its subject
   */
  constructor(path: string, member: string, rule: string, options?: Options) {
    super(`${path}: ${member === "" ? "it" : member} ${rule}.`, options);
    this.details = { path, member, rule };
  }
}

/** Thrown when there is a configuration already. */
export class ConfigExists extends MedtraceError {
  readonly code = "ConfigExists";
  static override readonly words: Words<ConfigExists["details"]> = {
    zh: ({ path }) => `${path} 已存在。`,
    hint: { en: "--force replaces it.", zh: "--force 可替换它。" },
  };
  readonly details: Readonly<{ path: string }>;

  constructor(path: string, options?: Options) {
    super(`${path} is there already.`, options);
    this.details = { path };
  }
}

/** Thrown when a configuration is not written, because the ledger that it names could not be reached. */
export class LedgerNotReached extends MedtraceError {
  readonly code = "LedgerNotReached";
  static override readonly words: Words<LedgerNotReached["details"]> = {
    zh: ({ rpc, error }) => `未写入任何内容：在 ${rpc} 上没有得到账本（${error}）。`,
    hint: { en: "--offline writes it without asking a node.", zh: "--offline 不询问节点即写入。" },
  };
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
  static override readonly words: Words<OrganisationNotFound["details"]> = {
    zh: ({ name }) => `账本上没有名称含 ${JSON.stringify(name)} 的机构。`,
    hint: { en: "`medtrace org` lists them.", zh: "`medtrace org` 列出全部机构。" },
  };
  readonly details: Readonly<{ name: string }>;

  constructor(name: string, options?: Options) {
    super(`The ledger has no organisation whose name has ${JSON.stringify(name)} in it.`, options);
    this.details = { name };
  }
}

/** Thrown when a name may mean more than one organisation. */
export class AmbiguousOrganisation extends MedtraceError {
  readonly code = "AmbiguousOrganisation";
  static override readonly words: Words<AmbiguousOrganisation["details"]> = {
    zh: ({ name, organisations }) => `${JSON.stringify(name)} 可能指机构 ${organisations.join("、")}。`,
    hint: { en: "Name one by its number.", zh: "请以编号指明一个。" },
  };
  readonly details: Readonly<{ name: string; organisations: readonly number[] }>;

  constructor(name: string, found: readonly Pick<Organisation, "organisation" | "name">[], options?: Options) {
    const all = found.map((one) => `${one.organisation} ${one.name}`).join(", ");
    super(`${JSON.stringify(name)} may mean ${found.length} organisations: ${all}.`, options);
    this.details = { name, organisations: found.map(({ organisation }) => organisation) };
  }
}

/** Thrown when there is no member of that number or account. */
export class MemberNotFound extends MedtraceError {
  readonly code = "MemberNotFound";
  static override readonly words: Words<MemberNotFound["details"]> = {
    zh: ({ member }) => `${member} 不是成员。`,
    hint: {
      en: "`medtrace member` lists them; an administrator adds them with `medtrace add-member`.",
      zh: "`medtrace member` 列出成员；由管理员用 `medtrace add-member` 添加。",
    },
  };
  readonly details: Readonly<{ member: string }>;

  constructor(member: string, options?: Options) {
    super(`${member} is no member.`, options);
    this.details = { member };
  }
}

/** Thrown when whoever sits at the terminal does not sign for what was shown. Nothing was sent. */
export class NotSigned extends MedtraceError {
  readonly code = "NotSigned";
  static override readonly words: Words<NotSigned["details"]> = {
    zh: () => "您选择不签名，未发送任何内容。",
    hint: { en: "Decline or refuse what is not as agreed.", zh: "与约定不符的，请谢绝或拒收。" },
  };
  readonly details: Readonly<{ verb: string }>;

  constructor(verb: string, options?: Options) {
    super("It was not signed, as you said no. Nothing was sent.", options);
    this.details = { verb };
  }
}
