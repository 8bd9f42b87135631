/** A lot's life in a page. Run it while a chain is up and deployed to: `node scripts/examples/lot-life.ts`. */
import { HDNodeWallet, parseEther, Wallet } from "ethers";
import { checkDigit, connect, type MedtraceError, PackTree } from "../../src/index.ts";

const m = await connect({ rpc: process.env.MEDTRACE_RPC || "http://127.0.0.1:8545" });
const { provider } = m.connection;

// The council is the first of the node's development accounts; everybody else gets a new one, and something to pay gas.
const phrase = "test test test test test test test test test test test junk";
const council = HDNodeWallet.fromPhrase(phrase).connect(provider);
const person = async () => {
  const wallet = Wallet.createRandom();
  await (await council.sendTransaction({ to: wallet.address, value: parseEther("1") })).wait();
  return wallet;
};
const [boss, maker, regulator] = [await person(), await person(), await person()];
const [lin, chen, pharmacist] = [await person(), await person(), await person()];
const [seller, officer] = [await person(), await person()];

// Organisations, their members and what each may do.
const admit = m.as(council).admit;
await admit({ name: "Example Hospital", roles: ["hospital"], administrator: boss.address });
const made = { name: "Example Maker", roles: ["manufacturer", "supplier"], administrator: maker.address } as const;
const { organisation: manufacturer } = await admit(made);
await admit({ name: "Example Regulator", roles: ["regulator"], administrator: regulator.address });
await m.as(boss).addMember({ account: lin.address, duties: ["apply", "buy", "keep"] });
await m.as(boss).addMember({ account: chen.address, duties: ["approve", "inspect"] });
await m.as(boss).addMember({ account: pharmacist.address, duties: ["use"] });
await m.as(maker).addMember({ account: seller.address, duties: ["inspect", "supply", "recall"] });
await m.as(regulator).addMember({ account: officer.address, duties: ["approve"] });

// A drug in packs of ten tablets, told apart by lot; its number is new on every run.
const body = `952${String(Date.now()).slice(-9)}`;
const gtin = `0${body}${checkDigit(body)}`;
const lot = `(01)${gtin}(10)L-2026-07`;
const aroundNow = { registeredFrom: new Date(Date.now() - 1e11), registeredUntil: new Date(Date.now() + 1e11) };
const registration = { product: gtin, kind: "drug", riskClass: 1, tracking: "lot", unitsPerPack: 10 } as const;
await m.as(officer).register({ ...registration, manufacturer, ...aroundNow });

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
