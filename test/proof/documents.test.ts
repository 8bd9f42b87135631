import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  createDetails,
  type Details,
  disclose,
  documentsOf,
  type Hex,
  PackTree,
  readBundle,
  verifyBundle,
  writeBundle,
} from "../../src/index.ts";
import { createWorld, DAY, itemCode, rejection, type World } from "../support/world.ts";

const VACCINE = "06934567000019";
const LOT = `(01)${VACCINE}(10)L-1`;

const detailsOf = (document: Record<string, string>): Details => createDetails(document, { random: randomBytes });

let world: World;
const acceptance = detailsOf({ conclusion: "passed", supplier: "the maker", certificate: "C-2026-7" });
const use = detailsOf({ department: "ICU" });
const certificate = detailsOf({ sterilised: "2026-01-02" });
const prescription = detailsOf({ ward: "7", patient: "pseudonym" });
const code = itemCode("D-1");
let parcel: Hex;

beforeAll(async () => {
  world = await createWorld();
  const requisition = await world.ordered();
  await world.as("seller").enrol({ code });
  await world.as("seller").ship({ requisition, code });
  await world.as("inspector").accept({ requisition, code, details: acceptance.commitment });
  await world.as("nurse").use({ code, details: use.commitment });

  await world.as("officer").register({
    product: VACCINE,
    name: "vaccine 疫苗",
    kind: "drug",
    riskClass: 2,
    tracking: "lot",
    unitsPerPack: 10,
    manufacturer: world.consortium.manufacturer,
    registeredFrom: 1,
    registeredUntil: 4_000_000_000,
  });
  const tree = PackTree.of({ gtin: VACCINE, packs: ["A1", "A2", "A3"] });
  const expiry = (await world.now()) + 300 * DAY;
  const made = { code: LOT, quantity: 30n, expiry, packsRoot: tree.root, details: certificate.commitment };
  parcel = (await world.as("maker").commission(made)).subject;
  await world.as("seller").offer({ code: parcel, to: 1, terms: "consignment", until: (await world.now()) + DAY });
  await world.as("inspector").take({ code: parcel });
  await world.as("nurse").dispense({ code: parcel, packs: [0, 2], details: prescription.commitment });
});
afterAll(() => world?.close());

async function check(text: string) {
  const block = (await world.m.connection.provider.getBlock("latest"))?.hash as Hex;
  return verifyBundle(text, { block, ledger: world.m.connection.ledger });
}

describe("documents behind entries", () => {
  it("default: a bundle shows some of their fields, and says which are missing", async () => {
    const shown = disclose(acceptance, ["/conclusion"]);
    const text = await world.m.prove(code, { details: [shown] });
    const { level, documents } = await check(text);
    expect(level).toBe("proven");
    const { subject } = (await world.m.trace(code)) as { subject: Hex };
    // An acceptance stands in two histories, with the same document.
    expect(
      documents.shown.map(({ details, disclosure }) => [details, disclosure.fields.map(({ path }) => path)]),
    ).toEqual([
      [acceptance.commitment, ["/conclusion"]],
      [acceptance.commitment, ["/conclusion"]],
    ]);
    expect(documents.missing).toEqual([{ subject, position: 3, details: use.commitment }]);
    expect(text).not.toContain("C-2026-7");
  });

  it("behavior: that they are missing lowers no level", async () => {
    const { level, problems, documents } = await check(await world.m.prove(code));
    expect({ level, problems }).toEqual({ level: "proven", problems: [] });
    expect(documents.shown).toEqual([]);
    expect(documents.missing.map(({ details }) => details).sort()).toEqual(
      [acceptance.commitment, acceptance.commitment, use.commitment].sort(),
    );
  });

  it("behavior: of packs dispensed and commissioned, with what their entries commit to besides", async () => {
    const details = [disclose(prescription, [""]), disclose(certificate, ["/sterilised"])];
    const text = await world.m.prove(parcel, { details });
    const { level, documents } = await check(text);
    expect(level).toBe("proven");
    expect(documents.missing).toEqual([]);
    // The parcel's own entry of the commissioning has the plain document.
    expect(documents.shown.map(({ disclosure }) => disclosure.commitment).sort()).toEqual(
      [certificate.commitment, certificate.commitment, prescription.commitment].sort(),
    );
  });

  it("behavior: whatever is changed in them is caught", async () => {
    const text = await world.m.prove(code, { details: [disclose(acceptance, ["/conclusion", "/supplier"])] });
    const bundle = readBundle(text);
    const [document] = bundle.documents;
    if (document === undefined) throw new Error("nothing is shown");
    const { disclosure } = document;
    const turned = (hex: Hex): Hex => `${hex.slice(0, -1)}${hex.endsWith("0") ? "1" : "0"}` as Hex;
    let tried = 0;
    const expectCaught = async (changed: typeof document, problem: string) => {
      const tampered = writeBundle({ ...bundle, documents: [changed] });
      const { level, problems } = await check(tampered);
      expect({ level, codes: problems.map(({ code }) => code) }).toMatchObject({ level: "none", codes: [problem] });
      tried++;
    };
    for (const [at, field] of disclosure.fields.entries()) {
      for (const other of [
        { ...field, value: "failed" },
        { ...field, path: `${field.path}s` },
        { ...field, salt: turned(field.salt) },
        { ...field, proof: field.proof.map(turned) },
        { ...field, proof: field.proof.slice(1) },
      ]) {
        await expectCaught(
          { ...document, disclosure: { ...disclosure, fields: disclosure.fields.with(at, other) } },
          "documentWrong",
        );
      }
    }
    const foreign = disclose(detailsOf({ conclusion: "failed" }), [""]);
    await expectCaught({ ...document, disclosure: foreign }, "documentForeign");
    await expectCaught({ ...document, marks: [use.commitment] }, "documentForeign");
    await expectCaught({ ...document, packsRoots: [use.commitment] }, "documentForeign");
    expect(tried).toBe(13);
  });

  it("behavior: beside a trace from the ledger too", async () => {
    const trace = await world.m.trace(parcel);
    const disclosures = [disclose(prescription, ["/ward"]), disclose(use, [""])];
    const { shown, missing, problems } = documentsOf(trace, await world.m.documents(trace, disclosures));
    expect(shown.map(({ disclosure }) => disclosure)).toEqual([disclosures[0]]);
    expect(missing).toHaveLength(2);
    expect(problems).toMatchObject([{ code: "documentForeign", actual: use.commitment }]);
  });

  it("error: InvalidInput for what no entry commits to, and for what is shown twice", async () => {
    const foreign = disclose(use, [""]);
    expect(await rejection(world.m.prove(parcel, { details: [foreign] }))).toMatchObject({
      code: "InvalidInput",
      details: { field: "details", value: use.commitment },
    });
    const twice = [disclose(acceptance, ["/conclusion"]), disclose(acceptance, ["/supplier"])];
    expect(await rejection(world.m.prove(code, { details: twice }))).toMatchObject({ code: "InvalidInput" });
    const wrong = disclose(acceptance, ["/conclusion"]);
    const changed = { ...wrong, fields: wrong.fields.map((field) => ({ ...field, value: "failed" })) };
    expect(await rejection(world.m.prove(code, { details: [changed] }))).toMatchObject({
      code: "InvalidInput",
      details: { value: "/conclusion" },
    });
  });
});
