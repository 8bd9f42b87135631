import canonicalize from "canonicalize";
import { decodeRlp, encodeRlp, keccak256, toBeHex } from "ethers";

/** A bundle as JSON has it, to be changed at will. */
export interface Shown {
  code?: string;
  chainId: string;
  ledger: string;
  header: string;
  nodes: string[];
  histories: { subject: string; entries: ShownEntry[] }[];
  documents: ShownDocument[];
  [member: string]: unknown;
}

export interface ShownEntry {
  organisation: number;
  facts: string;
  details: string;
  origin?: { subject: string; head: string };
}

export interface ShownDocument {
  disclosure: { commitment: string; fields: ShownField[]; [member: string]: unknown };
  marks: string[];
  packsRoots: string[];
}

/** A field of a document, whose value is a text here. */
export interface ShownField {
  path: string;
  value: string;
  salt: string;
  proof: string[];
}

/** A tampered text, and what was done to it, for whoever reads that it was not caught. */
export type Tampered = readonly [what: string, text: string];

const parse = (text: string): Shown => JSON.parse(text);

/** The canonical text of a bundle that was changed: what is caught, is not caught by its form. */
function changed(text: string, change: (shown: Shown) => unknown): string {
  const shown = parse(text);
  change(shown);
  return canonicalize(shown) as string;
}

/** Nodes have one order: a forger would put them in it. */
const byHash = (nodes: readonly string[]): string[] =>
  [...new Set(nodes)].sort((a, b) => (keccak256(a) < keccak256(b) ? -1 : 1));

/** A hexadecimal text with one bit of a byte turned over. */
const turned = (hex: string, at: number): string =>
  `${hex.slice(0, 2 + 2 * at)}${(Number.parseInt(hex.slice(2 + 2 * at, 4 + 2 * at), 16) ^ 1).toString(16).padStart(2, "0")}${hex.slice(4 + 2 * at)}`;
const bytesOf = (hex: string): number => hex.length / 2 - 1;

/** Every byte of every value that an entry shows, of every subject, of chain and ledger; every number; every code. */
export function* values(text: string): Generator<Tampered> {
  const { histories, chainId, ledger, code } = parse(text);
  yield ["chainId", changed(text, (shown) => (shown.chainId = `${BigInt(chainId) + 1n}`))];
  for (let at = 0; at < bytesOf(ledger); at++) {
    yield [`ledger ${at}`, changed(text, (shown) => (shown.ledger = turned(ledger, at)))];
  }
  if (code !== undefined) {
    for (let at = 0; at < code.length; at++) {
      const other = `${code.slice(0, at)}${code[at] === "0" ? "1" : "0"}${code.slice(at + 1)}`;
      yield [`code ${at}`, changed(text, (shown) => (shown.code = other))];
    }
  }
  for (const [h, { subject, entries }] of histories.entries()) {
    for (let at = 0; at < bytesOf(subject); at++) {
      yield [
        `subject ${h} ${at}`,
        changed(text, ({ histories }) => ((histories[h] as { subject: string }).subject = turned(subject, at))),
      ];
    }
    for (const [e, entry] of entries.entries()) {
      const edit = (what: string, change: (entry: ShownEntry) => unknown): Tampered => [
        `entry ${h} ${e} ${what}`,
        changed(text, ({ histories }) => change(histories[h]?.entries[e] as ShownEntry)),
      ];
      for (const organisation of [entry.organisation + 1, entry.organisation - 1, 0]) {
        yield edit("organisation", (one) => (one.organisation = organisation));
      }
      for (let at = 0; at < 32; at++) {
        yield edit(`facts ${at}`, (one) => (one.facts = turned(entry.facts, at)));
        yield edit(`details ${at}`, (one) => (one.details = turned(entry.details, at)));
      }
      // Every field of the word of facts, at its least and at its most.
      for (const [shift, width] of FIELDS) {
        const mask = ((1n << width) - 1n) << shift;
        const facts = BigInt(entry.facts);
        yield edit(`field ${shift} least`, (one) => (one.facts = toBeHex(facts & ~mask, 32)));
        yield edit(`field ${shift} most`, (one) => (one.facts = toBeHex(facts | mask, 32)));
      }
      if (entry.origin === undefined) {
        const origin = { subject, head: `0x${"11".repeat(27)}` };
        yield edit("origin added", (one) => (one.origin = origin));
        yield edit(
          "origin of zeros",
          (one) => (one.origin = { subject: `0x${"00".repeat(32)}`, head: `0x${"00".repeat(27)}` }),
        );
      } else {
        const { subject: from, head } = entry.origin;
        yield edit("origin dropped", (one) => delete one.origin);
        for (let at = 0; at < 32; at++) {
          yield edit(`origin subject ${at}`, (one) => (one.origin = { subject: turned(from, at), head }));
        }
        for (let at = 0; at < 27; at++) {
          yield edit(`origin head ${at}`, (one) => (one.origin = { subject: from, head: turned(head, at) }));
        }
      }
    }
  }
}

/** Shift and width of each field of the word of facts. */
const FIELDS = [
  [248n, 8n],
  [240n, 8n],
  [216n, 24n],
  [192n, 24n],
  [160n, 32n],
  [128n, 32n],
  [96n, 32n],
  [64n, 32n],
  [32n, 32n],
  [0n, 32n],
] as const;

/** Entries and histories that are dropped, repeated, swapped, moved, cut off, or taken from another bundle. */
export function* entries(text: string, others: readonly string[]): Generator<Tampered> {
  const shown = parse(text);
  const foreign = others.flatMap((other) => parse(other).histories);
  for (const [h, { subject, entries }] of shown.histories.entries()) {
    const edit = (what: string, change: (entries: ShownEntry[]) => ShownEntry[]): Tampered => [
      `${what} in history ${h}`,
      changed(text, ({ histories }) => {
        const history = histories[h] as Shown["histories"][number];
        history.entries = change(history.entries);
      }),
    ];
    for (const [e, entry] of entries.entries()) {
      yield edit(`dropped ${e}`, (all) => all.toSpliced(e, 1));
      yield edit(`cut off after ${e}`, (all) => all.slice(0, e));
      yield edit(`cut off before ${e}`, (all) => all.slice(e + 1));
      for (let to = 0; to <= entries.length; to++)
        yield edit(`repeated ${e} at ${to}`, (all) => all.toSpliced(to, 0, entry));
      for (let to = 0; to < e; to++) {
        yield edit(`swapped ${e} and ${to}`, (all) => all.with(e, all[to] as ShownEntry).with(to, entry));
      }
    }
    for (const [f, other] of [...shown.histories, ...foreign].entries()) {
      if (other.subject === subject) continue;
      for (const [e, entry] of other.entries.entries()) {
        for (const to of new Set([0, e, entries.length])) {
          yield edit(`foreign ${f} ${e} at ${to}`, (all) => all.toSpliced(to, 0, entry));
          yield edit(`foreign ${f} ${e} instead of ${to}`, (all) => all.with(Math.min(to, entries.length - 1), entry));
        }
      }
    }
    yield [`history ${h} dropped`, changed(text, ({ histories }) => histories.splice(h, 1))];
    yield [`history ${h} repeated`, changed(text, ({ histories }) => histories.push(shown.histories[h] as never))];
    for (let to = 0; to < h; to++) {
      const swap = ({ histories }: Shown) => {
        [histories[h], histories[to]] = [histories[to] as never, histories[h] as never];
      };
      yield [`histories ${h} and ${to} swapped`, changed(text, swap)];
    }
  }
  const known = new Set(shown.histories.map(({ subject }) => subject));
  for (const history of foreign.filter(({ subject }) => !known.has(subject))) {
    const insert = (shown: Shown) => {
      const [own, ...rest] = shown.histories;
      shown.histories = [own as never, ...[...rest, history].sort((a, b) => (a.subject < b.subject ? -1 : 1))];
    };
    yield [`history ${history.subject} added`, changed(text, insert)];
    yield [`history ${history.subject} in front`, changed(text, (shown) => shown.histories.unshift(history))];
  }
}

/** Header and nodes: every field and item, decoded, altered and encoded again; dropped, added, taken from another bundle. */
export function* proofs(text: string, others: readonly string[]): Generator<Tampered> {
  const { header, nodes } = parse(text);
  const fields = decodeRlp(header) as string[];
  const withHeader = (what: string, list: readonly string[]): Tampered => [
    `header ${what}`,
    changed(text, (shown) => (shown.header = encodeRlp([...list]))),
  ];
  for (const [at, field] of fields.entries()) {
    for (let byte = 0; byte < Math.min(bytesOf(field), 32); byte++) {
      yield withHeader(`${at} ${byte}`, fields.with(at, turned(field, byte)));
    }
    yield withHeader(`${at} longer`, fields.with(at, `${field}00`));
    yield withHeader(`${at} empty`, field === "0x" ? fields.with(at, "0x01") : fields.with(at, "0x"));
    yield withHeader(`${at} dropped`, fields.toSpliced(at, 1));
  }
  yield withHeader("longer", [...fields, "0x"]);
  const withNodes = (what: string, list: readonly string[]): Tampered => [
    `nodes ${what}`,
    changed(text, (shown) => (shown.nodes = byHash(list))),
  ];
  for (const [at, node] of nodes.entries()) {
    const items = decodeRlp(node) as string[];
    for (const [i, item] of items.entries()) {
      for (const byte of item === "0x" ? [] : [0, bytesOf(item) - 1]) {
        yield withNodes(`${at} ${i} ${byte}`, nodes.with(at, encodeRlp(items.with(i, turned(item, byte)))));
      }
      const other = item === "0x" ? keccak256(node) : "0x";
      yield withNodes(`${at} ${i} instead`, nodes.with(at, encodeRlp(items.with(i, other))));
    }
    yield withNodes(`${at} dropped`, nodes.toSpliced(at, 1));
    yield [`nodes ${at} repeated`, changed(text, (shown) => shown.nodes.splice(at, 0, node))];
    if (at > 0)
      yield [`nodes ${at} moved`, changed(text, (shown) => shown.nodes.unshift(...shown.nodes.splice(at, 1)))];
  }
  for (const other of others) {
    const theirs = parse(other);
    for (const node of theirs.nodes) if (!nodes.includes(node)) yield withNodes("added", [...nodes, node]);
    const own = canonicalize(parse(text));
    for (const mixed of [
      { nodes: theirs.nodes },
      { header: theirs.header },
      { header: theirs.header, nodes: theirs.nodes },
    ]) {
      const text = canonicalize({ ...parse(own as string), ...mixed }) as string;
      if (text !== own) yield [`mixed ${Object.keys(mixed)}`, text];
    }
  }
}

/** What is shown of documents: every character and byte of it; marks and roots that no entry commits to; foreign ones. */
export function* documents(text: string, others: readonly string[]): Generator<Tampered> {
  const shown = parse(text);
  for (const [d, { disclosure, marks, packsRoots }] of shown.documents.entries()) {
    const edit = (what: string, change: (document: ShownDocument) => unknown): Tampered => [
      `document ${d} ${what}`,
      changed(text, ({ documents }) => change(documents[d] as ShownDocument)),
    ];
    const bytes = (what: string, hex: string, change: (document: ShownDocument, other: string) => unknown) =>
      Array.from({ length: bytesOf(hex) }, (_, at) => edit(`${what} ${at}`, (one) => change(one, turned(hex, at))));
    yield* bytes("commitment", disclosure.commitment, (one, other) => (one.disclosure.commitment = other));
    for (const [f, { path, value, salt, proof }] of disclosure.fields.entries()) {
      const field = ({ disclosure }: ShownDocument) => disclosure.fields[f] as ShownField;
      for (const [member, old] of Object.entries({ path, value })) {
        for (let at = 0; at < old.length; at++) {
          const other = `${old.slice(0, at)}${old[at] === "x" ? "y" : "x"}${old.slice(at + 1)}`;
          yield edit(`${member} ${f} ${at}`, (one) => (field(one)[member as "path" | "value"] = other));
        }
        yield edit(`${member} ${f} empty`, (one) => (field(one)[member as "path" | "value"] = ""));
      }
      yield* bytes(`salt ${f}`, salt, (one, other) => (field(one).salt = other));
      for (const [p, hash] of proof.entries()) {
        yield* bytes(`proof ${f} ${p}`, hash, (one, other) => (field(one).proof[p] = other));
        yield edit(`proof ${f} ${p} dropped`, (one) => field(one).proof.splice(p, 1));
        yield edit(`proof ${f} ${p} repeated`, (one) => field(one).proof.splice(p, 0, hash));
      }
      yield edit(`field ${f} repeated`, (one) => one.disclosure.fields.push(field(one)));
      yield edit(`field ${f} without value`, (one) => delete (field(one) as Partial<ShownField>).value);
    }
    for (const list of ["marks", "packsRoots"] as const) {
      for (const other of [disclosure.commitment, `0x${"00".repeat(32)}`]) {
        yield edit(`${list} added`, (one) => (one[list] = [...one[list], other].sort()));
      }
    }
    for (const [at, mark] of marks.entries()) yield* bytes("mark", mark, (one, other) => (one.marks[at] = other));
    for (const [at, root] of packsRoots.entries()) {
      yield* bytes("root", root, (one, other) => (one.packsRoots[at] = other));
    }
    yield [`document ${d} repeated`, changed(text, ({ documents }) => documents.push(documents[d] as ShownDocument))];
  }
  for (const document of others.flatMap((other) => parse(other).documents)) {
    yield ["document added", changed(text, (shown) => (shown.documents = [document]))];
  }
}

/** The same values, written in another way, and members that have no place. */
export function* encodings(text: string): Generator<Tampered> {
  for (const space of [" ", "\n", "\t", "\r\n", "\ufeff", "\u00a0", "\0", "//", "1"]) {
    yield [`${JSON.stringify(space)} before`, `${space}${text}`];
    yield [`${JSON.stringify(space)} after`, `${text}${space}`];
  }
  // At every place where JSON allows it; strings here hold neither quotes nor braces.
  for (const { index, 0: sign } of text.matchAll(/[[\]{}:,]/g)) {
    yield [`space after ${sign} at ${index}`, `${text.slice(0, index + 1)} ${text.slice(index + 1)}`];
  }
  for (const { index, 0: value } of text.matchAll(/"[^"]*"/g)) {
    const escaped = `\\u00${value.charCodeAt(1).toString(16)}`;
    yield [`escaped at ${index}`, `${text.slice(0, index + 1)}${escaped}${text.slice(index + 2)}`];
    const replace = (what: string, other: string): Tampered => [
      `${what} at ${index}`,
      text.slice(0, index) + other + text.slice(index + value.length),
    ];
    if (/^"0x/.test(value)) {
      yield replace("without 0x", `"${value.slice(3)}`);
      yield replace("0X", value.replace("0x", "0X"));
      yield replace("a zero more", value.replace("0x", "0x00"));
      yield replace("a digit less", `"0x${value.slice(4)}`);
      if (/[a-f]/.test(value.slice(3)))
        yield replace(
          "upper case",
          value.replace(/[a-f]/, (digit) => digit.toUpperCase()),
        );
      yield replace("null", "null");
      yield replace("a list", `[${value}]`);
    }
    if (/^"\d/.test(value)) {
      yield replace("a number", value.slice(1, -1));
      yield replace("a zero more", `"0${value.slice(1)}`);
      yield replace("hexadecimal", `"0x${BigInt(value.slice(1, -1)).toString(16)}"`);
    }
  }
  for (const { index, 0: value } of text.matchAll(/(?<=:)\d+/g)) {
    for (const other of [
      `${value}.0`,
      `${value}e0`,
      `+${value}`,
      `0${value}`,
      `-${value}`,
      `"${value}"`,
      `${value}.5`,
      "null",
    ]) {
      yield [`${other} at ${index}`, text.slice(0, index) + other + text.slice(index + value.length)];
    }
  }
  for (const { index } of text.matchAll(/\{/g)) {
    const after = text.slice(index + 1);
    const [member = ""] = /^"[^"]*":(?:"[^"]*"|\d+|\[|\{)/.exec(after) ?? [];
    for (const extra of ['"a":1', '"__proto__":{}', '"zzz":null', '"":""']) {
      yield [`${extra} at ${index}`, `${text.slice(0, index + 1)}${extra},${after}`];
    }
    // The same member twice: parsers take the last one.
    if (/[\d"]$/.test(member)) yield [`twice at ${index}`, `${text.slice(0, index + 1)}${member},${after}`];
  }
  // Members in another order.
  yield ["members reversed", JSON.stringify(Object.fromEntries(Object.entries(parse(text)).reverse()))];
  yield ["pretty", JSON.stringify(parse(text), null, 2)];
  for (const member of Object.keys(parse(text))) {
    yield [`without ${member}`, changed(text, (shown) => delete shown[member])];
    for (const other of [null, 0, "", [], {}, true]) {
      // That documents are missing is no problem.
      if (member === "documents" && Array.isArray(other)) continue;
      yield [`${member} ${JSON.stringify(other)}`, changed(text, (shown) => (shown[member] = other))];
    }
  }
}
