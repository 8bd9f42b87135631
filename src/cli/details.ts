import { randomBytes } from "node:crypto";
import type { Command } from "commander";
import { isHexString } from "ethers";
import { isPlainObject } from "../details/json.ts";
import {
  type Action,
  actions,
  checkDisclosure,
  createRecord,
  type Details,
  type Disclosure,
  type DisclosureProblem,
  disclose,
  folderStore,
  type Hex,
  InvalidField,
  InvalidInput,
  type JsonObject,
  readDetails,
  readDisclosure,
  schemaOf,
  WrongCommitment,
} from "../index.ts";
import { DetailsNotFound } from "./errors.ts";
import { readAttachment, readDocument, writeNew } from "./files.ts";
import { bytes, optional, word } from "./options.ts";
import { oneLine, printable, toJson } from "./print.ts";
import type { Session } from "./session.ts";
import { toArgument, toOption } from "./verb.ts";

interface StoreOptions {
  readonly store?: string;
}

interface NewOptions extends StoreOptions {
  readonly action: Action;
  readonly attach?: readonly string[];
}

interface DiscloseOptions extends StoreOptions {
  readonly field: readonly string[];
  readonly output?: string;
}

const STORE = ["--store <folder>", "where details are kept; by default MEDTRACE_DETAILS, or details"] as const;
const SOURCE = "the commitment of details that are kept here, or a file with details";
const ACTION = word("action", "what it is the record of", actions);

/** Anybody can make a document and commit to it. */
const NOT_COMPARED =
  "not compared with any entry: give --details with what the entry says, or the file to `verify CODE --details`";

/** An option that may be given again. */
const collect = (one: string, before: readonly string[] = []): readonly string[] => [...before, one];

/** Gives the program the commands for the documents behind entries. No chain is asked. */
export function addDetails(program: Command, { answer }: Session): void {
  const details = program
    .command("details")
    .helpGroup("Documents behind entries 明细:")
    .description("make the details 明细 behind an entry, show some of their fields, and check what is shown");
  // Programs read both, so that they are JSON in any case.
  const show = (result: unknown): void => answer({ result, text: toJson(result), yes: true });

  details
    .command("new")
    .argument("<file>", "the record, a JSON object")
    .addOption(toOption(ACTION))
    .option("--attach <file>", "a file that belongs to it, by its hash; can be given again", collect)
    .option(...STORE)
    .description("check a record against its action's schema, keep it with its salts, and print its commitment")
    .addHelpText("after", "\nExample:\n  medtrace details new acceptance.json --action accept --attach certificate.pdf")
    .action(async (file: string, { action, attach = [], store }: NewOptions) => {
      const record = await attached(await readDocument(file), attach);
      const made = createRecord(action, record, { random: randomBytes });
      await folderStore(store).put(made);
      const { commitment, salts } = made;
      answer({ result: { commitment, action, fields: Object.keys(salts).length }, text: commitment, yes: true });
    });

  details
    .command("disclose")
    .argument("<details>", SOURCE)
    .requiredOption(
      "--field <path>",
      "a field to show, with all below it, as in /maker/name; can be given again",
      collect,
    )
    .option("-o, --output <file>", "write it there rather than print it")
    .option(...STORE)
    .description("print some fields of a record as JSON, with what proves them and nothing of the others")
    .addHelpText("after", "\nExample:\n  medtrace details disclose kept.json --field /maker --field /lot -o shown.json")
    .action(async (source: string, { field, output, store }: DiscloseOptions) => {
      // A variable of a shell that is not set must not show all of it.
      if (field.includes(""))
        throw new InvalidInput("field", "", "must name a field: `details show` prints all of them");
      const disclosure = disclose(await find(source, store), field);
      if (output === undefined) return show(disclosure);
      await writeNew(output, `${toJson(disclosure)}\n`);
      const { commitment, fields } = disclosure;
      const text = `${fields.length} ${fields.length === 1 ? "field" : "fields"} of ${commitment} · ${output}`;
      answer({ result: { commitment, fields: fields.map(({ path }) => path), output }, text, yes: true });
    });

  details
    .command("check")
    .argument("<file>", "what is shown: a disclosure 披露, or details with all their salts")
    .addOption(toOption(optional(bytes("details", "what the entry says: it must be of this commitment", 32))))
    .description("is every field that is shown proven by the commitment?")
    .addHelpText("after", "\nExample:\n  medtrace details check shown.json")
    .action(async (file: string, options: { readonly details?: Hex }) => {
      const { commitment, fields, problems } = check(await readDocument(file), options.details);
      const compared = options.details !== undefined;
      const proven = problems.length === 0;
      const text = [
        `commitment ${commitment}`,
        ...fields.map(({ path, value }) => oneLine(`  ${path} ${JSON.stringify(value)}`)),
        `problems   ${proven ? "none" : problems.length}`,
        ...problems.map((problem) => oneLine(`  ${printProblem(problem)}`)),
        ...(compared ? [] : [NOT_COMPARED]),
      ].join("\n");
      answer({ result: { commitment, compared, fields, problems }, text, yes: proven });
    });

  details
    .command("show")
    .argument("<details>", SOURCE)
    .option(...STORE)
    .description("print a record without its salts")
    .addHelpText("after", "\nExample:\n  medtrace details show kept.json")
    .action(async (source: string, { store }: StoreOptions) => {
      const { commitment, document } = await find(source, store);
      answer({ result: { commitment, document }, text: printable(`${commitment}\n${toJson(document)}`), yes: true });
    });

  details
    .command("list")
    .option(...STORE)
    .description("the commitments of all details that are kept here")
    .addHelpText("after", "\nExample:\n  medtrace details list")
    .action(async ({ store }: StoreOptions) => {
      const commitments = await folderStore(store).list();
      answer({ result: { commitments }, text: commitments.join("\n") || "There are no details here.", yes: true });
    });

  details
    .command("schema")
    .addArgument(toArgument(ACTION))
    .description("print the JSON Schema of an action's record, with labels in English and Chinese")
    .addHelpText("after", "\nExample:\n  medtrace details schema report-adverse-event")
    .action((action: Action) => show(schemaOf(action)));
}

/** A record with the files that belong to it. */
async function attached(document: unknown, paths: readonly string[]): Promise<JsonObject> {
  // What is no record at all is for the schema to say.
  if (paths.length === 0 || !isPlainObject(document)) return document as JsonObject;
  const { files = [] } = document;
  if (!Array.isArray(files)) throw new InvalidField("/files", typeof files, "must be a list");
  return { ...document, files: [...files, ...(await Promise.all(paths.map(readAttachment)))] } as JsonObject;
}

/** Details that are kept here, or in a file. */
async function find(source: string, store: string | undefined): Promise<Details> {
  if (!isHexString(source, 32)) return readDetails(await readDocument(source));
  const commitment = source.toLowerCase() as Hex;
  const kept = await folderStore(store).get(commitment);
  if (kept === undefined) throw new DetailsNotFound(commitment);
  return kept;
}

interface Checked {
  readonly commitment: Hex;
  readonly fields: readonly Pick<Disclosure["fields"][number], "path" | "value">[];
  readonly problems: readonly DisclosureProblem[];
}

function check(value: unknown, expected: Hex | undefined): Checked {
  const isWhole = typeof value === "object" && value !== null && "salts" in value;
  const disclosure = isWhole ? discloseAll(value) : readDisclosure(value);
  if ("problems" in disclosure) return disclosure;
  const { commitment } = disclosure;
  const fields = disclosure.fields.map(({ path, value }) => ({ path, value }));
  return { commitment, fields, problems: checkDisclosure(disclosure, expected) };
}

/** Whoever has all salts can show all fields. Where something was changed, the commitment proves none of them. */
function discloseAll(value: object): Disclosure | Checked {
  try {
    return disclose(readDetails(value), [""]);
  } catch (error) {
    if (!(error instanceof WrongCommitment)) throw error;
    const commitment = error.details.value as Hex;
    return { commitment, fields: [], problems: [{ code: "notProven", path: "", commitment }] };
  }
}

function printProblem(problem: DisclosureProblem): string {
  if (problem.code === "otherCommitment") {
    return `otherCommitment: the entry's is ${problem.expected}; one of packs with codes is told by \`verify CODE --details\``;
  }
  return `notProven ${problem.path || "any of it"}`;
}
