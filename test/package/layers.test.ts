import { describe, expect, it } from "vitest";
import { filesBelow, type Import, importsOf, read } from "./sources.ts";

const isGenerated = (file: string) => /^src\/(?:generated|typechain)\//.test(file);
const files = filesBelow("src").filter((file) => file.endsWith(".ts") && !isGenerated(file));
const imports = files.flatMap(importsOf);

/** The layer of a file of src. */
function layerOf(file: string): string {
  return /^src\/(\w+)(?:\.ts$|\/)/.exec(file)?.[1] ?? file;
}

/** What each layer may import, besides itself; "type" where nothing may be left of it in what is built. */
const allowed: Readonly<Record<string, Readonly<Record<string, "value" | "type">>>> = {
  page: { proof: "value", details: "value", history: "value", lifecycle: "value" },
  cli: {
    index: "value",
    client: "type",
    scenario: "value",
    import: "value",
    verbs: "value",
    errors: "value",
    connection: "value",
    actions: "value",
    details: "value",
    packs: "value",
    history: "value",
    lifecycle: "value",
  },
  // Makes calls of a table's rows, and records them.
  import: {
    client: "type",
    actions: "value",
    connection: "value",
    ledger: "value",
    verbs: "value",
    details: "value",
    packs: "value",
    history: "value",
    codes: "value",
    lifecycle: "value",
    errors: "value",
  },
  // Plays what a file says with what the client binds, and reads no file.
  scenario: {
    client: "type",
    actions: "value",
    connection: "value",
    verbs: "value",
    details: "value",
    packs: "value",
    history: "value",
    codes: "value",
    lifecycle: "value",
    errors: "value",
  },
  index: {
    client: "value",
    actions: "value",
    connection: "value",
    history: "value",
    codes: "value",
    details: "value",
    lifecycle: "value",
    packs: "value",
    proof: "value",
    verbs: "value",
    errors: "value",
  },
  verify: { proof: "value", details: "value", history: "value", lifecycle: "type", errors: "value" },
  client: { actions: "value", connection: "value", history: "value", verbs: "type", details: "type", proof: "type" },
  actions: {
    connection: "value",
    verbs: "value",
    details: "type",
    ledger: "value",
    history: "value",
    codes: "value",
    lifecycle: "value",
    packs: "value",
    proof: "value",
    errors: "value",
  },
  connection: { ledger: "value", history: "type", lifecycle: "value", errors: "value" },
  abi: { generated: "value" },
  ledger: { generated: "value", typechain: "type", history: "value", lifecycle: "value", errors: "value" },
  // The pure core: no provider, no clock, no files.
  verbs: { details: "value", packs: "value", history: "value", codes: "value", lifecycle: "value", errors: "value" },
  proof: { details: "value", packs: "value", history: "value", lifecycle: "value", errors: "value" },
  packs: { history: "type", codes: "value", errors: "value" },
  details: { history: "type", lifecycle: "value", errors: "value" },
  history: { codes: "value", lifecycle: "value", errors: "value" },
  codes: { errors: "value" },
  errors: { lifecycle: "value", abi: "type" },
  lifecycle: {},
};
const pure = ["verbs", "proof", "packs", "details", "history", "codes", "errors", "lifecycle"];

/** The packages and modules that each layer may use; "type" as above. */
const packages: Readonly<Record<string, Readonly<Record<string, "value" | "type">>>> = {
  cli: {
    commander: "value",
    ethers: "value",
  },
  import: { ethers: "value", "csv-parse": "value", "csv-parse/sync": "value", "csv-stringify/sync": "value" },
  scenario: { ethers: "type", yaml: "value", "ajv/dist/2020.js": "value" },
  client: { ethers: "type" },
  actions: { ethers: "value" },
  connection: { ethers: "value" },
  ledger: { ethers: "value" },
  // Parts of ethers that load no provider; of two of them, not all is pure.
  proof: {
    "ethers/constants": "value",
    "ethers/crypto": "value",
    "ethers/hash": "value",
    "ethers/utils": "value",
    canonicalize: "value",
  },
  verbs: { "ethers/address": "value", "ethers/utils": "value" },
  packs: { "ethers/crypto": "value", "ethers/hash": "value", "ethers/utils": "value" },
  details: { "ethers/crypto": "value", "ethers/utils": "value", "ajv/dist/2020.js": "value", canonicalize: "value" },
  history: { "ethers/constants": "value", "ethers/crypto": "value", "ethers/hash": "value", "ethers/utils": "value" },
};

/** What of ethers is pure: bytes in, bytes out. */
const pureOfEthers = [
  "AbiCoder",
  "Interface",
  "ZeroHash",
  "computeHmac",
  "concat",
  "dataLength",
  "dataSlice",
  "decodeRlp",
  "decodeBytes32String",
  "encodeRlp",
  "getBytes",
  "hexlify",
  "id",
  "isAddress",
  "isError",
  "isHexString",
  "keccak256",
  "sha256",
  "toBeHex",
  "toBigInt",
  "toUtf8Bytes",
  "toUtf8String",
  "verifyTypedData",
  "zeroPadBytes",
  "zeroPadValue",
];

/** The files that use Node's modules; only dynamic imports lead to them. */
const nodeFiles = [
  "src/connection/deployments.node.ts",
  "src/connection/lock.node.ts",
  "src/connection/outbox.node.ts",
  "src/details/folder.node.ts",
  "src/import/journal.node.ts",
];

const isPackage = (name: string) =>
  /^(?:node:[a-z/]+|@[a-z-]+\/[a-z-]+|[a-z-]+|ethers\/[a-z]+|csv-(?:parse|stringify)\/sync|ajv\/dist\/2020\.js)$/.test(
    name,
  );
const inSource = (one: Import) => one.to.startsWith("src/");
const show = ({ from, how, to }: Import) => `${from} → ${to} (${how})`;
const breaks = (rule: "value" | "type" | undefined, how: Import["how"]) =>
  rule === undefined || (rule === "type" && how !== "type");

describe("layers", () => {
  it("default", () => {
    expect(new Set(files.map(layerOf))).toEqual(new Set(Object.keys(allowed)));
    const wrong = imports.filter(inSource).filter(({ from, to, how }) => {
      const [layer, other] = [layerOf(from), layerOf(to)];
      return layer !== other && breaks(allowed[layer]?.[other], how);
    });
    expect(wrong.map(show)).toEqual([]);
  });

  it("behavior: sees every import", () => {
    // The formatter ends each of them with a line of this kind.
    for (const file of files) {
      const code = read(file).replace(/^\s*(?:\*|\/\*|\/\/).*$/gm, "");
      const count = code.match(/\bfrom "[^"]+";$|\bimport\(/gm)?.length ?? 0;
      expect([file, importsOf(file).length]).toEqual([file, count]);
    }
    expect(imports.filter(inSource).map(({ to }) => to)).toEqual(
      expect.arrayContaining(
        files.filter(
          (file) =>
            !["src/index.ts", "src/verify.ts", "src/abi.ts", "src/cli/main.ts", "src/page/main.ts"].includes(file),
        ),
      ),
    );
  });

  it("behavior: nothing imports in a circle", () => {
    const next = new Map(
      files.map((file) => [file, importsOf(file).filter((one) => inSource(one) && one.how !== "type")]),
    );
    const done = new Set<string>();
    const circles: string[] = [];
    const walk = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(" → "));
      if (done.has(file) || path.includes(file)) return;
      for (const { to } of next.get(file) ?? []) walk(to, [...path, file]);
      done.add(file);
    };
    for (const file of files) walk(file, []);
    expect(circles).toEqual([]);
  });

  it("behavior: nothing in src imports from outside of it", () => {
    // What is neither a file of src nor the name of a package or a module.
    const outside = imports.filter(({ to }) => !files.includes(to) && !isGenerated(to) && !isPackage(to));
    expect(outside.map(show)).toEqual([]);
  });

  it("behavior: only the ledger's layer and the entry for ABIs see what is generated", () => {
    const seen = imports.filter(({ to }) => isGenerated(to)).map(({ from }) => from);
    expect([...new Set(seen)]).toEqual(["src/abi.ts", "src/ledger/abi.ts"]);
  });
});

describe("packages", () => {
  it("default", () => {
    const wrong = imports
      .filter((one) => !inSource(one) && !one.to.startsWith("node:"))
      .filter(({ from, to, how }) => breaks(packages[layerOf(from)]?.[to], how));
    expect(wrong.map(show)).toEqual([]);
  });

  it("behavior: only the command line, some files of the client and one of details use Node's modules", () => {
    const users = imports.filter(({ to }) => to.startsWith("node:")).map(({ from }) => from);
    expect(users.filter((file) => !nodeFiles.includes(file) && layerOf(file) !== "cli")).toEqual([]);
  });

  it("behavior: what a browser loads has none of Node's modules", () => {
    const loaded = new Set<string>();
    const load = (file: string): void => {
      if (loaded.has(file) || isGenerated(file)) return;
      loaded.add(file);
      for (const { to, how } of importsOf(file)) {
        if (how !== "value") continue;
        expect(`${file} → ${to}`).not.toContain("node:");
        if (to.startsWith("src/")) load(to);
      }
    };
    for (const entry of ["src/index.ts", "src/verify.ts", "src/page/main.ts"]) load(entry);
    expect(loaded.size).toBeGreaterThan(50);
    for (const file of nodeFiles) expect(loaded).not.toContain(file);
  });

  it("behavior: what verifies alone loads the pure core alone, and no checker of schemas", () => {
    const loaded = new Set<string>();
    const load = (file: string): void => {
      if (loaded.has(file)) return;
      loaded.add(file);
      if (!files.includes(file)) return;
      for (const { to, how } of importsOf(file)) if (how === "value") load(to);
    };
    load("src/verify.ts");
    const [own, foreign] = [
      [...loaded].filter((one) => files.includes(one)),
      [...loaded].filter((one) => !files.includes(one)),
    ];
    expect(own.filter((file) => ![...pure, "verify"].includes(layerOf(file)))).toEqual([]);
    expect(foreign.sort()).toEqual([
      "canonicalize",
      "ethers/constants",
      "ethers/crypto",
      "ethers/hash",
      "ethers/utils",
    ]);
  });

  it("behavior: only connection and command line use more of ethers than pure functions, the pure core not even its types", () => {
    const free = ["connection", "cli"];
    const used = imports.filter(({ from, to }) => /^ethers(?:\/|$)/.test(to) && !free.includes(layerOf(from)));
    const impure = used.filter(({ names }) => names.some((name) => !pureOfEthers.includes(name)));
    expect(impure.map(({ from, names }) => [from, names])).toEqual([]);
    const types = used.filter(({ from, how }) => how === "type" && pure.includes(layerOf(from)));
    expect(types.map(show)).toEqual([]);
  });
});
