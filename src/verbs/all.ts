import type { Phrase } from "../lifecycle/names.ts";
import * as administration from "./administration.ts";
import * as council from "./council.ts";
import * as items from "./items.ts";
import * as lots from "./lots.ts";
import * as products from "./products.ts";
import * as recalls from "./recalls.ts";
import * as requisitions from "./requisitions.ts";
import * as transfers from "./transfers.ts";
import type { Verb } from "./verb.ts";

/** Verbs that stand together in a help, a menu, a document. */
export interface VerbGroup {
  readonly heading: Phrase;
  readonly verbs: readonly Verb[];
}

/** Every verb, in the order of the help: what is done most, first. */
export const verbGroups: readonly VerbGroup[] = [
  {
    heading: { en: "Requisitions", zh: "采购申请" },
    verbs: [
      requisitions.apply,
      requisitions.approve,
      requisitions.reject,
      requisitions.cancel,
      requisitions.order,
      requisitions.ship,
      requisitions.accept,
      requisitions.refuse,
      requisitions.settle,
      requisitions.close,
    ],
  },
  {
    heading: { en: "Items and parcels", zh: "单件与分装" },
    verbs: [
      items.enrol,
      items.confirm,
      items.use,
      items.store,
      items.move,
      items.stocktake,
      items.note,
      items.quarantine,
      items.release,
      items.monitor,
      items.maintain,
      items.calibrate,
      items.reportFault,
      items.repair,
      items.reinstate,
      items.requestScrap,
      items.approveScrap,
      items.rejectScrap,
      items.dispose,
      items.reportAdverseEvent,
      items.reassign,
    ],
  },
  {
    heading: { en: "Batches and parcels", zh: "批次与分装" },
    verbs: [lots.commission, lots.redate, lots.split, lots.dispense, lots.undo],
  },
  {
    heading: { en: "From one organisation to another", zh: "机构间移交" },
    verbs: [transfers.offer, transfers.sendBack, transfers.withdraw, transfers.decline, transfers.take],
  },
  {
    heading: { en: "Recalls", zh: "召回" },
    verbs: [recalls.recall, recalls.acknowledge, recalls.remedy, recalls.confirmRemedy, recalls.lift],
  },
  {
    heading: { en: "Any history", zh: "更正" },
    verbs: [recalls.correct],
  },
  {
    heading: { en: "Products", zh: "产品" },
    verbs: [products.register, products.amend, products.renew, products.prescribe],
  },
  {
    heading: { en: "Administration", zh: "管理员" },
    verbs: [
      administration.addMember,
      administration.setDuties,
      administration.setMemberStatus,
      administration.replaceAccount,
      administration.appoint,
      administration.setPolicy,
      administration.setFloor,
      administration.namePlace,
    ],
  },
  {
    heading: { en: "Council", zh: "联盟理事会" },
    verbs: [
      council.admit,
      council.nameAdministrator,
      council.setOrganisationSuspension,
      council.setPause,
      council.allowOnboarding,
      council.transferCouncil,
      council.acceptCouncil,
    ],
  },
];

/** Every verb by its name. */
export const verbs: ReadonlyMap<string, Verb> = new Map(
  verbGroups.flatMap((group) => group.verbs.map((one) => [one.name, one] as const)),
);
