import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join, posix } from "node:path";
import { chromium } from "playwright-core";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { benchPackage, bundle } from "../../scripts/bench/package.ts";
import { localClock } from "../../scripts/demo/chain.ts";
import { live, PUMP, SPARE_PUMP } from "../../scripts/demo/life.ts";
import { deploy } from "../../scripts/deployment/deploy.ts";
import type { EntryPoint } from "../../scripts/exports/read.ts";
import { connect } from "../../src/index.ts";
import { type Chain, type DeploymentsFolder, startOwnChain, useDeploymentsFolder } from "../scripts/support/ledger.ts";
import { CHROMIUM, chromiumMissing } from "../support/chromium.ts";
import { Project, pack } from "./project.ts";
import { filesBelow, read, root } from "./sources.ts";

const missing = chromiumMissing("The packed tarball");
const RPC = "http://127.0.0.1:8545";

/** The programs of the README, and what they say that they print: what stands behind each `console.log(…);`. */
const programs = [...read("README.md").matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = ""], index) => ({
  file: `program-${index + 1}.ts`,
  code,
  printed: [...code.matchAll(/console\.log\(.*\); \/\/ (.*)$/gm)].map(([, text = ""]) => text),
}));

let project: Project;
let tarball: string;
let files: readonly string[];
let chain: Chain;
let deployments: DeploymentsFolder;

/** A file of the installed package. */
const installed = (file: string): Promise<string> => readFile(project.at("node_modules/medtrace", file), "utf8");

beforeAll(async () => {
  deployments = await useDeploymentsFolder();
  chain = await startOwnChain();
  const { deployment } = await deploy(chain.connection);
  const m = await connect({ rpc: chain.rpc, deployment, pollingInterval: 10 });
  await live(m, await localClock(chain.connection.provider));
  m.close();

  project = await Project.create();
  ({ tarball, files } = await pack(project.folder));
  await project.install(tarball, `ethers@${JSON.parse(read("package.json")).devDependencies.ethers}`);
  const [file = ""] = await deployments.files();
  const text = await readFile(join(deployments.folder, file), "utf8");
  await project.write(`deployments/${file}`, text);
  await project.write("deployment.json", text);
  for (const { file, code } of programs) await project.write(file, code.replaceAll(RPC, chain.rpc));
}, 240_000);

afterAll(async () => {
  await chain?.close();
  await project?.remove();
  await deployments?.remove();
});

describe("npm pack", () => {
  it("default: what is built of the sources, the page, and documents", () => {
    const documents = ["CHANGELOG.md", "LICENSE", "README.md", "SECURITY.md", "package.json"];
    const docs = filesBelow("docs").filter((file) => /^docs\/[a-z]+\.md$/.test(file));
    const own = files.filter((file) => file.startsWith("dist/"));
    expect(files.filter((file) => !own.includes(file))).toEqual(
      [...documents, ...docs, ...filesBelow("scenarios")].sort(),
    );
    const modules = own.filter((file) => /^dist\/.*\.js$/.test(file));
    const declarations = modules.map((file) => file.replace(/\.js$/, ".d.ts"));
    expect(own).toEqual([...modules, ...declarations, "dist/verifier.html"].sort());
    const sources = modules.map((file) => file.replace(/^dist\/(.*)\.js$/, "src/$1.ts"));
    expect(filesBelow("src")).toEqual(expect.arrayContaining(sources));
    expect(own.filter((file) => /\/(?:harness|factories|page)\//.test(file))).toEqual([]);
  });

  it("behavior: whatever a file of it names is in it", async () => {
    const named = await Promise.all(
      files.map(async (file) => {
        const text = await installed(file);
        const links = file.endsWith(".md") ? text.matchAll(/\]\((?!https?:|#)([^)#]+)/g) : [];
        const isCode = /\.(?:js|d\.ts)$/.test(file);
        const imports = isCode ? text.matchAll(/(?:\bfrom |\bimport\(|^import )"(\.[^"]+)"/gm) : [];
        return [...links, ...imports].map(([, to = ""]) => ({ file, to: posix.join(posix.dirname(file), to) }));
      }),
    );
    expect(named.flat().length).toBeGreaterThan(500);
    expect(named.flat().filter(({ to }) => !files.includes(to))).toEqual([]);
  });

  it("behavior: names no path of a machine, no map of sources, and has no contract's code", async () => {
    for (const file of files.filter((one) => one.startsWith("dist/"))) {
      const text = await installed(file);
      expect([
        file,
        text.includes(root),
        /sourceMappingURL|["'`](?:file:\/\/)?\/(?:work|root|home|Users)\//.test(text),
      ]).toEqual([file, false, false]);
      expect([file, /0x6080[0-9a-f]{100}/.test(text)]).toEqual([file, false]);
    }
  });

  it("behavior: publint has nothing to say", async () => {
    const bytes = await readFile(tarball);
    const { messages, pkg } = await publint({
      strict: true,
      pack: { tarball: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer },
    });
    expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([]);
  });

  it("behavior: are-the-types-wrong has nothing to say", async () => {
    // The package is modules only: what `require`, or a compiler that reads no `exports`, would find is left out.
    const attw = join(root, "node_modules/@arethetypeswrong/cli/dist/index.js");
    const { code, stdout } = await project.node(attw, tarball, "--profile", "esm-only", "--format", "json");
    const { analysis } = JSON.parse(stdout) as {
      readonly analysis: {
        readonly problems: readonly { readonly resolutionKind?: string }[];
        readonly entrypoints: Readonly<Record<string, unknown>>;
      };
    };
    const leftOut = ["node10", "node16-cjs"];
    const found = analysis.problems.filter(({ resolutionKind = "" }) => !leftOut.includes(resolutionKind));
    expect({ code, found }).toEqual({ code: 0, found: [] });
    expect(Object.keys(analysis.entrypoints)).toEqual([".", "./verify", "./abi", "./package.json"]);
  });
});

describe("an empty project that installs it", () => {
  it("behavior: has one ethers, its own, and nothing that only the repository needs", async () => {
    const { stdout } = await project.run("npm", ["ls", "--all", "--parseable"]);
    const names = stdout.split("\n").map((line) => line.split(/node_modules[\\/]/).at(-1) ?? "");
    expect(names.filter((name) => name === "ethers")).toHaveLength(1);
    expect(names.filter((name) => /hardhat|vite|typescript|openzeppelin|metamask/.test(name))).toEqual([]);
    expect(JSON.parse(await installed("package.json")).dependencies).not.toHaveProperty("ethers");
  });

  it("behavior: its compiler finds every name, and nothing wrong with it or with the README's programs", async () => {
    const agreed = Object.entries(JSON.parse(read("test/snapshots/exports.json")) as Record<string, EntryPoint>);
    const imports = agreed.flatMap(([entry, { values, types }], index) => {
      const from = `"${entry.replace(".", "medtrace")}"`;
      const list = (names: readonly string[], how: string) => names.map((name) => `${how}${name} as _${index}${name}`);
      const names = [...list(values, ""), ...list(types, "type ")];
      return names.length === 0 ? [] : [`export { ${names.join(", ")} } from ${from};`];
    });
    await project.write("names.ts", imports.join("\n"));
    const options = { strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, noEmit: true };
    const common = { ...options, target: "es2023", lib: ["es2023", "dom"], resolveJsonModule: true, types: [] };
    for (const module of ["nodenext", "bundler"]) {
      const resolution = module === "bundler" ? { module: "esnext", moduleResolution: module } : { module };
      await project.write(
        "tsconfig.json",
        JSON.stringify({ compilerOptions: { ...common, ...resolution }, include: ["*.ts"] }),
      );
      const finished = await project.node(join(root, "node_modules/typescript/bin/tsc"), "-p", ".");
      // Without `skipLibCheck`, it complains of the types of Node that come with ethers, too.
      const complaints = finished.stdout.match(/^(?! |node_modules\/@types\/).+$/gm);
      expect([module, complaints, finished.stderr]).toEqual([module, null, ""]);
    }
  });

  it.each(programs)("behavior: the README's $file runs in Node and prints what it says", async ({ file, printed }) => {
    expect(printed.length).toBeGreaterThan(0);
    const { code, stdout, stderr } = await project.node(file);
    expect({ code, stderr, printed: stdout.trimEnd().split("\n") }).toEqual({ code: 0, stderr: "", printed });
  });

  it("behavior: finds the deployment in the project's folder where none is given", async () => {
    const code = `import { connect } from "medtrace"; (await connect({ rpc: "${chain.rpc}" })).close();`;
    await project.write("found.js", code);
    expect(await project.node("found.js")).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  it("behavior: `medtrace` runs there, and where it is installed for all", async () => {
    const check = ["check", SPARE_PUMP, "--rpc", chain.rpc];
    const here = await project.run(project.at("node_modules/.bin/medtrace"), check);
    expect(here).toMatchObject({ code: 0, stderr: "" });
    expect(here.stdout).toMatch(/^usable/);
    // As `npm install --global` does, into a folder of its own; ethers comes along.
    const prefix = project.at("global");
    await project.install("--global", "--prefix", prefix, tarball);
    const command = join(prefix, process.platform === "win32" ? "medtrace.cmd" : "bin/medtrace");
    expect(await project.run(command, check)).toEqual(here);
    const verified = await project.run(command, ["verify", PUMP, "--rpc", chain.rpc, "--json"]);
    expect(JSON.parse(verified.stdout)).toMatchObject({ level: "anchored", problems: [] });
  });
});

describe("medtrace/verify, installed", () => {
  it("behavior: loads no provider, no part of the SDK but the pure one, and no checker of schemas", async () => {
    const code = `
      import { registerHooks } from "node:module";
      const loaded = [];
      registerHooks({ load: (url, context, next) => { loaded.push(url); return next(url, context); } });
      await import("medtrace/verify");
      console.log(JSON.stringify(loaded));`;
    await project.write("loaded.js", code);
    const { stdout } = await project.node("loaded.js");
    const loaded = (JSON.parse(stdout) as string[]).map((url) => url.split("/node_modules/").at(-1) ?? url);
    const own = new Set(loaded.map((url) => /^medtrace\/dist\/(\w+)/.exec(url)?.[1]));
    own.delete(undefined);
    expect([...own].sort()).toEqual(["codes", "details", "errors", "history", "lifecycle", "packs", "proof", "verify"]);
    const parts = new Set(loaded.map((url) => /^ethers\/lib\.esm\/(\w+)\//.exec(url)?.[1]));
    for (const part of ["providers", "contract", "wallet", "wordlists", "abi"]) expect(parts).not.toContain(part);
    expect(loaded.filter((url) => /^(?:ws|ajv|commander)\//.test(url))).toEqual([]);
  });

  it("behavior: is small in a page, asks for nothing that a browser has not, and reaches no network", async () => {
    const folder = project.at("node_modules/medtrace");
    const { code, moduleIds } = await bundle(folder, "verify");
    expect(code.match(/\bimport\b|\brequire\(|["'`]node:/g)).toBeNull();
    expect(code.match(/\bfetch\(|XMLHttpRequest|WebSocket|\beval\(|\bFunction\(/g)).toBeNull();
    expect(moduleIds.filter((id) => /ethers\/lib\.esm\/(?:providers|abi|contract|wallet)\/|\/ajv\//.test(id))).toEqual(
      [],
    );
    const sizes = await benchPackage(folder);
    console.log(`medtrace/verify: ${sizes.verify} bytes minified, ${sizes.verifyGzip} compressed`);
    expect(sizes.verifyGzip).toBeLessThanOrEqual(24 * 1024);
    expect(sizes.verifyOwnGzip).toBeLessThan(sizes.verifyGzip);
  });

  it("behavior: the README says its size", async () => {
    const sizes = await benchPackage(project.at("node_modules/medtrace"));
    const said = (name: string) => new RegExp(`^\\| \`${name}\` \\|.*\\| (\\d+) kB`, "m").exec(read("README.md"))?.[1];
    for (const [name, size] of [
      ["medtrace", sizes.wholeGzip],
      ["medtrace/verify", sizes.verifyGzip],
      ["medtrace/abi", sizes.abiGzip],
    ] as const) {
      expect(Math.abs(Number(said(name)) * 1000 - size) / size, name).toBeLessThan(0.1);
    }
  });
});

describe.skipIf(missing)("a page that bundles it with Vite", () => {
  it.each(programs)(
    "behavior: the README's $file runs in Chromium and prints what it says",
    async ({ file, printed }) => {
      await project.write("index.html", `<!doctype html><script type="module" src="/${file}"></script>`);
      await build({
        root: project.folder,
        configFile: false,
        logLevel: "error",
        build: { outDir: "site", target: "es2023" },
      });
      const web = createServer(async (request, response) => {
        const path = request.url === "/" ? "/index.html" : (request.url ?? "");
        response.setHeader("content-type", path.endsWith(".js") ? "text/javascript" : "text/html");
        response.end(await readFile(project.at("site", path)).catch(() => ""));
      });
      await new Promise<void>((resolve) => web.listen(0, "127.0.0.1", resolve));
      const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
      try {
        const page = await browser.newPage();
        const [said, failed]: [string[], string[]] = [[], []];
        page.on("console", (message) => message.type() === "log" && said.push(message.text()));
        page.on("pageerror", (error) => failed.push(error.message));
        await page.goto(`http://127.0.0.1:${(web.address() as AddressInfo).port}/`);
        await expect.poll(() => failed.length > 0 || said.length >= printed.length, { timeout: 30_000 }).toBe(true);
        expect({ failed, said }).toEqual({ failed: [], said: printed });
      } finally {
        await browser.close();
        web.close();
      }
    },
  );
});
