import type { Signer } from "ethers";
import type { Consent, Medtrace } from "../../src/index.ts";

/**
 * An account's consent to become a member, which holds for a day of the chain's.
 *
 * @param signer - whose account it is
 * @param organisation - its number; by default, of the next that is admitted
 */
export async function consentOf(m: Medtrace, signer: Signer, organisation?: number): Promise<Consent> {
  const to = organisation ?? (await m.nextOrganisation());
  const now = (await m.connection.provider.getBlock("latest"))?.timestamp ?? 0;
  return m.as(signer).consent({ organisation: to, until: now + 86_400 });
}
