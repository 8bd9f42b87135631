import { posix } from "node:path";
import type { CompilerInput, CompilerOutput } from "hardhat/types/solidity";

/** Compiles an input: what Hardhat would do with it. */
type Compile = (input: CompilerInput) => Promise<CompilerOutput>;

/**
 * Compiles the contracts of an input by two compilers at once, each of which makes the code of half of them: the slow pipeline
 * takes its time for each contract by itself, and the compiler has one thread. The code is the same.
 */
export async function compileInHalves(input: CompilerInput, compile: Compile): Promise<CompilerOutput> {
  const { "": ofSource = [], "*": ofContract = [] } = input.settings.outputSelection["*"] ?? {};
  const select = (outputSelection: CompilerInput["settings"]["outputSelection"]) =>
    compile({ ...input, settings: { ...input.settings, outputSelection } });
  // Where all contracts of some source are asked for, or its syntax tree, the compiler makes the code of all of all sources.
  const trees = await select({ "*": { "": ofSource } });
  if (trees.errors?.some(({ severity }) => severity === "error")) return trees;
  const halves = await Promise.all(
    halvesOf(input.sources).map((half) =>
      select(
        Object.fromEntries(
          half.map((name) => [name, Object.fromEntries(contractsIn(input, name).map((one) => [one, ofContract]))]),
        ),
      ),
    ),
  );
  const all = [trees, ...halves];
  const errors = new Map(all.flatMap((one) => one.errors ?? []).map((error) => [error.formattedMessage, error]));
  return {
    sources: trees.sources,
    contracts: Object.assign({}, ...halves.map(({ contracts }) => contracts)),
    ...(errors.size === 0 ? {} : { errors: [...errors.values()] }),
  };
}

function contractsIn({ sources }: CompilerInput, name: string): readonly string[] {
  const content = sources[name]?.content ?? "";
  return [...content.matchAll(/^(?:abstract contract|contract|interface|library) (\w+)/gm)].map(([, one = ""]) => one);
}

/** The sources by name, in two parts that take about as long: by how much each reads, with all that it imports. */
function halvesOf(sources: CompilerInput["sources"]): readonly [string[], string[]] {
  const reached = (name: string, seen = new Set<string>()): Set<string> => {
    const content = sources[name]?.content;
    if (content === undefined || seen.has(name)) return seen;
    seen.add(name);
    for (const [, path = ""] of content.matchAll(/from "(\.[^"]+)"/g)) {
      reached(posix.join(posix.dirname(name), path), seen);
    }
    return seen;
  };
  const weights = Object.keys(sources).map((name) => {
    const all = [...reached(name)].map((one) => sources[one]?.content.length ?? 0);
    return { name, weight: all.reduce((sum, length) => sum + length, 0) };
  });
  const halves: [string[], string[]] = [[], []];
  const sums = [0, 0];
  for (const { name, weight } of weights.sort((a, b) => b.weight - a.weight)) {
    const lighter = (sums[0] as number) <= (sums[1] as number) ? 0 : 1;
    halves[lighter].push(name);
    sums[lighter] = (sums[lighter] as number) + weight;
  }
  return halves;
}
