/**
 * `node test/proof/support/vectors.ts` makes test/vectors/bundles.json anew, where what the ledger stores, or how a bundle is
 * written, has changed. What is to be found in each case stands here, and is not taken from the verifier.
 */
import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import canonicalize from "canonicalize";
import { decodeRlp, encodeRlp, id, keccak256, toBeHex } from "ethers";
import { toJson } from "../../../src/cli/print.ts";
import {
  createDetails,
  type Details,
  disclose,
  type Hex,
  type Medtrace,
  PackTree,
  type ProblemCode,
  placeNumber,
  readBundle,
  type Trusted,
  verifyBundle,
} from "../../../src/index.ts";
import { readHeader } from "../../../src/proof/header.ts";
import { slotsOf } from "../../../src/proof/present.ts";
import { openStorage } from "../../../src/proof/storage.ts";
import { TrieNodes } from "../../../src/proof/trie.ts";
import { createWorld, DAY, GTIN, itemCode, OTHER_GTIN } from "../../support/world.ts";
import type { Shown, ShownDocument } from "./tamper.ts";

const VACCINE = "06934567000019";
const LOT = `(01)${VACCINE}(10)L-1`;
const UNITS_PER_PACK = 10;

/** Of a text: what it is, the file, and what is known from elsewhere; what is to be found. */
interface Case {
  readonly name: string;
  readonly bundle: string;
  readonly trusted: Trusted;
  readonly level: "none" | "intact" | "proven";
  readonly problems: readonly ProblemCode[];
}

const detailsOf = (document: Parameters<typeof createDetails>[0]): Details =>
  createDetails(document, { random: randomBytes });

/** A device, a drug and what belongs to them, on a chain of their own. */
async function whole() {
  const world = await createWorld();
  const { as, m } = world;
  const { manufacturer, hospital } = world.consortium;
  const acceptance = detailsOf({ conclusion: "passed", supplier: { name: "Demo Manufacturer" }, price: 12_000 });
  const requisition = await world.ordered();
  const item = itemCode("V-1");
  await as("seller").enrol({ code: item });
  await as("seller").ship({ requisition, code: item });
  await as("inspector").accept({ requisition, code: item, details: acceptance.commitment });
  await as("nurse").use({ code: item, place: "ICU-3" });
  const head = (await m.history(item)).entries.at(-1)?.head as Hex;
  await as("nurse").correct({ target: item, head, value: placeNumber("Ward 7") });

  await as("officer").register({
    ...{ product: VACCINE, name: "influenza vaccine 流感疫苗", kind: "drug", riskClass: 2, manufacturer },
    ...{ tracking: "lot", unitsPerPack: UNITS_PER_PACK, registeredFrom: 1, registeredUntil: 4_000_000_000 },
  });
  const tree = PackTree.of({ gtin: VACCINE, packs: ["A1", "A2", "A3", "A4"] });
  const certificate = detailsOf({ labels: ["a", "b"], 说明: "批检验" });
  const prescription = detailsOf({ ward: "7", patient: "a pseudonym" });
  const expiry = (await world.now()) + 300 * DAY;
  const made = { code: LOT, quantity: BigInt(4 * UNITS_PER_PACK), expiry, packsRoot: tree.root };
  const { subject: rest } = await as("maker").commission({ ...made, details: certificate.commitment });
  const part = { code: rest, quantity: BigInt(2 * UNITS_PER_PACK), firstPack: 2 };
  const { subject: parcel } = await as("seller").split(part);
  const until = (await world.now()) + DAY;
  await as("seller").offer({ code: parcel, to: hospital, terms: "consignment", until });
  await as("inspector").take({ code: parcel });
  await as("nurse").dispense({ code: parcel, packs: [3], details: prescription.commitment });
  await as("recaller").recall({ target: LOT, level: "first", instruction: "sendBack" });
  const announced = itemCode("V-9", OTHER_GTIN);
  await as("warden").recall({ target: announced, level: "second", instruction: "inspect" });

  const accepted = [disclose(acceptance, ["/conclusion", "/supplier"])];
  const dispensed = [disclose(certificate, ["/labels", "/说明"]), disclose(prescription, ["/ward"])];
  return {
    world,
    trusted: await trustedOf(m),
    bundles: {
      item: await m.prove(item, { details: accepted }),
      parcel: await m.prove(parcel, { details: dispensed }),
      batch: await m.prove(LOT),
      product: await m.prove(GTIN),
      requisition: await m.prove(requisition),
      announced: await m.prove(announced),
    },
  };
}

/** An item whose serial has every kind of sign, recalled, and remedied of that. */
async function remedied() {
  const world = await createWorld();
  const { as, m } = world;
  const code = itemCode("a/b%c!(d)*:;=+'");
  await as("seller").enrol({ code });
  const requisition = await world.ordered();
  await as("seller").ship({ requisition, code });
  await as("inspector").accept({ requisition, code });
  const { entries: before } = await m.history(code);
  await as("nurse").use({ code });
  const head = (await m.history(code)).entries[before.length]?.head as Hex;
  await as("nurse").correct({ target: code, head, value: placeNumber("Ward 7") });
  await as("recaller").recall({ target: GTIN, level: "second", instruction: "inspect" });
  const recalled = { bundle: await m.prove(code), trusted: await trustedOf(m) };
  await as("keeper").acknowledge({ code });
  await as("engineer").remedy({ code });
  await as("head").confirmRemedy({ code });
  const clear = { bundle: await m.prove(code), trusted: await trustedOf(m) };
  await world.close();
  return { recalled, clear };
}

async function trustedOf(m: Medtrace): Promise<Required<Trusted>> {
  const block = (await m.connection.provider.getBlock("latest"))?.hash as Hex;
  return { block, ledger: m.connection.ledger };
}

/** What is done to the item's bundle, and what is to be found then. */
function tampered(item: string, batch: string, trusted: Required<Trusted>): readonly Case[] {
  const [elsewhere, foreign]: readonly Hex[] = [id("another block") as Hex, `0x${"12".repeat(20)}`];
  const changed = (change: (shown: Shown) => unknown): string => {
    const shown: Shown = JSON.parse(item);
    change(shown);
    return canonicalize(shown) as string;
  };
  const own = ({ histories }: Shown) => (histories[0] as Shown["histories"][number]).entries;
  const entry = (shown: Shown, at: number) => own(shown).at(at) as ReturnType<typeof own>[number];
  const document = ({ documents }: Shown) => documents[0] as ShownDocument;
  const withHistory = (shown: Shown, history: Shown["histories"][number]) => {
    const [first, ...others] = shown.histories;
    const sorted = [...others, history].sort((a, b) => (a.subject < b.subject ? -1 : 1));
    shown.histories = [first as typeof history, ...sorted];
  };
  const ofBatch = (JSON.parse(batch) as Shown).histories[0] as Shown["histories"][number];
  const header = decodeRlp((JSON.parse(item) as Shown).header) as string[];
  const { nodes } = JSON.parse(item) as Shown;
  // Of the other nodes, most are below it.
  const childrenOf = (node: string) => (decodeRlp(node) as string[]).filter((one) => hashes.has(one)).length;
  const hashes = new Set(nodes.map((node) => keccak256(node)));
  const [storageRoot] = [...nodes].sort((a, b) => childrenOf(b) - childrenOf(a));
  // One whose absence the nodes on the ledger's path prove.
  const numbers = Array.from({ length: 4_096 }, (_, at) => toBeHex(at + 1, 20) as Hex);
  const state = new TrieNodes(nodes as Hex[]);
  const noContract = numbers.find((one) => "absent" in openStorage(state, stateRootOf(item), one)) as Hex;
  const none = (name: string, bundle: string, problems: readonly ProblemCode[], known = trusted): Case => {
    return { name: `item, ${name}`, bundle, trusted: known, level: "none", problems };
  };
  const noLedger = changed((shown) => {
    shown.ledger = noContract;
  });
  const intact = (name: string, known: Trusted, problems: readonly ProblemCode[], bundle = item): Case => {
    return { name: `item, ${name}`, bundle, trusted: known, level: "intact", problems };
  };
  return [
    intact("no block given", { ledger: trusted.ledger }, []),
    intact("no ledger given", { block: trusted.block }, []),
    intact("another block", { ...trusted, block: elsewhere as Hex }, ["blockUnknown"]),
    intact("another ledger", { ...trusted, ledger: foreign as Hex }, ["ledgerForeign"]),
    none(
      "an entry's organisation changed",
      changed((shown) => {
        entry(shown, 2).organisation = 4;
      }),
      ["originWrong", "storedHeadDiffers"],
    ),
    none(
      "an entry's facts changed",
      changed((shown) => {
        const one = entry(shown, 1);
        one.facts = one.facts.replace(/.$/, (last) => (last === "f" ? "e" : "f"));
      }),
      ["originWrong", "storedHeadDiffers"],
    ),
    none(
      "an origin's head changed",
      changed((shown) => {
        const one = entry(shown, 1);
        one.origin = { subject: one.origin?.subject ?? "", head: `0x${"11".repeat(27)}` };
      }),
      ["originWrong", "storedHeadDiffers"],
    ),
    none(
      "the last entry left out",
      changed((shown) => own(shown).pop()),
      ["storedHeadDiffers"],
    ),
    none(
      "the first entry left out",
      changed((shown) => own(shown).shift()),
      ["entryMalformed"],
    ),
    none(
      "an entry repeated",
      changed((shown) => own(shown).push(entry(shown, -1))),
      ["storedHeadDiffers"],
    ),
    none(
      "the product's history left out",
      changed((shown) => shown.histories.pop()),
      ["historyMissing", "proofUnused"],
    ),
    none(
      "a node left out",
      changed((shown) => {
        shown.nodes = shown.nodes.filter((node) => node !== storageRoot);
      }),
      ["proofMissing", "proofUnused"],
    ),
    none(
      "a foreign node added",
      changed((shown) => {
        shown.nodes = [...shown.nodes, "0xc22001"].sort((a, b) => (keccak256(a) < keccak256(b) ? -1 : 1));
      }),
      ["proofUnused"],
    ),
    none(
      "nodes in another order",
      changed(({ nodes }) => nodes.reverse()),
      ["bundleMalformed"],
    ),
    intact(
      "the header's last byte changed",
      trusted,
      ["blockUnknown"],
      changed((shown) => {
        shown.header = shown.header.replace(/.$/, (last) => (last === "1" ? "2" : "1"));
      }),
    ),
    none(
      "another code",
      changed((shown) => {
        shown.code = shown.code?.replace("V-1", "V-2") ?? "";
      }),
      ["subjectWrong"],
    ),
    none(
      "without its code",
      changed((shown) => delete shown.code),
      ["codeMissing"],
    ),
    none(
      "another chain id",
      changed((shown) => {
        shown.chainId = "1";
      }),
      ["originWrong", "storedHeadDiffers"],
    ),
    none(
      "another ledger in it",
      changed((shown) => {
        shown.ledger = foreign as string;
      }),
      ["ledgerForeign", "originWrong", "proofMissing"],
    ),
    none(
      "a document's value changed",
      changed((shown) => {
        const [field] = document(shown).disclosure.fields;
        if (field !== undefined) field.value = "failed";
      }),
      ["documentWrong"],
    ),
    none(
      "a document that no entry commits to",
      changed((shown) => {
        document(shown).disclosure.commitment = elsewhere as string;
      }),
      ["documentForeign"],
    ),
    {
      name: "item, without documents",
      bundle: changed((shown) => {
        shown.documents = [];
      }),
      ...{ trusted, level: "proven", problems: [] },
    },
    none("a space more", item.replace(":", ": "), ["bundleMalformed"]),
    none("a line break at its end", `${item}\n`, ["bundleMalformed"]),
    none("a member more", item.replace("{", '{"a":1,'), ["bundleMalformed"]),
    none(
      "upper-case digits",
      changed((shown) => {
        shown.ledger = `0x${shown.ledger.slice(2).toUpperCase()}`;
      }),
      ["bundleMalformed"],
    ),
    none(
      "the header's time of five bytes",
      changed((shown) => {
        shown.header = encodeRlp(header.with(11, `0x01${header[11]?.slice(2)}`));
      }),
      ["headerMalformed"],
    ),
    none(
      "a first entry with a previous block",
      changed((shown) => {
        const one = entry(shown, 0);
        one.facts = one.facts.replace(/.$/, "7");
      }),
      ["originWrong", "previousBlockWrong", "storedHeadDiffers"],
    ),
    none(
      "a history that nothing comes from",
      changed((shown) => withHistory(shown, ofBatch)),
      ["historyForeign", "historyMissing", "proofMissing"],
    ),
    none(
      "its own history among the others too",
      changed((shown) => withHistory(shown, shown.histories[0] as typeof ofBatch)),
      ["historyRepeated"],
    ),
    none("a ledger at an address without a contract", noLedger, ["ledgerMissing", "originWrong"], {
      ...trusted,
      ledger: noContract,
    }),
    none("half of a surrogate pair as its code", item.replace(/"code":"[^"]*"/, '"code":"\\ud800"'), [
      "bundleMalformed",
    ]),
  ];
}

function stateRootOf(text: string): Hex {
  return (readHeader(readBundle(text).header) as { readonly stateRoot: Hex }).stateRoot;
}

/** What is computed on the way, of a bundle. */
function stepsOf(of: string, text: string) {
  const { nodes, ledger } = readBundle(text);
  const stateRoot = stateRootOf(text);
  const storage = openStorage(new TrieNodes(nodes), stateRoot, ledger);
  if (!("word" in storage)) throw new Error("no storage");
  const words = (slot: Hex): Hex | undefined => {
    const found = storage.word(slot);
    return "missing" in found ? undefined : found.word;
  };
  const histories = verifyBundle(text).trace?.histories ?? [];
  return {
    of,
    stateRoot,
    slots: [...slotsOf(histories, words)].map((slot) => ({ slot, word: words(slot) })),
    histories: histories.map(({ subject, kind, entries }) => ({
      ...{ subject, kind },
      heads: entries.map(({ head }) => head),
      blocks: entries.map(({ block }) => block),
    })),
  };
}

/** A case, with what else is reported of it where nothing contradicts. */
function described(one: Case) {
  const { name, bundle, trusted, level } = one;
  const problems = [...one.problems].sort();
  const verdict = verifyBundle(bundle, trusted);
  const found = [...new Set(verdict.problems.map(({ code }) => code))].sort();
  if (verdict.level !== level || JSON.stringify(found) !== JSON.stringify(problems)) {
    throw new Error(`${name}: ${verdict.level}, ${found.join(" ")} instead of ${level}, ${problems.join(" ")}`);
  }
  const said = { name, bundle, trusted, level, problems };
  if (level === "none") return said;
  const { asOf, present, missingStages, documents } = verdict;
  const shown = documents.shown.map(({ subject, position }) => ({ subject, position }));
  return {
    ...said,
    ...JSON.parse(toJson({ asOf, present })),
    missingStages,
    documents: { shown, missing: documents.missing },
  };
}

if (import.meta.main) {
  const { world, trusted, bundles } = await whole();
  await world.close();
  const { recalled, clear } = await remedied();
  const proven = { level: "proven", problems: [] } as const;
  const cases: readonly Case[] = [
    ...Object.entries(bundles).map(([name, bundle]): Case => ({ name, bundle, trusted, ...proven })),
    ...tampered(bundles.item, bundles.batch, trusted),
    { name: "item with a serial of signs, recalled and corrected", ...recalled, ...proven },
    { name: "item, remedied of a recall that is still open", ...clear, ...proven },
  ];
  const text = {
    description: "Bundles, what a checker knows from elsewhere, and what is to be found. docs/bundle.md says how.",
    steps: stepsOf("item", bundles.item),
    cases: cases.map(described),
  };
  await writeFile(new URL("../../vectors/bundles.json", import.meta.url), `${JSON.stringify(text, null, 2)}\n`);
}
