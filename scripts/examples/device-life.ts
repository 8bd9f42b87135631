/** A device's life in a page. Run it while a chain is up and deployed to: `node scripts/examples/device-life.ts`. */
import { HDNodeWallet, type Signer, Wallet } from "ethers";
import { checkDigit, connect, type Duty, type MedtraceError, type Role } from "../../src/index.ts";

const m = await connect({ rpc: process.env.MEDTRACE_RPC || "http://127.0.0.1:8545" });

// The council is the first of the node's development accounts; everybody else gets a new one: nobody pays on a local chain.
const phrase = "test test test test test test test test test test test junk";
const council = HDNodeWallet.fromPhrase(phrase);
const person = () => Wallet.createRandom();
const [boss, maker, regulator] = [person(), person(), person()];
const [lin, chen, nurse, seller, officer] = [person(), person(), person(), person(), person()];

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
const { organisation: manufacturer, add } = await admit("Example Maker", ["manufacturer"], maker);
const authority = await admit("Example Regulator", ["regulator"], regulator);
await hospital.add(lin, ["apply", "approve", "buy", "keep"]);
await hospital.add(chen, ["approve", "inspect"]);
await hospital.add(nurse, ["use", "dispose"]);
await add(seller, ["inspect", "supply"]);
await authority.add(officer, ["approve"]);

// A product, registered for five years; its number is new on every run.
const body = `952${String(Date.now()).slice(-9)}`;
const gtin = `${body}${checkDigit(body)}`;
const code = `(01)0${gtin}(21)P-0001`;
const aroundNow = { registeredFrom: new Date(Date.now() - 1e11), registeredUntil: new Date(Date.now() + 1e11) };
const pump = { product: gtin, name: "Infusion pump 输液泵", kind: "device", riskClass: 2 } as const;
await m.as(officer).register({ ...pump, manufacturer, ...aroundNow });

// From the application to the scrapping.
const { subject: requisition } = await m.as(lin).apply({ product: gtin, quantity: 1n, reference: gtin });
const own = m.as(lin).approve({ requisition });
await own.catch((error: MedtraceError) => console.log("Refused:", error.code));
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
