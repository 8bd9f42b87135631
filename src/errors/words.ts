import type { Phrase } from "../lifecycle/names.ts";
import { ruleInChinese } from "./rules.ts";

/** What an input error says of itself. */
interface Broken {
  readonly field: string;
  readonly value: unknown;
  readonly rule: string;
}

/** A value as an error shows it. */
export const quoted = (value: unknown): string =>
  JSON.stringify(value, (_, one) => (typeof one === "bigint" ? one.toString() : one)) ?? "";

/** What is wrong with an input, in Chinese. */
export const broken = ({ field, value, rule }: Broken): string => {
  const given = quoted(value);
  return `${field}${given === "" ? "" : ` ${given}`}：${ruleInChinese(rule) ?? rule}。`;
};

/* What several errors say to do next. */

export const USAGE: Phrase = {
  en: "`medtrace help` with the command says what it takes, with an example.",
  zh: "`medtrace help` 加命令名说明其用法，附示例。",
};
export const LOOK: Phrase = {
  en: "`medtrace show` says what stands now, `medtrace trace` how it came to that.",
  zh: "`medtrace show` 显示现状，`medtrace trace` 显示由来。",
};
export const ANOTHER: Phrase = {
  en: "Ask another member who holds the duty; `medtrace member --organisation N` lists them.",
  zh: "请由具有该职责的另一成员办理；`medtrace member --organisation N` 列出成员。",
};
export const LABEL: Phrase = { en: "Compare it with what the label prints.", zh: "请与标签所印核对。" };
export const REMADE: Phrase = { en: "Make it anew with the command that wrote it.", zh: "请用写出它的命令重新制作。" };
export const PACK_LIST: Phrase = {
  en: "Make it anew with `medtrace packs make`.",
  zh: "请用 `medtrace packs make` 重新制作。",
};
export const DISCLOSURE: Phrase = {
  en: "Ask whoever made it for another one: it was changed, or is not all there.",
  zh: "请向制作者另行索取：它被更改，或不完整。",
};
export const NODE: Phrase = { en: "Ask another node, with --rpc.", zh: "请用 --rpc 询问另一节点。" };
export const START: Phrase = {
  en: "Start it with `npm start` or `npm run node`, or give another address.",
  zh: "请用 `npm start` 或 `npm run node` 启动，或用 --rpc 给出另一地址。",
};
export const DEPLOY: Phrase = {
  en: "Deploy it with `npm run deploy -- --network localhost`, or give its deployment.",
  zh: "请用 `npm run deploy -- --network localhost` 部署，或给出其部署。",
};
export const AGAIN: Phrase = {
  en: "Look with `medtrace show` what stands now, and repeat it if it is still wanted.",
  zh: "请用 `medtrace show` 查看现状；如仍需要，再重复。",
};
export const SAVED: Phrase = {
  en: "A step before must have `save` with that name, and a result with that field.",
  zh: "之前的步骤须以 `save` 保存该名称，且其结果有该字段。",
};
