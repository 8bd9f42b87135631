import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, type Rolldown } from "vite";

/** How much a page carries of the package, in bytes: minified by Vite, and that compressed by gzip. */
export interface PackageSizes {
  readonly verify: number;
  readonly verifyGzip: number;
  /** Without what ethers brings, which an application may have anyway. */
  readonly verifyOwnGzip: number;
  readonly whole: number;
  readonly wholeGzip: number;
  readonly wholeOwnGzip: number;
  readonly abiGzip: number;
}

/**
 * Measures the built package's entry points, as Vite bundles them for browsers.
 *
 * @param folder - the package's folder
 */
export async function benchPackage(folder = fileURLToPath(new URL("../..", import.meta.url))): Promise<PackageSizes> {
  const [verify, verifyOwn] = [await bundle(folder, "verify"), await bundle(folder, "verify", true)];
  const [whole, wholeOwn] = [await bundle(folder, "index"), await bundle(folder, "index", true)];
  return {
    verify: Buffer.byteLength(verify.code),
    verifyGzip: gzipped(verify),
    verifyOwnGzip: gzipped(verifyOwn),
    whole: Buffer.byteLength(whole.code),
    wholeGzip: gzipped(whole),
    wholeOwnGzip: gzipped(wholeOwn),
    abiGzip: gzipped(await bundle(folder, "abi")),
  };
}

/**
 * Bundles all that an entry point exports, as Vite does by default.
 *
 * @param folder - the package's folder
 * @param entry - the entry point's file in `dist`, without its ending
 * @param withoutEthers - leave ethers to be imported
 */
export async function bundle(folder: string, entry: string, withoutEthers = false): Promise<Rolldown.OutputChunk> {
  const result = await build({
    configFile: false,
    logLevel: "error",
    root: folder,
    build: {
      write: false,
      // A library's build leaves spaces to whoever bundles it; this is what reaches a page.
      lib: { entry: `${folder}/dist/${entry}.js`, formats: ["es"] },
      rolldownOptions: {
        external: withoutEthers ? [/^ethers(?:\/|$)/] : [],
        output: { codeSplitting: false, minify: true },
      },
    },
  });
  const [output] = Array.isArray(result) ? result : [result];
  const chunk = output !== undefined && "output" in output ? output.output[0] : undefined;
  if (chunk?.type !== "chunk") throw new Error(`${entry} was not bundled`);
  return chunk;
}

const gzipped = ({ code }: Rolldown.OutputChunk): number => gzipSync(code).length;
