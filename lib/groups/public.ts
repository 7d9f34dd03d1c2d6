/** What other nouns may use of device groups. */
export { addDevicesToGroup } from "./add-devices-to-group";
export { assertByHand } from "./assert-by-hand";
export { assertMayEnter } from "./assert-may-enter";
export { assertMayFill, findBlocked, findUnfillable, refusedToPut } from "./assert-may-put";
export { followRules, recordRuleMoves } from "./follow-rules";
export { holdAccess, holdRules } from "./hold-access";
export { holdGroup } from "./hold-group";
export { putIntoGroup } from "./put-into-group";
export { removeDevicesFromGroup } from "./remove-devices-from-group";
export { syncGroups } from "./sync-groups";
