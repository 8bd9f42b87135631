import { mkdtemp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PUMP as FIRST_PUMP, SPARE_PUMP as PUMP } from "../../scripts/demo/life.ts";
import { type Demo, startDemo } from "./support/demo.ts";
import { typed } from "./support/typed.ts";

const GTIN = "09521234543213";
const VACCINE = "09521234543251";
const LOT = `(01)${VACCINE}(10)V-2026-02`;
const han = /\p{Script=Han}/u;

let demo: Demo;

beforeAll(async () => {
  demo = await startDemo();
});

afterAll(async () => {
  await demo?.close();
});

/** What is left of English in a text, without what is a name, a command, an option or a word to choose from. */
function englishIn(text: string): readonly string[] {
  const plain = text
    .replaceAll(/`[^`]*`|“[^”]*”|"[^"]*"|<[^>]*>|（可选：[^）]*）|medtrace .*|\S*\/\S*|--?[a-z-]+/g, " ")
    .replaceAll(
      /Demo (?:Second )?(?:Hospital|Manufacturer|Service Provider|Regulator)|GS1 Digital Link|Ward 7|infusion pump|influenza vaccine|JSON (?:Schema|Pointer|Lines)|JUnit XML/g,
      " ",
    );
  return plain.match(/[a-z]{2,} [a-z]{2,}/gi) ?? [];
}

async function said(line: string | readonly string[]): Promise<string> {
  const { stdout, stderr } = await typed([...(typeof line === "string" ? line.split(" ") : line), "--lang", "zh"]);
  expect(stderr).toBe("");
  expect(stdout).toMatch(han);
  expect(englishIn(stdout)).toEqual([]);
  return stdout;
}

/** Those that have commands of their own. */
const groups = ["keys", "packs", "details"];

/** The names of the commands that a help lists. */
async function commandsOf(...parent: readonly string[]): Promise<readonly string[]> {
  const { stdout } = await typed([...parent, "--help"]);
  return [...stdout.matchAll(/^ {2}([a-z][a-z-]*) {2,}/gm)]
    .map(([, name = ""]) => name)
    .filter((name) => name !== "help");
}

const commands = [
  [],
  ...(await commandsOf()).map((name) => [name]),
  ...(await Promise.all(groups.map(async (group) => (await commandsOf(group)).map((name) => [group, name])))).flat(),
];

describe("help in Chinese", () => {
  it.each(commands.map((command) => ({ command })))(
    "behavior: of $command has no English sentence",
    async ({ command }) => {
      const { code, stdout } = await typed([...command, "--help", "--lang", "zh"]);
      expect(code).toBe(0);
      expect(stdout).toMatch(new RegExp(`^用法：\\s*medtrace ${command.join(" ")}`));
      expect(englishIn(stdout)).toEqual([]);
      expect(stdout).not.toMatch(/Options:|Usage:|Arguments:|Example:|choices:|default:|env:/);
    },
  );
});

describe("examples in Chinese help", () => {
  const exampleIn = (help: string) => /^(?:Example:|示例：)\n {2}(.*)$/m.exec(help)?.[1];

  it.each(
    commands
      .filter((command) => command.length > 0 && !groups.includes(command.join(" ")))
      .map((command) => ({ command })),
  )("behavior: of $command is the one that runs in examples.test.ts", async ({ command }) => {
    const [english, chinese] = await Promise.all(
      ["en", "zh"].map((lang) => typed([...command, "--help", "--lang", lang])),
    );
    expect(exampleIn(chinese?.stdout ?? "")).toBeDefined();
    expect(exampleIn(chinese?.stdout ?? "")).toBe(exampleIn(english?.stdout ?? ""));
  });
});

describe("answers in Chinese", () => {
  it("default: check", async () => {
    expect(await said(["check", PUMP])).toBe("可用 · infusion pump 输液泵 · 在用 · 在Demo Hospital · 无未解除的召回\n");
    expect(await said(["check", FIRST_PUMP])).toContain("不可用");
  });

  it("behavior: reasons against it", async () => {
    await demo.forgetting(async () => {
      await demo.as("recaller").recall({ target: GTIN, level: "second", instruction: "correctOnSite" });
      await demo.as("keeper").quarantine({ code: PUMP, reason: "suspected" });
      const text = await said(["check", PUMP]);
      expect(text).toContain("  隔离中\n");
      expect(text).toMatch(/其产品被召回，\d{4}-\d\d-\d\d由Demo Manufacturer发起：二级召回，现场纠正/);
      expect(await said(["impact", GTIN])).toMatch(/^二级召回 · 现场纠正 · /);
    });
  });

  it("behavior: show", async () => {
    const text = await said(["show", PUMP]);
    expect(text).toMatch(/^ {2}状态 +在用$/m);
    expect(text).toMatch(/^ {2}地点 +ICU-3$/m);
    await said(["show", GTIN]);
    await said(["show", LOT]);
    expect(await said("show 2026-031 --of 1")).toMatch(/^ {2}状态 +已完成$/m);
    const [parcel] = await demo.m.parcels({ code: VACCINE, organisation: 1 });
    expect(await said(["show", parcel?.subject ?? ""])).toMatch(/^ {2}数量 +[\d,]+ 个最小单位$/m);
  });

  it("behavior: org, member and product", async () => {
    expect(await said("org")).toMatch(/^ {2}1 +Demo Hospital +医院$/m);
    expect(await said("org 1")).toMatch(/^ {2}审批规则 +均为一次审批$/m);
    expect(await said("member --organisation 1")).toMatch(/ 使用 +有效 +0x/);
    expect(await said(["product", GTIN])).toMatch(/^ {2}类别 +设备$/m);
  });

  it("behavior: trace, with what its entries say", async () => {
    const text = await said(["trace", FIRST_PUMP]);
    expect(text).toMatch(/ · 申请 · 申请 → 已申请 · Demo Hospital，成员 \d+\n/);
    expect(text).toContain("销毁");
    expect(text).toMatch(/^级别[\s\u3000]+完整 intact$/m);
    await said(["trace", LOT]);
  });

  it("behavior: verify, audit and prove", async () => {
    expect(await said(["verify", FIRST_PUMP])).toMatch(/^级别[\s\u3000]+已锚定 anchored$/m);
    expect(await said("audit")).toMatch(/^问题[\s\u3000]+无$/m);
    const file = join(await mkdtemp(join(demo.folder, "zh-")), "pump.json");
    const proved = await said(["prove", FIRST_PUMP, "-o", file]);
    expect(proved).toContain("验证：medtrace verify ");
    expect(await said(["verify", file])).toContain("要得到证明，还需 --block：区块");
    await writeFile(file, "{}");
    expect(await said(["verify", file])).toContain("这不是有效的证明文件");
  });

  it("behavior: parcels, scan and forward", async () => {
    expect(await said(["parcels", VACCINE])).toMatch(/^ {2}批号 +效期 +数量 +包装 +状态 +保管方 +分装$/m);
    const serials = join(await mkdtemp(join(demo.folder, "zh-")), "serials.txt");
    await writeFile(serials, Array.from({ length: 20 }, (_, at) => `B${String(at + 1).padStart(4, "0")}\n`).join(""));
    const list = `${serials}.json`;
    await writeFile(list, (await typed(["packs", "make", serials, "--gtin", VACCINE])).stdout);
    expect(await said(["scan", `${LOT}(21)B0004`, "--tree", list])).toMatch(/^正品 · 包装 3 /);
    await demo.forgetting(async () => {
      await demo.as("pharmacist").dispense({ code: LOT, packs: [3] });
      expect(await said(["scan", `${LOT}(21)B0004`, "--tree", list])).toMatch(
        /包装 3 于 .* 由Demo Hospital成员 \d+ 发放/,
      );
    });
  });

  it("behavior: a write, and what it would cost", async () => {
    const move = ["move", PUMP, "--place", "Ward 7", "--as", "keeper"];
    expect(await said([...move, "--dry-run"])).toMatch(/^账本会接受 · gas [\d,]+ · 未发送\n$/);
    await demo.forgetting(async () => {
      expect(await said(move)).toMatch(/^转移 → 在用 · Demo Hospital成员 \d+ · 区块 \d+ · gas [\d,]+ · Ward 7\n$/);
    });
  });

  it("behavior: what is asked", async () => {
    const line = ["quarantine", PUMP, "--as", "keeper", "--dry-run", "--lang", "zh"];
    const { questions, stderr } = await typed(line, { seen: ["坏", "suspected"] });
    expect(questions[0]).toMatch(/^reason：原因（suspected, /);
    expect(stderr).toMatch(/^reason "坏"：须为下列之一：/);
  });

  it("error: a refusal", async () => {
    const { code, stderr } = await typed(["approve", "2026-031", "--as", "applicant", "--lang", "zh"]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^WrongState: 采购申请为“已完成”时不能“批准”。\n`medtrace show` 显示现状/);
  });
});
