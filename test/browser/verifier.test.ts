import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { decodeRlp, encodeRlp, id } from "ethers";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { page as buildPage } from "../../scripts/build/page.ts";
import { timeline } from "../../src/history/timeline.ts";
import type { Hex } from "../../src/history/types.ts";
import { type BundleVerdict, placeNumber, type Trusted, verifyBundle } from "../../src/index.ts";
import { toJson } from "../../src/page/format.ts";
import { readGiven } from "../../src/page/given.ts";
import { root } from "../package/sources.ts";
import { CHROMIUM, chromiumMissing } from "../support/chromium.ts";
import { createWorld, DAY, type World } from "../support/world.ts";

const missing = chromiumMissing("The verifier");

const FILE = `${root}dist/verifier.html`;
const html = readFileSync(FILE, "utf8");
const script = /<script>([\s\S]*)<\/script>/.exec(html)?.[1] ?? "";
const markup = html.replace(script, () => "");

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

describe("the verifier's file", () => {
  it("default: has its script and its style inside, and may load and run nothing else", () => {
    expect(markup.match(/<script[ >]/g)).toEqual(["<script>"]);
    expect(markup.match(/<(?:link|img|iframe|object|embed|base|form)[ >]/g)).toBeNull();
    expect(markup.match(/(?:src|href|action)=|@import|url\(/g)).toBeNull();
    const [, policy = ""] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
    expect(policy.split("; ").map((directive) => directive.replace(/sha256-[\w+/]{43}=/, "…"))).toEqual([
      "default-src 'none'",
      "script-src '…'",
      "style-src '…'",
      "base-uri 'none'",
      "form-action 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ]);
  });

  it("behavior: names no address but the domain of GS1's codes, in a text", () => {
    expect(html.match(/https?:\/\/[a-z0-9.]+/g)).toEqual(["https://id.gs1.org"]);
  });

  it("behavior: its script has nothing that reaches a network, evaluates a text or writes markup", () => {
    expect(script.length).toBeGreaterThan(10_000);
    const network = /\bfetch\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon|\bimport\(|importScripts/g;
    expect(script.match(network)).toBeNull();
    const run = /\beval\(|\bFunction\(|innerHTML|outerHTML|insertAdjacentHTML|document\.write/g;
    expect(script.match(run)).toBeNull();
  });

  it("behavior: the same sources give the same bytes, those of the build", async () => {
    const [first, second] = [await buildPage(), await buildPage()];
    // By their hashes: the difference of two such files is nothing to read.
    expect([sha256(second), sha256(html)]).toEqual([sha256(first), sha256(first)]);
  });
});

describe("what is written into a field", () => {
  it("default", () => {
    expect(readGiven(` 0x${"Ab".repeat(20)}\n`, 20)).toEqual({ is: "bytes", bytes: `0x${"ab".repeat(20)}` });
    expect(readGiven("  ", 20)).toEqual({ is: "nothing" });
  });

  it.each(["0x", `0x${"ab".repeat(19)}`, `0x${"ab".repeat(21)}`, "ab".repeat(20), `0x${"ag".repeat(20)}`])(
    "behavior: %s is no address",
    (text) => {
      expect(readGiven(text, 20)).toEqual({ is: "malformed" });
    },
  );
});

describe.skipIf(missing)("the verifier", () => {
  let world: World;
  let browser: Browser;
  let ledger: Hex;
  let page: Page;
  /** What the page has asked for, and what it has complained about. */
  const requests: string[] = [];
  const complaints: string[] = [];
  const address = pathToFileURL(FILE).href;

  /** A page with the verifier, without network. */
  async function open(locale: string): Promise<Page> {
    const context: BrowserContext = await browser.newContext({ locale });
    await context.setOffline(true);
    await context.route("**/*", (route) => (route.request().url() === address ? route.continue() : route.abort()));
    const opened = await context.newPage();
    opened.on("request", (request) => requests.push(request.url()));
    opened.on("console", (message) => complaints.push(message.text()));
    opened.on("pageerror", (error) => complaints.push(String(error)));
    await opened.goto(address);
    return opened;
  }

  /** An item's bundle with the hash of its block, and what its checker trusts. */
  async function proven(code: string): Promise<{ text: string; trusted: { block: Hex; ledger: Hex } }> {
    const text = await world.m.prove(code);
    return { text, trusted: { block: verifyBundle(text).asOf.hash, ledger } };
  }

  async function fill({ block = "", ledger: address = "" }: { block?: string; ledger?: string }): Promise<void> {
    await page.fill("#block", block);
    await page.fill("#ledger", address);
  }

  const choose = (text: string): Promise<void> =>
    page.setInputFiles("#file", { name: "bundle.json", mimeType: "application/json", buffer: Buffer.from(text) });

  /** What a person sees: of the two languages, the page's own. */
  // biome-ignore lint/performance/useDomNodeTextContent: the text content has both
  const seen = (selector: string): Promise<string> => page.locator(selector).innerText();

  /** The verdict that the page shows as JSON. */
  const shown = async (): Promise<unknown> => JSON.parse((await page.locator("#json").textContent()) ?? "");

  const jsonOf = ({ trace, ...verdict }: BundleVerdict): unknown => {
    const { code, subject, chainId, ledger: its } = trace ?? {};
    return JSON.parse(toJson({ ...verdict, code, subject, chainId, ledger: its }));
  };

  /** Gives a bundle to the page and to Node; they must say the same. */
  async function agree(text: string, trusted: Trusted): Promise<BundleVerdict> {
    const verdict = verifyBundle(text, trusted);
    await fill({ ...(trusted.block && { block: trusted.block }), ...(trusted.ledger && { ledger: trusted.ledger }) });
    await choose(text);
    await page.locator("#json").waitFor({ state: "attached" });
    expect(await shown()).toEqual(jsonOf(verdict));
    expect(await page.locator("[data-level]").getAttribute("data-level")).toBe(verdict.level);
    expect(await page.locator("[data-problem]").evaluateAll((all) => all.map((one) => one.dataset.problem))).toEqual(
      verdict.problems.map(({ code }) => code),
    );
    return verdict;
  }

  /** A bundle with a change, written as a bundle is. */
  function changed(text: string, change: (bundle: Bundle) => void): string {
    const bundle: Bundle = JSON.parse(text);
    change(bundle);
    return JSON.stringify(bundle);
  }
  interface Bundle {
    code?: string;
    histories: { entries: { facts: string; organisation: number }[] }[];
  }

  beforeAll(async () => {
    world = await createWorld();
    ledger = world.deployment.ledger.toLowerCase() as Hex;
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
    page = await open("en-GB");
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  it("default: a whole life, proven", async () => {
    const { text, trusted } = await proven(await world.disposed("LIFE"));
    const verdict = await agree(text, trusted);
    expect(verdict).toMatchObject({ level: "proven", problems: [], present: { state: "disposed" } });
    expect(await seen(".level h2")).toBe("Proven");
    expect(await seen("#status")).toBe("bundle.json: Proven");
    expect(await seen(".level")).toMatch(/does not mean that what the members stated is true/);
    expect(await seen(".about")).toContain(
      `${verdict.asOf.block} · ${new Date(verdict.asOf.time * 1000).toISOString().slice(0, 10)}`,
    );
    expect(await seen(".about .named")).toBe("/01/09521234543213/21/LIFE");
    expect(await seen(".present")).toMatch(/state\s+disposed[\s\S]*custodian\s+organisation 1/);
    const missing = await page.locator("[data-missing]").evaluateAll((all) => all.map((one) => one.dataset.missing));
    expect(missing).toEqual(verdict.missingStages);
    const actions = await page.locator("tbody tr").evaluateAll((all) => all.map((one) => one.dataset.action));
    expect(actions).toEqual(timeline(verdict.trace as NonNullable<typeof verdict.trace>).map(({ action }) => action));
    expect(await seen('tr[data-action="dispose"]')).toMatch(/报废 scrap[\s\S]*处置 dispose → disposed[\s\S]*destroyed/);
  });

  it("behavior: without a block's hash it is only intact, and says where to get one", async () => {
    const { text, trusted } = await proven(await world.accepted());
    expect(await agree(text, {})).toMatchObject({ level: "intact", problems: [] });
    expect(await seen(".level h2")).toBe("Intact, but not proven");
    expect(await seen(".wanted")).toMatch(/^The hash of block \d+\. Ask your own node[\s\S]*The ledger's address/);
    expect(await seen(".present h2")).toMatch(/as the file says/);
    // What is given later is checked at once.
    await fill(trusted);
    expect(await seen(".level h2")).toBe("Proven");
    await page.fill("#block", "");
    expect(await seen(".level h2")).toBe("Intact, but not proven");
    expect(await page.locator(".wanted li").count()).toBe(1);
  });

  it("behavior: another block, another ledger", async () => {
    const { text, trusted } = await proven(await world.accepted());
    const block = id("another") as Hex;
    expect(await agree(text, { ...trusted, block })).toMatchObject({
      level: "intact",
      problems: [{ code: "blockUnknown" }],
    });
    expect(await seen(".level h2")).toMatch(/^Not proven: it is not of the block or the ledger/);
    const other = `0x${"12".repeat(20)}` as const;
    expect(await agree(text, { ...trusted, ledger: other })).toMatchObject({
      level: "intact",
      problems: [{ code: "ledgerForeign", expected: other, actual: ledger }],
    });
    expect(await seen(".problems")).toContain(other);
  });

  it("behavior: what is no hash and no address is not used, and says so", async () => {
    const { text } = await proven(await world.accepted());
    await choose(text);
    await fill({ block: "0x1234", ledger: "the ledger" });
    for (const field of ["block", "ledger"]) {
      expect(await page.getAttribute(`#${field}`, "aria-invalid")).toBe("true");
      expect(await page.isVisible(`#${field}-malformed`)).toBe(true);
    }
    expect(await shown()).toEqual(jsonOf(verifyBundle(text)));
    await fill({});
    expect(await page.isVisible("#block-malformed")).toBe(false);
  });

  it("behavior: an altered entry is found, and marked in the history", async () => {
    const { text, trusted } = await proven(await world.disposed());
    const altered = changed(text, ({ histories }) => {
      const [entry] = histories[1]?.entries ?? [];
      if (entry !== undefined) entry.organisation += 1;
    });
    const verdict = await agree(altered, trusted);
    expect(verdict.level).toBe("none");
    expect(await seen(".level h2")).toBe("Not valid: the file contradicts itself");
    expect(await page.locator(".present").count()).toBe(0);
    expect(await seen(".history")).toMatch(/^History, as the file says: \d+ entries\s+The file contradicts itself/);
    // An entry that comes from the altered one comes from nothing.
    expect(await page.locator("tr[data-wrong]").count()).toBeGreaterThan(0);
    const unreal = changed(text, ({ histories }) => {
      const entry = histories[0]?.entries[1];
      if (entry !== undefined) entry.facts = `0xff${entry.facts.slice(4)}`;
    });
    expect(await agree(unreal, trusted)).toMatchObject({
      level: "none",
      problems: [{ code: "entryMalformed", position: 1 }],
    });
    expect(await seen('[data-problem="entryMalformed"]')).toMatch(/from 0\s+1\s/);
  });

  it("behavior: a history without its end", async () => {
    const { text, trusted } = await proven(await world.disposed());
    const shorter = changed(text, ({ histories }) => histories[0]?.entries.pop());
    const verdict = await agree(shorter, trusted);
    expect(verdict).toMatchObject({ level: "none", present: undefined });
    expect(verdict.problems.map(({ code }) => code)).toContain("storedHeadDiffers");
    expect(await seen('[data-problem="storedHeadDiffers"]')).toMatch(/stored another end of this history/);
  });

  it.each([
    ["not JSON", "a text"],
    ["nothing", ""],
    ["another JSON", "[]"],
    ["deeply nested", `${"[".repeat(20_000)}${"]".repeat(20_000)}`],
    ["a byte order mark", "\ufeff{}"],
  ])("behavior: %s is no bundle", async (_, text) => {
    const { level, problems } = await agree(text, {});
    expect([level, problems.map(({ code }) => code)]).toEqual(["none", ["bundleMalformed"]]);
    expect(await seen(".level h2")).toBe("Not valid: this is no bundle that this page can read");
    expect(await page.locator(".history, .stages, .present").count()).toBe(0);
  });

  it("behavior: a file of which a byte was changed is no longer the bundle", async () => {
    const { text, trusted } = await proven(await world.accepted());
    await agree(`${text}\n`, trusted);
    await agree(`\ufeff${text}`, trusted);
    expect(await agree(text, trusted)).toMatchObject({ level: "proven" });
  });

  it("behavior: corrections, late entries, who is absent", async () => {
    const code = await world.accepted("BUSY");
    const used = await world.as("nurse").use({ code, place: "ICU-3", occurredAt: (await world.now()) - 3 * DAY });
    const { entries } = await world.m.history(code);
    const details = id("a document") as Hex;
    const head = entries.at(-1)?.head as Hex;
    await world.as("nurse").correct({ target: code, head, value: placeNumber("ICU-2"), details });
    const { text, trusted } = await proven(code);
    expect(await agree(text, trusted)).toMatchObject({ level: "proven" });
    const row = await seen('tr[data-action="use"]');
    expect(row).toMatch(new RegExp(`place ${used.value}[\\s\\S]*superseded by a correction[\\s\\S]*late`));
    expect(await seen('tr[data-action="correct"]')).toMatch(
      new RegExp(
        `supersedes use: place ${placeNumber("ICU-2")}\\s+corrects entry #${entries.length - 1}[\\s\\S]*document ${details}`,
      ),
    );
  });

  it("behavior: a declared item of a maker that is not on the ledger, recalled, remedied by nobody", async () => {
    const gtin = "09521000000018";
    const code = `(01)${gtin}(21)RECALLED`;
    const { subject: requisition } = await world
      .as("applicant")
      .apply({ product: gtin, quantity: 1n, reference: "REC" });
    await world.as("approver").approve({ requisition });
    await world.as("buyer").order({ requisition });
    const madeAt = (await world.now()) - DAY;
    await world.as("inspector").accept({ requisition, code, madeAt });
    await world.as("keeper").quarantine({ code, reason: "suspected" });
    await world.as("warden").recall({ target: gtin, level: "first", instruction: "stop" });
    const { text, trusted } = await proven(code);
    const { present } = await agree(text, trusted);
    expect(present).toMatchObject({ quarantined: true, recalls: [{ of: "product", level: "first", remedied: false }] });
    expect(await seen(".recalls")).toMatch(
      /^Open recalls: 1\s+Its product is recalled: first level, stop · .* · only a regulator lifts it/,
    );
    const colour = await page.locator(".recalls strong").evaluate((one) => getComputedStyle(one).color);
    const [red = 0, green = 0, blue = 0] = colour.match(/\d+/g)?.map(Number) ?? [];
    expect(red).toBeGreaterThan(2 * Math.max(green, blue));
    expect(await seen(".present")).toMatch(/quarantined\s+yes\s+open recalls\s+1/);
    expect(await page.locator("[data-absent]").evaluateAll((all) => all.map((one) => one.dataset.absent))).toEqual(
      expect.arrayContaining(["supplier", "manufacturer"]),
    );
  });

  it("behavior: a lot's parcel, a dispensing undone", async () => {
    const gtin = "06934567000019";
    const code = `(01)${gtin}(10)L-1`;
    const { manufacturer } = world.consortium;
    const period = { registeredFrom: 1, registeredUntil: 4_000_000_000 };
    const drug = { kind: "drug", riskClass: 3, tracking: "lot", unitsPerPack: 10, manufacturer } as const;
    await world.as("officer").register({ product: gtin, name: "vaccine 疫苗", ...drug, ...period });
    const expiry = (await world.now()) + DAY;
    const { subject: requisition } = await world
      .as("applicant")
      .apply({ product: gtin, quantity: 30n, reference: "LOT" });
    await world.as("approver").approve({ requisition });
    await world.as("buyer").order({ requisition, supplier: manufacturer });
    await world.as("maker").commission({ code, quantity: 30n, expiry });
    await world.as("seller").ship({ requisition, code });
    const { subject } = await world.as("inspector").accept({ requisition, code });
    await world.as("nurse").dispense({ code: subject, quantity: 20n });
    await world.as("nurse").undo({ code: subject });
    await world.passUntil(expiry + DAY);
    const { text, trusted } = await proven(subject);
    expect(await agree(text, trusted)).toMatchObject({ level: "proven", present: { quantity: 30n, expiry } });
    expect(await seen('tr[data-action="dispense"]')).toMatch(/20 units[\s\S]*undone/);
    expect(await seen('tr[data-action="undo"]')).toMatch(/20 units[\s\S]*undoes entry #\d/);
    expect(await seen(".present")).toMatch(/quantity\s+30 units\s+expiry\s.*passed at that block/);
    expect(await seen(".about .named")).toBe("none: a subject without a code");
  });

  it("behavior: what a bundle says is text, whatever it looks like", async () => {
    const { text, trusted } = await proven(await world.accepted());
    const code = `<img src=x onerror="document.title='run'"></code><script>x</script>\u202e`;
    const marked = changed(text, (bundle) => {
      bundle.code = code;
    });
    expect(await agree(marked, trusted)).toMatchObject({ level: "none", problems: [{ code: "subjectWrong" }] });
    expect(await seen(".about .named")).toBe(code.replace("\u202e", "\\u202e"));
    expect(await page.locator("#result img, #result script").count()).toBe(0);
    const named = '<b onclick="x">name</b>.json';
    await page.setInputFiles("#file", { name: named, mimeType: "text/plain", buffer: Buffer.from(text) });
    await page.locator("#status", { hasText: named }).waitFor();
    expect(await page.locator("#status b").count()).toBe(0);
    expect(await page.title()).toBe("Medtrace verifier · 医迹验证");
  });

  it("behavior: a header whose time is beyond any date is none", async () => {
    const { text, trusted } = await proven(await world.accepted());
    const bundle = JSON.parse(text) as { header: string };
    const fields = decodeRlp(bundle.header) as string[];
    fields[11] = "0xffffffffffff";
    const late = JSON.stringify({ ...bundle, header: encodeRlp(fields) });
    expect(await agree(late, trusted)).toMatchObject({ level: "none", problems: [{ code: "headerMalformed" }] });
  });

  it("behavior: a bundle that is dropped, anywhere on the page", async () => {
    const { text, trusted } = await proven(await world.accepted());
    await fill(trusted);
    await page.evaluate((bundle) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([bundle], "dropped.json", { type: "application/json" }));
      for (const type of ["dragover", "drop"]) {
        const event = new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true });
        document.querySelector("header")?.dispatchEvent(event);
        if (!event.defaultPrevented) throw new Error(`${type} replaces the page`);
      }
    }, text);
    await page.locator("#status", { hasText: "dropped.json: Proven" }).waitFor();
    expect(await shown()).toEqual(jsonOf(verifyBundle(text, trusted)));
    expect(await page.evaluate(() => document.body.dataset.dragging)).toBeUndefined();
  });

  it("behavior: a bundle that is pasted, with what a terminal adds", async () => {
    const { text, trusted } = await proven(await world.accepted());
    await fill(trusted);
    await page.fill("#pasted", `  ${text}\n\n`);
    expect(await seen("#status")).toBe("the pasted text: Proven");
    expect(await shown()).toEqual(jsonOf(verifyBundle(text, trusted)));
    await page.fill("#pasted", "");
    expect(await page.locator("#result > *").count()).toBe(0);
    expect(await seen("#status")).toBe("");
  });

  it("behavior: in Chinese, as the browser asks for or by the switch; by the keyboard", async () => {
    const { text, trusted } = await proven(await world.disposed());
    const before = page;
    page = await open("zh-CN");
    await agree(text, trusted);
    expect(await seen(".level h2")).toBe("已证明");
    expect(await seen("h1")).toBe("医迹验证");
    expect(await seen('tr[data-action="dispose"]')).toMatch(
      /报废 scrap[\s\S]*处置 dispose → 已处置[\s\S]*机构 1，成员 \d+[\s\S]*销毁/,
    );
    expect(await page.getByLabel("区块的哈希（来自您信任的来源）").inputValue()).toBe(trusted.block);
    await page.locator("body").click({ position: { x: 1, y: 1 } });
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(await page.getAttribute("html", "lang")).toBe("en");
    expect(await seen(".level h2")).toBe("Proven");
    expect(await page.getByLabel("The ledger's address, from a source you trust").inputValue()).toBe(trusted.ledger);
    const focused: (string | undefined)[] = [];
    for (let press = 0; press < 7; press++) {
      await page.keyboard.press("Tab");
      focused.push(await page.evaluate(() => document.activeElement?.id || document.activeElement?.className));
    }
    expect(focused).toEqual(["", "file", "pasted", "block", "ledger", "scroll", ""]);
    await page.keyboard.press("Enter");
    expect(await page.isVisible("#json")).toBe(true);
    await page.context().close();
    page = before;
  });

  it("behavior: fits a narrow screen, but for the table, which scrolls; prints without what was typed into", async () => {
    const { text, trusted } = await proven(await world.accepted());
    await agree(text, trusted);
    await page.setViewportSize({ width: 360, height: 640 });
    const wider = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(await wider()).toBeLessThanOrEqual(0);
    await page.emulateMedia({ media: "print", colorScheme: "light" });
    // A4, upright.
    await page.setViewportSize({ width: 720, height: 1020 });
    expect(await wider()).toBeLessThanOrEqual(0);
    expect(await page.isVisible(".inputs")).toBe(false);
    expect(await page.isVisible(".about")).toBe(true);
    await page.emulateMedia({ media: "screen", colorScheme: "dark" });
    const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(paper).toBe("rgb(21, 24, 28)");
    await page.emulateMedia({ colorScheme: "light" });
  });

  it("behavior: the browser itself refuses markup, scripts and a network to the page", async () => {
    const own = await browser.newPage();
    await own.goto(address);
    const refused = await own.evaluate(async () => {
      const directives: string[] = [];
      document.addEventListener("securitypolicyviolation", (event) => directives.push(event.effectiveDirective));
      const added = document.createElement("script");
      added.append("document.title = 'run'");
      const attempts = [
        () => document.body.insertAdjacentHTML("beforeend", "<b></b>"),
        () => document.body.append(added),
        () => fetch("http://127.0.0.1:9/"),
      ];
      for (const attempt of attempts) {
        await Promise.resolve()
          .then(attempt)
          .catch(() => undefined);
        // The event comes after what was refused.
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      return directives;
    });
    expect(refused).toEqual(["require-trusted-types-for", "require-trusted-types-for", "connect-src"]);
    expect(await own.title()).toBe("Medtrace verifier · 医迹验证");
    await own.close();
  });

  it("behavior: nothing was asked for but the file itself, and the browser had nothing to complain about", () => {
    expect(new Set(requests)).toEqual(new Set([address]));
    expect(complaints).toEqual([]);
  });
});
