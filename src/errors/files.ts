import { MedtraceError } from "./base.ts";

/** The error that led to this one, and what the caller can do next. */
type Options = ConstructorParameters<typeof MedtraceError>[1];

/** What to do next, by the system's word for what is wrong. */
const hints: Readonly<Record<string, string>> = {
  EACCES: "Its owner's permissions do not allow it.",
  EEXIST: "It is there already, and is not written over: name another file.",
  EISDIR: "It is a folder: name a file in it.",
  ENOENT: "It is not there: look at the path.",
};

/** Thrown when a file or folder that was named cannot be read or written. */
export class FileUnusable extends MedtraceError {
  readonly code = "FileUnusable";
  readonly details: Readonly<{ path: string; reason: string }>;

  constructor(path: string, reason: string, options?: Options) {
    const hint = hints[reason];
    super(`${path} cannot be used: ${reason}.`, { ...(hint === undefined ? {} : { hint }), ...options });
    this.details = { path, reason };
  }
}

/** What became of a file that could not be read or written, by the reason that the system gave. */
export function unusable(path: string, error: unknown): FileUnusable {
  const { code } = error as { readonly code?: string };
  return new FileUnusable(path, code ?? "unknown reason", { cause: error });
}
