/** A device's life in a page. Run it while a chain is up and deployed to: `node scripts/examples/device-life.ts`. */
import { HDNodeWallet, parseEther, Wallet } from "ethers";
import { checkDigit, connect, type MedtraceError } from "../../src/index.ts";

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
const [lin, chen, nurse] = [await person(), await person(), await person()];
const [seller, officer] = [await person(), await person()];

// Organisations, their members and what each may do.
const admit = m.as(council).admit;
await admit({ name: "Example Hospital", roles: ["hospital"], administrator: boss.address });
const made = { name: "Example Maker", roles: ["manufacturer"], administrator: maker.address } as const;
const { organisation: manufacturer } = await admit(made);
await admit({ name: "Example Regulator", roles: ["regulator"], administrator: regulator.address });
await m.as(boss).addMember({ account: lin.address, duties: ["apply", "approve", "buy", "keep"] });
await m.as(boss).addMember({ account: chen.address, duties: ["approve", "inspect"] });
await m.as(boss).addMember({ account: nurse.address, duties: ["use", "dispose"] });
await m.as(maker).addMember({ account: seller.address, duties: ["inspect", "supply"] });
await m.as(regulator).addMember({ account: officer.address, duties: ["approve"] });

// A product, registered for five years; its number is new on every run.
const body = `952${String(Date.now()).slice(-9)}`;
const gtin = `${body}${checkDigit(body)}`;
const code = `(01)0${gtin}(21)P-0001`;
const aroundNow = { registeredFrom: new Date(Date.now() - 1e11), registeredUntil: new Date(Date.now() + 1e11) };
await m.as(officer).register({ product: gtin, kind: "device", riskClass: 2, manufacturer, ...aroundNow });

// From the application to the scrapping.
const { subject: requisition } = await m.as(lin).apply({ product: gtin, quantity: 1n, reference: gtin });
await m
  .as(lin)
  .approve({ requisition })
  .catch((error: MedtraceError) => console.log("Refused:", error.code));
await m.as(chen).approve({ requisition });
await m.as(lin).order({ requisition, supplier: manufacturer });
await m.as(seller).enrol({ code });
await m.as(seller).ship({ requisition, code });
await m.as(chen).accept({ requisition, code });
await m.as(nurse).use({ code, place: "ICU-3" });
console.log("May it be used?", (await m.check(code)).usable);
await m.as(lin).store({ code });
await m.as(lin).requestScrap({ code });
await m.as(chen).approveScrap({ code });
await m.as(nurse).dispose({ code, means: "destroyed" });

const { level, problems, missingStages } = await m.verify(code);
console.log({ code, level, problems, missingStages });
m.close();
