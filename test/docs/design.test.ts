import { describe, expect, it } from "vitest";
import { lifecycle, type Row } from "../../src/index.ts";
import { type DesignRow, findDesign, readDesign } from "./design.ts";

/** A row where the code differs from the design on purpose: what the code has, and why. */
interface Deviation extends Partial<Pick<Row, "stage" | "duties" | "from" | "to">> {
  readonly reason: string;
}

const deviations: Readonly<Record<string, Deviation>> = {
  "requisition.approve": {
    from: ["requested", "ordered", "shipped"],
    to: "approved",
    reason:
      "an urgent order is approved afterwards; the row has one state, and the quorum decides whether it is reached",
  },
  "requisition.order": {
    from: ["requested", "approved"],
    reason: "from requested where it is urgent, as the design says in words",
  },
  "requisition.accept": {
    from: ["ordered", "shipped"],
    to: "shipped",
    reason:
      "from ordered where no supplier is named, as the design says in words; the last unit fulfils beside the row",
  },
  "requisition.refuse": { to: "same", reason: "it starts from shipped alone, so the same is shipped" },
  "asset.enrol": { from: ["none", "announced"], reason: "a recall can name an item before it enters" },
  "asset.offer": {
    from: ["stored", "faulty"],
    reason: "faulty to an appointed service provider, as the design says in its rules",
  },
  "asset.take": { to: "before", reason: "the design says beside it what becomes of a witnessed product" },
  "asset.approveScrap": {
    from: ["scrapRequested"],
    reason: "the design leaves the state to start from to the row above",
  },
  "asset.rejectScrap": {
    from: ["scrapRequested"],
    reason: "the design leaves the state to start from to the row above",
  },
  "asset.dispense": { to: "stored", reason: "the last of it consumes the parcel beside the row" },
  "asset.undo": {
    from: ["stored", "consumed"],
    to: "stored",
    reason: "the design leaves the states open; what was dispensed is stored again, from consumed too",
  },
  "asset.split": {
    from: ["none", "stored"],
    to: "stored",
    reason: "the design says a parcel becomes two; the part begins with it, and only what is stored is split",
  },
  "asset.reassign": { duties: ["approve"], reason: "a regulator's members decide by the duty approve" },
  "asset.reportAdverseEvent": {
    duties: ["use", "keep", "recall"],
    reason: "the design names organisations; these are the duties of those who notice one there",
  },
};

/** Rows that the design's tables do not have. */
const onlyInCode: Readonly<Record<string, string>> = {
  "requisition.settle": "settling writes two entries, so a requisition has a row too",
  "asset.ship": "shipping writes two entries; the design has it among requisitions",
  "asset.accept": "accepting writes two entries; the design has it among requisitions",
  "asset.refuse": "refusing writes two entries; the design has it among requisitions",
  "asset.recall": "the design has recalls below the table",
  "asset.acknowledge": "the design has recalls below the table",
  "asset.remedy": "the design has recalls below the table",
  "asset.confirmRemedy": "the design has recalls below the table",
  "asset.lift": "the design has recalls below the table",
};

/** Rows of the design that the code's table does not have. */
const onlyInDesign: Readonly<Record<string, string>> = {
  "asset.correct": "it is of any subject and in any state, so it has no row",
};

const file = findDesign();
const kinds = ["requisition", "asset"] as const;

/** What is compared, in an order of its own. */
function compared(row: { stage?: unknown; duties: readonly string[]; from: readonly string[]; to: unknown }) {
  return { stage: row.stage, duties: [...row.duties].sort(), from: [...row.from].sort(), to: [row.to].flat().sort() };
}

describe.skipIf(file === undefined)(
  `the design's lifecycle ${file === undefined ? "(DESIGN.md is not here: skipped)" : ""}`,
  () => {
    const design = file === undefined ? { requisition: [], asset: [] } : readDesign(file);
    const named = (kind: (typeof kinds)[number], row: DesignRow) => `${kind}.${row.action}`;
    const inDesign = new Set(kinds.flatMap((kind) => design[kind].map((row) => named(kind, row))));
    const inCode = new Set(kinds.flatMap((kind) => Object.keys(lifecycle[kind]).map((action) => `${kind}.${action}`)));

    it("default", () => {
      expect([design.requisition.length, design.asset.length]).toEqual([9, 31]);
      const rows = kinds.flatMap((kind) => design[kind].map((row) => [kind, row] as const));
      for (const [kind, row] of rows) {
        const code = (lifecycle[kind] as Readonly<Record<string, Row>>)[row.action];
        if (code === undefined) continue;
        const { reason: _reason, ...differs } = deviations[named(kind, row)] ?? { reason: "" };
        expect([named(kind, row), compared(code)]).toEqual([named(kind, row), compared({ ...row, ...differs })]);
      }
    });

    it("behavior: every deviation is one, and says why", () => {
      for (const [name, { reason, ...differs }] of Object.entries(deviations)) {
        const [kind, action] = name.split(".") as [(typeof kinds)[number], string];
        const row = design[kind].find((one) => one.action === action);
        if (row === undefined) throw new Error(`The design has no row ${name}.`);
        const [before, after] = [compared(row), compared({ ...row, ...differs })];
        const same = Object.keys(differs).filter((field) => {
          const key = field as keyof typeof before;
          return JSON.stringify(before[key]) === JSON.stringify(after[key]);
        });
        expect([name, same, reason.length > 0]).toEqual([name, [], true]);
      }
    });

    it("behavior: what only one of them has is known", () => {
      expect([...inCode].filter((name) => !inDesign.has(name)).sort()).toEqual(Object.keys(onlyInCode).sort());
      expect([...inDesign].filter((name) => !inCode.has(name)).sort()).toEqual(Object.keys(onlyInDesign).sort());
    });
  },
);
