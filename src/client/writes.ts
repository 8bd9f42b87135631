import { accept } from "../actions/accept.ts";
import { acceptCouncil } from "../actions/acceptCouncil.ts";
import { acknowledge } from "../actions/acknowledge.ts";
import { addMember } from "../actions/addMember.ts";
import { admit } from "../actions/admit.ts";
import { allowOnboarding } from "../actions/allowOnboarding.ts";
import { amend } from "../actions/amend.ts";
import { apply } from "../actions/apply.ts";
import { appoint } from "../actions/appoint.ts";
import { approve } from "../actions/approve.ts";
import { approveScrap } from "../actions/approveScrap.ts";
import { calibrate } from "../actions/calibrate.ts";
import { cancel } from "../actions/cancel.ts";
import { close } from "../actions/close.ts";
import { commission } from "../actions/commission.ts";
import { confirm } from "../actions/confirm.ts";
import { confirmRemedy } from "../actions/confirmRemedy.ts";
import { correct } from "../actions/correct.ts";
import { decline } from "../actions/decline.ts";
import { dispense } from "../actions/dispense.ts";
import { dispose } from "../actions/dispose.ts";
import { enrol } from "../actions/enrol.ts";
import { lift } from "../actions/lift.ts";
import { maintain } from "../actions/maintain.ts";
import { monitor } from "../actions/monitor.ts";
import { move } from "../actions/move.ts";
import { nameAdministrator } from "../actions/nameAdministrator.ts";
import { namePlace } from "../actions/namePlace.ts";
import { note } from "../actions/note.ts";
import { offer } from "../actions/offer.ts";
import { order } from "../actions/order.ts";
import { prescribe } from "../actions/prescribe.ts";
import { quarantine } from "../actions/quarantine.ts";
import { reassign } from "../actions/reassign.ts";
import { recall } from "../actions/recall.ts";
import { redate } from "../actions/redate.ts";
import { refuse } from "../actions/refuse.ts";
import { register } from "../actions/register.ts";
import { reinstate } from "../actions/reinstate.ts";
import { reject } from "../actions/reject.ts";
import { rejectScrap } from "../actions/rejectScrap.ts";
import { release } from "../actions/release.ts";
import { remedy } from "../actions/remedy.ts";
import { renew } from "../actions/renew.ts";
import { repair } from "../actions/repair.ts";
import { replaceAccount } from "../actions/replaceAccount.ts";
import { reportAdverseEvent } from "../actions/reportAdverseEvent.ts";
import { reportFault } from "../actions/reportFault.ts";
import { requestScrap } from "../actions/requestScrap.ts";
import { sendBack } from "../actions/sendBack.ts";
import { setDuties } from "../actions/setDuties.ts";
import { setFloor } from "../actions/setFloor.ts";
import { setMemberStatus } from "../actions/setMemberStatus.ts";
import { setOrganisationSuspension } from "../actions/setOrganisationSuspension.ts";
import { setPause } from "../actions/setPause.ts";
import { setPolicy } from "../actions/setPolicy.ts";
import { settle } from "../actions/settle.ts";
import { ship } from "../actions/ship.ts";
import { split } from "../actions/split.ts";
import { stocktake } from "../actions/stocktake.ts";
import { store } from "../actions/store.ts";
import { take } from "../actions/take.ts";
import { transferCouncil } from "../actions/transferCouncil.ts";
import { undo } from "../actions/undo.ts";
import { use } from "../actions/use.ts";
import { withdraw } from "../actions/withdraw.ts";

/** Every verb that writes, by name. */
export const writes = {
  // The council
  admit,
  nameAdministrator,
  setOrganisationSuspension,
  setPause,
  allowOnboarding,
  transferCouncil,
  acceptCouncil,
  // Administrators
  addMember,
  setDuties,
  setMemberStatus,
  replaceAccount,
  appoint,
  setPolicy,
  setFloor,
  namePlace,
  // Products
  register,
  amend,
  renew,
  prescribe,
  // Requisitions
  apply,
  approve,
  reject,
  cancel,
  order,
  ship,
  accept,
  refuse,
  settle,
  close,
  // Batches and parcels
  commission,
  redate,
  split,
  dispense,
  undo,
  // Assets
  enrol,
  confirm,
  use,
  store,
  move,
  stocktake,
  note,
  quarantine,
  release,
  monitor,
  maintain,
  calibrate,
  reportFault,
  repair,
  reinstate,
  requestScrap,
  approveScrap,
  rejectScrap,
  dispose,
  reportAdverseEvent,
  reassign,
  // From one organisation to another
  offer,
  sendBack,
  withdraw,
  decline,
  take,
  // Recalls
  recall,
  acknowledge,
  remedy,
  confirmRemedy,
  lift,
  // Any history
  correct,
} as const;
