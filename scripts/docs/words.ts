import { type Duty, duties, inWords, type Role, type State, states } from "../../src/index.ts";
import type { ErrorName, Note } from "./note.ts";
import type { Contracts, Rows } from "./read.ts";
import { type Flag, held, type TableKind } from "./row.ts";

/** What the roles are called in Chinese. */
const roleNames: Readonly<Record<Role, string>> = {
  hospital: "医院",
  manufacturer: "生产企业",
  supplier: "供应商",
  serviceProvider: "服务机构",
  regulator: "监管机构",
  endorser: "背书机构",
};

/** What each rule of a row asks for; `undefined` where another column says it. */
export const flagWords: Readonly<Record<Flag, string | undefined>> = {
  record: undefined,
  decide: undefined,
  answer: undefined,
  addressee: undefined,
  appointable: undefined,
  concerned: undefined,
  requisition: undefined,
  regulator: undefined,
  outside: undefined,
  thoughSuspended: "also in a suspended organisation",
  head: "names the head that it builds on",
  until: "until: after the block, or 0",
  deadline: "until: the last second to take it, at most 30 days away",
  calibrate: "until: the last second at which it holds, no later than the product's interval after it was done",
  coded: "in the lowest 8 bits, beside a figure of 24",
  items: "items",
  parcels: "parcels",
  count: "of an item, 0 or 1",
  usable: "usable",
  owned: "own goods",
  separate: "not the signer",
  noApprover: "none of those who approved",
  sign: "signs",
  witness: "signs, if it is inspected",
  remember: "remembers the state",
  consume: "consumes",
  quarantine: "sets the flag _quarantined_",
  release: "clears the flag _quarantined_",
  endOffer: "ends the offer",
  handsOn: "sold, traded in or donated only if neither quarantined, recalled nor expired",
};

/** The errors that a rule of a row brings. */
export const flagErrors: Readonly<Partial<Record<Flag, readonly ErrorName[]>>> = {
  appointable: ["NotAppointed"],
  usable: ["Quarantined", "Recalled", "CalibrationLapsed", "Expired"],
  items: ["NotForParcels"],
  parcels: ["OnlyForParcels"],
  owned: ["BorrowedGoods"],
  separate: ["OwnWork"],
  head: ["HeadRequired"],
  handsOn: ["Quarantined", "Recalled", "Expired"],
  quarantine: ["Quarantined"],
  release: ["NotQuarantined"],
};

/** The states that a new subject, or one that only a recall knows, is in. */
const outside: readonly State[] = ["none", "announced"];

/** The states that nothing leads out of. */
export function finalStates(kind: TableKind, rows: Rows): readonly State[] {
  const left = new Set([...rows.values()].filter(({ to }) => to !== "same").flatMap(({ from }) => from));
  return states[kind].filter((state) => !left.has(state) && !outside.includes(state));
}

/** States as the documents write them: sets that have a name by their name. */
export function stateWords(kind: TableKind, rows: Rows, list: readonly State[]): string {
  const entered: readonly State[] = states.asset.filter((state) => !outside.includes(state));
  const final = finalStates(kind, rows);
  const sets: readonly (readonly [string, readonly State[]])[] =
    kind === "asset"
      ? [
          ["_entered_", entered],
          ["_not final_", entered.filter((state) => !final.includes(state))],
          ["_held_", held],
        ]
      : [];
  const [name, members]: readonly [string | undefined, readonly State[]] = sets.find(([, set]) =>
    set.every((state) => list.includes(state)),
  ) ?? [undefined, []];
  const rest = list
    .filter((state) => !members.includes(state))
    .map((state) => (state === "none" ? "–" : inWords(state)));
  return [
    ...(rest.includes("–") ? ["–"] : []),
    ...(name === undefined ? [] : [name]),
    ...rest.filter((one) => one !== "–"),
  ].join(", ");
}

/** A list in words, with "or" before the last. */
export function either(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}

/** Whose step it is. */
export function whoseWords(note: Note, flags: ReadonlySet<Flag>): string {
  const base = note.whose ?? baseWords(flags);
  const others = [
    ...(flags.has("appointable") ? ["_appointed_"] : []),
    ...(flags.has("outside") ? ["the outside approver's that its policy names"] : []),
    ...(flags.has("concerned") ? ["the product's manufacturer's", "any regulator's"] : []),
  ];
  return either([base, ...others]);
}

function baseWords(flags: ReadonlySet<Flag>): string {
  if (flags.has("requisition")) throw new Error("Whose step it is, the requisition says: the note must, too.");
  if (flags.has("regulator")) return "any regulator's";
  return flags.has("addressee") ? "the addressee's" : "the custodian's";
}

/** A table of GitHub's Markdown. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** The matrix of roles and duties. `administer`, which the council gives, is in none. */
export function dutyMatrix(dutiesOf: Contracts["dutiesOf"]): string {
  const roles = Object.keys(dutiesOf) as Role[];
  const rows = duties
    .filter((duty) => roles.some((role) => dutiesOf[role].includes(duty)))
    .map((duty: Duty) => [duty, ...roles.map((role) => (dutiesOf[role].includes(duty) ? "×" : ""))]);
  return markdownTable(["Duty", ...roles.map((role) => `${inWords(role)} ${roleNames[role]}`)], rows);
}
