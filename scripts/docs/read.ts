import { HDNodeWallet } from "ethers";
import { network } from "hardhat";
import type { NetworkConnection } from "hardhat/types/network";
import {
  type Action,
  actions,
  connect,
  DutiesNotAllowed,
  type Duty,
  kinds,
  type Role,
  roles,
} from "../../src/index.ts";
import type { Mirror } from "../../src/typechain/harness/Mirror.ts";
import { accounts } from "../demo/accounts.ts";
import { deploy } from "../deployment/deploy.ts";
import { type DecodedRow, decodeRow, type TableKind } from "./row.ts";

/** The rows of a kind, in the order of the vocabulary. */
export type Rows = ReadonlyMap<Action, DecodedRow>;

/** What the contracts themselves say. */
export interface Contracts {
  readonly rows: Readonly<Record<TableKind, Rows>>;
  /** The duties that each role allows: `Roles.dutiesOf`. */
  readonly dutiesOf: Readonly<Record<Role, readonly Duty[]>>;
}

/** Reads the contracts on a chain in this process. */
export async function readContracts(): Promise<Contracts> {
  const connection = await network.create();
  try {
    const mirror = (await connection.ethers.deployContract("Mirror")) as unknown as Mirror;
    const rowsOf = async (kind: TableKind): Promise<Rows> => {
      const words = await Promise.all(actions.map((_, number) => mirror.row(kinds.indexOf(kind), number)));
      return new Map(
        actions.flatMap((action, number) => {
          const row = decodeRow(kind, words[number] ?? 0n);
          return action === "none" || row === undefined ? [] : [[action, row] as const];
        }),
      );
    };
    return {
      rows: { requisition: await rowsOf("requisition"), asset: await rowsOf("asset") },
      dutiesOf: await readDuties(connection),
    };
  } finally {
    await connection.close();
  }
}

/** Asks the ledger: no role allows `administer`, and its refusal says what is allowed. */
async function readDuties(connection: NetworkConnection): Promise<Contracts["dutiesOf"]> {
  const { deployment } = await deploy(connection);
  const m = await connect({ provider: connection.provider, deployment, pollingInterval: 5 });
  const allowed: [Role, readonly Duty[]][] = [];
  for (const role of roles) {
    const administrator = HDNodeWallet.createRandom();
    const consentOf = async (who: HDNodeWallet, organisation: number) =>
      m.as(who).consent({ organisation, until: Date.parse("2099-01-01T00:00:00Z") / 1000 });
    const consent = await consentOf(administrator, await m.nextOrganisation());
    const { organisation } = await m.as(accounts.council).admit({ name: role, roles: [role], consent });
    const error = await m
      .as(administrator)
      .addMember.simulate({
        consent: await consentOf(HDNodeWallet.createRandom(), organisation),
        duties: ["administer"],
      })
      .catch((thrown: unknown) => thrown);
    if (!(error instanceof DutiesNotAllowed)) throw new Error("The duty administer was given.", { cause: error });
    allowed.push([role, error.details.allowed]);
  }
  m.close();
  return Object.fromEntries(allowed) as Record<Role, readonly Duty[]>;
}
