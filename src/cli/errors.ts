import { told } from "../errors/base.ts";
import type { Rule } from "../errors/rules.ts";
import type { MedtraceError, Organisation } from "../index.ts";

/** Thrown when there is no keystore of that name. */
export class KeystoreNotFound extends told("KeystoreNotFound", (name: string, path: string) => ({
  details: { name, path },
  en: `There is no keystore ${path}.`,
  zh: `没有密钥库 ${path}。`,
  hint: {
    en:
      "`medtrace keys list` shows those that are there; `medtrace keys new` makes one; --keystore or " +
      "MEDTRACE_KEYSTORE names another folder.",
    zh: "`medtrace keys list` 列出已有的；`medtrace keys new` 创建；--keystore 或 MEDTRACE_KEYSTORE 指明另一文件夹。",
  },
})) {}

/** Thrown when a keystore of that name is there already: none is ever written over. */
export class KeystoreExists extends told("KeystoreExists", (name: string, path: string) => ({
  details: { name, path },
  en: `${path} is there already, and is never written over.`,
  zh: `${path} 已存在，且从不覆盖。`,
  hint: { en: "Choose another name.", zh: "请另取名称。" },
})) {}

/** Thrown when what is kept as a keystore is no encrypted JSON keystore. */
export class InvalidKeystore extends told("InvalidKeystore", (path: string) => ({
  details: { path },
  en: `${path} is no encrypted JSON keystore.`,
  zh: `${path} 不是加密的 JSON 密钥库。`,
  hint: { en: "`medtrace keys import` makes one of a private key.", zh: "`medtrace keys import` 可由私钥制作。" },
})) {}

/** Thrown when a keystore does not open with the password. */
export class WrongPassword extends told("WrongPassword", (path: string) => ({
  details: { path },
  en: `The password does not open ${path}.`,
  zh: `密码打不开 ${path}。`,
  hint: {
    en: "It was taken from --password-file, else from MEDTRACE_PASSWORD, else asked for.",
    zh: "密码取自 --password-file，否则取自 MEDTRACE_PASSWORD，否则询问。",
  },
})) {}

/** Thrown when a password is needed, and there is nowhere to take it from. */
export class PasswordRequired extends told("PasswordRequired", (path: string) => ({
  details: { path },
  en: `A password is needed for ${path}.`,
  zh: `${path} 需要密码。`,
  hint: {
    en: "Set MEDTRACE_PASSWORD, give --password-file, or run it on a terminal, which asks for it.",
    zh: "请设 MEDTRACE_PASSWORD、给出 --password-file，或在终端运行，由其询问（两次输入须相同）。",
  },
})) {}

/** Thrown when the details behind a commitment are not in the folder that details are kept in. */
export class DetailsNotFound extends told("DetailsNotFound", (commitment: string) => ({
  details: { commitment },
  en: `The details behind ${commitment} are not here.`,
  zh: `此处没有 ${commitment} 背后的明细。`,
  hint: {
    en: "`medtrace details list` shows those that are; --store or MEDTRACE_DETAILS names another folder.",
    zh: "`medtrace details list` 列出已有的；--store 或 MEDTRACE_DETAILS 指明另一文件夹。",
  },
})) {}

/** Thrown when a configuration is none. */
export class InvalidConfig extends told("InvalidConfig", (path: string, member: string, rule: Rule) => ({
  details: { path, member, rule: rule.en },
  en: `${path}: ${member === "" ? "it" : member} ${rule.en}.`,
  zh: `${path}：${member === "" ? "它" : member} ${rule.zh}。`,
  hint: {
    en: "Repair it, or write a new one with `medtrace init --force`; --config names another one.",
    zh: "请修正，或用 `medtrace init --force` 重写；--config 指明另一个。",
  },
})) {}

/** Thrown when there is a configuration already. */
export class ConfigExists extends told("ConfigExists", (path: string) => ({
  details: { path },
  en: `${path} is there already.`,
  zh: `${path} 已存在。`,
  hint: { en: "--force replaces it.", zh: "--force 可替换它。" },
})) {}

/** Thrown when a configuration is not written, because the ledger that it names could not be reached. */
export class LedgerNotReached extends told("LedgerNotReached", (rpc: string, cause: MedtraceError) => ({
  details: { rpc, error: cause.code },
  en: `Nothing was written: ${cause.message}`,
  zh: `未写入任何内容：在 ${rpc} 上没有得到账本（${cause.code}）。`,
  hint: {
    en: `${cause.hint} --offline writes it without asking a node.`,
    zh: `${cause.hintIn("zh")}--offline 不询问节点即写入。`,
  },
})) {}

/** Thrown when the ledger has no organisation of that name. */
export class OrganisationNotFound extends told("OrganisationNotFound", (name: string) => ({
  details: { name },
  en: `The ledger has no organisation whose name has ${JSON.stringify(name)} in it.`,
  zh: `账本上没有名称含 ${JSON.stringify(name)} 的机构。`,
  hint: { en: "`medtrace org` lists them.", zh: "`medtrace org` 列出全部机构。" },
})) {}

/** Thrown when a name may mean more than one organisation. */
export class AmbiguousOrganisation extends told(
  "AmbiguousOrganisation",
  (name: string, found: readonly Pick<Organisation, "organisation" | "name">[]) => {
    const all = found.map((one) => `${one.organisation} ${one.name}`).join(", ");
    const organisations = found.map(({ organisation }) => organisation);
    return {
      details: { name, organisations },
      en: `${JSON.stringify(name)} may mean ${found.length} organisations: ${all}.`,
      zh: `${JSON.stringify(name)} 可能指机构 ${organisations.join("、")}。`,
      hint: { en: "Name one by its number.", zh: "请以编号指明一个。" },
    };
  },
) {}

/** Thrown when there is no member of that number or account. */
export class MemberNotFound extends told("MemberNotFound", (member: string) => ({
  details: { member },
  en: `${member} is no member.`,
  zh: `${member} 不是成员。`,
  hint: {
    en: "`medtrace member` lists them; an administrator adds them with `medtrace add-member`.",
    zh: "`medtrace member` 列出成员；由管理员用 `medtrace add-member` 添加。",
  },
})) {}

/** Thrown when whoever sits at the terminal does not sign for what was shown. Nothing was sent. */
export class NotSigned extends told("NotSigned", (verb: string) => ({
  details: { verb },
  en: "It was not signed, as you said no. Nothing was sent.",
  zh: "您选择不签名，未发送任何内容。",
  hint: { en: "Decline or refuse what is not as agreed.", zh: "与约定不符的，请谢绝或拒收。" },
})) {}
