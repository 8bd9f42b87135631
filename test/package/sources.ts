import { readdirSync, readFileSync } from "node:fs";
import { posix, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's folder. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

/** The files below a folder of the repository, as paths from its root; none where there is no such folder. */
export function filesBelow(folder: string): readonly string[] {
  try {
    return readdirSync(`${root}${folder}`, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(root, `${entry.parentPath}${sep}${entry.name}`).replaceAll(sep, "/"))
      .sort();
  } catch {
    return [];
  }
}

/** A file's text. */
export function read(file: string): string {
  return readFileSync(`${root}${file}`, "utf8");
}

/** One import or re-export. */
export interface Import {
  /** The file that has it, from the root. */
  readonly from: string;
  /** A file from the root, or a package's or module's name. */
  readonly to: string;
  /** A type import leaves nothing in what is built. */
  readonly how: "type" | "value" | "dynamic";
  /** What is imported, by the exporter's name; types that stand among values are left out. */
  readonly names: readonly string[];
}

const STATIC = /^(?:import|export)\s(?:([^;"']*?)\sfrom\s)?\s*"([^"]+)"/gm;
const DYNAMIC = /\bimport\(\s*"([^"]+)"\s*\)/g;

/** The imports of a source file. */
export function importsOf(from: string): readonly Import[] {
  // Examples in comments are no imports.
  const text = read(from).replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
  const resolve = (name: string) => (name.startsWith(".") ? posix.join(posix.dirname(from), name) : name);
  const statics = [...text.matchAll(STATIC)].map(([, clause = "", name = ""]): Import => {
    const names = (/\{([^}]*)\}/.exec(clause)?.[1] ?? "")
      .split(",")
      .map((one) => one.trim())
      .filter((one) => one !== "" && !one.startsWith("type "))
      .map((one) => one.split(/\s+as\s+/)[0] ?? "");
    const onlyTypes = clause.startsWith("type ") || (/^\{[^}]*\}$/.test(clause.trim()) && names.length === 0);
    return { from, to: resolve(name), how: onlyTypes ? "type" : "value", names: onlyTypes ? [] : names };
  });
  const dynamics = [...text.matchAll(DYNAMIC)].map(
    ([, name = ""]): Import => ({ from, to: resolve(name), how: "dynamic", names: [] }),
  );
  return [...statics, ...dynamics];
}
