import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Lets declarations name the built files. The compiler rewrites what a program imports, and leaves in its declarations the
 * sources, which no package has.
 *
 * @param folder - where the build is
 */
export function nameBuiltFiles(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith(".d.ts")) continue;
    const file = join(entry.parentPath, entry.name);
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.replaceAll(/(\bfrom |\bimport\()("\.{1,2}\/[^"\n]+)\.ts"/g, '$1$2.js"'));
  }
}
