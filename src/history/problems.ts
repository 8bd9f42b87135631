import type { Phrase } from "../lifecycle/names.ts";
import type { Problem, ProblemCode } from "./verify.ts";

const sentences: Readonly<Record<ProblemCode, Phrase>> = {
  traceMalformed: {
    en: "The history has a field that is missing, or a value that cannot stand there.",
    zh: "历史缺少某个字段，或含有不允许的值。",
  },
  historyMissing: {
    en: "A history that an entry comes from, or the subject's own, is not in the file.",
    zh: "文件中缺少某条记录所源自的历史，或缺少主体自身的历史。",
  },
  historyEmpty: { en: "A history has no entries.", zh: "某个历史没有任何记录。" },
  historyRepeated: { en: "A history is given twice.", zh: "同一历史出现了两次。" },
  historyForeign: {
    en: "A history is given that nothing of this subject comes from.",
    zh: "文件含有与该主体无关的历史。",
  },
  subjectWrong: {
    en: "The code names another subject than the one whose history this is.",
    zh: "编码所指的主体与该历史的主体不符。",
  },
  codeMissing: {
    en: "The file does not say the code of what it is about, which has one.",
    zh: "文件没有说明其主体的编码，而该主体有编码。",
  },
  entryMalformed: {
    en: "An entry says what cannot stand on the ledger.",
    zh: "某条记录的内容不可能存在于账本上。",
  },
  headWrong: {
    en: "An entry, or one before it, was altered, left out, added or moved.",
    zh: "该记录或其之前的某条记录被更改、遗漏、添加或移动。",
  },
  previousBlockWrong: {
    en: "An entry does not point to the block of the one before it.",
    zh: "该记录没有指向前一条记录所在的区块。",
  },
  originWrong: {
    en: "An entry comes from a moment that its origin's history does not have.",
    zh: "该记录所声明的来源时点在其来源的历史中不存在。",
  },
  endMissing: {
    en: "The ledger's history goes on: entries at the end were left out.",
    zh: "账本上的历史还有后续：末尾的记录被遗漏。",
  },
  storedHeadDiffers: {
    en: "The ledger stored another end of this history at that block: entries were altered, left out or added.",
    zh: "账本在该区块所存的链头与此历史不符：记录被更改、遗漏或添加。",
  },
  lastBlockWrong: {
    en: "The last entry stands in another block than the ledger says.",
    zh: "最后一条记录所在的区块与账本不符。",
  },
  stateWrong: {
    en: "The last entry led to another state than the one stored.",
    zh: "最后一条记录所得状态与账本所存状态不符。",
  },
  bundleMalformed: {
    en: "This is no bundle: something is missing, cannot stand there, or is written in another way than the one allowed.",
    zh: "这不是有效的证明文件：内容缺失、不允许，或书写方式不合规定。",
  },
  headerMalformed: { en: "What should be a block's header is none.", zh: "区块头无法识别。" },
  blockUnknown: {
    en: "The file is about another block than the one whose hash you gave.",
    zh: "文件所依据的区块不是您给出哈希的那个区块。",
  },
  ledgerForeign: {
    en: "The file is about another ledger than the one whose address you gave.",
    zh: "文件所依据的账本不是您给出地址的那个账本。",
  },
  ledgerMissing: {
    en: "At the file's block, there is no contract at the ledger's address.",
    zh: "在文件所依据的区块，该账本地址上没有合约。",
  },
  proofMissing: {
    en: "A part of the proof is missing, so that what the ledger stored cannot be told.",
    zh: "证明缺少一部分，无法确定账本所存的内容。",
  },
  proofUnused: {
    en: "The file holds a piece of proof that proves nothing of what it is about.",
    zh: "文件含有与其内容无关的证明片段。",
  },
  documentWrong: {
    en: "A field that is shown of a document is not what the entry committed to.",
    zh: "所披露的明细字段与记录所承诺的内容不符。",
  },
  documentForeign: {
    en: "A document is shown that no entry committed to.",
    zh: "文件披露了任何记录都未承诺的明细。",
  },
};

/** What a problem that was found means to a person. */
export const problemSentence = (code: ProblemCode): Phrase => sentences[code];

/** What was expected, where it is a sentence, of which the problem itself has the English. */
const expected = new WeakMap<Problem, Phrase>();

/** Has it known what a problem's expected sentence is in every language. */
export function expecting(problem: Problem, sentence: Phrase): Problem {
  expected.set(problem, sentence);
  return problem;
}

/** What was expected, in every language; `undefined` where it is a value. */
export const expectedIn = (problem: Problem): Phrase | undefined => expected.get(problem);
