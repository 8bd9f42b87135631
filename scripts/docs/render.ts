import { type Action, actionNames, inWords, type State, stageNames } from "../../src/index.ts";
import type { Branch, Note } from "./note.ts";
import type { Rows } from "./read.ts";
import type { DecodedRow, Flag, TableKind } from "./row.ts";
import { either, finalStates, flagErrors, flagWords, markdownTable, stateWords, whoseWords } from "./words.ts";

/** A row with what it leaves unsaid. */
export interface Noted {
  readonly action: Action;
  readonly row: DecodedRow;
  readonly note: Note;
}

const HEAD = ["Action", "Stage", "Duty", "Whose step", "From → to", "Rules", "Errors of its own"];

/**
 * Joins rows and notes, in the order of the notes.
 *
 * @throws when a row has no note, or a note no row, or one says of `value` what the other does not
 */
export function join(rows: Rows, notes: Readonly<Partial<Record<Action, Note>>>): readonly Noted[] {
  for (const action of rows.keys()) if (!(action in notes)) throw new Error(`The row of ${action} has no note.`);
  return Object.entries(notes).map(([name, note]) => {
    const action = name as Action;
    const row = rows.get(action);
    if (row === undefined) throw new Error(`The note of ${action} has no row.`);
    if ((note.value !== undefined) !== (row.value.max !== 0))
      throw new Error(`The note of ${action} must say its value.`);
    return { action, row, note };
  });
}

/** The table of a kind. */
export function renderTable(kind: TableKind, rows: Rows, all: readonly Noted[]): string {
  return markdownTable(
    HEAD,
    all.map(({ action, row, note }) => [
      `${inWords(action)} ${actionNames[action]}`,
      row.stage === undefined ? "–" : `${row.stage} ${stageNames[row.stage]}`,
      either(row.duties),
      whoseWords(note, row.flags),
      fromTo(kind, rows, row, note),
      [valueWords(action, row, note), ...rules(row, note)].filter((one) => one !== "").join("; "),
      errors(row, note)
        .map((name) => `\`${name}\``)
        .join(", "),
    ]),
  );
}

function fromTo(kind: TableKind, rows: Rows, row: DecodedRow, note: Note): string {
  const branches = branchesOf(row, note).map(({ from, to, when }) => {
    const where = from === undefined ? "" : `from ${stateWords(kind, rows, from)}: `;
    return `; ${where}${inWords(to)} (${when})`;
  });
  return `${stateWords(kind, rows, row.from)} → ${inWords(row.to)}${branches.join("")}`;
}

/** Where else a row leads: as its note says, and where a second person must confirm. */
function branchesOf({ to, flags }: DecodedRow, { branches = [] }: Note): readonly Branch[] {
  if (!flags.has("witness") || to === "inspected") return branches;
  const when = to === "before" ? "if it was stored, and is witnessed 双人验收" : "if witnessed 双人验收";
  return [...branches, { to: "inspected", when }];
}

function valueWords(action: Action, { value: { min, max } }: DecodedRow, { value }: Note): string {
  if (value === undefined) return "";
  if (typeof value === "string") return `value: ${value}${min === 0 || max !== undefined ? "" : ", not 0"}`;
  if (value.words.length - 1 !== max) throw new Error(`The values of ${action} have other words than its row.`);
  const words = value.words.slice(min).map((word, index) => `${min + index} ${inWords(word)}`);
  return `value: ${value.is}, ${words.join(", ")}`;
}

function rules(row: DecodedRow, note: Note): readonly string[] {
  const flags = (Object.keys(flagWords) as Flag[]).filter((flag) => row.flags.has(flag));
  const said = flags.map((flag) => note.says?.[flag] ?? flagWords[flag]);
  return [...said.filter((words) => words !== undefined), ...(note.rules ?? [])];
}

function errors(row: DecodedRow, note: Note): readonly string[] {
  return [...new Set([...[...row.flags].flatMap((flag) => flagErrors[flag] ?? []), ...(note.errors ?? [])])];
}

/** Which rows a function of several actions takes. */
export function takenBy(all: readonly Noted[], flag: Flag): string {
  return all
    .filter(({ row }) => row.flags.has(flag))
    .map(({ action }) => `_${inWords(action)}_`)
    .join(", ");
}

/** The diagram of a kind. Steps that leave every state as it is are not drawn. */
export function renderDiagram(kind: TableKind, rows: Rows, all: readonly Noted[]): string {
  const edges = new Map<string, string[]>();
  const draw = (from: State, to: State, label: string): void => {
    const key = `${from === "none" ? "[*]" : from} --> ${to}`;
    edges.set(key, [...(edges.get(key) ?? []), label]);
  };
  for (const { action, row, note } of all) {
    for (const from of row.from) {
      const branches = branchesOf(row, note).filter((one) => one.from?.includes(from) ?? true);
      const label = inWords(action);
      if (!branches.some(({ always }) => always)) {
        for (const to of targets(row, note, rows, from)) draw(from, to, label);
      }
      for (const { to, when } of branches) draw(from, to === "same" ? from : to, `${label} (${when})`);
    }
  }
  const names = [...new Set([...edges.keys()].flatMap((key) => key.split(" --> ")))];
  const long = names.filter((name) => inWords(name) !== name);
  return [
    "```mermaid",
    "stateDiagram-v2",
    ...long.map((name) => `    state "${inWords(name)}" as ${name}`),
    ...[...edges].map(([key, labels]) => `    ${key}: ${labels.join(", ")}`),
    ...finalStates(kind, rows).map((state) => `    ${state} --> [*]`),
    "```",
  ].join("\n");
}

/** Where a row leads from a state, drawn; none where it leaves every state as it is. */
function targets(row: DecodedRow, note: Note, rows: Rows, from: State): readonly State[] {
  if (row.to === "same") return [];
  if (row.to !== "before") return [row.to];
  const remembering = [...rows.values()].filter(({ flags, to }) => flags.has("remember") && to === from);
  return note.before ?? [...new Set(remembering.flatMap((one) => one.from))];
}
