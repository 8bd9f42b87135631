import { randomBytes } from "node:crypto";
import type { Command } from "commander";
import { isHexString } from "ethers";
import { isPlainObject } from "../details/json.ts";
import { rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import {
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
import { actionName } from "../lifecycle/names.ts";
import type { Action } from "../lifecycle/vocabulary.ts";
import { commitment as commitmentKind, optional, required, word } from "../verbs/kinds.ts";
import { DetailsNotFound } from "./errors.ts";
import { toArgument, toOption } from "./fields.ts";
import { readAttachment, readDocument, writeNew } from "./files.ts";
import { exampleOf, helpCommandOf } from "./help.ts";
import type { Say } from "./language.ts";
import { oneLine, printable, toJson } from "./print.ts";
import type { Session } from "./session.ts";

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

const STORE = {
  en: "where details are kept; by default MEDTRACE_DETAILS, or details",
  zh: "明细所在文件夹；默认为 MEDTRACE_DETAILS，或 details",
};
const SOURCE = {
  en: "the commitment of details that are kept here, or a file with details",
  zh: "此处所存明细的承诺值，或明细文件",
};
const ACTION = required(
  word(actions, (at) => actionName(actions[at] as Action)),
  { en: "what it is the record of", zh: "是什么操作的文书" },
);

/** Anybody can make a document and commit to it. */
const NOT_COMPARED = {
  en: "not compared with any entry: give --details with what the entry says, or the file to `verify CODE --details`",
  zh: "未与任何记录比对：请用 --details 给出记录所述，或将文件交给 `verify CODE --details`",
};

/** An option that may be given again. */
const collect = (one: string, before: readonly string[] = []): readonly string[] => [...before, one];

/** Gives the program the commands for the documents behind entries. No chain is asked. */
export function addDetails(program: Command, { answer, say }: Session): void {
  const details = program
    .command("details")
    .helpCommand(...helpCommandOf(say))
    .helpGroup(say({ en: "Documents behind entries 明细:", zh: "记录背后的明细：" }))
    .description(
      say({
        en: "make the details 明细 behind an entry, show some of their fields, and check what is shown",
        zh: "制作记录背后的明细，出示部分字段，并核对所出示的内容",
      }),
    );
  // Programs read both, so that they are JSON in any case.
  const show = (result: unknown): void => answer({ result, text: toJson(result), yes: true });

  details
    .command("new")
    .argument("<file>", say({ en: "the record, a JSON object", zh: "文书，JSON 对象" }))
    .addOption(toOption(say, "action", ACTION))
    .option(
      "--attach <file>",
      say({ en: "a file that belongs to it, by its hash; can be given again", zh: "附属文件，以哈希记入；可多次给出" }),
      collect,
    )
    .option("--store <folder>", say(STORE))
    .description(
      say({
        en: "check a record against its action's schema, keep it with its salts, and print its commitment",
        zh: "按操作的模式检查文书，连同盐值保存，并输出承诺值",
      }),
    )
    .addHelpText(...exampleOf(say, "details new acceptance.json --action accept --attach certificate.pdf"))
    .action(async (file: string, { action, attach = [], store }: NewOptions) => {
      const record = await attached(await readDocument(file), attach);
      const made = createRecord(action, record, { random: randomBytes });
      await folderStore(store).put(made);
      const { commitment, salts } = made;
      answer({ result: { commitment, action, fields: Object.keys(salts).length }, text: commitment, yes: true });
    });

  details
    .command("disclose")
    .argument("<details>", say(SOURCE))
    .requiredOption(
      "--field <path>",
      say({
        en: "a field to show, with all below it, as in /maker/name; can be given again",
        zh: "要出示的字段及其下全部，如 /maker/name；可多次给出",
      }),
      collect,
    )
    .option("-o, --output <file>", say({ en: "write it there rather than print it", zh: "写入该文件而不输出" }))
    .option("--store <folder>", say(STORE))
    .description(
      say({
        en: "print some fields of a record as JSON, with what proves them and nothing of the others",
        zh: "以 JSON 输出文书的部分字段及其证明，不透露其余",
      }),
    )
    .addHelpText(...exampleOf(say, "details disclose kept.json --field /maker --field /lot -o shown.json"))
    .action(async (source: string, { field, output, store }: DiscloseOptions) => {
      // A variable of a shell that is not set must not show all of it.
      if (field.includes("")) throw new InvalidInput("field", "", rule(must.nameField));
      const disclosure = disclose(await find(source, store), field);
      if (output === undefined) return show(disclosure);
      await writeNew(output, `${toJson(disclosure)}\n`);
      const { commitment, fields } = disclosure;
      const count = fields.length;
      const text = say({
        en: `${count} ${count === 1 ? "field" : "fields"} of ${commitment} · ${output}`,
        zh: `${commitment} 的 ${count} 个字段 · ${output}`,
      });
      answer({ result: { commitment, fields: fields.map(({ path }) => path), output }, text, yes: true });
    });

  details
    .command("check")
    .argument(
      "<file>",
      say({
        en: "what is shown: a disclosure 披露, or details with all their salts",
        zh: "所出示的：披露，或带全部盐值的明细",
      }),
    )
    .addOption(
      toOption(
        say,
        "details",
        optional(commitmentKind, {
          en: "what the entry says: it must be of this commitment",
          zh: "记录所述：必须属于该承诺值",
        }),
      ),
    )
    .description(
      say({ en: "is every field that is shown proven by the commitment?", zh: "所出示的每个字段是否都由承诺值证明？" }),
    )
    .addHelpText(...exampleOf(say, "details check shown.json"))
    .action(async (file: string, options: { readonly details?: Hex }) => {
      const { commitment, fields, problems } = check(await readDocument(file), options.details);
      const compared = options.details !== undefined;
      const proven = problems.length === 0;
      const text = [
        say({ en: `commitment ${commitment}`, zh: `承诺值 ${commitment}` }),
        ...fields.map(({ path, value }) => oneLine(`  ${path} ${JSON.stringify(value)}`)),
        say({ en: `problems   ${proven ? "none" : problems.length}`, zh: `问题 ${proven ? "无" : problems.length}` }),
        ...problems.map((problem) => oneLine(`  ${printProblem(say, problem)}`)),
        ...(compared ? [] : [say(NOT_COMPARED)]),
      ].join("\n");
      answer({ result: { commitment, compared, fields, problems }, text, yes: proven });
    });

  details
    .command("show")
    .argument("<details>", say(SOURCE))
    .option("--store <folder>", say(STORE))
    .description(say({ en: "print a record without its salts", zh: "输出文书，不含盐值" }))
    .addHelpText(...exampleOf(say, "details show kept.json"))
    .action(async (source: string, { store }: StoreOptions) => {
      const { commitment, document } = await find(source, store);
      answer({ result: { commitment, document }, text: printable(`${commitment}\n${toJson(document)}`), yes: true });
    });

  details
    .command("list")
    .option("--store <folder>", say(STORE))
    .description(say({ en: "the commitments of all details that are kept here", zh: "此处所存全部明细的承诺值" }))
    .addHelpText(...exampleOf(say, "details list"))
    .action(async ({ store }: StoreOptions) => {
      const commitments = await folderStore(store).list();
      answer({
        result: { commitments },
        text: commitments.join("\n") || say({ en: "There are no details here.", zh: "此处没有明细。" }),
        yes: true,
      });
    });

  details
    .command("schema")
    .addArgument(toArgument(say, "action", ACTION))
    .description(
      say({
        en: "print the JSON Schema of an action's record, with labels in English and Chinese",
        zh: "输出操作文书的 JSON Schema，带中英文标签",
      }),
    )
    .addHelpText(...exampleOf(say, "details schema report-adverse-event"))
    .action((action: Action) => show(schemaOf(action)));
}

/** A record with the files that belong to it. */
async function attached(document: unknown, paths: readonly string[]): Promise<JsonObject> {
  // What is no record at all is for the schema to say.
  if (paths.length === 0 || !isPlainObject(document)) return document as JsonObject;
  const { files = [] } = document;
  if (!Array.isArray(files)) throw new InvalidField("/files", typeof files, rule(must.list));
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

function printProblem(say: Say, problem: DisclosureProblem): string {
  if (problem.code === "otherCommitment") {
    const { expected } = problem;
    return say({
      en: `otherCommitment: the entry's is ${expected}; one of packs with codes is told by \`verify CODE --details\``,
      zh: `otherCommitment：记录所述为 ${expected}；带编码包装的由 \`verify CODE --details\` 判定`,
    });
  }
  return say({ en: `notProven ${problem.path || "any of it"}`, zh: `notProven ${problem.path || "全部"}` });
}
