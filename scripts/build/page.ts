import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const folder = fileURLToPath(new URL("../../src/page/", import.meta.url));

/**
 * Makes the verifier: one HTML file with its script and style inside, which may load nothing and run nothing else. The same
 * sources give the same bytes.
 *
 * @returns the file's text
 * @throws when the script does not bundle, or the template lacks a place
 */
export async function page(): Promise<string> {
  const [script, style] = [await bundle(), read("style.css")];
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(style)}'`,
    "base-uri 'none'",
    "form-action 'none'",
    // No text becomes markup, whoever writes it.
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");
  const places = [
    [
      '<meta charset="utf-8" />',
      `<meta charset="utf-8" />\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />`,
    ],
    ['<link rel="stylesheet" href="style.css" />', `<style>${style}</style>`],
    ['<script type="module" src="main.ts"></script>', `<script>${script}</script>`],
  ] as const;
  return places.reduce((html, [place, content]) => {
    if (html.split(place).length !== 2) throw new Error(`src/page/index.html must have one ${place}`);
    return html.replace(place, () => content);
  }, read("index.html"));
}

/** Line ends as the HTML parser sees them, so that the hashes hold wherever it was checked out. */
const read = (file: string): string => readFileSync(folder + file, "utf8").replaceAll("\r\n", "\n");

const hashOf = (text: string): string => `sha256-${createHash("sha256").update(text).digest("base64")}`;

async function bundle(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: "error",
    build: {
      write: false,
      target: "es2023",
      lib: { entry: `${folder}main.ts`, formats: ["iife"], name: "medtraceVerifier" },
    },
  });
  const [output] = Array.isArray(result) ? result : [result];
  const chunk = output !== undefined && "output" in output ? output.output[0] : undefined;
  if (chunk?.type !== "chunk") throw new Error("The verifier's script was not made");
  // In a text or a pattern, where alone these can stand, the backslash changes nothing but what the HTML parser sees.
  return chunk.code
    .trim()
    .replaceAll(/<\/(script)/gi, "<\\/$1")
    .replaceAll("<!--", "<\\!--");
}
