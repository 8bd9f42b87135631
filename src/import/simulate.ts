import { attempt, request } from "../connection/connection.ts";
import { transactionOf } from "../connection/sending.ts";
import type { Actor } from "../connection/write.ts";
import { MedtraceError } from "../errors/base.ts";
import { NodeContradictsItself } from "../errors/chain.ts";
import { type BulkRefusal, type Encoded, together, UNTOLD } from "./encode.ts";

/** A transaction uses at most so much gas (EIP-7825). */
export const MOST_GAS = 16_777_216;
/** How often it is begun again with a node that does not stand by what it answered. */
export const MOST_ATTEMPTS = 10;

/** Asks the node what it would do with the most gas that a transaction may have. */
export class Simulation {
  readonly mostGas: number;
  readonly #actor: Actor;

  private constructor(actor: Actor, mostGas: number) {
    this.#actor = actor;
    this.mostGas = mostGas;
  }

  static async of(actor: Actor): Promise<Simulation> {
    const block = await attempt(actor.connection, () => actor.connection.provider.getBlock("latest"));
    return new Simulation(actor, Math.min(MOST_GAS, Number(block?.gasLimit ?? MOST_GAS)));
  }

  async gas(calls: readonly Encoded[]): Promise<bigint> {
    const { provider } = this.#actor.connection;
    const transaction = await transactionOf(this.#actor, together(calls));
    return attempt(this.#actor.connection, () => provider.estimateGas(transaction));
  }

  /**
   * Those that the ledger takes together, in their order; those that it refuses are told. Others may be left: those that are too
   * much for one transaction, and those that would choose otherwise after what became of calls before them.
   */
  async taken(
    calls: readonly Encoded[],
    refuse: (refusal: BulkRefusal) => void,
  ): Promise<{ readonly taken: readonly Encoded[]; readonly isTooMuch: boolean }> {
    if (calls.length === 0 || (await this.#refusal(calls)) === undefined) return { taken: calls, isTooMuch: false };
    const alone = await Promise.all(calls.map((call) => this.#refusal([call])));
    let rest: Encoded[] = [];
    const [staying, gone] = [new Set<string>(), new Set<string>()];
    for (const [at, call] of calls.entries()) {
      const { index, keys, chooses } = call;
      const error = alone[at];
      // What comes after another one with its key may need it.
      if (error !== undefined && !keys.some((key) => staying.has(key))) {
        refuse({ index, error });
        for (const key of keys) gone.add(key);
        continue;
      }
      if (chooses && keys.some((key) => gone.has(key))) break;
      for (const key of keys) staying.add(key);
      rest.push(call);
    }
    for (let contradicted = 0; ; ) {
      if (rest.length === 0 || (await this.#refusal(rest)) === undefined) return { taken: rest, isTooMuch: false };
      // The first one that fails after those before it.
      let [fine, fails] = [0, rest.length];
      while (fails - fine > 1) {
        const middle = Math.floor((fine + fails) / 2);
        if ((await this.#refusal(rest.slice(0, middle))) === undefined) fine = middle;
        else fails = middle;
      }
      const error = await this.#refusal(rest.slice(0, fails));
      if (error === undefined) {
        if (++contradicted < MOST_ATTEMPTS) continue;
        throw new NodeContradictsItself(this.#actor.connection.rpc, contradicted);
      }
      const { index, keys, chooses } = rest[fails - 1] as Encoded;
      // Not for want of gas: that shows where there is more of it, which is at the beginning of another transaction.
      const isTooMuch = isOutOfGas(error);
      if (fails > 1 && (isTooMuch || chooses)) return { taken: rest.slice(0, fine), isTooMuch };
      refuse({ index, error });
      const after = rest.slice(fails);
      const otherwise = after.findIndex((one) => one.chooses && one.keys.some((key) => keys.includes(key)));
      rest = [...rest.slice(0, fails - 1), ...(otherwise < 0 ? after : after.slice(0, otherwise))];
    }
  }

  /** Why the ledger would refuse them now; `undefined` if it would not. */
  async #refusal(calls: readonly Encoded[]): Promise<MedtraceError | undefined> {
    const [first] = calls;
    const call = calls.length === 1 && first !== undefined ? { data: first.data } : together(calls);
    const { from, to, data } = await transactionOf(this.#actor, call);
    const gas = `0x${this.mostGas.toString(16)}`;
    try {
      await request(this.#actor.connection, "eth_call", [{ from, to, data, gas }, "latest"]);
      return undefined;
    } catch (error) {
      // That it could not be asked is another matter.
      if (error instanceof MedtraceError && (!UNTOLD.has(error.code) || isOutOfGas(error))) return error;
      throw error;
    }
  }
}

/** Whether a call ended for want of gas: a call inside a multicall then says nothing. */
function isOutOfGas(error: MedtraceError): boolean {
  if (error.code === "FailedCall") return true;
  return error.code === "RequestFailed" && /out of gas|exceeds .*gas|gas .*exceed/i.test(error.message);
}
