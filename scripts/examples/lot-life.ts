/** A lot's life in a page. Run it while a chain is up and deployed to: `node scripts/examples/lot-life.ts`. */
import { HDNodeWallet, type Signer, Wallet } from "ethers";
import { checkDigit, connect, type Duty, type MedtraceError, PackTree, type Role } from "../../src/index.ts";

const m = await connect({ rpc: process.env.MEDTRACE_RPC || "http://127.0.0.1:8545" });

// The council is the first of the node's development accounts; everybody else gets a new one: nobody pays on a local chain.
const phrase = "test test test test test test test test test test test junk";
const council = HDNodeWallet.fromPhrase(phrase);
const person = () => Wallet.createRandom();
const [boss, maker, regulator] = [person(), person(), person()];
const [lin, chen, pharmacist] = [person(), person(), person()];
const [seller, officer] = [person(), person()];

// Organisations, their members and what each may do: nobody becomes a member but by an own, signed consent.
const until = new Date(Date.now() + 1e9);
const admit = async (name: string, roles: readonly Role[], administrator: Signer) => {
  const consent = await m.as(administrator).consent({ organisation: await m.nextOrganisation(), until });
  const { organisation } = await m.as(council).admit({ name, roles, consent });
  const add = async (who: Signer, duties: readonly Duty[]) => {
    await m.as(administrator).addMember({ consent: await m.as(who).consent({ organisation, until }), duties });
  };
  return { organisation, add };
};
const hospital = await admit("Example Hospital", ["hospital"], boss);
const { organisation: manufacturer, add } = await admit("Example Maker", ["manufacturer", "supplier"], maker);
const authority = await admit("Example Regulator", ["regulator"], regulator);
await hospital.add(lin, ["apply", "buy", "keep"]);
await hospital.add(chen, ["approve", "inspect"]);
await hospital.add(pharmacist, ["use"]);
await add(seller, ["inspect", "supply", "recall"]);
await authority.add(officer, ["approve"]);

// A drug in packs of ten tablets, told apart by lot; its number is new on every run.
const body = `952${String(Date.now()).slice(-9)}`;
const gtin = `0${body}${checkDigit(body)}`;
const lot = `(01)${gtin}(10)L-2026-07`;
const aroundNow = { registeredFrom: new Date(Date.now() - 1e11), registeredUntil: new Date(Date.now() + 1e11) };
const tablets = { product: gtin, name: "Metformin tablets 二甲双胍片", kind: "drug", riskClass: 1 } as const;
await m.as(officer).register({ ...tablets, tracking: "lot", unitsPerPack: 10, manufacturer, ...aroundNow });

// The maker commits to the codes of all packs with one root: the ledger holds no list of them.
const tree = PackTree.of({ gtin, packs: ["A1", "A2", "A3", "A4", "A5", "A6"] });
const expiry = new Date(Date.now() + 5e10);
await m.as(seller).commission({ code: lot, quantity: 60n, packsRoot: tree.root, expiry });
const { subject: requisition } = await m.as(lin).apply({ product: gtin, quantity: 60n, reference: gtin });
await m.as(chen).approve({ requisition });
await m.as(lin).order({ requisition, supplier: manufacturer });
await m.as(seller).ship({ requisition, code: lot });
const { subject: parcel } = await m.as(chen).accept({ requisition, code: lot });

// A part becomes a parcel of its own; packs are dispensed by scanning them, each once.
const { subject: part } = await m.as(lin).split({ code: parcel, quantity: 20n, firstPack: 4 });
await m.as(lin).quarantine({ code: part, reason: "suspected" });
const [first, second] = [`${lot}(21)A1`, `${lot}(21)A2`];
const scan = async (code: string) => console.log(code, (await m.scan({ code, proof: tree })).verdict);
await scan(first);
await m.as(pharmacist).dispense({ code: first, tree });
await scan(first);
const again = m.as(pharmacist).dispense({ code: first, tree });
await again.catch((error: MedtraceError) => console.log("Refused:", error.code));
await m.as(pharmacist).undo({ code: parcel });
await m.as(pharmacist).dispense({ code: second, tree });

// The recall stops it everywhere, and tells who has what of it.
await m.as(seller).recall({ target: lot, level: "second", instruction: "sendBack" });
await scan(first);
await m.as(lin).acknowledge({ code: parcel });
const { totals, unacknowledged } = await m.recallImpact(lot);
console.log({ totals, unacknowledged });

const { level, problems } = await m.verify(part);
console.log({ part, level, problems });
m.close();
