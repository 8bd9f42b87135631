import { describe, expect, it } from "vitest";
import { filesBelow, read } from "./sources.ts";

const texts = [
  ...["src", "contracts", "scripts", "docs", "ignition", ".ci"].flatMap(filesBelow),
  ...filesBelow("test").filter((file) => !file.startsWith("test/package/")),
  ...["README.md", "CHANGELOG.md", "package.json", "package-lock.json", ".npmrc", "hardhat.config.ts"],
].filter((file) => !/^(?:src\/(?:generated|typechain)|ignition\/deployments)\//.test(file));

/** What holds on one machine only. */
const local = {
  "a path of a machine": /(?<![\w.@*-])\/(?:work|root|home|Users)\//,
  "the host of a registry":
    /\b(?:registry|npm|mirrors?|artifactory|nexus|verdaccio)(?:\.[a-z0-9-]+)*\.(?:com|org|net|io|cn|dev)\b|npmmirror/i,
};

describe("what is committed", () => {
  it.each(Object.entries(local))("behavior: names no %s", (_, pattern) => {
    const named = texts.flatMap((file) =>
      read(file)
        .split("\n")
        .flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1}: ${line.trim().slice(0, 100)}`] : [])),
    );
    expect(named).toEqual([]);
  });
});
