import { accept } from "../actions/accept.ts";
import { acceptCouncil } from "../actions/acceptCouncil.ts";
import { addMember } from "../actions/addMember.ts";
import { admit } from "../actions/admit.ts";
import { apply } from "../actions/apply.ts";
import { appoint } from "../actions/appoint.ts";
import { approve } from "../actions/approve.ts";
import { approveScrap } from "../actions/approveScrap.ts";
import { cancel } from "../actions/cancel.ts";
import { close } from "../actions/close.ts";
import { dispose } from "../actions/dispose.ts";
import { enrol } from "../actions/enrol.ts";
import { maintain } from "../actions/maintain.ts";
import { move } from "../actions/move.ts";
import { nameAdministrator } from "../actions/nameAdministrator.ts";
import { namePlace } from "../actions/namePlace.ts";
import { order } from "../actions/order.ts";
import { quarantine } from "../actions/quarantine.ts";
import { refuse } from "../actions/refuse.ts";
import { register } from "../actions/register.ts";
import { reinstate } from "../actions/reinstate.ts";
import { reject } from "../actions/reject.ts";
import { rejectScrap } from "../actions/rejectScrap.ts";
import { release } from "../actions/release.ts";
import { renew } from "../actions/renew.ts";
import { repair } from "../actions/repair.ts";
import { replaceAccount } from "../actions/replaceAccount.ts";
import { reportFault } from "../actions/reportFault.ts";
import { requestScrap } from "../actions/requestScrap.ts";
import { setDuties } from "../actions/setDuties.ts";
import { setMemberStatus } from "../actions/setMemberStatus.ts";
import { setOrganisationSuspension } from "../actions/setOrganisationSuspension.ts";
import { setPause } from "../actions/setPause.ts";
import { ship } from "../actions/ship.ts";
import { store } from "../actions/store.ts";
import { transferCouncil } from "../actions/transferCouncil.ts";
import { use } from "../actions/use.ts";
import { withdraw } from "../actions/withdraw.ts";

/** Every verb that writes, by name. */
export const writes = {
  // The council
  admit,
  nameAdministrator,
  setOrganisationSuspension,
  setPause,
  transferCouncil,
  acceptCouncil,
  // Administrators
  addMember,
  setDuties,
  setMemberStatus,
  replaceAccount,
  appoint,
  namePlace,
  // Products
  register,
  renew,
  // Requisitions
  apply,
  approve,
  reject,
  cancel,
  order,
  ship,
  accept,
  refuse,
  close,
  // Items
  enrol,
  use,
  store,
  move,
  withdraw,
  maintain,
  reportFault,
  repair,
  reinstate,
  requestScrap,
  approveScrap,
  rejectScrap,
  dispose,
  quarantine,
  release,
} as const;
