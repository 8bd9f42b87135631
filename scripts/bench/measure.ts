import { type BaseContract, type Eip1193Provider, encodeBytes32String, id, toBeHex, Wallet } from "ethers";
import { network } from "hardhat";
import type { NetworkConnection } from "hardhat/types/network";
import {
  bases,
  connect,
  duties,
  itemId,
  type Medtrace,
  type Mined,
  parseCode,
  productId,
  roles,
} from "../../src/index.ts";
import { ledgerInterface } from "../../src/ledger/abi.ts";
import { actions } from "../../src/lifecycle/vocabulary.ts";
import { bitsOf } from "../../src/lifecycle/words.ts";
import { accounts, type Person } from "../demo/accounts.ts";
import { admitConsortium, type Consortium } from "../demo/consortium.ts";
import { deploy } from "../deployment/deploy.ts";
import { type LotGas, measureLots } from "./lots.ts";

/** What the benchmark measures, in gas; the ledger's runtime code in bytes. */
export interface Gas extends LotGas {
  readonly floor: { readonly put: number; readonly roleChecked: number };
  readonly entry: number;
  readonly multicallPerEntry: number;
  /** An offer and its taking. */
  readonly transfer: number;
  readonly calibrate: number;
  /** A recall of a product, by how many hold its items. */
  readonly recall: Readonly<Partial<Record<(typeof holdings)[number], number>>>;
  readonly life: { readonly entries: number; readonly gas: number; readonly perEntry: number };
  readonly deploy: number;
  readonly runtimeBytes: number;
}

const GTIN = "09521234543213";
const DEVICES = 100;
const NAME = "infusion pump 输液泵";
const DAY = 86_400;
const ANY_HEAD = `0x${"00".repeat(27)}`;
/** Products without a manufacturer on the ledger, by how many hospitals hold one. */
const HELD_PRODUCTS = { "1": "09521000000018", "10": "09521000000025", "1000": "09521000000032" } as const;
/** Every step commits to a document, as a real one would. */
const details = id("details") as `0x${string}`;
const codeOf = (number: number): string => `(01)${GTIN}(21)B-${String(number).padStart(4, "0")}`;

/** The day on which what was found was made, since 1970. */
const MADE_ON = Date.parse("2029-01-01T00:00:00Z") / 1000 / DAY;
/** The distant future: what is said in calldata must have the same bytes on every run. */
const FUTURE = Date.parse("2099-01-01T00:00:00Z") / 1000;

/** By how many holders a recall is measured. */
export const holdings = ["1", "10", "1000"] as const;

/**
 * Measures on a chain in this process.
 *
 * @param held - by how many holders a recall is measured: to admit a thousand takes longer than all else
 */
export async function measureGas(held: readonly (typeof holdings)[number][] = holdings): Promise<Gas> {
  const connection = await network.create();
  const { provider } = connection.ethers;
  const { deployment } = await deploy(connection);
  let deployGas = 0n;
  for (let block = 1; block <= deployment.block; block++) {
    deployGas += (await provider.getBlock(block))?.gasUsed ?? 0n;
  }
  const m = await connect({ provider: await steady(connection), deployment, pollingInterval: 5 });
  const consortium = await admitConsortium(m);

  const floor = await measureFloor();
  const life = await liveOnce(m, consortium);
  const { entry, multicallPerEntry } = await maintainMany(m, consortium);
  const transfer = await transferOnce(m, consortium);
  const calibrate = await calibrateOnce(m);
  const lots = await measureLots(m, consortium);
  const recall = await recallMany(m, connection, held);
  const runtimeBytes = ((await provider.getCode(deployment.ledger)).length - 2) / 2;
  m.close();
  await connection.close();
  return {
    floor,
    entry,
    multicallPerEntry,
    transfer,
    calibrate,
    recall,
    ...lots,
    life,
    deploy: Number(deployGas),
    runtimeBytes,
  };
}

/**
 * The same chain, a second later with each transaction, from the same moment on every run: heads, which an undoing brings,
 * hold times, and their bytes cost gas.
 */
async function steady({ provider }: NetworkConnection): Promise<Eip1193Provider> {
  const start = Date.parse("2030-01-01T00:00:00Z") / 1000;
  await provider.request({ method: "evm_setNextBlockTimestamp", params: [start] });
  await provider.request({ method: "evm_mine", params: [] });
  const tick = async (): Promise<void> => {
    const latest = (await provider.request({ method: "eth_getBlockByNumber", params: ["latest", false] })) as {
      readonly timestamp: string;
    };
    await provider.request({ method: "evm_setNextBlockTimestamp", params: [Number(latest.timestamp) + 1] });
  };
  return {
    request: async (request) => {
      if (request.method === "eth_sendRawTransaction") await tick();
      return provider.request(request as Parameters<typeof provider.request>[0]);
    },
  };
}

async function measureFloor(): Promise<Gas["floor"]> {
  const { ethers } = await network.create();
  const contract: BaseContract = await ethers.deployContract("Floor");
  const gasOf = async (method: string): Promise<number> => {
    const write = contract.getFunction(method);
    await (await write(id("subject"), id("first"), details)).wait();
    const receipt = await (await write(id("subject"), id("second"), details)).wait();
    return Number(receipt.gasUsed);
  };
  return { put: await gasOf("put"), roleChecked: await gasOf("putChecked") };
}

/** One device from apply to dispose, the shortest life that touches every stage and every two-person rule. */
async function liveOnce(m: Medtrace, { manufacturer, provider }: Consortium) {
  const as = (person: Person) => m.as(accounts[person]);
  const registration = { registeredFrom: 1, registeredUntil: FUTURE };
  const device = { name: NAME, kind: "device", riskClass: 2 } as const;
  await as("officer").register({ product: GTIN, ...device, manufacturer, ...registration });
  const until = FUTURE;
  await as("hospitalAdministrator").appoint({ provider, duties: ["maintain"], until });
  // A hospital names its places once, and not for one device.
  for (const name of ["Store", "ICU-3", "Ward 7"]) await as("keeper").namePlace({ name });

  const code = codeOf(0);
  let [entries, gas] = [0, 0n];
  const add = async (write: () => Promise<Mined>): Promise<Mined> => {
    const mined = await write();
    entries += mined.entries.length;
    gas += mined.gasUsed;
    return mined;
  };
  const applied = await add(() =>
    as("applicant").apply({ product: GTIN, quantity: 1n, reference: "2026-001", details }),
  );
  const requisition = applied.entries[0]?.subject ?? "0x";
  await add(() => as("approver").approve({ requisition, details }));
  await add(() => as("buyer").order({ requisition, supplier: manufacturer, details }));
  await add(() => as("seller").enrol({ code, details }));
  await add(() => as("seller").ship({ requisition, code, details }));
  await add(() => as("inspector").accept({ requisition, code, details }));
  await add(() => as("keeper").store({ code, place: "Store", details }));
  await add(() => as("nurse").use({ code, place: "ICU-3", details }));
  await add(() => as("keeper").move({ code, place: "Ward 7", details }));
  await add(() => as("technician").maintain({ code, outcome: "passed", until, details }));
  await add(() => as("nurse").reportFault({ code, details }));
  await add(() => as("engineer").repair({ code, details }));
  await add(() => as("head").reinstate({ code, details }));
  await add(() => as("keeper").requestScrap({ code, details }));
  await add(() => as("approver").approveScrap({ code, details }));
  await add(() => as("disposer").dispose({ code, means: "destroyed", details }));
  return { entries, gas: Number(gas), perEntry: Math.round(Number(gas) / entries) };
}

/** Maintenance of one device in a transaction, and of a hundred in one. */
async function maintainMany(m: Medtrace, { manufacturer }: Consortium) {
  const as = (person: Person) => m.as(accounts[person]);
  const quantity = BigInt(DEVICES);
  const applied = await as("applicant").apply({ product: GTIN, quantity, reference: "2026-002" });
  const requisition = applied.subject;
  await as("approver").approve({ requisition });
  await as("buyer").order({ requisition, supplier: manufacturer });
  for (let number = 1; number <= DEVICES; number++) {
    const code = codeOf(number);
    await as("seller").enrol({ code });
    await as("seller").ship({ requisition, code });
    await as("inspector").accept({ requisition, code });
  }

  const until = FUTURE;
  const one = await as("engineer").maintain({ code: codeOf(1), outcome: "passed", until, details });
  const claim = { expected: ANY_HEAD, value: 1, until, occurredAt: 0, details };
  const calls = Array.from({ length: DEVICES }, (_, index) => {
    const item = itemId(parseCode(codeOf(index + 1)));
    return ledgerInterface.encodeFunctionData("record", [actions.indexOf("maintain"), item, claim]);
  });
  const engineer = accounts.engineer.connect(m.connection.provider);
  const sent = await engineer.sendTransaction({
    to: m.connection.ledger,
    data: ledgerInterface.encodeFunctionData("multicall", [calls]),
  });
  const many = await sent.wait();
  return { entry: Number(one.gasUsed), multicallPerEntry: Math.round(Number(many?.gasUsed ?? 0n) / DEVICES) };
}

/** A loan to a second hospital. */
async function transferOnce(m: Medtrace, { second }: Consortium): Promise<number> {
  const code = codeOf(1);
  const until = (await now(m)) + 7 * DAY;
  const offered = await m.as(accounts.keeper).offer({ code, to: second, terms: "loan", until, due: FUTURE, details });
  const taken = await m.as(accounts.secondInspector).take({ code, details });
  return Number(offered.gasUsed + taken.gasUsed);
}

/** A calibration that passed, of a product that needs one. */
async function calibrateOnce(m: Medtrace): Promise<number> {
  await m.as(accounts.officer).prescribe({ product: GTIN, calibrationInterval: 365 });
  const until = (await now(m)) + 180 * DAY;
  const done = await m.as(accounts.engineer).calibrate({ code: codeOf(2), result: "passed", until, details });
  return Number(done.gasUsed);
}

/** Recalls of products whose items 1, 10 and 1,000 hospitals hold: what they cost must not depend on it. */
async function recallMany(
  m: Medtrace,
  connection: NetworkConnection,
  held: readonly (typeof holdings)[number][],
): Promise<Gas["recall"]> {
  const officer = m.as(accounts.officer);
  const holders = await admitHolders(m, connection, Math.max(...held.map(Number)));
  const recall: Partial<Record<(typeof holdings)[number], number>> = {};
  for (const count of held) {
    const product = HELD_PRODUCTS[count];
    const period = { registeredFrom: 1, registeredUntil: FUTURE };
    await officer.register({ product, name: NAME, kind: "device", riskClass: 2, ...period });
    const value = bases.indexOf("found") | (MADE_ON << 8);
    const claim = { expected: ANY_HEAD, value, until: 0, occurredAt: 0, details };
    for (const [index, holder] of holders.slice(0, Number(count)).entries()) {
      const serial = encodeBytes32String(`R-${index}`);
      await call(m, connection, holder, "enrol", [productId(parseCode(product)), serial, claim]);
    }
    const raised = await m
      .as(accounts.warden)
      .recall({ target: product, level: "first", instruction: "stop", details });
    recall[count] = Number(raised.gasUsed);
  }
  return recall;
}

/** Hospitals of their own, each with one member who inspects; the chain sends for their accounts, which sign their consents. */
async function admitHolders(m: Medtrace, connection: NetworkConnection, count: number): Promise<readonly string[]> {
  const wallet = (number: number) => new Wallet(toBeHex(0x1000_0000 + number, 32));
  const holders: string[] = [];
  for (let number = 0; number < count; number++) {
    const [administrator, inspector] = [wallet(2 * number), wallet(2 * number + 1)];
    for (const { address } of [administrator, inspector]) {
      await connection.provider.request({ method: "hardhat_impersonateAccount", params: [address] });
      await connection.provider.request({ method: "hardhat_setBalance", params: [address, "0xde0b6b3a7640000"] });
    }
    const organisation = await m.nextOrganisation();
    const consentOf = (one: Wallet) => m.as(one).consent({ organisation, until: FUTURE });
    const hospital = bitsOf(roles, ["hospital"]);
    const founding = [`Hospital ${number}`, hospital, administrator.address, await consentOf(administrator)];
    await call(m, connection, accounts.council.address, "admit", founding);
    const inspect = bitsOf(duties, ["inspect"]);
    const joining = [inspector.address, inspect, await consentOf(inspector)];
    await call(m, connection, administrator.address, "addMember", joining);
    holders.push(inspector.address);
  }
  return holders;
}

/** A call of the ledger by an account of the node's; refused or not, it is mined at once. */
async function call(
  m: Medtrace,
  connection: NetworkConnection,
  from: string,
  method: "admit" | "addMember" | "enrol",
  values: readonly unknown[],
): Promise<void> {
  const data = ledgerInterface.encodeFunctionData(method as "admit", values as never);
  await connection.provider.request({
    method: "eth_sendTransaction",
    params: [{ from, to: m.connection.ledger, data, gas: "0x100000" }],
  });
}

async function now(m: Medtrace): Promise<number> {
  return (await m.connection.provider.getBlock("latest"))?.timestamp ?? 0;
}
