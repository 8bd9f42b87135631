import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { actions, type Duty, duties, type Stage, type State, stages, states } from "../../src/index.ts";
import { root } from "../package/sources.ts";

/** A row of the design's tables, with the code's words. */
export interface DesignRow {
  readonly action: string;
  readonly stage: Stage | undefined;
  readonly duties: readonly Duty[];
  readonly from: readonly State[];
  readonly to: readonly (State | "same" | "before")[];
}

/** Where the design stands: beside the repository, or beside a folder above; `MEDTRACE_DESIGN` names it otherwise. */
export function findDesign(): string | undefined {
  const named = process.env.MEDTRACE_DESIGN;
  if (named) return named;
  for (let at = root; at !== dirname(at); at = dirname(at)) {
    const file = join(dirname(at), "shared", "DESIGN.md");
    if (existsSync(file)) return file;
  }
  return undefined;
}

const camel = (text: string): string => text.trim().replace(/ (\w)/g, (_, letter: string) => letter.toUpperCase());
const plain = (cell: string): string => cell.replace(/\([^)]*\)/g, "").trim();

const held: readonly State[] = ["stored", "inUse", "faulty", "repaired"];
const notFinal: readonly State[] = [...held, "inTransit", "scrapRequested", "scrapApproved", "inspected"];
const sets: Readonly<Record<string, readonly State[]>> = {
  "–": ["none"],
  held,
  "not final": notFinal,
  "any but final": notFinal,
  any: [...notFinal, "disposed", "consumed"],
};

/** Reads the two tables of the design's fourth section. */
export function readDesign(file: string): Readonly<Record<"requisition" | "asset", readonly DesignRow[]>> {
  const text = readFileSync(file, "utf8");
  const section = /^## 4\.[\s\S]*?(?=^## 5\.)/m.exec(text)?.[0] ?? "";
  const [, requisition = "", asset = ""] = section.split(/^(?:Requisition|Asset):$/m);
  return { requisition: readTable(requisition), asset: readTable(asset) };
}

function readTable(text: string): readonly DesignRow[] {
  const lines = text.split("\n").filter((line) => line.startsWith("| "));
  return lines.slice(1).flatMap((line) => readRow(line.split("|").map((cell) => cell.trim())));
}

/** A line stands for several rows where it names several actions. */
function readRow([, names = "", stage = "", who = "", fromTo = ""]: readonly string[]): readonly DesignRow[] {
  const words = readNames(names);
  const parts = who.split(" / ");
  const [from = "", to = ""] = plain(fromTo).includes("→") ? plain(fromTo).split("→") : [plain(fromTo), "same"];
  const targets = to.split(" / ");
  return words.map((action, index) => ({
    action,
    stage: stages.find((one) => one === plain(stage)),
    duties: readDuties(parts.length === words.length ? (parts[index] ?? "") : who),
    from: readStates(from.replace(/^flag on /, "")),
    to: readTargets(targets.length === words.length ? (targets[index] ?? "") : to),
  }));
}

/** "approve / reject scrap" as approveScrap and rejectScrap. */
function readNames(cell: string): readonly string[] {
  const names = cell.split(/ \/ |, /);
  const object = /^\w+ (\w+)$/.exec(names.at(-1) ?? "")?.[1];
  return names.map((name) => {
    const both = camel(`${name} ${object}`);
    return object !== undefined && (actions as readonly string[]).includes(both) ? both : camel(name);
  });
}

function readDuties(cell: string): readonly Duty[] {
  const words = plain(cell)
    .split(/[,;]/)
    .map((word) => word.trim());
  return duties.filter((duty) => words.includes(duty));
}

function readStates(cell: string): readonly State[] {
  const words = cell.split(/, |\/| or /).map((word) => word.trim());
  return words.flatMap(
    (word) => sets[word] ?? [states.asset, states.requisition].flat().filter((state) => state === camel(word)),
  );
}

function readTargets(cell: string): DesignRow["to"] {
  const words = cell.split(/, |\/| or /).map((word) => word.trim());
  return words.flatMap((word): DesignRow["to"] => {
    if (word === "same") return ["same"];
    return word === "state before" ? ["before"] : readStates(word);
  });
}
