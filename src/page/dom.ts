import type { Phrase } from "../lifecycle/names.ts";

/** What an element can hold: a text as it is, a phrase in both languages, or another element. */
export type Child = string | Phrase | HTMLElement;

/**
 * Makes an element. Texts become text nodes, never markup.
 *
 * @param tag - the element's name
 * @param attributes - its attributes; none of them takes anything from a bundle but identifiers that were checked
 * @param children - what it holds, in order
 */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  for (const child of children) {
    if (typeof child === "string" || child instanceof HTMLElement) made.append(child);
    else made.append(inLanguage("en", child.en), inLanguage("zh", child.zh));
  }
  return made;
}

/** The stylesheet shows the one whose language the page has. */
function inLanguage(lang: keyof Phrase, text: string): HTMLElement {
  const span = document.createElement("span");
  span.lang = lang;
  span.textContent = text;
  return span;
}
