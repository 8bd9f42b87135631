import type * as files from "../../errors/files.ts";
import type * as rows from "../../import/errors.ts";
import type * as sdk from "../../index.ts";
import type { MedtraceError } from "../../index.ts";
import type { Phrase } from "../../lifecycle/names.ts";
import type * as scenario from "../../scenario/errors.ts";
import type * as own from "../errors.ts";

type Classes = typeof sdk & typeof own & typeof scenario & typeof files & typeof rows;
type InstanceOf<C> = C extends abstract new (...given: never[]) => infer I ? I : never;

/** The classes that are only bases of others: nothing is thrown of them. */
type Base = "MedtraceError" | "Refusal";

/** Every error that the command line can meet: each class that the SDK exports, and its own. */
export type ErrorName = {
  readonly [K in keyof Classes]: [InstanceOf<Classes[K]>] extends [never]
    ? never
    : InstanceOf<Classes[K]> extends MedtraceError
      ? K
      : never;
}[Exclude<keyof Classes, Base>];

type DetailsOf<K extends ErrorName> = InstanceOf<Classes[K]>["details"];

/** What is said of an error beside its own message, which is English. */
export interface Explanation<D> {
  /** The message in Chinese. */
  zh(details: D): string;
  /** What to do next. In English, the error's own hint comes before it. */
  readonly hint: Phrase | ((details: D) => Phrase);
}

/** What is said of some errors. An error without a translation, or without a hint, does not compile. */
export type Explanations<K extends ErrorName> = { readonly [N in K]: Explanation<DetailsOf<N>> };
