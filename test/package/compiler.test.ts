import { describe, expect, it } from "vitest";
import { filesBelow, read } from "./sources.ts";

interface Output {
  readonly output: {
    readonly errors?: readonly {
      readonly formattedMessage: string;
      readonly sourceLocation?: { readonly file: string };
    }[];
  };
}

describe("the Solidity compiler", () => {
  it("behavior: has nothing to warn of in the contracts", () => {
    // Earlier builds may have left theirs: only what a contract's artifact was made by counts.
    const artifacts = filesBelow("artifacts/contracts").filter((file) => file.endsWith(".json"));
    const builds = new Set(artifacts.map((file) => (JSON.parse(read(file)) as { buildInfoId: string }).buildInfoId));
    expect(builds.size).toBeGreaterThan(0);
    const warnings = [...builds]
      .flatMap((build) => (JSON.parse(read(`artifacts/build-info/${build}.output.json`)) as Output).output.errors ?? [])
      .filter(({ sourceLocation }) => sourceLocation?.file.startsWith("project/test/") !== true);
    expect(warnings.map(({ formattedMessage }) => formattedMessage)).toEqual([]);
  });
});
