import type { Result } from "ethers";
import { network } from "hardhat";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accounts } from "../../scripts/demo/accounts.ts";
import { localClock } from "../../scripts/demo/chain.ts";
import { live } from "../../scripts/demo/life.ts";
import { deploy } from "../../scripts/deployment/deploy.ts";
import { logsOf } from "../../src/actions/logs.ts";
import { readSlots } from "../../src/connection/connection.ts";
import { kindOfFirst } from "../../src/history/facts.ts";
import {
  batchNumberSlot,
  batchSlot,
  countsSlot,
  dispensedSlot,
  haltedSlot,
  isHalted,
  membershipSlot,
  offsetSlot,
  organisationSlot,
  policySlot,
  productNumberSlot,
  productSlot,
  readBatch,
  readCare,
  readCounts,
  readCustody,
  readFurtherCare,
  readMembership,
  readNameSlot,
  readOrganisation,
  readPolicy,
  readProduct,
  readRequisition,
  readStatus,
  type StoredRecall,
  statusSlot,
} from "../../src/history/storage.ts";
import { connect, type Hex, type Medtrace } from "../../src/index.ts";
import { entryTopics, readLogs } from "../../src/ledger/events.ts";
import { assetStates, type Kind, requisitionStates } from "../../src/lifecycle/vocabulary.ts";
import type { LedgerLens } from "../../src/typechain/lens/LedgerLens.ts";

/** A subject, as it was at the end of a block in which something of it was recorded. */
interface Moment {
  readonly subject: Hex;
  readonly kind: Kind;
  readonly block: number;
}

let m: Medtrace;
let lens: LedgerLens;
let moments: readonly Moment[];
let close: () => Promise<void>;

beforeAll(async () => {
  const connection = await network.create();
  const { deployment } = await deploy(connection);
  m = await connect({ provider: connection.provider, deployment, pollingInterval: 5 });
  close = async () => {
    m.close();
    await connection.close();
  };
  lens = (await connection.ethers.getContractAt("LedgerLens", deployment.lens)) as unknown as LedgerLens;
  await live(m, await localClock(connection.provider));
  moments = await momentsOf();
}, 300_000);
afterAll(() => close?.());

async function momentsOf(): Promise<readonly Moment[]> {
  const block = await m.connection.provider.getBlockNumber();
  const known = new Map<Hex, Kind>();
  const all = new Map<string, Moment>();
  for (const { subject, facts, log } of readLogs(await logsOf(m.connection, entryTopics(), { block }))) {
    const kind = known.get(subject) ?? kindOfFirst(facts);
    if (kind === undefined) throw new Error(`${subject} begins with no first entry`);
    known.set(subject, kind);
    all.set(`${subject} ${log.blockNumber}`, { subject, kind, block: log.blockNumber });
  }
  return [...all.values()];
}

const momentsFor = (kind: Kind) => moments.filter((one) => one.kind === kind);

/** So many words from a slot on, as they were at a block. */
const words = (slot: Hex, count: number, block?: number): Promise<readonly Hex[]> =>
  readSlots(
    m.connection,
    Array.from({ length: count }, (_, offset) => offsetSlot(slot, offset)),
    block,
  );

/** What the lens answers, by name, with all below it. */
const named = (answer: unknown): unknown => (answer as Result).toObject(true);

/** The lens has one kind of number. */
function inBig(value: unknown): unknown {
  if (typeof value === "number") return BigInt(value);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, inBig(one)]));
}

const recallOf = (recall: StoredRecall | undefined) =>
  recall ?? { raisedAt: 0, raisedBy: 0, level: 0, instruction: 0, byRegulator: false };

const subjectIn = ({ head, lastBlock }: ReturnType<typeof readStatus>) => ({ head, lastBlock });

async function asset({ subject, block }: Moment) {
  const read = await words(statusSlot("asset", subject), 5, block);
  const [statusWord, custodyWord, shipment, careWord, furtherWord] = read as [Hex, Hex, Hex, Hex, Hex];
  const status = readStatus(statusWord);
  const { batch, quantity, firstPack, offeredTo, ...custody } = readCustody(custodyWord);
  const { recall, ...care } = readCare(careWord);
  const { owed, endPack } = readFurtherCare(furtherWord);
  const serialised = firstPack !== undefined;
  return {
    ...custody,
    subject: subjectIn(status),
    state: status.state,
    quarantined: status.quarantined,
    offeredTo: assetStates[status.state] === "inTransit" ? offeredTo : 0,
    parcel: {
      batch,
      quantity: batch === 0 ? 0 : quantity,
      serialised,
      firstPack: firstPack ?? 0,
      endPack: serialised ? endPack : 0,
    },
    shipment,
    care: { ...care, owed, recall: recallOf(recall) },
  };
}

async function requisition({ subject, block }: Moment) {
  const [statusWord, body] = (await words(statusSlot("requisition", subject), 2, block)) as [Hex, Hex];
  const status = readStatus(statusWord);
  return { ...readRequisition(body), subject: subjectIn(status), state: status.state };
}

async function product({ subject, block }: Moment) {
  const [number] = await words(productNumberSlot(subject), 1, block);
  const [statusWord, body, id, nameWord] = (await words(productSlot(Number(number)), 4, block)) as [Hex, Hex, Hex, Hex];
  const status = readStatus(statusWord);
  expect(id).toBe(subject);
  const { recall, ...registered } = readProduct(body);
  return {
    ...registered,
    subject: subjectIn(status),
    state: status.state,
    number: BigInt(number as Hex),
    name: await nameOf(offsetSlot(productSlot(Number(number)), 3), nameWord, block),
    entered: status.quarantined,
    recall: recallOf(recall),
  };
}

async function nameOf(slot: Hex, word: Hex, block: number): Promise<string> {
  const name = readNameSlot(slot, word);
  if ("bytes" in name) return Buffer.from(name.bytes.slice(2), "hex").toString();
  const read = await readSlots(m.connection, name.slots, block);
  return Buffer.from(read.map((one) => one.slice(2)).join(""), "hex")
    .subarray(0, name.length)
    .toString();
}

async function batch({ subject, block }: Moment) {
  const [number] = await words(batchNumberSlot(subject), 1, block);
  const [statusWord, body, id, packsRoot] = (await words(batchSlot(Number(number)), 4, block)) as [Hex, Hex, Hex, Hex];
  const status = readStatus(statusWord);
  expect(id).toBe(subject);
  const { recall, ...entered } = readBatch(body);
  return {
    ...entered,
    subject: subjectIn(status),
    state: status.state,
    number: BigInt(number as Hex),
    packsRoot,
    recall: recallOf(recall),
  };
}

const readers = { asset, requisition, product, batch } as const;

describe("what the SDK reads of raw slots, and the lens on the chain", () => {
  it.each(Object.keys(readers) as Kind[])(
    "behavior: are at one on every %s, after each of its entries, field by field",
    async (kind) => {
      const all = momentsFor(kind);
      expect(all.length).toBeGreaterThan(1);
      for (const one of all) {
        const shown = await lens[kind](one.subject, { blockTag: one.block });
        expect([one, inBig(await readers[kind](one))]).toEqual([one, named(shown)]);
      }
    },
  );

  it("behavior: the lives lead through nearly all states", async () => {
    const through = async (kind: "asset" | "requisition", states: readonly string[]) => {
      const seen = await Promise.all(momentsFor(kind).map(async (one) => states[(await readers[kind](one)).state]));
      return states.filter((state) => !seen.includes(state));
    };
    expect(await through("asset", assetStates)).toEqual(["none", "announced"]);
    expect(await through("requisition", requisitionStates)).toEqual(["none", "rejected", "cancelled", "closed"]);
  });

  it("behavior: are at one on members, organisations, policies and packs", async () => {
    for (const { address } of Object.values(accounts)) {
      const [word] = await words(membershipSlot(address), 1);
      const { roles: _, ...membership } = readMembership(word as Hex);
      expect(inBig(membership)).toEqual(named(await lens.member(address)));
    }
    const [counts] = await words(countsSlot, 1);
    const { organisations, batches } = readCounts(counts as Hex);
    expect([organisations, batches].every((count) => count > 1)).toBe(true);
    for (let number = 0; number <= organisations; number++) {
      const slots = [organisationSlot(number), policySlot(number), haltedSlot(number), haltedSlot(0)];
      const [body, policy, halted, paused] = (await readSlots(m.connection, slots)) as [Hex, Hex, Hex, Hex];
      const isPaused = isHalted(paused, 0);
      const whole = { ...readOrganisation(body), suspended: isHalted(halted, number), paused: isPaused };
      expect(inBig(whole)).toEqual(named(await lens.organisation(number)));
      expect(inBig(readPolicy(policy))).toEqual(named(await lens.policy(number)));
    }
    let marks = 0n;
    for (const { subject } of momentsFor("batch")) {
      const [number] = await words(batchNumberSlot(subject), 1);
      const [word] = await words(dispensedSlot(Number(number), 0), 1);
      expect(BigInt(word as Hex)).toBe(await lens.dispensedPacks(subject, 0));
      marks |= BigInt(word as Hex);
    }
    expect(marks).not.toBe(0n);
  });
});
