/** What other nouns may use of device groups. */
export { addDevicesToGroup } from "./add-devices-to-group";
export { holdGroup } from "./hold-group";
export { putIntoGroup } from "./put-into-group";
export { removeDevicesFromGroup } from "./remove-devices-from-group";
export { syncGroups } from "./sync-groups";
