import { mkdtemp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accounts } from "../../scripts/demo/accounts.ts";
import { PUMP as FIRST_PUMP, SPARE_PUMP as PUMP } from "../../scripts/demo/life.ts";
import { writes } from "../../src/client/writes.ts";
import { requisitionId } from "../../src/index.ts";
import { kebab } from "../../src/lifecycle/words.ts";
import { consentOf } from "../support/consents.ts";
import { type Demo, startDemo } from "./support/demo.ts";
import { split, typed, typedJson } from "./support/typed.ts";

const GTIN = "09521234543213";
const NEW_PUMP = `(01)${GTIN}(21)P-0003`;
const FOREIGN = "09521000000018";
const REFERENCE = "2026-032";
const REQUISITION = requisitionId(1, REFERENCE);
const DAY = 86_400;
const CONSENT = "consent.json";

/** The commands that a help lists, each with its own help. */
async function commandsOf(...parent: readonly string[]): Promise<readonly { command: string; help: string }[]> {
  const { stdout } = await typed([...parent, "--help"]);
  const names = [...stdout.matchAll(/^ {2}([a-z][a-z-]*) {2,}/gm)].map(([, name = ""]) => name);
  const own = names.filter((name) => name !== "help");
  return Promise.all(
    own.map(async (name) => {
      const { code, stdout: help } = await typed([...parent, name, "--help"]);
      expect(code).toBe(0);
      return { command: [...parent, name].join(" "), help };
    }),
  );
}

/** Those that have commands of their own. */
const groups = ["keys", "packs", "details"];
const commands = [
  ...(await commandsOf()).filter(({ command }) => !groups.includes(command)),
  ...(await Promise.all(groups.map((group) => commandsOf(group)))).flat(),
];
/** Those that write nothing on the ledger. */
const reading = [
  ...["check", "trace", "verify", "prove", "audit", "scan", "parcels", "forward", "impact", "run"],
  ...["show", "org", "member", "product", "init", "completion"],
];
/** Those that write what their files say: no verb of the SDK, and of no one duty. */
const bulk = ["import"];
/** Those that sign, and send nothing. */
const signing = ["join"];
const first = (command: string) => command.split(" ")[0] ?? "";
const examples = commands.map(({ command, help }) => {
  const lines =
    help
      .split(/^Example:\n/m)[1]
      ?.trimEnd()
      .split("\n") ?? [];
  return { command, lines: lines.map((line) => line.trim()) };
});

let demo: Demo;

beforeAll(async () => {
  demo = await startDemo();
});

afterAll(async () => {
  await demo?.close();
});

const LOT = "(01)09521234543251(10)V-2026-02";

const soon = () => Math.floor(Date.now() / 1000) + 10 * DAY;

/** What must have happened before, on top of what the demo lived. */
const steps = {
  applied: () => demo.as("applicant").apply({ product: GTIN, quantity: 2n, reference: REFERENCE }),
  approved: async () => {
    await steps.applied();
    await demo.as("approver").approve({ requisition: REQUISITION });
  },
  ordered: async () => {
    await steps.approved();
    await demo.as("buyer").order({ requisition: REQUISITION, supplier: 2 });
  },
  enrolled: () => demo.as("maker").enrol({ code: NEW_PUMP }),
  shipped: async () => {
    await steps.ordered();
    await steps.enrolled();
    await demo.as("seller").ship({ requisition: REQUISITION, code: NEW_PUMP });
  },
  accepted: async () => {
    await steps.shipped();
    await demo.as("inspector").accept({ requisition: REQUISITION, code: NEW_PUMP });
  },
  stored: () => demo.as("keeper").store({ code: PUMP }),
  scrapRequested: async () => {
    await steps.stored();
    await demo.as("keeper").requestScrap({ code: PUMP });
  },
  offered: async () => {
    await steps.stored();
    await demo.as("keeper").offer({ code: PUMP, to: 5, terms: "loan", until: soon() });
  },
  recalled: () => demo.as("recaller").recall({ target: GTIN, level: "second", instruction: "correctOnSite" }),
  remedied: async () => {
    await steps.recalled();
    await demo.as("technician").remedy({ code: PUMP });
  },
  consented: async (organisation?: number) =>
    writeFile(join(demo.folder, CONSENT), JSON.stringify(await consentOf(demo.m, accounts.stranger, organisation))),
  faulty: () => demo.as("nurse").reportFault({ code: PUMP }),
};

const before: Readonly<Record<string, () => Promise<unknown>>> = {
  approve: steps.applied,
  reject: steps.applied,
  cancel: steps.applied,
  order: steps.approved,
  ship: async () => {
    await steps.ordered();
    await steps.enrolled();
  },
  accept: steps.shipped,
  refuse: steps.shipped,
  settle: async () => {
    await steps.ordered();
    await steps.enrolled();
    await demo.as("seller").offer({ code: NEW_PUMP, to: 1, terms: "consignment", until: soon() });
    await demo.as("inspector").take({ code: NEW_PUMP });
    await demo.as("nurse").use({ code: NEW_PUMP });
  },
  close: steps.ordered,
  undo: () => demo.as("pharmacist").dispense({ code: LOT, packs: [5] }),
  confirm: async () => {
    await demo.as("officer").prescribe({ product: GTIN, witnessed: true });
    await steps.accepted();
  },
  release: () => demo.as("keeper").quarantine({ code: PUMP, reason: "suspected" }),
  calibrate: () => demo.as("officer").prescribe({ product: GTIN, calibrationInterval: 365 }),
  repair: steps.faulty,
  reinstate: async () => {
    await steps.faulty();
    await demo.as("technician").repair({ code: PUMP });
  },
  "request-scrap": steps.stored,
  "approve-scrap": steps.scrapRequested,
  "reject-scrap": steps.scrapRequested,
  dispose: async () => {
    await steps.scrapRequested();
    await demo.as("head").approveScrap({ code: PUMP });
  },
  offer: steps.stored,
  "send-back": steps.stored,
  withdraw: steps.offered,
  decline: steps.offered,
  take: steps.offered,
  acknowledge: steps.recalled,
  remedy: steps.recalled,
  "confirm-remedy": steps.remedied,
  lift: steps.recalled,
  amend: () =>
    demo.as("officer").register({
      ...{ product: FOREIGN, name: "infusion pump", kind: "device", riskClass: 2 },
      ...{ registeredFrom: new Date("2024-01-01"), registeredUntil: new Date("2034-01-01") },
    }),
  "add-member": () => steps.consented(1),
  "name-administrator": () => steps.consented(1),
  "replace-account": () => steps.consented(1),
  admit: () => steps.consented(),
  "accept-council": () => demo.as("council").transferCouncil({ account: accounts.stranger.address }),
};

describe("help", () => {
  it("behavior: has a command for every write of the SDK", () => {
    const names = examples.map(({ command }) => command).filter((command) => !groups.includes(first(command)));
    expect(names.sort()).toEqual([...reading, ...bulk, ...signing, ...Object.keys(writes).map(kebab)].sort());
    expect(Object.keys(before).filter((command) => !names.includes(command))).toEqual([]);
  });

  it.each(commands)("behavior: $command says who may do it, and how", ({ command, help }) => {
    expect(help).toContain(`Usage: medtrace ${command}`);
    if ([...reading, ...groups].includes(first(command))) return;
    for (const option of ["--as", "--keystore", "--password-file"]) expect(help).toContain(option);
    if (signing.includes(first(command))) return;
    expect(help).toContain("--dry-run");
    if (!bulk.includes(first(command))) expect(help).toMatch(/^(?:Duty|Only|A duty) /m);
  });

  it.each(examples)("behavior: $command has one example", ({ command, lines }) => {
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(new RegExp(`^medtrace ${command}(?: |$)`));
  });
});

describe("every example runs", () => {
  const special = ["correct", "import", "keys import", "prove", "run", "scan", "packs make", "packs prove"];
  // Those of details run in details.test.ts, where their files are.
  const plain = examples.filter(({ command }) => !special.includes(command) && first(command) !== "details");

  it.each(plain)("default: $command", async ({ command, lines }) => {
    const [line = ""] = lines;
    const finished = await demo.forgetting(async () => {
      await before[command]?.();
      // It writes where nothing is yet.
      const writes = ["init", "join"].includes(command);
      const folder = writes ? await mkdtemp(join(demo.folder, `${command}-`)) : demo.folder;
      const parameters = split(line).slice(1);
      return typed(
        parameters.map((one) => (one === CONSENT ? join(folder, one) : one)),
        { folder },
      );
    });
    expect({ line, ...finished }).toMatchObject({ code: 0, stderr: "" });
    expect(finished.stdout).not.toBe("");
  });

  it("default: correct, once its head is one of the history's", async () => {
    const line = examples.find(({ command }) => command === "correct")?.lines[0] ?? "";
    const parameters = split(line).slice(1);
    const refused = await typed(parameters);
    expect({ ...refused }).toMatchObject({ code: 2, stdout: "" });
    expect(refused.stderr).toMatch(/^InvalidInput: head .* must be a head that an entry of this history led to/);

    const { entries } = await demo.m.history(PUMP);
    const head = entries.find(({ action }) => action === "use")?.head ?? "";
    const finished = await demo.forgetting(() => typed(parameters.map((one) => (/^0x0{54}$/.test(one) ? head : one))));
    expect(finished).toMatchObject({ code: 0, stderr: "" });
    expect(finished.stdout).toContain("supersedes use: Ward 7");
  });

  it("default: keys import, once the file is there", async () => {
    const line = examples.find(({ command }) => command === "keys import")?.lines[0] ?? "";
    const file = join(demo.folder, "chen.key");
    await writeFile(file, `${accounts.stranger.privateKey}\n`);
    const parameters = split(line).slice(1);
    const finished = await typed(parameters.map((one) => (one === "chen.key" ? file : one)));
    expect(finished).toMatchObject({ code: 0, stderr: "" });
    expect(finished.stdout).toContain(accounts.stranger.address);
    const missing = await typedJson(`keys import other --key-file ${join(demo.folder, "none.key")}`);
    expect(missing).toMatchObject({ code: 3, result: { error: "FileUnusable", details: { reason: "ENOENT" } } });
  });

  it("default: prove, then verify of the file", async () => {
    const line = split(examples.find(({ command }) => command === "prove")?.lines[0] ?? "").slice(1);
    const file = join(demo.folder, "pump.json");
    expect(line).toContain("pump.json");
    const written = await typed(line.map((one) => (one === "pump.json" ? file : one)));
    expect(written).toMatchObject({ code: 0, stderr: "" });
    // As it says, whoever runs it from wherever.
    const [, how = ""] = /medtrace (verify .*)/.exec(written.stdout) ?? [];
    expect(await typed(how)).toMatchObject({
      code: 0,
      stderr: "",
      stdout: expect.stringMatching(/^level +proven$/m),
    });
  });

  it("default: packs make, then scan and packs prove, once the files are there", async () => {
    const line = (of: string) => split(examples.find(({ command }) => command === of)?.lines[0] ?? "").slice(1);
    const [serials, list] = [join(demo.folder, "serials.txt"), join(demo.folder, "packs.json")];
    const at: Readonly<Record<string, string>> = { "serials.txt": serials, "packs.json": list };
    const placed = (of: string) => line(of).map((one) => at[one] ?? one);
    // As the demo's manufacturer made them.
    await writeFile(
      serials,
      Array.from({ length: 20 }, (_, index) => `B${String(index + 1).padStart(4, "0")}\n`).join(""),
    );
    const made = await typed(placed("packs make"));
    expect(made).toMatchObject({ code: 0, stderr: "" });
    await writeFile(list, made.stdout);
    expect(await typed(placed("packs prove"))).toMatchObject({ code: 0, stderr: "" });
    expect(await typed(placed("scan"))).toMatchObject({
      code: 0,
      stderr: "",
      stdout: expect.stringMatching(/^genuine 正品 · pack 3 · /),
    });
  });

  it("default: import, once the file is there", async () => {
    const line = split(examples.find(({ command }) => command === "import")?.lines[0] ?? "").slice(1);
    const file = join(demo.folder, "stock.csv");
    expect(line).toContain("stock.csv");
    // While the council allows it, a hospital enrols what it has of products that nobody on the ledger makes.
    await writeFile(file, `code,basis\n(01)${FOREIGN}(21)V-1,existing\n(01)${FOREIGN}(21)V-2,existing\n`);
    const finished = await demo.forgetting(async () => {
      await demo.as("council").allowOnboarding({ organisation: 1, until: soon() });
      await demo.as("officer").register({
        ...{ product: FOREIGN, name: "monitor 监护仪", kind: "device", riskClass: 2, tracking: "serial" },
        ...{ registeredFrom: new Date("2020-01-01"), registeredUntil: new Date("2040-01-01") },
      });
      return typed(line.map((one) => (one === "stock.csv" ? file : one)));
    });
    expect(finished).toMatchObject({
      code: 0,
      stderr: "",
      stdout: expect.stringMatching(/^2 rows · 2 recorded · 0 refused$/m),
    });
  });

  it("default: run, once the file is there", async () => {
    const line = split(examples.find(({ command }) => command === "run")?.lines[0] ?? "").slice(1);
    const own = (name: string) => join(demo.folder, name);
    const steps = `[{ verb: check, with: { code: ${PUMP} }, expect: { usable: true } }]`;
    await writeFile(own("scenario.yaml"), `format: medtrace-scenario-1\ntitle: The pump\nsteps: ${steps}\n`);
    const finished = await typed(line.map((one) => (/\.(?:yaml|xml)$/.test(one) ? own(one) : one)));
    expect(finished).toMatchObject({ code: 0, stderr: "", stdout: expect.stringMatching(/^1 of 1 as expected$/m) });
  });

  it("behavior: the demo's other pump is the one that check and trace are shown with", async () => {
    const shown = examples.filter(({ command }) => ["check", "trace", "verify"].includes(command));
    expect(shown.flatMap(({ lines }) => lines.map((line) => split(line).at(-1)))).toEqual([
      PUMP,
      FIRST_PUMP,
      FIRST_PUMP,
    ]);
  });
});
