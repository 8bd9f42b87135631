import { readFile } from "node:fs/promises";

/** Where the exports that were last agreed on are kept. */
export const SNAPSHOT = new URL("../../test/snapshots/exports.json", import.meta.url);

/** What an entry point exports. A class, which is both, is a value. */
export interface EntryPoint {
  readonly values: readonly string[];
  readonly types: readonly string[];
}

const root = new URL("../../", import.meta.url);

/**
 * Reads what the built package exports: what is left of its modules when they are loaded, and what their declarations name
 * besides.
 *
 * @returns the names by entry point, as `package.json` lists them; those of a JSON file are none
 */
export async function packageExports(): Promise<Readonly<Record<string, EntryPoint>>> {
  const { exports } = JSON.parse(await readFile(new URL("package.json", root), "utf8")) as {
    readonly exports: Readonly<Record<string, string | { readonly types: string; readonly default: string }>>;
  };
  const read = Object.entries(exports).map(async ([name, target]): Promise<[string, EntryPoint]> => {
    if (typeof target === "string") return [name, { values: [], types: [] }];
    const values = Object.keys(await import(new URL(target.default, root).href)).sort();
    const declared = [...(await declaredIn(new URL(target.types, root)))].sort();
    const undeclared = values.find((value) => !declared.includes(value));
    if (undeclared !== undefined) throw new Error(`${target.types} does not declare ${undeclared}`);
    return [name, { values, types: declared.filter((one) => !values.includes(one)) }];
  });
  return Object.fromEntries(await Promise.all(read));
}

const LIST = /^export (?:type )?\{([^}]*)\}/gm;
const ALL = /^export \* from "([^"]+)";/gm;
const DECLARED = /^export (?:declare )?(?:abstract )?(?:class|const|function|interface|type) (\w+)/gm;

/** The names that a declaration file exports. The compiler writes each export in one of these ways. */
async function declaredIn(file: URL): Promise<ReadonlySet<string>> {
  const text = await readFile(file, "utf8");
  const listed = [...text.matchAll(LIST)].flatMap(([, list = ""]) => list.split(","));
  const names = listed.map(
    (one) =>
      one
        .trim()
        .replace(/^type /, "")
        .split(" as ")
        .at(-1) ?? "",
  );
  const declared = [...text.matchAll(DECLARED)].map(([, name = ""]) => name);
  const others = [...text.matchAll(ALL)].map(([, from = ""]) => {
    return declaredIn(new URL(from.replace(/\.js$/, ".d.ts"), file));
  });
  const reexported = (await Promise.all(others)).flatMap((one) => [...one]);
  return new Set([...names, ...declared, ...reexported].filter((name) => name !== ""));
}
