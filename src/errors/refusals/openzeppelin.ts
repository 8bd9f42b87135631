import { refusal } from "./refusal.ts";

/* OpenZeppelin's. */

/** Thrown when another account than the council's does what only the council may. */
export class OwnableUnauthorizedAccount extends refusal("OwnableUnauthorizedAccount", ({ account }) => ({
  en: `Only the council may do this, not ${account}.`,
  zh: `只有理事会可以这样做，${account} 不可以。`,
  hint: { en: "Sign with the council's key.", zh: "请用理事会的密钥签名。" },
})) {}

/** Thrown when the ledger is deployed for a council that is nobody. */
export class OwnableInvalidOwner extends refusal("OwnableInvalidOwner", ({ owner }) => ({
  en: `${owner} cannot be the council.`,
  zh: `${owner} 不能作为理事会。`,
  hint: { en: "Name an account that somebody holds the key of.", zh: "请指明有人持有密钥的账户。" },
})) {}

/** Thrown when a call inside a multicall fails without saying why: its data is not the ledger's. */
export class FailedCall extends refusal("FailedCall", () => ({
  en: "A call inside the multicall is none of the ledger's.",
  zh: "multicall 中的某个调用不是账本的。",
  hint: { en: "Make each step by itself, to see which it is.", zh: "请逐步执行，以确定是哪一个。" },
})) {}

/** Thrown when a multicall calls an address without code; cannot happen on a deployed ledger. */
export class AddressEmptyCode extends refusal("AddressEmptyCode", ({ target }) => ({
  en: `There is no code at ${target}.`,
  zh: `${target} 上没有代码。`,
  hint: { en: "See whether the deployment is this chain's.", zh: "请检查部署是否属于这条链。" },
})) {}
