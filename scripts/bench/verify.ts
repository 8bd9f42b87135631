import { AbiCoder, id, keccak256, ZeroHash, zeroPadValue } from "ethers";
import { actions, type Entry, type Hex, type History, states, type Trace, verify } from "../../src/index.ts";
import { makeTrace } from "./made-trace.ts";
import { median, round, seconds } from "./timing.ts";

/** What the benchmark measures of `verify`, on a trace in hand. */
export interface VerifySpeed {
  readonly entries: number;
  /** Everything that `verify` does: every field read, every head computed, every origin looked up. */
  readonly entriesPerSecond: number;
  /** By how much faster that is than the heads alone, computed plainly with ethers. */
  readonly ratioToPlainEthers: number;
}

const ROUNDS = 7;

/**
 * Verifies a trace, and computes its heads with ethers' encoder, in turns.
 *
 * @param purchases - how long the trace is: ten entries each
 */
export function benchVerify(purchases = 300): VerifySpeed {
  const trace = makeTrace(purchases);
  const entries = trace.histories.reduce((sum, history) => sum + history.entries.length, 0);
  const fast: number[] = [];
  const plain: number[] = [];
  for (let turn = 0; turn < ROUNDS; turn++) {
    fast.push(
      seconds(() => {
        if (verify(trace).level !== "intact") throw new RangeError("The trace is not intact.");
      }),
    );
    plain.push(
      seconds(() => {
        if (!holdsPlainly(trace)) throw new RangeError("The trace does not hold.");
      }),
    );
  }
  return {
    entries,
    entriesPerSecond: Math.round(entries / median(fast)),
    ratioToPlainEthers: round(median(plain) / median(fast), 2),
  };
}

const coder = AbiCoder.defaultAbiCoder();
const GENESIS = id("Genesis(uint256 chainId,address ledger,bytes32 subject)");
const ENTRY = id(
  "Entry(bytes27 previous,bytes32 subject,uint24 organisation,uint256 facts,bytes32 origin,bytes27 originHead,bytes32 details)",
);
const ENTRY_TYPES = ["bytes32", "bytes27", "bytes32", "uint24", "uint256", "bytes32", "bytes27", "bytes32"];
const NO_HEAD = `0x${"00".repeat(27)}`;

/** The same heads as docs/storage.md has them, with nothing but ethers. */
function holdsPlainly(trace: Trace): boolean {
  return trace.histories.every((history) => {
    let head: Hex = lead(
      keccak256(
        coder.encode(
          ["bytes32", "uint256", "bytes32", "bytes32"],
          [GENESIS, trace.chainId, zeroPadValue(trace.ledger, 32), history.subject],
        ),
      ),
    );
    return history.entries.every((entry) => {
      head = plainHead(head, history, entry);
      return head === entry.head;
    });
  });
}

function plainHead(previous: Hex, { subject, kind }: History, entry: Entry): Hex {
  const values = [
    ENTRY,
    previous,
    subject,
    entry.organisation,
    plainFacts(kind, entry),
    entry.origin?.subject ?? ZeroHash,
    entry.origin?.head ?? NO_HEAD,
    entry.details,
  ];
  return lead(keccak256(coder.encode(ENTRY_TYPES, values)));
}

function plainFacts(kind: History["kind"], entry: Entry): bigint {
  return (
    (BigInt(actions.indexOf(entry.action)) << 248n) |
    (BigInt((states[kind] as readonly string[]).indexOf(entry.state)) << 240n) |
    (BigInt(entry.member) << 216n) |
    (BigInt(entry.counterpart) << 192n) |
    (entry.quantity << 160n) |
    (BigInt(entry.value) << 128n) |
    (BigInt(entry.until) << 96n) |
    (BigInt(entry.occurredAt) << 64n) |
    (BigInt(entry.recordedAt) << 32n) |
    BigInt(entry.previousBlock)
  );
}

const lead = (hash: string): Hex => hash.slice(0, 2 + 54) as Hex;
