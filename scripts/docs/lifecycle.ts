import { readFile } from "node:fs/promises";
import { inWords } from "../../src/index.ts";
import { notes } from "./notes/notes.ts";
import { readContracts } from "./read.ts";
import { join, renderDiagram, renderTable, takenBy } from "./render.ts";
import { dutyMatrix, finalStates } from "./words.ts";

/** What is generated. */
export const OUTPUT = new URL("../../docs/lifecycle.md", import.meta.url);
/** What people write of it; `{{…}}` stands for what comes from the contracts. */
const TEMPLATE = new URL("lifecycle.md", import.meta.url);

/** Makes docs/lifecycle.md from the contracts, the notes and the template. */
export async function makeLifecycle(): Promise<string> {
  const { rows, dutiesOf } = await readContracts();
  const requisition = join(rows.requisition, notes.requisition);
  const asset = join(rows.asset, notes.asset);
  const final = (kind: "requisition" | "asset") =>
    finalStates(kind, rows[kind])
      .map((state) => `_${inWords(state)}_`)
      .join(", ");
  const still = asset.filter(({ row }) => row.from.includes("disposed")).map(({ action }) => `_${inWords(action)}_`);
  return fill(await readFile(TEMPLATE, "utf8"), {
    "requisition.table": renderTable("requisition", rows.requisition, requisition),
    "requisition.diagram": renderDiagram("requisition", rows.requisition, requisition),
    "requisition.final": final("requisition"),
    "requisition.decide": takenBy(requisition, "decide"),
    "asset.table": renderTable("asset", rows.asset, asset),
    "asset.diagram": renderDiagram("asset", rows.asset, asset),
    "asset.final": final("asset"),
    "asset.still": still.join(", "),
    "asset.record": takenBy(asset, "record"),
    "asset.decide": takenBy(asset, "decide"),
    "asset.answer": takenBy(asset, "answer"),
    "asset.usable": takenBy(asset, "usable"),
    "asset.appointable": takenBy(asset, "appointable"),
    "roles.matrix": dutyMatrix(dutiesOf),
  });
}

/** Puts every value in its place, once or more. */
function fill(template: string, values: Readonly<Record<string, string>>): string {
  const used = new Set<string>();
  const text = template.replace(/\{\{([\w.]+)\}\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`The template asks for ${name}, which nothing generates.`);
    used.add(name);
    return value;
  });
  const unused = Object.keys(values).filter((name) => !used.has(name));
  if (unused.length > 0) throw new Error(`The template leaves out ${unused.join(", ")}.`);
  return text;
}
