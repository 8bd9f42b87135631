import type { Medtrace } from "../../src/index.ts";
import { accounts, type Person } from "./accounts.ts";

/** The numbers of the demo's organisations. */
export interface Consortium {
  readonly hospital: number;
  /** A second hospital of the same medical consortium (医联体). */
  readonly second: number;
  readonly manufacturer: number;
  readonly provider: number;
  readonly regulator: number;
}

/** What the members of each organisation may do. Some hold more duties than they should use on one item. */
const members = {
  regulator: { officer: ["approve"], warden: ["recall"] },
  hospital: {
    applicant: ["apply", "approve"],
    approver: ["approve"],
    buyer: ["buy", "inspect"],
    inspector: ["inspect"],
    nurse: ["use"],
    keeper: ["keep"],
    engineer: ["maintain", "release"],
    head: ["release", "approve", "dispose"],
    disposer: ["dispose"],
    witness: ["inspect"],
    pharmacist: ["use"],
  },
  second: {
    secondInspector: ["inspect"],
    secondKeeper: ["keep"],
    secondNurse: ["use"],
    secondHead: ["release", "approve"],
    secondDisposer: ["dispose"],
  },
  manufacturer: {
    seller: ["supply", "inspect", "keep"],
    maker: ["inspect", "maintain", "release"],
    recaller: ["recall"],
  },
  provider: { technician: ["maintain"] },
} as const;

/** Admits two hospitals, a manufacturer that also supplies, a service provider and a regulator, with their members. */
export async function admitConsortium(m: Medtrace): Promise<Consortium> {
  const council = m.as(accounts.council);
  const hospital = await council.admit({
    name: "Demo Hospital",
    roles: ["hospital"],
    administrator: accounts.hospitalAdministrator.address,
  });
  const manufacturer = await council.admit({
    name: "Demo Manufacturer",
    roles: ["manufacturer", "supplier"],
    administrator: accounts.manufacturerAdministrator.address,
  });
  const provider = await council.admit({
    name: "Demo Service Provider",
    roles: ["serviceProvider"],
    administrator: accounts.providerAdministrator.address,
  });
  const regulator = await council.admit({
    name: "Demo Regulator",
    roles: ["regulator"],
    administrator: accounts.regulatorAdministrator.address,
  });

  const second = await council.admit({
    name: "Demo Second Hospital",
    roles: ["hospital"],
    administrator: accounts.secondAdministrator.address,
  });

  for (const [organisation, people] of Object.entries(members)) {
    const administrator = m.as(accounts[`${organisation as keyof typeof members}Administrator`]);
    for (const [person, duties] of Object.entries(people)) {
      await administrator.addMember({ account: accounts[person as Person].address, duties });
    }
  }
  return {
    hospital: hospital.organisation,
    manufacturer: manufacturer.organisation,
    provider: provider.organisation,
    regulator: regulator.organisation,
    second: second.organisation,
  };
}
