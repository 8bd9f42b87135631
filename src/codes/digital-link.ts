import { rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import { isAccepted } from "./application-identifiers.ts";
import type { Element } from "./elements.ts";
import { InvalidDigitalLink, UnknownApplicationIdentifier, UnknownCodeForm } from "./errors.ts";

/** The order of the path: the product, then its variant, lot and serial. */
const PATH = ["01", "22", "10", "21"];

/**
 * Splits a GS1 Digital Link URI, uncompressed, of any host and with any path before the GTIN.
 *
 * The path is `/01/<gtin>`, then `/22/<variant>`, `/10/<lot>`, `/21/<serial>`, each if present and in this order; all
 * other elements are in the query, where a name that is not all digits (`linkType`) is no element and is left out.
 * The fragment is left out. The path before the GTIN may hold a `01` of its own: the first one that a number as long as
 * a GTIN follows counts, or else the first that anything follows.
 *
 * It does not use the platform's URL parser, which would drop a serial `.` or `..` as a step in a directory.
 *
 * @param text - `http://` or `https://` and the rest of the URI, or its path alone, from a slash on
 * @returns the elements, the path's first; percent-encoding undone
 * @throws {@link UnknownCodeForm} if the URI has no host or its path has no `/01/`, as when the link is compressed
 * @throws {@link UnknownApplicationIdentifier} if the path has an application identifier that is not accepted
 * @throws {@link InvalidDigitalLink} if the path after the GTIN breaks the order or ends without a value, the query has
 * what belongs in the path, or a percent sign is not followed by the two digits of a UTF-8 byte
 * @see GS1 Digital Link Standard: URI Syntax
 */
export function readDigitalLink(text: string): readonly Element[] {
  const relative = text.replace(/^https?:\/\/[^/?#\s]+/i, "");
  if (!relative.startsWith("/")) throw new UnknownCodeForm(text);
  const [beforeFragment = ""] = relative.split("#", 1);
  const mark = beforeFragment.indexOf("?");
  const path = mark < 0 ? beforeFragment : beforeFragment.slice(0, mark);
  const query = mark < 0 ? "" : beforeFragment.slice(mark + 1);
  return [...readPath(path, text), ...readQuery(query, text)];
}

function readPath(path: string, text: string): readonly Element[] {
  const segments = path.split("/");
  let key = segments.findIndex((segment, i) => segment === "01" && /^(?:\d{8}|\d{12,14})$/.test(segments[i + 1] ?? ""));
  if (key < 0) key = segments.indexOf("01");
  if (key < 0 || key + 1 === segments.length) throw new UnknownCodeForm(text);

  const elements: Element[] = [];
  let reached = 0;
  for (let i = key; i < segments.length; i += 2) {
    const ai = segments[i] ?? "";
    const value = segments[i + 1];
    if (/^\d{2,4}$/.test(ai) && !isAccepted(ai)) throw new UnknownApplicationIdentifier(ai);
    const place = PATH.indexOf(ai);
    // Equal is let through: whether a repeated element contradicts itself is seen once its value is read.
    if (place < reached) throw new InvalidDigitalLink(text, rule(must.pathOrder, { order: PATH }));
    if (value === undefined) throw new InvalidDigitalLink(text, rule(must.valueInPath, { ai }));
    elements.push([ai, percentDecode(value, text)]);
    reached = place;
  }
  return elements;
}

function readQuery(query: string, text: string): readonly Element[] {
  const elements: Element[] = [];
  for (const pair of query.split("&")) {
    const [name = "", ...rest] = pair.split("=");
    const ai = percentDecode(name, text);
    if (!/^\d+$/.test(ai)) continue;
    // Left unread, a serial here would turn the item into its product.
    if (PATH.includes(ai)) throw new InvalidDigitalLink(text, rule(must.inPath, { ai }));
    elements.push([ai, percentDecode(rest.join("="), text)]);
  }
  return elements;
}

function percentDecode(part: string, text: string): string {
  try {
    return decodeURIComponent(part);
  } catch (cause) {
    throw new InvalidDigitalLink(text, rule(must.percentSigns), { cause });
  }
}
