import type { MedtraceError } from "../index.ts";
import type { Say } from "./language.ts";

/** What an error says, and what to do next, in the language of a run. */
export interface Explained {
  readonly message: string;
  readonly hint: string | undefined;
}

/** Says what is wrong in the language of a run. */
export function explain(_say: Say, { message, hint }: MedtraceError): Explained {
  return { message, hint };
}
