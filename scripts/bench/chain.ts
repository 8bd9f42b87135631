/** A chain in a process of its own, for scripts/bench/ledger.ts: it says where it answers, and ends with whoever asked. */
import { randomInt } from "node:crypto";
import { startChain } from "../chain/server.ts";

// Chains that begin in the same second have the same first block.
const { rpc } = await startChain(0, new Date(Date.now() - randomInt(365 * 86_400) * 1000));
process.send?.(rpc);
process.once("disconnect", () => process.exit(0));
