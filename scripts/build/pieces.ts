import { once } from "node:events";
import { posix } from "node:path";
import { Worker } from "node:worker_threads";
import type { CompilerInput, CompilerOutput } from "hardhat/types/solidity";

type OutputSelection = CompilerInput["settings"]["outputSelection"];

/**
 * Compiles the contracts of an input piece by piece, two pieces at a time: the slow pipeline takes its time for each contract by
 * itself, and the compiler has one thread. The code is the same. Both are threads of this process, so that the compiler itself,
 * WebAssembly, is made ready once.
 */
export async function compileInPieces(input: CompilerInput): Promise<CompilerOutput> {
  const { "": ofSource = [], "*": ofContract = [] } = input.settings.outputSelection["*"] ?? {};
  // Where all contracts of some source are asked for, or its syntax tree, the compiler makes the code of all of all sources.
  const ofPiece = (piece: readonly string[]): OutputSelection =>
    Object.fromEntries(
      piece.map((name) => [name, Object.fromEntries(contractsIn(input, name).map((one) => [one, ofContract]))]),
    );
  const waiting = [{ "*": { "": ofSource } }, ...piecesOf(input.sources).map(ofPiece)];
  const done: CompilerOutput[] = [];
  const work = async (): Promise<void> => {
    const compiler = new Worker(new URL("compiler.ts", import.meta.url));
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      compiler.postMessage({ ...input, settings: { ...input.settings, outputSelection: next } });
      const [output] = (await once(compiler, "message")) as [CompilerOutput];
      done.push(output);
      // What keeps one piece from being compiled keeps all.
      if (output.errors?.some(({ severity }) => severity === "error")) waiting.length = 0;
    }
    await compiler.terminate();
  };
  await Promise.all([work(), work()]);

  const errors = new Map(done.flatMap((one) => one.errors ?? []).map((error) => [error.formattedMessage, error]));
  return {
    sources: done.find(({ sources }) => Object.values(sources).some(({ ast }) => ast !== undefined))?.sources ?? {},
    contracts: Object.assign({}, ...done.map(({ contracts }) => contracts)),
    ...(errors.size === 0 ? {} : { errors: [...errors.values()] }),
  };
}

function contractsIn({ sources }: CompilerInput, name: string): readonly string[] {
  const content = sources[name]?.content ?? "";
  return [...content.matchAll(/^(?:abstract contract|contract|interface|library) (\w+)/gm)].map(([, one = ""]) => one);
}

/** The sources by name: each that makes code of its own, those first that read most, and all others together. */
function piecesOf(sources: CompilerInput["sources"]): readonly (readonly string[])[] {
  const reached = (name: string, seen = new Set<string>()): Set<string> => {
    const content = sources[name]?.content;
    if (content === undefined || seen.has(name)) return seen;
    seen.add(name);
    for (const [, path = ""] of content.matchAll(/from "(\.[^"]+)"/g)) {
      reached(posix.join(posix.dirname(name), path), seen);
    }
    return seen;
  };
  const weightOf = (name: string) =>
    [...reached(name)].reduce((sum, one) => sum + (sources[one]?.content.length ?? 0), 0);
  const makesCode = (name: string) => /^contract |^library .*\bexternal\b/ms.test(sources[name]?.content ?? "");
  const names = Object.keys(sources);
  const alone = names.filter(makesCode).sort((a, b) => weightOf(b) - weightOf(a));
  return [...alone.map((name) => [name]), names.filter((name) => !makesCode(name))];
}
