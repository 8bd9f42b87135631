import { shippedUnder } from "../actions/accept.ts";
import { assetFor } from "../actions/assets.ts";
import { type Seen, seenNow } from "../actions/seen.ts";
import { requisitionOf } from "../actions/targets.ts";
import type { Actor } from "../connection/write.ts";
import { readCode } from "../history/subjects.ts";
import { type Hex, itemId, type Medtrace } from "../index.ts";
import { type Phrase, termsName } from "../lifecycle/names.ts";
import { terms } from "../lifecycle/vocabulary.ts";
import { NotSigned } from "./errors.ts";
import { nameOf, oneLine, units } from "./print.ts";
import type { Session } from "./session.ts";

/** Verbs about goods that another organisation sends, and the parameter that binds them to the head that was seen. */
const bound: Readonly<Record<string, "expected" | "expectedAsset">> = {
  take: "expected",
  decline: "expected",
  accept: "expectedAsset",
  refuse: "expectedAsset",
};

/**
 * Shows what comes before it is signed for and, where somebody sits at the terminal, asks. What is signed then holds for exactly
 * that: should it change meanwhile, the ledger refuses.
 *
 * @returns the parameters with the head that was seen, and what was shown; as they were where nothing comes
 * @throws {@link NotSigned} when the answer is no
 */
export async function lookAtIncoming<P extends object>(
  m: Medtrace,
  actor: Actor,
  verb: string,
  parameters: P,
  { say, asked }: Session,
): Promise<{ readonly parameters: P; readonly shown: string | undefined }> {
  const binding = bound[verb];
  const { code } = parameters as { readonly code?: string };
  if (binding === undefined || code === undefined || (parameters as Record<string, unknown>)[binding] !== undefined) {
    return { parameters, shown: undefined };
  }
  const asset = await assetIn(
    actor,
    verb,
    parameters as { readonly code: string; readonly requisition?: string; readonly of?: number },
  );
  const seen = asset === undefined ? undefined : await seenNow(m.connection, asset);
  if (asset === undefined || seen === undefined) return { parameters, shown: undefined };
  const shown = say(await describe(m, asset, code, seen, { say }));
  const answer = await asked?.({
    text: say({ en: `${shown}. Sign`, zh: `${shown}。签名` }),
    choices: ["yes", "no"],
    parse: (given) => given,
  });
  if (asked !== undefined && !/^y(es)?$/i.test(answer ?? "")) throw new NotSigned(verb);
  return { parameters: { ...parameters, [binding]: seen.head }, shown };
}

async function assetIn(
  actor: Actor,
  verb: string,
  { code, requisition, of }: { readonly code: string; readonly requisition?: string; readonly of?: number },
): Promise<Hex | undefined> {
  if (requisition === undefined) return assetFor(actor, code, verb as "take");
  if (/^0x/.test(code)) return code as Hex;
  const read = readCode(code);
  if (read.serial !== undefined) return itemId(read);
  // What a lot declares is not there yet.
  return shippedUnder(actor, await requisitionOf(actor, { requisition, of }), code).catch(() => undefined);
}

async function describe(
  m: Medtrace,
  asset: Hex,
  code: string,
  { terms: offered, quantity, from }: Seen,
  { say }: Pick<Session, "say">,
): Promise<Phrase> {
  const { productName } = await m.check(asset);
  const [sender, on] = [await nameOf(m, say, from), termsName(terms.indexOf(offered))];
  const what = `${oneLine(productName ?? "")} ${oneLine(code)}`.trim();
  const count = units(say, quantity);
  return { en: `${what} · ${count} · from ${sender} · ${on.en}`, zh: `${what} · ${count} · 来自${sender} · ${on.zh}` };
}
