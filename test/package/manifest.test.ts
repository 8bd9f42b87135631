import { describe, expect, it } from "vitest";
import { filesBelow, importsOf, read } from "./sources.ts";

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly bin: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly optional?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const manifest: Manifest = JSON.parse(read("package.json"));
const lock: { readonly packages: Readonly<Record<string, Locked>> } = JSON.parse(read("package-lock.json"));
const locked = Object.entries(lock.packages);

/** Where a package finds another: in its own folder, or in one above. */
function find(path: string, name: string): Locked | undefined {
  for (let at = path; ; at = at.includes("/node_modules/") ? at.slice(0, at.lastIndexOf("/node_modules/")) : "") {
    const found = lock.packages[`${at === "" ? "" : `${at}/`}node_modules/${name}`];
    if (found !== undefined || at === "") return found;
  }
}

describe("package.json", () => {
  it("behavior: pins exact versions", () => {
    const wanted = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(wanted.filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))).toEqual([]);
  });

  it("behavior: depends on what the built files import, and on nothing else", () => {
    const imported = filesBelow("src")
      .filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts"))
      .flatMap(importsOf)
      .filter(({ to, how }) => how !== "type" && !to.startsWith("src/") && !to.startsWith("node:"))
      .map(({ to }) => /^(?:@[^/]+\/)?[^/]+/.exec(to)?.[0] ?? to);
    expect([...new Set(imported)].sort()).toEqual(
      Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }).sort(),
    );
  });

  it("behavior: of a peer, takes the version that everything is tested with, and what is compatible with it", () => {
    // One copy with the application's own: signers and errors of two would not know each other.
    const tested = Object.keys(manifest.peerDependencies).map((name) => [name, `^${manifest.devDependencies[name]}`]);
    expect(Object.entries(manifest.peerDependencies)).toEqual(tested);
  });
});

describe("package-lock.json", () => {
  it("default", () => {
    const { name, version, dependencies, devDependencies, peerDependencies } = manifest;
    expect(lock.packages[""]).toMatchObject({ name, version, dependencies, devDependencies, peerDependencies });
    for (const [wanted, exact] of Object.entries({ ...dependencies, ...devDependencies })) {
      expect([wanted, lock.packages[`node_modules/${wanted}`]?.version]).toEqual([wanted, exact]);
    }
  });

  it("behavior: has the optional packages of every platform", () => {
    // Left out where it was written for one platform, `npm ci` fails on the others.
    const missing = locked.flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter((name) => find(path, name) === undefined)
        .map((name) => `${path} → ${name}`),
    );
    expect(missing).toEqual([]);
  });

  it("behavior: has every package that another needs", () => {
    const missing = locked.flatMap(([path, { dependencies = {} }]) =>
      Object.keys(dependencies)
        .filter((name) => find(path, name) === undefined)
        .map((name) => `${path} → ${name}`),
    );
    expect(missing).toEqual([]);
  });

  it("behavior: names no address", () => {
    expect(locked.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
  });

  it("behavior: has a checksum for whatever every platform downloads", () => {
    const unchecked = locked.filter(([path, { integrity, optional }]) => path !== "" && !integrity && !optional);
    expect(unchecked.map(([path]) => path)).toEqual([]);
  });
});
