import type { Phrase } from "../lifecycle/names.ts";
import type { BundleVerdict, Trusted } from "../proof/verify.ts";
import { type Child, element } from "./dom.ts";

/** How a verdict is to be read: nothing may be relied on, it is not yet proven, or it is. */
export type Tone = "bad" | "open" | "good";

interface Reading {
  readonly tone: Tone;
  readonly title: Phrase;
  readonly means: Phrase;
  /** What a reader might take it for, and it is not. */
  readonly meansNot: readonly Phrase[];
}

const unreadable: Reading = {
  tone: "bad",
  title: { en: "Not valid: this is no bundle that this page can read", zh: "无效：本页无法将其读作证明文件" },
  means: { en: "Nothing can be told from this file.", zh: "无法从该文件得出任何结论。" },
  meansNot: [
    {
      en: "It does not mean that the ledger has no such history: ask for the bundle again.",
      zh: "这并不表示账本上没有相应历史：请重新索取证明文件。",
    },
  ],
};

const contradicting: Reading = {
  tone: "bad",
  title: { en: "Not valid: the file contradicts itself", zh: "无效：文件自相矛盾" },
  means: {
    en: "Something was altered, left out or added, or it was made up so. Do not rely on anything that it says.",
    zh: "有内容被更改、遗漏或添加，或文件本身即为编造。请勿采信其中任何内容。",
  },
  meansNot: [
    {
      en: "It does not mean that the ledger is wrong, nor who altered the file: ask for the bundle again.",
      zh: "这并不表示账本有误，也不表明是谁更改了文件：请重新索取证明文件。",
    },
  ],
};

const mismatched: Reading = {
  tone: "bad",
  title: {
    en: "Not proven: it is not of the block or the ledger that you trust",
    zh: "未证明：与您所信任的区块或账本不符",
  },
  means: {
    en: "The file agrees with itself, but with another block or another ledger than you gave. Anybody can make up a chain, or deploy another ledger, and write there what they like.",
    zh: "文件自身一致，但其区块或账本与您给出的不同。任何人都可以编造一条链或部署另一个账本，并随意写入内容。",
  },
  meansNot: [
    {
      en: "It does not mean that the history is false: perhaps a digit is mistyped, or the hash is of an earlier or later block.",
      zh: "这并不表示历史是假的：也可能是输入有误，或所给的是更早或更晚区块的哈希。",
    },
  ],
};

const intact: Reading = {
  tone: "open",
  title: { en: "Intact, but not proven", zh: "完整，但未证明" },
  means: {
    en: "Every hash follows, up to the block that the file itself names: nothing in it was altered by accident, or without computing everything anew.",
    zh: "直至文件自身所称的区块，所有哈希均相符：内容未被意外更改，也未在不重新计算全部哈希的情况下被更改。",
  },
  meansNot: [
    {
      en: "It does not mean that any ledger has this history. Anybody can make up a whole file that is intact.",
      zh: "这并不表示任何账本上有此历史。任何人都可以编造一个完整的文件。",
    },
  ],
};

const proven: Reading = {
  tone: "good",
  title: { en: "Proven", zh: "已证明" },
  means: {
    en: "The ledger at the address that you gave had stored exactly these histories, each in this order, at the block whose hash you gave. No entry was altered, left out or added. The present state and the open recalls are those that it stored at that block.",
    zh: "在您给出哈希的区块，您给出地址的账本所存的正是这些历史，且各自顺序如此；没有记录被更改、遗漏或添加。当前状态和未解除的召回即该区块时账本所存的内容。",
  },
  meansNot: [
    {
      en: "It does not mean that what the members stated is true, or that the thing in hand is the one that carries this code: a label can be copied.",
      zh: "这并不表示成员所声明的内容属实，也不表示手中之物就是该编码所指之物：标签可以被复制。",
    },
    {
      en: "It does not say what happened after that block, nor what was never recorded.",
      zh: "它不说明该区块之后发生的事，也不说明从未记录的事。",
    },
    {
      en: "It is as good as the source that you have the hash and the address from.",
      zh: "其可信程度取决于您获得哈希和地址的来源。",
    },
  ],
};

function readingOf({ level, problems, trace }: BundleVerdict): Reading {
  if (level === "proven") return proven;
  if (level === "intact") return problems.length === 0 ? intact : mismatched;
  return trace === undefined ? unreadable : contradicting;
}

/** The sentence that a screen reader is told. */
export function levelTitle(verdict: BundleVerdict): Phrase {
  return readingOf(verdict).title;
}

/**
 * The level that was reached: what it means, what it does not mean, and what is missing for the highest.
 *
 * @param verdict - from `verifyBundle`
 * @param trusted - what it was checked with
 */
export function levelView(verdict: BundleVerdict, trusted: Trusted): HTMLElement {
  const { tone, title, means, meansNot } = readingOf(verdict);
  return element(
    "section",
    { class: "level", "data-tone": tone, "aria-labelledby": "level" },
    element("h2", { id: "level" }, title),
    element("p", {}, means),
    element("h3", {}, { en: "What this does not mean", zh: "这不意味着什么" }),
    element("ul", {}, ...meansNot.map((one) => element("li", {}, one))),
    ...(tone === "open" ? missingView(verdict, trusted) : []),
  );
}

/** What a checker has to give for more than an intact bundle, and where to get it. */
function missingView({ asOf }: BundleVerdict, { block, ledger }: Trusted): readonly HTMLElement[] {
  const wanted: Child[] = [];
  if (block === undefined) {
    wanted.push({
      en: `The hash of block ${asOf.block}. Ask your own node for it (eth_getBlockByNumber), or an organisation of the consortium that you trust, best two: not whoever gave you the file.`,
      zh: `区块 ${asOf.block} 的哈希。请向您自己的节点（eth_getBlockByNumber）或您信任的联盟机构（最好两家）索取，而不要向提供文件的人索取。`,
    });
  }
  if (ledger === undefined) {
    wanted.push({
      en: "The ledger's address. It stands in the consortium's deployment file, and in what a regulator or a hospital of the consortium publishes: not in what came with the file.",
      zh: "账本的地址。它见于联盟的部署文件，以及监管机构或联盟医院公布的资料；不要采用随文件附带的地址。",
    });
  }
  return [
    element("h3", {}, { en: "What is missing for a proof", zh: "要得到证明还缺什么" }),
    element("ul", { class: "wanted" }, ...wanted.map((one) => element("li", {}, one))),
  ];
}
