import { isHexString, verifyTypedData } from "ethers";
import type { Connection } from "../connection/connection.ts";
import type { Actor } from "../connection/write.ts";
import { InvalidInput } from "../errors/base.ts";
import { rule } from "../errors/rules.ts";
import * as must from "../errors/sentences.ts";
import type { Hex } from "../history/types.ts";
import type { Consent } from "../verbs/consent.ts";
import { seconds, type Time } from "../verbs/values.ts";
import { addressOf, numberIn } from "./targets.ts";

export interface ConsentParameters {
  /** The number of the organisation; of one that is not admitted yet, the next number. */
  readonly organisation: number;
  /** Last moment at which it may be brought. */
  readonly until: Time;
  /** The account that consents; by default, the signer's. A contract account has another one sign for it. */
  readonly account?: string | undefined;
}

/**
 * What is signed: EIP-712 typed data, as wallets show it.
 *
 * @param consent - a consent, without its signature
 */
export function consentTypedData({ account, organisation, until, chainId, ledger }: Omit<Consent, "signature">) {
  return {
    domain: { name: "Medtrace", version: "1", chainId, verifyingContract: ledger },
    types: {
      Consent: [
        { name: "account", type: "address" },
        { name: "organisation", type: "uint24" },
        { name: "until", type: "uint32" },
      ],
    },
    message: { account, organisation, until },
  };
}

/**
 * Signs that the own account may become a member of an organisation (同意加入). Sends nothing; needs no membership and no money.
 *
 * @example
 * const consent = await m.as(nurse).consent({ organisation: 1, until: new Date("2026-12-31") });
 * await m.as(administrator).addMember({ consent, duties: ["use"] });
 */
export async function consent({ connection, signer }: Actor, parameters: ConsentParameters): Promise<Consent> {
  const account = addressOf("account", parameters.account ?? (await signer.getAddress()));
  const unsigned = {
    account,
    organisation: numberIn("organisation", parameters.organisation, 0xffffff),
    until: seconds("until", parameters.until),
    chainId: Number(connection.chainId),
    ledger: connection.ledger,
  };
  const { domain, types, message } = consentTypedData(unsigned);
  return { ...unsigned, signature: (await signer.signTypedData(domain, types, message)) as Hex };
}

/**
 * A consent as the ledger takes it.
 *
 * @param given - the consent, as it was shown
 * @param organisation - the organisation that it must be to, where that is known
 * @throws {@link InvalidInput} when it is none, or for another organisation, ledger or chain
 */
export function consentFor(
  connection: Connection,
  given: Consent,
  organisation?: number,
): { readonly account: Hex; readonly consent: { readonly until: number; readonly signature: Hex } } {
  const account = addressOf("consent.account", given.account);
  const to = numberIn("consent.organisation", given.organisation, 0xffffff);
  if (organisation !== undefined && to !== organisation) {
    throw new InvalidInput("consent.organisation", to, rule(must.exactly, { value: organisation }));
  }
  if (given.chainId !== Number(connection.chainId)) {
    throw new InvalidInput("consent.chainId", given.chainId, rule(must.ofThisChain, { chainId: connection.chainId }));
  }
  if (String(given.ledger).toLowerCase() !== connection.ledger) {
    throw new InvalidInput("consent.ledger", given.ledger, rule(must.ofThisLedger, { ledger: connection.ledger }));
  }
  if (!isHexString(given.signature)) {
    throw new InvalidInput("consent.signature", given.signature, rule(must.hexBytes));
  }
  // It comes from a file, which may say anything.
  const until = numberIn("consent.until", given.until, 0xffff_ffff);
  return { account, consent: { until, signature: given.signature } };
}

/** Who signed a consent; `undefined` where that cannot be told, as of a contract account's. */
export function consentSigner(given: Consent): Hex | undefined {
  const { domain, types, message } = consentTypedData(given);
  try {
    return verifyTypedData(domain, types, message, given.signature) as Hex;
  } catch {
    return undefined;
  }
}
