// node scripts/bootstrap.mjs <script.ts> [arguments]: installs what is missing, then runs the script, so `npm start`
// and `npm test` work straight after `git clone`. Hardhat needs Node 22, and npm under an older one silently leaves out
// its native part: on such a host npm fetches Node 24, which does the installation and is kept in node_modules/.bin.
import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import { constants } from "node:os";
import { delimiter, dirname, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

const [PINNED, HERE, WINDOWS] = ["24.21.0", process.versions.node, process.platform === "win32"];
const at = (path) => resolve(dirname(fileURLToPath(import.meta.url)), "..", path);
const [LOCK, WANTED, MODULES] = [".bootstrap.lock", "package-lock.json", "node_modules"].map(at);
const [MARKER, LISTING] = [".medtrace-ready", ".package-lock.json"].map((name) => resolve(MODULES, name));
const LOCAL_NODE = resolve(MODULES, ".bin", WINDOWS ? "node.exe" : "node");
const EDR = resolve(MODULES, "@nomicfoundation", `edr-${process.platform}-${process.arch}`); // Hardhat's native part
const NPM = /npm-cli\.js$/.test(process.env.npm_execpath) ? ["node", process.env.npm_execpath] : ["npm"];
const [script, ...rest] = process.argv.slice(2);
const fetched = script === "--install"; // this is the fetched Node 24, started by a bootstrap under the host's node
// Can this node run .ts files and install? Not our own copy: it comes first in npm's PATH, but installing deletes it.
const able = Boolean(process.features.typescript) && !process.execPath.startsWith(MODULES + sep);
const STAMP = `${process.platform} ${process.arch} ${parseInt(able ? HERE : PINNED, 10)} ${fs.readFileSync(WANTED)}`;
let child;
const fail = (text) => process.exit(console.error(`medtrace: ${text}`) ?? 1);
const putFirstInPath = (file) => Object.assign(process.env, { PATH: dirname(file) + delimiter + process.env.PATH });
async function run(command, ...args) {
  child = spawn(command, args, { cwd: at("."), stdio: "inherit", shell: WINDOWS && command === "npm" });
  const [code, signal] = await once(child, "exit").catch((e) => fail(`${e.message}: is it installed and in PATH?`));
  return code ?? 128 + constants.signals[signal];
}
/** Is node_modules whole and current? Without our marker npm's listing, written last, vouches for a user's `npm ci`. */
function ready() {
  if (!["", "-gnu", "-musl", "-msvc"].some((libc) => fs.existsSync(EDR + libc))) return false;
  if ((fetched || !able) && !fs.existsSync(LOCAL_NODE)) return false;
  if (fs.existsSync(MARKER)) return fs.readFileSync(MARKER, "utf8") === STAMP;
  return able && !fetched && fs.existsSync(LISTING) && fs.statSync(LISTING).mtimeMs > fs.statSync(WANTED).mtimeMs;
}
/** `npm start` and `npm test` may both come first: one installs, the other waits. The file lists the pids at work. */
async function lock() {
  for (let tries = 0; ; tries++) {
    await fs.promises.writeFile(LOCK, `${process.pid} `, { flag: "wx" }).catch((e) => e.code === "EEXIST" || fail(e));
    await new Promise((wake) => setTimeout(wake, 200)); // long enough for a rival that saw the same stale lock
    const pids = (await fs.promises.readFile(LOCK, "utf8").catch(() => "")).match(/\d+/g) ?? [];
    if (Number(pids[0]) === process.pid) return;
    if (tries === 1) console.log("medtrace: another installation is at work in this folder, waiting for it");
    await Promise.any(pids.map(async (pid) => process.kill(pid, 0))).catch(() => fs.rmSync(LOCK, { force: true }));
  }
}
async function install() {
  await lock();
  if (ready()) return 0;
  fs.rmSync(MODULES, { recursive: true, force: true }); // nothing of an unfinished installation is trusted
  putFirstInPath(process.execPath);
  const ended = run(...NPM, "ci", "--include=dev", "--include=optional", "--no-fund", "--no-audit", "--loglevel=error");
  fs.appendFileSync(LOCK, `${child.pid} `); // npm can outlive a killed bootstrap
  const code = await ended;
  if (code === 0 && fetched) fs.copyFileSync(process.execPath, `${LOCAL_NODE}.part`);
  if (code === 0 && fetched) fs.renameSync(`${LOCAL_NODE}.part`, LOCAL_NODE); // never torn: npm would run it
  if (code === 0) fs.writeFileSync(MARKER, STAMP);
  return code;
}
// A terminal's Ctrl-C reaches the child by itself, and a second one would cut its clean-up short: signal 0 only asks.
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"])
  process.on(name, () => child?.kill(name === "SIGINT" ? 0 : name) || process.exit(1));
if (parseInt(HERE, 10) < 18 || !script) fail("usage: node scripts/bootstrap.mjs <script.ts>, with Node 18 or newer");
if (fetched && !able) fail(`npm did not provide Node ${PINNED}; are install scripts switched off?`);
if (fetched || !ready()) {
  if (!fetched) console.log(`medtrace: installing npm packages, Node ${able ? HERE : PINNED}: up to a minute, once`);
  // --prefix: not to take a node from node_modules, which goes; --call: an npx around this may have left its own.
  const via = ["exec", "--prefix=scripts", "--call=", "--yes", "--loglevel=error", `--package=node@${PINNED}`, "--"];
  const code = await (able ? install().catch(fail) : run(...NPM, ...via, "node", "scripts/bootstrap.mjs", "--install"));
  if (able) fs.rmSync(LOCK, { force: true });
  if (fetched) process.exit(code);
  if (code > 128) fail("interrupted; the next run installs afresh");
  if (code) fail(`npm ${able ? "ci" : "exec"} ended with exit code ${code}, see above: check network, disk; try again`);
  if (!ready()) fail(`npm left out Hardhat's native part for ${process.platform} ${process.arch}: is it supported?`);
}
putFirstInPath(LOCAL_NODE);
process.exit(await run(able ? process.execPath : LOCAL_NODE, at(script), ...rest));
