import { fork } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { encodeBytes32String, id, type JsonRpcProvider } from "ethers";
import { network } from "hardhat";
import { bases, connect, type Hex, itemId, type Medtrace, parseCode, productId } from "../../src/index.ts";
import { ledgerInterface } from "../../src/ledger/abi.ts";
import { actions } from "../../src/lifecycle/vocabulary.ts";
import { accounts, type Person } from "../demo/accounts.ts";
import { admitConsortium } from "../demo/consortium.ts";
import { deploy } from "../deployment/deploy.ts";

const CHAIN = fileURLToPath(new URL("chain.ts", import.meta.url));
const GTIN = "09521234543213";
const OTHER_GTIN = "09521000000018";
const FUTURE = Date.parse("2099-01-01T00:00:00Z") / 1000;
/** A transaction may use 16,777,216 gas: about 16,300 for an entry, ten times as much for an item's first. */
const [STEPS_AT_ONCE, ENROLMENTS_AT_ONCE] = [900, 90];
const details = id("details") as Hex;
const claim = { expected: `0x${"00".repeat(27)}`, value: 1, until: FUTURE, occurredAt: 0, details };

/** How many entries a measured item has of its own. */
const LIFE = 50;

/** A ledger on a local chain that is asked over HTTP, with as many entries as wanted. */
export class BenchLedger {
  readonly m: Medtrace;
  readonly #manufacturer: number;
  readonly #stop: () => Promise<void>;
  #items: readonly Hex[] = [];
  #others = 0;
  #lives = 0;

  private constructor(m: Medtrace, manufacturer: number, stop: () => Promise<void>) {
    this.m = m;
    this.#manufacturer = manufacturer;
    this.#stop = stop;
  }

  /**
   * Starts a chain in a process of its own, deploys the ledger and registers products.
   *
   * @param items - over how many items the entries are spread that {@link fillTo} records
   */
  static async start(items = 900): Promise<BenchLedger> {
    const chain = fork(CHAIN);
    const [rpc] = (await once(chain, "message")) as [string];
    const connection = await network.create({ network: "localhost", override: { url: rpc } });
    const { deployment, file, journal } = await deploy(connection);
    await connection.close();
    // What is deployed ends with its chain.
    await rm(file ?? "", { force: true });
    await rm(journal ?? "", { recursive: true, force: true });

    const m = await connect({ rpc, deployment, pollingInterval: 10 });
    const { manufacturer } = await admitConsortium(m);
    const registration = {
      name: "infusion pump 输液泵",
      kind: "device",
      riskClass: 2,
      registeredFrom: 1,
      registeredUntil: FUTURE,
    } as const;
    for (const product of [GTIN, OTHER_GTIN]) {
      await m.as(accounts.officer).register({ product, manufacturer, ...registration });
    }
    const ledger = new BenchLedger(m, manufacturer, async () => {
      m.close();
      chain.disconnect();
      await once(chain, "exit");
    });
    await ledger.#enrol(items);
    return ledger;
  }

  /** Has others' entries recorded until there are so many, each of another item than the one before. */
  async fillTo(entries: number): Promise<void> {
    const maintain = actions.indexOf("maintain");
    while (this.#others < entries) {
      const count = Math.min(STEPS_AT_ONCE, this.#items.length, entries - this.#others);
      const items = Array.from({ length: count }, (_, at) => this.#items[(this.#others + at) % this.#items.length]);
      await this.#multicall(
        items.map((item) => ledgerInterface.encodeFunctionData("record", [maintain, item as Hex, claim])),
      );
      this.#others += count;
    }
  }

  /**
   * Has an item bought and maintained, 50 entries in as many blocks, with others' entries in between.
   *
   * @param entries - how many others' entries there are at the end
   * @returns the item's code
   */
  async liveUntil(entries: number): Promise<string> {
    const as = (person: Person) => this.m.as(accounts[person]);
    const reference = `LIFE-${++this.#lives}`;
    const code = `(01)${GTIN}(21)${reference}`;
    const from = this.#others;
    const between = (own: number) => this.fillTo(from + Math.floor(((entries - from) * own) / LIFE));

    await as("maker").enrol({ code, details });
    const { subject: requisition } = await as("applicant").apply({ product: GTIN, quantity: 1n, reference });
    await as("approver").approve({ requisition });
    await as("buyer").order({ requisition, supplier: this.#manufacturer });
    await between(1);
    await as("seller").ship({ requisition, code });
    await between(2);
    await as("inspector").accept({ requisition, code });
    for (let own = 3; own < LIFE; own++) {
      await between(own);
      await as("engineer").maintain({ code, outcome: "passed", until: FUTURE, details });
    }
    await between(LIFE);
    return code;
  }

  /** Ends the chain. */
  async close(): Promise<void> {
    await this.#stop();
  }

  async #enrol(count: number): Promise<void> {
    const product = productId(parseCode(OTHER_GTIN));
    const serials = Array.from({ length: count }, (_, index) => `OTHER-${index}`);
    const enrolment = { ...claim, value: bases.indexOf("manufactured"), until: 0 };
    for (let from = 0; from < count; from += ENROLMENTS_AT_ONCE) {
      const some = serials.slice(from, from + ENROLMENTS_AT_ONCE);
      await this.#multicall(
        some.map((serial) =>
          ledgerInterface.encodeFunctionData("enrol", [product, encodeBytes32String(serial), enrolment]),
        ),
      );
    }
    this.#items = serials.map((serial) => itemId(parseCode(`(01)${OTHER_GTIN}(21)${serial}`)));
    this.#others += count;
  }

  /** Many steps of the maker's in one transaction, which the node signs and mines at once. */
  async #multicall(calls: readonly string[]): Promise<void> {
    const data = ledgerInterface.encodeFunctionData("multicall", [[...calls]]);
    const transaction = { from: accounts.maker.address, to: this.m.connection.ledger, data, gas: "0x1000000" };
    await (this.m.connection.provider as JsonRpcProvider).send("eth_sendTransaction", [transaction]);
  }
}
