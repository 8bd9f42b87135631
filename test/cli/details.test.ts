import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDetails, type Details, type Disclosure, disclose, readDetails, schemaOf } from "../../src/index.ts";
import { medtrace, medtraceJson } from "./medtrace.ts";
import { split, typed, typedJson } from "./support/typed.ts";

const record = {
  product: "infusion pump 输液泵",
  registrationNumber: "20263140001",
  model: "P-100",
  maker: { name: "Demo Manufacturer", licence: "MFG-1" },
  supplier: { name: "Demo Manufacturer" },
  quantity: 1,
  purchasedOn: "2026-10-05",
  conclusion: "passed",
  signature: { name: "inspector" },
  kind: "device",
  certificate: "C-2026-7",
  productionDate: "2026-09-01",
  serviceLife: "10 years",
  lot: "L-1",
};

let folder: string;
let kept: string;
let env: Record<string, string>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "medtrace-details-cli-"));
  kept = join(folder, "kept");
  env = { MEDTRACE_DETAILS: kept };
  delete process.env.MEDTRACE_DETAILS;
  await write("acceptance.json", record);
  await writeFile(join(folder, "certificate.pdf"), "certificate");
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Writes a file, as text or as JSON, and says where it is. */
async function write(name: string, content: unknown): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

const at = (name: string) => join(folder, name);
const read = async (name: string): Promise<unknown> => JSON.parse(await readFile(at(name), "utf8"));

/** Details that are kept, made in this process, which is quick. */
async function make(): Promise<Details> {
  const { stdout } = await typed(`details new ${at("acceptance.json")} --action accept --store ${kept}`);
  return readDetails(await read(`kept/${stdout.trim()}.json`));
}

describe("details", () => {
  it("default: each as a process of its own, from the record to what is proven of it", async () => {
    const attached = ["--attach", at("certificate.pdf")];
    const made = await medtrace(["details", "new", at("acceptance.json"), "--action", "accept", ...attached], env);
    expect(made).toEqual({ code: 0, stdout: expect.stringMatching(/^0x[0-9a-f]{64}\n$/), stderr: "" });
    const commitment = made.stdout.trim();
    expect(await readdir(kept)).toContain(`${commitment}.json`);

    const listed = await medtrace(["details", "list"], env);
    expect(listed).toMatchObject({ code: 0, stdout: expect.stringContaining(commitment), stderr: "" });
    const { code, result } = await medtraceJson(["details", "show", commitment], env);
    const files = [{ name: "certificate.pdf", size: 11, sha256: expect.stringMatching(/^0x[0-9a-f]{64}$/) }];
    expect({ code, result }).toEqual({
      code: 0,
      result: { commitment, document: { action: "accept", ...record, files } },
    });

    const paths = ["--field", "/maker", "--field", "/lot"];
    const [printed, written] = await Promise.all([
      medtrace(["details", "disclose", commitment, ...paths], env),
      medtraceJson(["details", "disclose", commitment, ...paths, "-o", at("shown.json")], env),
    ]);
    expect(printed).toMatchObject({ code: 0, stderr: "" });
    expect(await read("shown.json")).toEqual(JSON.parse(printed.stdout));
    const fields = ["/lot", "/maker/licence", "/maker/name"];
    expect(written).toEqual({ code: 0, stderr: "", result: { commitment, fields, output: at("shown.json") } });
    expect(printed.stdout).not.toContain("inspector");

    const checked = await medtrace([
      "details",
      "check",
      at("shown.json"),
      "--details",
      commitment.toUpperCase().replace("0X", "0x"),
    ]);
    expect(checked).toEqual({
      code: 0,
      stdout: [
        `commitment ${commitment}`,
        '  /lot "L-1"',
        '  /maker/licence "MFG-1"',
        '  /maker/name "Demo Manufacturer"',
        "problems   none\n",
      ].join("\n"),
      stderr: "",
    });

    const schema = await medtraceJson(["details", "schema", "report-adverse-event"]);
    expect(schema).toEqual({ code: 0, stderr: "", result: schemaOf("reportAdverseEvent") });
  });

  it("behavior: every example of the help runs", async () => {
    const details = await make();
    await write("kept.json", details);
    await rm(at("shown.json"), { force: true });
    for (const command of ["new", "disclose", "check", "show", "list", "schema"]) {
      const { stdout } = await typed(["details", command, "--help"]);
      const line = stdout.split(/^Example:\n/m)[1]?.trim() ?? "";
      expect(line).toMatch(new RegExp(`^medtrace details ${command}(?: |$)`));
      const parameters = split(line)
        .slice(1)
        .map((one) => (/\.(?:json|pdf)$/.test(one) ? at(one) : one));
      const finished = await typed(
        command === "new" || command === "list" ? [...parameters, "--store", kept] : parameters,
      );
      expect({ line, ...finished }).toMatchObject({ code: 0, stderr: "" });
      expect(finished.stdout).not.toBe("");
    }
  });
});

describe("details new", () => {
  it("behavior: says with --json what it kept", async () => {
    const { code, result } = await typedJson(
      `details new ${at("acceptance.json")} --action accept --store ${at("json")}`,
    );
    expect({ code, result }).toEqual({
      code: 0,
      result: { commitment: expect.stringMatching(/^0x/), action: "accept", fields: 16 },
    });
    expect(await readdir(at("json"))).toEqual([`${result.commitment}.json`]);
  });

  it("behavior: the same record has another commitment each time", async () => {
    expect((await make()).commitment).not.toBe((await make()).commitment);
  });

  it("behavior: adds to the files that the record has", async () => {
    const files = [{ name: "a", size: 1, sha256: `0x${"00".repeat(32)}` }];
    const path = await write("with-files.json", { action: "cancel", reason: "x", files });
    const line = `details new ${path} --action cancel --store ${kept} --attach ${at("certificate.pdf")} --attach ${path}`;
    const { stdout } = await typed(line);
    const shown = await typedJson(`details show ${stdout.trim()} --store ${kept}`);
    expect(shown.result.document).toMatchObject({
      files: [files[0], { name: "certificate.pdf" }, { name: "with-files.json" }],
    });
  });

  it("error: InvalidDocument, with every problem", async () => {
    const path = await write("bad.json", { ...record, quantity: 0, conclusion: undefined });
    const line = `details new ${path} --action accept --store ${at("nothing")}`;
    expect(await typedJson(line)).toMatchObject({
      code: 2,
      result: {
        error: "InvalidDocument",
        details: { action: "accept", problems: [{ path: "/conclusion" }, { path: "/quantity", value: 0 }] },
      },
    });
    const { stderr } = await typed(line);
    expect(stderr).toMatch(/^InvalidDocument: \/conclusion .* must be given; \/quantity must be >= 1\.\n/);
    expect(await readdir(folder)).not.toContain("nothing");
  });

  it.each([
    ["InvalidInput", "text", ""],
    ["InvalidInput", '{"reason":"a","reason":"b"}', ""],
    ["InvalidField", "[]", ""],
    ["InvalidField", "null", "certificate.pdf"],
    ["InvalidField", '{"reason":"x","files":1}', "certificate.pdf"],
    ["InvalidField", '{"reason":"\\ud800"}', ""],
    ["FileUnusable", '{"reason":"x"}', "none.pdf"],
  ])("error: %s for %s", async (error, text, attach) => {
    const path = await write("wrong.json", text);
    const line = `details new ${path} --action cancel --store ${kept}${attach === "" ? "" : ` --attach ${at(attach)}`}`;
    expect(await typedJson(line)).toMatchObject({ code: error === "FileUnusable" ? 3 : 2, result: { error } });
  });

  it("error: FileUnusable, DetailsFolderUnusable, WrongUsage", async () => {
    const good = at("acceptance.json");
    expect(await typedJson(`details new ${at("none.json")} --action accept`)).toMatchObject({
      code: 3,
      result: { error: "FileUnusable", details: { reason: "ENOENT" } },
    });
    expect(await typedJson(`details new ${good} --action accept --store ${good}`)).toMatchObject({
      code: 3,
      result: { error: "DetailsFolderUnusable" },
    });
    for (const line of [`details new ${good}`, "details new --action accept", "details", "details none"]) {
      expect((await typed(line)).code).toBe(2);
    }
    expect(await typedJson(`details new ${good} --action accepted`)).toMatchObject({ code: 2 });
  });
});

describe("details disclose", () => {
  it("behavior: takes a file with details, and the commitment in any case", async () => {
    const details = await make();
    const path = await write("own.json", details);
    const [file, upper] = [
      await typed(`details disclose ${path} --field /quantity`),
      await typed(`details disclose 0x${details.commitment.slice(2).toUpperCase()} --field /quantity --store ${kept}`),
    ];
    expect(file).toMatchObject({ code: 0, stderr: "" });
    expect(upper.stdout).toBe(file.stdout);
    expect(JSON.parse(file.stdout)).toMatchObject({ fields: [{ path: "/quantity", value: 1 }] });
  });

  it("error: DetailsNotFound", async () => {
    const commitment = `0x${"0".repeat(64)}`;
    for (const command of ["show", "disclose"]) {
      const line = `details ${command} ${commitment} --store ${kept}${command === "show" ? "" : " --field /lot"}`;
      expect(await typedJson(line)).toMatchObject({
        code: 1,
        result: { error: "DetailsNotFound", details: { commitment } },
      });
    }
  });

  it("error: WrongDetailsFile where the kept file was changed", async () => {
    const { commitment } = await make();
    const path = at(`kept/${commitment}.json`);
    await writeFile(path, (await readFile(path, "utf8")).replace("passed", "failed"));
    const line = `details disclose ${commitment} --store ${kept} --field /lot`;
    expect(await typedJson(line)).toMatchObject({ code: 1, result: { error: "WrongDetailsFile", details: { path } } });
    await rm(path);
  });

  it("error: UnknownField, FileUnusable, WrongUsage", async () => {
    const { commitment } = await make();
    const line = `details disclose ${commitment} --store ${kept}`;
    expect(await typedJson(`${line} --field /lots`)).toMatchObject({ code: 2, result: { error: "UnknownField" } });
    await mkdir(at("folder"), { recursive: true });
    expect(await typedJson(`${line} --field /lot -o ${at("folder")}`)).toMatchObject({
      code: 3,
      result: { error: "FileUnusable", details: { reason: "EEXIST" } },
    });
    expect(await typedJson(line)).toMatchObject({ code: 2, result: { error: "WrongUsage" } });
    // As of a variable that is not set.
    expect(await typedJson(`${line} --field ""`)).toMatchObject({
      code: 2,
      result: { error: "InvalidInput", details: { field: "field" } },
    });
  });

  it("behavior: what is there already is not written over, nor seen by others", async () => {
    const details = await make();
    const path = await write("only-copy.json", details);
    expect(await typedJson(`details disclose ${path} --field /lot -o ${path}`)).toMatchObject({
      code: 3,
      result: { error: "FileUnusable", details: { reason: "EEXIST" }, hint: expect.any(String) },
    });
    expect(JSON.parse(await readFile(path, "utf8"))).toEqual(details);
    expect(await typed(`details disclose ${path} --field /lot -o ${at("private.json")}`)).toMatchObject({ code: 0 });
    expect((await stat(at("private.json"))).mode & 0o077).toBe(0);
  });
});

describe("details check", () => {
  it("behavior: takes details with all their salts", async () => {
    const details = await make();
    const { code, result } = await typedJson(`details check ${await write("all.json", details)}`);
    expect(code).toBe(0);
    expect(result).toMatchObject({ commitment: details.commitment, problems: [] });
    expect(result.fields).toHaveLength(Object.keys(details.salts).length);
    expect(result.fields).toContainEqual({ path: "/maker/name", value: "Demo Manufacturer" });
  });

  it("behavior: answers no, naming the field, where a value was changed", async () => {
    const { stdout } = await typed(`details disclose ${(await make()).commitment} --store ${kept} --field /maker`);
    const disclosure = JSON.parse(stdout) as Disclosure;
    const path = await write("changed.json", stdout.replace("Demo Manufacturer", "Another"));
    expect(await typedJson(`details check ${path}`)).toMatchObject({
      code: 1,
      result: { commitment: disclosure.commitment, problems: [{ code: "notProven", path: "/maker/name" }] },
    });
    const text = await typed(`details check ${path}`);
    expect(text).toMatchObject({ code: 1, stderr: "" });
    expect(text.stdout).toMatch(/^problems {3}1\n {2}notProven \/maker\/name$/m);
  });

  it("behavior: answers no where it is of another entry", async () => {
    const [one, other] = [await make(), await make()];
    const path = await write("one.json", one);
    expect(await typedJson(`details check ${path} --details ${other.commitment}`)).toMatchObject({
      code: 1,
      result: { problems: [{ code: "otherCommitment", expected: other.commitment, commitment: one.commitment }] },
    });
  });

  it("behavior: answers no, and shows no field, where details were changed", async () => {
    const details = await make();
    const path = await write("forged.json", { ...details, document: { ...details.document, quantity: 2 } });
    expect(await typedJson(`details check ${path}`)).toEqual({
      code: 1,
      result: {
        commitment: details.commitment,
        compared: false,
        fields: [],
        problems: [{ code: "notProven", path: "", commitment: details.commitment }],
      },
    });
  });

  it("behavior: control characters that somebody else chose do not reach the terminal", async () => {
    const path = await write("control.json", { reason: "a\u009b31m\u202e" });
    const { stdout: commitment } = await typed(`details new ${path} --action cancel --store ${kept}`);
    const file = at(`kept/${commitment.trim()}.json`);
    for (const [line, said] of [
      [`check ${file}`, "a\ufffd31m\ufffd"],
      // The same JSON, escaped.
      [`show ${commitment.trim()} --store ${kept}`, "a\\u009b31m\\u202e"],
      [`check ${file} --json`, "a\\u009b31m\\u202e"],
      [`disclose ${file} --field /reason`, "a\\u009b31m\\u202e"],
    ] as const) {
      const { stdout } = await typed(`details ${line}`);
      expect(stdout).toContain(said);
      expect(stdout).not.toMatch(/[^\P{C}\n]/u);
    }
  });

  it("behavior: a name with a line break cannot look like a line of the answer", async () => {
    const name = "x\nproblems   none\u2028";
    const details = createDetails({ [name]: 1 }, { random: randomBytes });
    const { stdout } = await typed(`details check ${await write("lines.json", disclose(details, [`/${name}`]))}`);
    expect(stdout.split("\n").filter((line) => line.startsWith("problems"))).toEqual(["problems   none"]);
    expect(stdout).toContain("/x\ufffdproblems   none\ufffd 1");
  });

  it("behavior: says that it was compared with no entry", async () => {
    const path = await write("whole.json", await make());
    const alone = await typed(`details check ${path}`);
    expect(alone).toMatchObject({ code: 0, stdout: expect.stringContaining("not compared with any entry") });
    expect(await typedJson(`details check ${path}`)).toMatchObject({ code: 0, result: { compared: false } });
    const { commitment } = await make();
    expect(await typedJson(`details check ${path} --details ${commitment}`)).toMatchObject({
      code: 1,
      result: { compared: true },
    });
  });

  it("error: MalformedDisclosure, MalformedDetails, InvalidInput", async () => {
    const { commitment, salts } = await make();
    const check = async (content: unknown, more = "") =>
      await typedJson(`details check ${await write("malformed.json", content)}${more}`);
    expect(await check({})).toMatchObject({ code: 2, result: { error: "MalformedDisclosure" } });
    expect(await check([])).toMatchObject({ code: 2, result: { error: "MalformedDisclosure" } });
    expect(await check({ commitment, salts })).toMatchObject({ code: 2, result: { error: "MalformedDetails" } });
    expect(await check('{"format":1,"format":2}')).toMatchObject({ code: 2, result: { error: "InvalidInput" } });
    expect(await check({}, " --details 0x00")).toMatchObject({ code: 2, result: { error: "InvalidInput" } });
  });
});

describe("details list", () => {
  it("default", async () => {
    expect(await typed(`details list --store ${at("empty")}`)).toMatchObject({
      code: 0,
      stdout: "There are no details here.\n",
    });
    const { commitment } = await make();
    const { result } = await typedJson(`details list --store ${kept}`);
    expect(result.commitments).toContain(commitment);
  });
});
