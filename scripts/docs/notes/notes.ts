import type { Action } from "../../../src/index.ts";
import type { Note } from "../note.ts";
import type { TableKind } from "../row.ts";
import { assetNotes } from "./asset.ts";
import { requisitionNotes } from "./requisition.ts";

/** The actions that have no row: lifecycle.md beside the generator tells of them. */
const withoutRow = {
  register: {},
  amend: {},
  renew: {},
  prescribe: {},
  commission: {},
  declare: {},
  redate: {},
  correct: {},
} as const satisfies Partial<Record<Action, Note>>;

type Noted = keyof typeof assetNotes | keyof typeof requisitionNotes | keyof typeof withoutRow;

/** An action that nothing is said of does not compile here: it has to be named. */
const unsaid: Readonly<Record<Exclude<Action, Noted>, Note>> = {};

/** What the rows leave unsaid, by kind; the generator fails where a row has no note, or a note no row. */
export const notes: Readonly<Record<TableKind, Readonly<Partial<Record<Action, Note>>>>> = {
  requisition: requisitionNotes,
  asset: { ...assetNotes, ...unsaid },
};
