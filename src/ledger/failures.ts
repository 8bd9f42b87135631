import { isError } from "ethers";
import { MedtraceError } from "../errors/base.ts";
import { ChainUnreachable, RequestFailed, UnknownRefusal } from "../errors/chain.ts";
import * as access from "../errors/refusals/access.ts";
import { argumentsOf } from "../errors/refusals/arguments.ts";
import * as care from "../errors/refusals/care.ts";
import * as decisions from "../errors/refusals/decisions.ts";
import * as goods from "../errors/refusals/goods.ts";
import * as history from "../errors/refusals/history.ts";
import * as lots from "../errors/refusals/lots.ts";
import * as openzeppelin from "../errors/refusals/openzeppelin.ts";
import * as organisations from "../errors/refusals/organisations.ts";
import * as transfers from "../errors/refusals/transfers.ts";
import type { Hex } from "../history/types.ts";
import { ledgerAbi, ledgerInterface } from "./abi.ts";

type RefusalClass = new (details: never, options?: { readonly cause?: unknown }) => MedtraceError;
const classes: Readonly<Record<string, unknown>> = {
  ...access,
  ...history,
  ...decisions,
  ...goods,
  ...care,
  ...transfers,
  ...lots,
  ...organisations,
  ...openzeppelin,
};

/**
 * The class of one of the ledger's custom errors.
 *
 * @param name - the error's name in the ABI
 * @returns the class, or `undefined` if it has none
 */
export function refusalClass(name: string): RefusalClass | undefined {
  const found = Object.hasOwn(classes, name) ? classes[name] : undefined;
  return typeof found === "function" ? (found as RefusalClass) : undefined;
}

/**
 * The one boundary at which a revert becomes a typed error.
 *
 * @param data - the revert's data
 * @param cause - the error that carried it
 * @returns the refusal; {@link UnknownRefusal} for data that is none of the ledger's errors
 */
export function readRefusal(data: string, cause?: unknown): MedtraceError {
  const error = parseError(data);
  const Class = error === null ? undefined : refusalClass(error.name);
  const known = ledgerAbi.find((one) => one.type === "error" && one.name === error?.name);
  if (error === null || Class === undefined || known?.type !== "error") return new UnknownRefusal(data, { cause });
  return new Class(argumentsOf(known, error.args.toObject()) as never, { cause });
}

function parseError(data: string) {
  try {
    return data.length >= 10 ? ledgerInterface.parseError(data) : null;
  } catch {
    // Data that is cut off.
    return null;
  }
}

/**
 * Turns whatever a call to a node threw into a typed error.
 *
 * @param error - what was thrown
 * @param rpc - where the node was to be reached, for the message
 */
export function readFailure(error: unknown, rpc: string): MedtraceError {
  if (error instanceof MedtraceError) return error;
  const data = revertData(error);
  if (data !== undefined) return readRefusal(data, error);
  if (isError(error, "NETWORK_ERROR") || isError(error, "TIMEOUT") || isUnreachable(error)) {
    return new ChainUnreachable(rpc, { cause: error });
  }
  return new RequestFailed(error instanceof Error ? error.message : String(error), { cause: error });
}

/** The data of a revert, wherever nodes and ethers put it: in the error itself, or in one that it wraps. */
function revertData(error: unknown, depth = 0): Hex | undefined {
  if (typeof error !== "object" || error === null || depth > 6) return undefined;
  const { data, error: inner, info, cause } = error as Record<string, unknown>;
  if (typeof data === "string" && /^0x([0-9a-f]{2})*$/i.test(data)) return data as Hex;
  for (const next of [data, inner, info, cause]) {
    const found = revertData(next, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What Node, browsers and ethers call a node that cannot be reached. */
const unreachable = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EPIPE",
  "ETIMEDOUT",
  "SERVER_ERROR",
]);

function isUnreachable(error: unknown, depth = 0): boolean {
  if (typeof error !== "object" || error === null || depth > 6) return false;
  const { code, cause, error: inner, info } = error as Record<string, unknown>;
  if (typeof code === "string" && unreachable.has(code)) return true;
  return [cause, inner, info].some((next) => isUnreachable(next, depth + 1));
}
