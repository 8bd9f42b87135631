import { told } from "./base.ts";
import { type Phrase, phraseOf, UNKNOWN_REASON } from "./phrase.ts";

/** What to do next, by the system's word for what is wrong. */
const fileHints: Readonly<Record<string, Phrase>> = {
  EACCES: { en: "Its owner's permissions do not allow it.", zh: "其所有者的权限不允许。" },
  EEXIST: {
    en: "It is there already, and is not written over: name another file.",
    zh: "它已存在，且不覆盖：请指明另一文件。",
  },
  EISDIR: { en: "It is a folder: name a file in it.", zh: "它是文件夹：请指明其中的文件。" },
  ENOENT: { en: "It is not there: look at the path.", zh: "它不存在：请检查路径。" },
};

/** Thrown when a file or folder that was named cannot be read or written. */
export class FileUnusable extends told("FileUnusable", (path: string, said: string | Phrase) => {
  const reason = phraseOf(said);
  return {
    details: { path, reason: reason.en },
    en: `${path} cannot be used: ${reason.en}.`,
    zh: `无法使用 ${path}：${reason.zh}。`,
    hint: fileHints[reason.en] ?? { en: "Look at the path and its disk.", zh: "请检查路径及其磁盘。" },
  };
}) {}

/** What became of a file that could not be read or written, by the reason that the system gave. */
export function unusable(path: string, error: unknown): FileUnusable {
  const { code } = error as { readonly code?: string };
  return new FileUnusable(path, code ?? UNKNOWN_REASON, { cause: error });
}
