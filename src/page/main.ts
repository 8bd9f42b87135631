import type { Hex } from "../history/types.ts";
import type { Phrase } from "../lifecycle/names.ts";
import { verifyBundle } from "../proof/verify.ts";
import { element } from "./dom.ts";
import { visible } from "./format.ts";
import { readGiven } from "./given.ts";
import { levelTitle } from "./level.ts";
import { verdictView } from "./view.ts";

const byId = <E extends HTMLElement>(id: string): E => document.getElementById(id) as E;
const [file, pasted] = [byId<HTMLInputElement>("file"), byId<HTMLTextAreaElement>("pasted")];
const [block, ledger] = [byId<HTMLInputElement>("block"), byId<HTMLInputElement>("ledger")];
const [status, result] = [byId("status"), byId("result")];

/** The bundle's text, and what to call it; `undefined` as long as there is none. */
let bundle: { readonly text: string; readonly name: Phrase } | undefined;
/** Counts the files that were given: of two, the later one counts, whichever is read first. */
let turn = 0;

/** Checks what is given, and shows it; never leaves what was found before. */
function check(): void {
  result.replaceChildren();
  status.replaceChildren();
  const trusted = { block: bytesIn(block, 32), ledger: bytesIn(ledger, 20) };
  if (bundle === undefined) return;
  try {
    const verdict = verifyBundle(bundle.text, trusted);
    result.append(verdictView(verdict, trusted));
    say(bundle.name, ": ", levelTitle(verdict));
  } catch (error) {
    say(bundle.name, ": ", { en: "could not be checked", zh: "无法核对" }, ` (${visible(String(error))})`);
  }
}

function say(...said: readonly (string | Phrase)[]): void {
  status.replaceChildren(element("p", {}, ...said));
}

/** The bytes in a field, which says so where they are none. */
function bytesIn(field: HTMLInputElement, length: number): Hex | undefined {
  const given = readGiven(field.value, length);
  field.setAttribute("aria-invalid", String(given.is === "malformed"));
  byId(`${field.id}-malformed`).hidden = given.is !== "malformed";
  return given.is === "bytes" ? given.bytes : undefined;
}

async function take(given: File): Promise<void> {
  turn += 1;
  const own = turn;
  pasted.value = "";
  bundle = undefined;
  check();
  const name = { en: visible(given.name), zh: visible(given.name) };
  // As it stands in the file, a byte order mark too: only one text is the bundle.
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const text = await given.arrayBuffer().then(
    (bytes) => decoder.decode(bytes),
    () => undefined,
  );
  if (own !== turn) return;
  if (text === undefined) {
    say(name, ": ", { en: "could not be read", zh: "无法读取" });
    return;
  }
  bundle = { text, name };
  check();
}

file.addEventListener("change", () => {
  const [given] = file.files ?? [];
  if (given !== undefined) take(given);
});

pasted.addEventListener("input", () => {
  turn += 1;
  file.value = "";
  // What is copied from a terminal often ends with a line break.
  const text = pasted.value.trim();
  bundle = text === "" ? undefined : { text, name: { en: "the pasted text", zh: "粘贴的文本" } };
  check();
});

for (const field of [block, ledger]) field.addEventListener("input", check);

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") === true;

// Anywhere on the page: a file that is dropped beside the mark would otherwise replace the page.
document.addEventListener("dragover", (event) => {
  if (!hasFiles(event)) return;
  event.preventDefault();
  document.body.dataset.dragging = "";
});
document.addEventListener("dragleave", (event) => {
  if (event.relatedTarget === null) delete document.body.dataset.dragging;
});
document.addEventListener("drop", (event) => {
  delete document.body.dataset.dragging;
  if (!hasFiles(event)) return;
  event.preventDefault();
  file.value = "";
  const [given] = event.dataTransfer?.files ?? [];
  if (given !== undefined) take(given);
});

const switches = [...document.querySelectorAll<HTMLButtonElement>("[data-language]")];

function speak(language: string): void {
  document.documentElement.lang = language;
  for (const one of switches) one.setAttribute("aria-pressed", String(one.dataset.language === language));
}

for (const one of switches) one.addEventListener("click", () => speak(one.dataset.language ?? "en"));
speak(navigator.language.startsWith("zh") ? "zh" : "en");
