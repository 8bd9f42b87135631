import { describe, expect, it } from "vitest";
import { filesBelow, read } from "./sources.ts";

interface Artifact {
  readonly inputSourceName: string;
  readonly buildInfoId: string;
}

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
    const buildOf = new Map<string, string>();
    for (const artifact of filesBelow("artifacts/contracts").filter((file) => file.endsWith(".json"))) {
      const { inputSourceName, buildInfoId } = JSON.parse(read(artifact)) as Artifact;
      buildOf.set(inputSourceName, buildInfoId);
    }
    expect(buildOf.size).toBeGreaterThan(0);
    // Earlier builds may have left theirs, of files that were built again since.
    const warnings = [...new Set(buildOf.values())].flatMap((build) => {
      const { errors = [] } = (JSON.parse(read(`artifacts/build-info/${build}.output.json`)) as Output).output;
      return errors.filter(({ sourceLocation }) => {
        const file = sourceLocation?.file ?? "";
        return !file.startsWith("project/test/") && (buildOf.get(file) ?? build) === build;
      });
    });
    expect(warnings.map(({ formattedMessage }) => formattedMessage)).toEqual([]);
  });
});
