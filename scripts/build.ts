/** `npm run build`: contracts with their types, then the SDK and the command line, unless all of it is fresh. */
import { build } from "./build/build.ts";

await build(console.log);
