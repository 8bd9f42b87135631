import { randomBytes } from "node:crypto";
import { network } from "hardhat";
import { accounts } from "../../../scripts/demo/accounts.ts";
import { localClock } from "../../../scripts/demo/chain.ts";
import { live, PUMP } from "../../../scripts/demo/life.ts";
import { STENT } from "../../../scripts/demo/lives/stent.ts";
import { VACCINE_LOT } from "../../../scripts/demo/lives/vaccine.ts";
import { deploy } from "../../../scripts/deployment/deploy.ts";
import { connect, createDetails, disclose, type Hex, type Medtrace, type Trusted } from "../../../src/index.ts";

/** A chain with lives of all three kinds, and bundles of them, all of the same block. */
export interface Proven {
  readonly m: Medtrace;
  /** A device, a parcel of a drug, a consumable, and the drug's batch. */
  readonly bundles: Readonly<Record<"device" | "drug" | "consumable" | "batch", string>>;
  readonly trusted: Required<Trusted>;
  close(): Promise<void>;
}

/**
 * Plays the demo's lives on a chain of its own. Two that are played have the same chain id, ledger and subjects.
 *
 * @param later - how many seconds later than now the chain begins
 */
export async function proveLives(later = 0): Promise<Proven> {
  const connection = await network.create();
  await connection.provider.request({ method: "evm_increaseTime", params: [later] });
  const { deployment } = await deploy(connection);
  const m = await connect({ provider: connection.provider, deployment, pollingInterval: 5 });
  const { lives } = await live(m, await localClock(connection.provider));
  const parcel = lives.find(({ code }) => code === VACCINE_LOT)?.traced as string;
  const report = createDetails(
    { reporter: "ward 7", "what happened": "none\u0020was harmed" },
    { random: randomBytes },
  );
  for (const code of [PUMP, parcel, STENT]) {
    await m.as(accounts.recaller).reportAdverseEvent({ code, harm: "malfunction", details: report.commitment });
  }
  const details = [disclose(report, ["/what happened"])];
  const bundles = {
    device: await m.prove(PUMP, { details }),
    drug: await m.prove(parcel, { details }),
    consumable: await m.prove(STENT, { details }),
    batch: await m.prove(VACCINE_LOT),
  };
  const block = (await m.connection.provider.getBlock("latest"))?.hash as Hex;
  return {
    m,
    bundles,
    trusted: { block, ledger: m.connection.ledger },
    close: async () => {
      m.close();
      await connection.close();
    },
  };
}
