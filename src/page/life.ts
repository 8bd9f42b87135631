import type { Disclosure } from "../details/disclosure.ts";
import { type AbsenceCode, absences } from "../history/absences.ts";
import { isLate, timeline } from "../history/timeline.ts";
import type { Entry, Hex, History, Trace } from "../history/types.ts";
import type { Level, Problem } from "../history/verify.ts";
import { type Called, expiryWording, wordingOf } from "../history/wording.ts";
import { kindName, type Phrase, stateName } from "../lifecycle/names.ts";
import { actionNames, type Stage, stageNames, stages } from "../lifecycle/vocabulary.ts";
import { inWords } from "../lifecycle/words.ts";
import type { Documents } from "../proof/documents.ts";
import { type Child, element } from "./dom.ts";
import { code, isZero, moment, organisation, short, shown, units } from "./format.ts";

const absent: Readonly<Record<AbsenceCode, Phrase>> = {
  manufacturer: {
    en: "The manufacturer is not on the ledger: who accepted it declared it, with the date of manufacture on the label.",
    zh: "生产企业不在账本上：由验收方按标签上的生产日期申报。",
  },
  supplier: { en: "The supplier is not on the ledger.", zh: "供应商不在账本上。" },
  purchase: {
    en: "It came otherwise than by a purchase: existing stock, found, donated or exchanged.",
    zh: "并非经采购而来：存量、盘盈、受赠或换货。",
  },
};

/** The nine stages: which have entries, and which have none. */
export function stagesView(missing: readonly Stage[]): HTMLElement {
  const none: Phrase = { en: "no entry", zh: "无记录" };
  return element(
    "section",
    { class: "stages", "aria-labelledby": "stages" },
    element("h2", { id: "stages" }, { en: "The nine stages", zh: "九个阶段" }),
    element(
      "ol",
      {},
      ...stages.map((stage) =>
        missing.includes(stage)
          ? element("li", { "data-missing": stage }, bothNames(stage), " ", element("small", {}, none))
          : element("li", {}, bothNames(stage)),
      ),
    ),
    ...(missing.length === 0
      ? []
      : [
          element(
            "p",
            {},
            {
              en: "A stage without an entry was not reached yet, or happened elsewhere than on the ledger.",
              zh: "无记录的阶段尚未到达，或未在账本上进行。",
            },
          ),
        ]),
  );
}

const bothNames = (stage: Stage): string => `${stageNames[stage]} ${stage}`;

/** Who took part without being on the ledger; nothing where all signed for themselves. */
export function absencesView(trace: Trace): HTMLElement | undefined {
  const codes = [...new Set(absences(trace).map(({ code }) => code))];
  if (codes.length === 0) return undefined;
  return element(
    "section",
    { class: "absences", "aria-labelledby": "absences" },
    element("h2", { id: "absences" }, { en: "Not on the ledger", zh: "不在账本上的参与方" }),
    element("ul", {}, ...codes.map((one) => element("li", { "data-absent": one }, absent[one]))),
  );
}

type Stored = History["entries"][number];

/** What later entries say of earlier ones, by the head that those led to. */
interface Marks {
  readonly corrected: ReadonlyMap<Hex, Entry>;
  readonly undone: ReadonlyMap<Hex, Entry>;
  /** The position of each entry in its history. */
  readonly positions: ReadonlyMap<Hex, number>;
  /** The positions that problems name, by subject. */
  readonly wrong: ReadonlySet<string>;
  /** What is shown of documents, by subject and position. */
  readonly disclosed: ReadonlyMap<string, Disclosure>;
}

function marksOf(trace: Trace, problems: readonly Problem[], { shown: documents }: Documents): Marks {
  const entries = trace.histories.flatMap((history) => history.entries);
  const namedBy = (action: Entry["action"]) =>
    new Map(
      entries.flatMap((entry): [Hex, Entry][] =>
        entry.action === action && entry.origin !== undefined ? [[entry.origin.head, entry]] : [],
      ),
    );
  return {
    corrected: namedBy("correct"),
    undone: namedBy("undo"),
    positions: new Map(
      trace.histories.flatMap((history) => history.entries.map(({ head }, at) => [head, at] as const)),
    ),
    wrong: new Set(problems.map(({ subject, position }) => `${subject} ${position}`)),
    disclosed: new Map(documents.map(({ subject, position, disclosure }) => [`${subject} ${position}`, disclosure])),
  };
}

const columns: readonly Phrase[] = [
  { en: "Stage", zh: "阶段" },
  { en: "Step → state", zh: "步骤 → 状态" },
  { en: "Signed by", zh: "签署方" },
  { en: "What it says", zh: "内容" },
  { en: "When", zh: "时间" },
  { en: "Entry", zh: "记录" },
];

/**
 * The history of the subject with what belongs to its life of its origins', in the order in which it was recorded.
 *
 * @param trace - what the bundle shows
 * @param level - how far it was checked
 * @param problems - what was found, so that the entries it names can be told
 * @param documents - what is shown of the documents behind its entries
 */
export function historyView(
  trace: Trace,
  level: Level,
  problems: readonly Problem[],
  documents: Documents,
): HTMLElement {
  const marks = marksOf(trace, problems, documents);
  const entries = timeline(trace);
  const rest = trace.histories.reduce((sum, history) => sum + history.entries.length, 0) - entries.length;
  const table = element(
    "table",
    { "aria-labelledby": "history" },
    element("thead", {}, row(columns.map((name) => element("th", { scope: "col" }, name)))),
    element("tbody", {}, ...entries.map((entry) => entryRow(entry, marks))),
  );
  return element(
    "section",
    { class: "history", "aria-labelledby": "history" },
    element(
      "h2",
      { id: "history" },
      level === "proven"
        ? { en: `History: ${entries.length} entries`, zh: `历史：${entries.length} 条记录` }
        : {
            en: `History, as the file says: ${entries.length} entries`,
            zh: `文件所称的历史：${entries.length} 条记录`,
          },
    ),
    ...(level === "none"
      ? [
          element(
            "p",
            { class: "warning" },
            {
              en: "The file contradicts itself: none of this may be relied on. Entries that a problem names are coloured.",
              zh: "文件自相矛盾：以下内容均不可采信。问题所指的记录以颜色标出。",
            },
          ),
        ]
      : []),
    element(
      "p",
      {},
      {
        en: "Organisations and members stand with their numbers on the ledger; their names are not in the file. Entries are numbered from 0 in their history.",
        zh: "机构和成员以其在账本上的编号表示；文件不含其名称。记录在各自历史中从 0 起编号。",
      },
    ),
    // A table that is wider than the screen scrolls by itself, and by the keyboard.
    element("div", { class: "scroll", tabindex: "0", role: "region", "aria-labelledby": "history" }, table),
    ...(rest === 0
      ? []
      : [
          element(
            "p",
            {},
            {
              en: `${rest} more entries were checked; they repeat a delivery, or belong to other goods.`,
              zh: `另有 ${rest} 条记录已核对：它们是同一交付的重复记录，或属于其他货物。`,
            },
          ),
        ]),
  );
}

const row = (cells: readonly HTMLElement[], attributes: Readonly<Record<string, string>> = {}): HTMLElement =>
  element("tr", attributes, ...cells);

function entryRow(entry: Stored, marks: Marks): HTMLElement {
  const position = marks.positions.get(entry.head) ?? 0;
  const wrong = marks.wrong.has(`${entry.subject} ${position}`);
  const superseded = marks.corrected.has(entry.head) || marks.undone.has(entry.head);
  const attributes = {
    "data-action": entry.action,
    ...(superseded ? { "data-superseded": "" } : {}),
    ...(wrong ? { "data-wrong": "" } : {}),
  };
  return row(
    [
      element("th", { scope: "row" }, entry.stage === undefined ? "—" : bothNames(entry.stage)),
      element("td", {}, `${actionNames[entry.action]} ${inWords(entry.action)} → `, stateName(entry.state)),
      signersCell(entry),
      element("td", {}, ...saidOf(entry, marks)),
      timesCell(entry),
      entryCell(entry, position, marks.disclosed.get(`${entry.subject} ${position}`)),
    ],
    attributes,
  );
}

function signersCell({ organisation: signer, member, counterpart }: Entry): HTMLElement {
  const by: Phrase = { en: `organisation ${signer}, member ${member}`, zh: `机构 ${signer}，成员 ${member}` };
  const other: Phrase = { en: `counterpart: organisation ${counterpart}`, zh: `对方：机构 ${counterpart}` };
  return element("td", {}, line(by), ...(counterpart === 0 ? [] : [line(other)]));
}

const called: Called = {
  organisation,
  place: (number) => ({ en: `place ${number}`, zh: `地点 ${number}` }),
};

/** What an entry says, and what later ones say of it. */
function saidOf(entry: Stored, { corrected, undone, positions }: Marks): readonly HTMLElement[] {
  // A product's quantity says what it is, a correction's what it corrects.
  const counts = entry.kind !== "product" && entry.action !== "correct" && entry.quantity > 0n;
  const said = wordingOf(entry, called);
  const period = periodOf(entry);
  const [correction, undoing] = [corrected.get(entry.head), undone.get(entry.head)];
  const earlier = entry.origin === undefined ? undefined : positions.get(entry.origin.head);
  const which = earlier === undefined ? "" : ` #${earlier}`;
  return [
    ...(counts ? [line(units(entry.quantity))] : []),
    ...(said === undefined ? [] : [line(said)]),
    ...(period === undefined ? [] : [line(...period)]),
    ...(entry.action === "correct" ? [mark({ en: `corrects entry${which}`, zh: `更正记录${which}` })] : []),
    ...(entry.action === "undo" ? [mark({ en: `undoes entry${which}`, zh: `撤销记录${which}` })] : []),
    ...(correction === undefined
      ? []
      : [mark({ en: "superseded by a correction", zh: "已被更正取代" }, " ", moment(correction.recordedAt))]),
    ...(undoing === undefined ? [] : [mark({ en: "undone", zh: "已撤销" }, " ", moment(undoing.recordedAt))]),
  ];
}

/** From when to when something holds that an entry does not say in its wording. */
function periodOf({ action, value, until }: Entry): readonly Child[] | undefined {
  if (until === 0) return undefined;
  switch (action) {
    case "register":
    case "renew":
      return [
        { en: "registered from", zh: "注册有效期自" },
        " ",
        moment(value),
        " ",
        { en: "to", zh: "至" },
        " ",
        moment(until),
      ];
    case "offer":
    case "sendBack":
      return [{ en: "to be taken until", zh: "接收期限" }, " ", moment(until)];
    case "enrol":
      return [expiryWording(until)];
    default:
      return undefined;
  }
}

function timesCell(entry: Entry): HTMLElement {
  return element(
    "td",
    {},
    line({ en: "occurred", zh: "发生" }, " ", moment(entry.occurredAt)),
    line({ en: "recorded", zh: "记录" }, " ", moment(entry.recordedAt)),
    line({ en: `block ${entry.block}`, zh: `区块 ${entry.block}` }),
    ...(isLate(entry) ? [mark({ en: "late", zh: "补记" })] : []),
  );
}

function entryCell(entry: Stored, position: number, disclosure: Disclosure | undefined): HTMLElement {
  const { kind, subject, origin, action } = entry;
  const comesFrom = origin !== undefined && action !== "correct" && action !== "undo";
  return element(
    "td",
    {},
    line(kindName(kind), ` ${short(subject)} #${position}`),
    ...(comesFrom ? [line({ en: "comes from", zh: "来源" }, ` ${short(origin.subject)}`)] : []),
    ...documentOf(entry, disclosure),
  );
}

/** The document behind an entry: what commits to it, and what is shown of it. */
function documentOf({ details, kind, action }: Entry, disclosure: Disclosure | undefined): readonly HTMLElement[] {
  if (isZero(details)) return [];
  const commitment = line({ en: "document", zh: "明细" }, " ", code(details));
  const withPacks = action === "dispense" || (kind === "batch" && action === "commission");
  const notShown = withPacks
    ? { en: "not shown, or of its packs alone", zh: "未披露，或仅涉及包装" }
    : { en: "not shown", zh: "未披露" };
  if (disclosure === undefined) return [commitment, mark(notShown)];
  const fields = disclosure.fields.flatMap(({ path, value }) => [
    element("dt", {}, code(path)),
    element("dd", {}, shown(value)),
  ]);
  return [commitment, element("dl", { class: "disclosed" }, ...fields)];
}

const line = (...children: readonly Child[]): HTMLElement => element("div", {}, ...children);
const mark = (...children: readonly Child[]): HTMLElement => element("div", { class: "mark" }, ...children);
