import { describe, expect, it } from "vitest";
import { readDetails } from "../../src/details/details.ts";
import { checkDisclosure, disclose } from "../../src/details/disclosure.ts";
import { InvalidDocument, InvalidField } from "../../src/details/errors.ts";
import { fileField } from "../../src/details/files.ts";
import type { JsonObject } from "../../src/details/json.ts";
import { patientPseudonym } from "../../src/details/patients.ts";
import { createRecord, schemaOf, strictAjv, validateDocument } from "../../src/details/records.ts";
import { InvalidInput } from "../../src/errors/base.ts";
import { type Action, actionNames, actions, harms, means } from "../../src/lifecycle/vocabulary.ts";
import { random, thrown } from "./arbitraries.ts";

const all = actions.filter((action): action is Action => action !== "none");

interface Schema {
  readonly type?: string;
  readonly labels?: { readonly en: string; readonly zh: string };
  readonly wordLabels?: Readonly<Record<string, { readonly en: string; readonly zh: string }>>;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly enum?: readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly const?: unknown;
  readonly minimum?: number;
}

/** Every field of a schema by its path, lists' items among them. */
function fieldsOf(schema: Schema, path = ""): readonly (readonly [path: string, field: Schema])[] {
  const inside = [
    ...Object.entries(schema.properties ?? {}).map(([name, one]) => [`${path}/${name}`, one] as const),
    ...(schema.items === undefined ? [] : [[`${path}/*`, schema.items] as const]),
  ];
  return inside.flatMap(([at, one]) => [[at, one] as const, ...fieldsOf(one, at)]);
}

/** A value that a field takes; with everything in it, or only what is required. */
function sample(schema: Schema, everything: boolean): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  switch (schema.type) {
    case "object": {
      const { properties, required = [] } = schema;
      if (properties === undefined) return { budgetCode: "X-1", approved: true, share: 0.5, none: null };
      const names = Object.keys(properties);
      const chosen = names.filter((name) => everything || required.includes(name));
      const given = chosen.length > 0 ? chosen : names.slice(0, 1);
      return Object.fromEntries(given.map((name) => [name, sample(properties[name] ?? {}, everything)]));
    }
    case "array":
      return [sample(schema.items ?? {}, everything)];
    case "integer":
      return Math.max(schema.minimum ?? 1, 1);
    case "number":
      return 4.5;
    case "boolean":
      return true;
  }
  if (schema.format === "date") return "2026-11-24";
  if (schema.format === "date-time") return "2026-11-24T08:30:00+08:00";
  if (schema.pattern?.includes("{64}")) return `0x${"ab".repeat(32)}`;
  if (schema.pattern?.includes("{3}")) return "CNY";
  if (schema.pattern?.includes("/[a-z0-9]")) return "application/pdf";
  return "文本 text";
}

describe("schemaOf", () => {
  it("default", () => {
    for (const action of all) {
      const schema = schemaOf(action);
      expect(schema).toMatchObject({
        $schema: "https://json-schema.org/draft/2020-12/schema",
        $id: `urn:medtrace:details-1:${action}`,
        title: expect.stringContaining(actionNames[action]),
        type: "object",
        additionalProperties: false,
        properties: { action: { const: action } },
      });
      expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(["own", "remarks", "files"]));
      expect(schema.required[0]).toBe("action");
      expect(schema.required.length).toBeGreaterThan(1);
    }
    expect(new Set(all.map((action) => schemaOf(action).$id)).size).toBe(52);
  });

  it("behavior: compiles in the strict mode of ajv, against the schema of schemas", () => {
    const ajv = strictAjv();
    for (const action of all) {
      expect(ajv.validateSchema(schemaOf(action))).toBe(true);
      expect(() => ajv.compile(schemaOf(action))).not.toThrow();
    }
  });

  it("behavior: is JSON", () => {
    for (const action of all) expect(JSON.parse(JSON.stringify(schemaOf(action)))).toEqual(schemaOf(action));
  });

  it("behavior: has labels in English and Chinese for every field, and for every word to choose", () => {
    let labelled = 0;
    for (const action of all) {
      for (const [path, { labels, enum: words, wordLabels = {} }] of fieldsOf(schemaOf(action) as Schema)) {
        expect([action, path, labels?.en]).toEqual([action, path, expect.stringMatching(/^[\x20-\x7e°]+$/)]);
        expect([action, path, labels?.zh]).toEqual([action, path, expect.stringMatching(/\p{Script=Han}/u)]);
        if (words !== undefined) expect(Object.keys(wordLabels)).toEqual(words);
        for (const { en, zh } of Object.values(wordLabels)) {
          expect(en).toMatch(/\S/);
          expect(zh).toMatch(/\p{Script=Han}/u);
        }
        labelled++;
      }
    }
    expect(labelled).toBeGreaterThan(2000);
  });

  it("behavior: every object in it names all its fields, but for the institution's own", () => {
    for (const action of all) {
      for (const [path, field] of fieldsOf(schemaOf(action) as Schema)) {
        if (field.type === "object" && !path.endsWith("/own")) {
          expect(field).toMatchObject({ additionalProperties: false, properties: expect.any(Object) });
        }
      }
    }
  });

  it("behavior: a patient is named by a pseudonym only", () => {
    const named = all.flatMap((action) =>
      fieldsOf(schemaOf(action) as Schema).filter(([path, { labels }]) => {
        const isPatient = /patient/i.test(path) || /patient|患者/.test(`${labels?.en}${labels?.zh}`);
        return isPatient && !/patientsTold$/.test(path);
      }),
    );
    expect(named.length).toBeGreaterThan(2);
    for (const [path, { pattern }] of named) expect([path, pattern]).toEqual([path, "^0x[0-9a-f]{64}$"]);
  });

  it("error: InvalidInput for no action", () => {
    for (const bad of ["none", "toString", ""]) expect(() => schemaOf(bad as Action)).toThrow(InvalidInput);
  });
});

/** What regulations ask these records to hold, and where each has it. */
const asked: Readonly<Partial<Record<Action, Readonly<Record<string, string>>>>> = {
  accept: {
    kind: "/kind",
    name: "/product",
    "registration number": "/registrationNumber",
    model: "/model",
    expiry: "/expiry",
    "service life": "/serviceLife",
    serial: "/serial",
    maker: "/maker/name",
    supplier: "/supplier/name",
    quantity: "/quantity",
    "purchase date": "/purchasedOn",
    certificate: "/certificate",
    "production date": "/productionDate",
    lot: "/lot",
    "sterilisation lot": "/sterilisationLot",
    conclusion: "/conclusion",
    signature: "/signature/name",
  },
  maintain: {
    department: "/department",
    "device number": "/deviceNumber",
    maker: "/maker/name",
    "start of use": "/startOfUse",
    date: "/maintainedOn",
    items: "/items/*/item",
    "who did it": "/maintainedBy/name",
  },
  requestScrap: {
    name: "/product",
    quantity: "/quantity",
    reason: "/reason",
    appraisal: "/appraisal/finding",
    means: "/proposedMeans",
    date: "/requestedOn",
  },
  approveScrap: { opinion: "/opinion", means: "/means", date: "/decidedOn" },
  dispose: {
    name: "/product",
    quantity: "/quantity",
    reason: "/reason",
    appraisal: "/appraisal/finding",
    means: "/means",
    "destroyed by": "/destroyedBy/name",
    witness: "/witness/name",
    date: "/disposedOn",
    "date of destruction": "/destroyedOn",
    "single-use destruction": "/singleUse/destroyed",
    "medical waste manifest": "/wasteManifest",
    "report of the loss": "/lossReport",
  },
  calibrate: { certificate: "/certificate", "valid until": "/validUntil", laboratory: "/laboratory/name" },
  use: { hours: "/hours", implant: "/implant/site", patient: "/patient", packaging: "/intact" },
  undo: { reason: "/reason", department: "/returnedBy", packaging: "/intact" },
  reportFault: { fault: "/fault", found: "/foundAt" },
  repair: { work: "/work", parts: "/replacedParts/*/name", "who did it": "/repairedBy/name" },
  reportAdverseEvent: { severity: "/severity", deadline: "/deadlineDays", due: "/dueOn", known: "/knownOn" },
  monitor: {
    logger: "/logger",
    interval: "/intervalMinutes",
    lowest: "/lowest",
    highest: "/highest",
    excursion: "/excursions/*/measures",
  },
  recall: { reason: "/reason", decision: "/decision", level: "/level", notice: "/noticeDays", hazard: "/hazard" },
  lift: { conclusion: "/conclusion", recovered: "/recovery/percent", missing: "/recovery/missing" },
  apply: { reasons: "/reason", quantity: "/quantity" },
  approve: { opinion: "/opinion", committee: "/meeting/departments/*" },
  ship: {
    name: "/product",
    strength: "/strength",
    "drug code": "/drugCode",
    size: "/containerSize",
    count: "/containers",
    lot: "/lot",
    date: "/shippedOn",
    from: "/from/name",
    to: "/to/name",
    statement: "/statement",
    "delivery note": "/deliveryNote",
    logger: "/logger",
  },
};

/** What of it no record may lack, whatever it is of. */
const always: Readonly<Partial<Record<Action, readonly string[]>>> = {
  accept: [
    "kind",
    "product",
    "registrationNumber",
    "model",
    "maker",
    "supplier",
    "quantity",
    "purchasedOn",
    "productionDate",
    "certificate",
    "conclusion",
    "signature",
  ],
  maintain: ["department", "deviceNumber", "maker", "startOfUse", "maintainedOn", "items", "maintainedBy"],
  requestScrap: ["product", "quantity", "reason"],
  dispose: ["product", "quantity", "means", "disposedOn", "disposedBy"],
  recall: ["reason", "hazard", "measures", "level"],
};

describe("what regulations ask for", () => {
  const items = Object.entries(asked).flatMap(([action, places]) =>
    Object.entries(places).map(([item, path]) => [action as Action, item, path] as const),
  );

  it.each(items)("behavior: %s holds %s", (action, _, path) => {
    expect(fieldsOf(schemaOf(action) as Schema).map(([at]) => at)).toContain(path);
  });

  it.each(Object.entries(always))("behavior: no record of %s lacks %j", (action, names) => {
    expect(schemaOf(action as Action).required).toEqual(["action", ...names]);
  });

  it("behavior: a conclusion is a word, and what there is to say stands in the remarks", () => {
    const concluded = all.filter((action) => "conclusion" in schemaOf(action).properties && action !== "lift");
    expect(concluded).toEqual(
      expect.arrayContaining(["accept", "confirm", "enrol", "repair", "reinstate", "release", "confirmRemedy"]),
    );
    for (const action of concluded) {
      expect(schemaOf(action).properties.conclusion).toMatchObject({
        enum: ["passed", "failed"],
        wordLabels: { passed: { en: "passed", zh: "合格" }, failed: { en: "failed", zh: "不合格" } },
      });
    }
  });

  it("behavior: what was intact, and where it came back from, are called what they are", () => {
    expect(schemaOf("use").properties.intact?.labels).toEqual({ en: "packaging was intact", zh: "包装完好" });
    expect(schemaOf("use").properties.opened).toBeUndefined();
    expect(schemaOf("undo").properties.returnedBy?.labels).toEqual({ en: "returned by department", zh: "退回科室" });
  });

  it("behavior: two fields of a record never have the same labels", () => {
    for (const action of all) {
      const labels = Object.values(schemaOf(action).properties).map((field) => field.labels.en);
      expect([action, labels.filter((one, at) => labels.indexOf(one) !== at)]).toEqual([action, []]);
    }
  });

  it("behavior: the words of the ledger can be chosen", () => {
    expect(schemaOf("dispose").properties.means?.enum).toEqual(means.slice(1));
    expect(schemaOf("reportAdverseEvent").properties.severity?.enum).toEqual(harms.slice(1));
  });
});

describe("validateDocument", () => {
  const few = (action: Action) => sample(schemaOf(action) as Schema, false) as JsonObject;
  const every = (action: Action) => ({
    ...(sample(schemaOf(action) as Schema, true) as JsonObject),
    ...(action === "reportAdverseEvent" ? { severity: "death", deadlineDays: 7 } : {}),
  });
  /** What a word that was chosen asks for besides. */
  const besides: Readonly<Partial<Record<Action, JsonObject>>> = {
    accept: { serial: "P-0001", serviceLife: "10 years" },
    recall: { noticeDays: 1 },
    dispose: { destroyedBy: { name: "Demo Waste" }, destroyedOn: "2026-11-24", witness: { name: "keeper" } },
    calibrate: { validUntil: "2027-11-24" },
  };

  it.each(all)("default: %s, with what is required and with everything", (action) => {
    expect(() => validateDocument(action, { ...few(action), ...besides[action] })).not.toThrow();
    expect(() => validateDocument(action, every(action))).not.toThrow();
  });

  it.each(all)("error: InvalidDocument where something required is left out of %s", (action) => {
    for (const name of schemaOf(action).required) {
      const { [name]: _, ...rest } = every(action) as Record<string, unknown>;
      expect(thrown(() => validateDocument(action, rest))).toMatchObject({
        code: "InvalidDocument",
        details: { action, problems: [{ path: `/${name}`, value: undefined, rule: "must be given" }] },
      });
    }
  });

  it.each(all)("error: InvalidDocument where a field of %s is of another kind", (action) => {
    for (const name of Object.keys(schemaOf(action).properties)) {
      const error = thrown(() => validateDocument(action, { ...every(action), [name]: [[]] }));
      expect(error).toBeInstanceOf(InvalidDocument);
      const { problems } = (error as InvalidDocument).details;
      expect(problems.map(({ path }) => path)).toContainEqual(expect.stringMatching(new RegExp(`^/${name}(?:/|$)`)));
    }
  });

  it("error: InvalidDocument, with every problem", () => {
    const bad = {
      action: "dispose",
      product: "\u200b\ufeff\u0007 \u202e",
      quantity: 1,
      means: "burnt",
      disposedOn: "2026-02-30",
      disposedBy: { name: " ", age: 40 },
      "a/b": 1,
      own: { list: [] },
    };
    const error = thrown(() => validateDocument("dispose", bad));
    expect(error).toBeInstanceOf(InvalidDocument);
    const { problems } = (error as InvalidDocument).details;
    expect(problems.map(({ path, value }) => [path, value]).sort()).toEqual([
      ["/a~1b", "number"],
      ["/disposedBy/age", "number"],
      ["/disposedBy/name", " "],
      ["/disposedOn", "2026-02-30"],
      ["/means", "burnt"],
      ["/own/list", "list"],
      ["/product", bad.product],
    ]);
    for (const { path, rule } of problems) {
      expect(rule).toMatch(/^must /);
      expect((error as InvalidDocument).message).toContain(path);
    }
  });

  it("error: InvalidDocument where a patient is named", () => {
    for (const patient of ["0012345", "A. Person", `0x${"AB".repeat(32)}`]) {
      const use = { action: "use", department: "ICU", patient };
      const error = thrown(() => validateDocument("use", use));
      expect(error).toMatchObject({ details: { problems: [{ path: "/patient", value: "string" }] } });
      expect((error as Error).message).not.toContain(patient);
    }
    for (const wrong of [{ name: "A. Person" }, ["A. Person"], "A. Person\ud800", "A. Person".repeat(2000)]) {
      const error = thrown(() => validateDocument("use", { action: "use", department: "ICU", patient: wrong }));
      expect(error).toBeInstanceOf(InvalidInput);
      expect((error as Error).message).toMatch(/^\/patient/);
      expect((error as Error).message).not.toContain("Person");
    }
    const patient = patientPseudonym(new Uint8Array(16).fill(7), "0012345");
    expect(() => validateDocument("use", { action: "use", department: "ICU", patient })).not.toThrow();
  });

  it("error: InvalidDocument tells of an unknown field its kind only: it may be what a patient is called", () => {
    const unknown = { patientName: "A. Person", 姓名: ["A. Person"], age: 40, none: null, sure: true };
    const use = { action: "use", department: "ICU", usedBy: { name: "nurse", patient: "A. Person" }, ...unknown };
    const error = thrown(() => validateDocument("use", use)) as InvalidDocument;
    expect(error.details.problems.map(({ path, value }) => [path, value]).sort()).toEqual([
      ["/age", "number"],
      ["/none", "null"],
      ["/patientName", "string"],
      ["/sure", "boolean"],
      ["/usedBy/patient", "string"],
      ["/姓名", "list"],
    ]);
    expect(JSON.stringify([error.message, error.details])).not.toContain("Person");
  });

  it.each([
    ["death", undefined, false],
    ["death", 20, false],
    ["death", 7, true],
    ["seriousInjury", 7, false],
    ["seriousInjury", 20, true],
    ["injury", undefined, true],
    ["malfunction", 30, true],
  ])("behavior: an adverse event that did %s, with a deadline of %s days", (severity, deadlineDays, valid) => {
    const event = { action: "reportAdverseEvent", event: "stopped", severity, knownOn: "2026-11-24" };
    const document = deadlineDays === undefined ? event : { ...event, deadlineDays };
    const error = thrown(() => validateDocument("reportAdverseEvent", document));
    expect(error === undefined).toBe(valid);
    if (!valid) expect(error).toMatchObject({ details: { problems: [{ path: "/deadlineDays" }] } });
  });

  it.each([
    ["destroyed", ["destroyedBy", "destroyedOn", "witness"]],
    ["medicalWaste", ["wasteManifest", "destroyedBy"]],
    ["sold", ["recipient"]],
    ["tradedIn", ["recipient"]],
    ["donated", ["recipient"]],
    ["lost", ["lossReport"]],
  ])("behavior: what was %s needs %j besides", (chosen, needed) => {
    const document = { ...few("dispose"), means: chosen };
    const error = thrown(() => validateDocument("dispose", document)) as InvalidDocument | undefined;
    expect(error?.details.problems.map(({ path }) => path) ?? []).toEqual(needed.map((name) => `/${name}`));
  });

  it.each([
    ["device", ["serial", "expiry"]],
    ["drug", ["lot", "expiry"]],
    ["consumable", ["lot", "expiry"]],
  ])("behavior: what was accepted of the kind %s needs %j besides", (kind, needed) => {
    const document = { ...few("accept"), kind };
    const error = thrown(() => validateDocument("accept", document)) as InvalidDocument | undefined;
    expect(error?.details.problems.map(({ path }) => path)).toEqual(needed.map((name) => `/${name}`));
    const given = { lot: "L-1", expiry: "2028-11-24" };
    expect(() => validateDocument("accept", { ...document, ...given })).not.toThrow();
  });

  it("behavior: of a device, a serial number does for a lot, and a service life for its last day", () => {
    const device = few("accept");
    const rules = (given: JsonObject) =>
      (thrown(() => validateDocument("accept", { ...device, ...given })) as InvalidDocument | undefined)?.details
        .problems;
    expect(rules({})).toEqual([
      { path: "/serial", value: undefined, rule: "must be given, or /lot" },
      { path: "/expiry", value: undefined, rule: "must be given, or /serviceLife" },
    ]);
    expect(rules({ serial: "P-0001", serviceLife: "10 years" })).toBeUndefined();
    expect(rules({ lot: "L-1", expiry: "2036-11-24" })).toBeUndefined();
    // Not of what expires on a day.
    expect(rules({ kind: "drug", serial: "1", lot: "L-1", serviceLife: "2 years" })).toMatchObject([
      { path: "/expiry", rule: "must be given" },
    ]);
  });

  it.each([
    ["first", 1, true],
    ["first", 3, false],
    ["second", 3, true],
    ["third", 7, true],
    ["third", undefined, false],
    [undefined, 7, false],
  ])("behavior: a recall of the level %s, with notice within %s days", (level, noticeDays, valid) => {
    const { level: _, ...rest } = few("recall");
    const recall = { ...rest, ...(level && { level }), ...(noticeDays && { noticeDays }) };
    expect(thrown(() => validateDocument("recall", recall)) === undefined).toBe(valid);
  });

  it("error: InvalidDocument for a conclusion in other words", () => {
    for (const conclusion of ["合格", "Passed", "passed, with scratches"]) {
      const repair = { ...few("repair"), conclusion };
      expect(thrown(() => validateDocument("repair", repair))).toMatchObject({
        details: { problems: [{ path: "/conclusion", rule: "must be one of passed, failed" }] },
      });
    }
  });

  it.each([" ", "\t\n", "\u00a0", "\u200b", "\u200b\ufeff \u2060", "\u202e", "\u0007", "\u00ad", "\u{e0020}"])(
    "error: InvalidDocument for the text %j, in which there is nothing to see",
    (reason) => {
      expect(thrown(() => validateDocument("cancel", { action: "cancel", reason }))).toMatchObject({
        details: { problems: [{ path: "/reason", rule: "must not be blank" }] },
      });
      expect(() => validateDocument("cancel", { action: "cancel", reason: `${reason}废` })).not.toThrow();
    },
  );

  it.each([
    ["2024-02-29", true],
    ["2026-02-29", false],
    ["2026-13-01", false],
    ["2026-1-1", false],
    ["24.11.2026", false],
    ["2026-11-24T00:00:00Z", false],
  ])("behavior: the day %s is one: %s", (day, valid) => {
    const document = { ...few("maintain"), startOfUse: day };
    expect(thrown(() => validateDocument("maintain", document)) === undefined).toBe(valid);
  });

  it.each([
    ["2026-11-24T08:30:00Z", true],
    ["2026-11-24T08:30:00.123+08:00", true],
    ["2026-11-24T24:00:00Z", false],
    ["2026-11-24T08:60:00Z", false],
    ["2026-11-24T08:30:00", false],
    ["2026-11-24T08:30:00+24:00", false],
    ["2026-02-29T08:30:00Z", false],
    ["2026-11-24 08:30:00Z", false],
    ["2026-11-24", false],
  ])("behavior: the moment %s is one: %s", (moment, valid) => {
    const document = { ...few("reportFault"), foundAt: moment };
    expect(thrown(() => validateDocument("reportFault", document)) === undefined).toBe(valid);
  });

  it("error: InvalidField for what is no JSON object", () => {
    for (const bad of [null, [], "text", { action: "cancel", reason: new Date(0) }]) {
      expect(() => validateDocument("cancel", bad)).toThrow(InvalidField);
    }
  });
});

describe("createRecord", () => {
  const bytes = new TextEncoder().encode("report");
  const record = {
    reason: "ordered twice",
    own: { budgetCode: "X-1", share: 0.5 },
    files: [fileField(bytes, { name: "report.pdf", mediaType: "application/pdf" })],
  } as unknown as JsonObject;

  it("default", () => {
    const details = createRecord("cancel", record, { random });
    expect(details.document).toEqual({ action: "cancel", ...record });
    expect(readDetails(JSON.parse(JSON.stringify(details)))).toEqual(details);
    expect(checkDisclosure(disclose(details, ["/own", "/files/0/sha256"]), details.commitment)).toEqual([]);
  });

  describe("of a disposal", () => {
    const disposal = {
      product: "syringe",
      quantity: 100,
      means: "destroyed",
      disposedOn: "2026-11-24",
      destroyedOn: "2026-11-24",
      destroyedBy: { name: "Demo Waste" },
    };
    const of = (disposedBy: JsonObject, witness: JsonObject) => () =>
      createRecord("dispose", { ...disposal, disposedBy, witness }, { random });

    it("behavior: has another person as witness; of the same name, with another staff number", () => {
      expect(of({ name: "王芳" }, { name: "李伟" })).not.toThrow();
      expect(of({ name: "王芳", staffNumber: "17" }, { name: "王芳", staffNumber: "18" })).not.toThrow();
    });

    it.each<[JsonObject, JsonObject]>([
      [{ name: "王芳" }, { name: "王芳" }],
      [{ name: "王芳" }, { name: "王芳", staffNumber: "17" }],
      [
        { name: "王芳", staffNumber: "17" },
        { name: "王芳", staffNumber: "17", department: "ICU" },
      ],
    ])("error: InvalidDocument where %j is witnessed by %j", (disposedBy, witness) => {
      const rule = "must be another person than the one who disposes of it";
      expect(thrown(of(disposedBy, witness))).toMatchObject({
        code: "InvalidDocument",
        details: { action: "dispose", problems: [{ path: "/witness", value: "object", rule }] },
      });
    });
  });

  it("error: InvalidDocument where the document is of another action", () => {
    expect(thrown(() => createRecord("cancel", { action: "close", reason: "x" }, { random }))).toMatchObject({
      code: "InvalidDocument",
      details: { problems: [{ path: "/action", value: "close" }] },
    });
  });

  it("error: InvalidField for what is no object", () => {
    for (const bad of [null, [], "text"]) {
      expect(() => createRecord("cancel", bad as unknown as JsonObject, { random })).toThrow(InvalidField);
    }
  });

  it("error: InvalidInput for no action", () => {
    expect(() => createRecord("none" as Action, record, { random })).toThrow(InvalidInput);
  });
});
