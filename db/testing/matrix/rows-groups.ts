import { device, group, ownGroup } from "@/db/testing/matrix/makers";
import { heldInGroups, type Row, row } from "@/db/testing/matrix/row";
import { addDevicesToGroup } from "@/lib/groups/add-devices-to-group";
import { addPastedDevices } from "@/lib/groups/add-pasted-devices";
import { changeGroup } from "@/lib/groups/change-group";
import { countOnline } from "@/lib/groups/count-online";
import { createGroup } from "@/lib/groups/create-group";
import { deleteGroup } from "@/lib/groups/delete-group";
import { findPastedDevices } from "@/lib/groups/find-pasted-devices";
import { getGroup } from "@/lib/groups/get-group";
import { listAssignableGroups } from "@/lib/groups/list-assignable-groups";
import { listGroups } from "@/lib/groups/list-groups";
import { previewGroupDeletion } from "@/lib/groups/preview-group-deletion";
import { previewRule } from "@/lib/groups/preview-rule";
import { removeDevicesFromGroup } from "@/lib/groups/remove-devices-from-group";
import { newId } from "@/lib/kernel/id";

const both = { groupId: group, device: device() };

export const groupRows: Row[] = [
  row(listGroups, () => ({})),
  row(listAssignableGroups, () => ({})),
  row(getGroup, ({ groupId }) => ({ groupId: groupId.id }), { groupId: group }),
  row(countOnline, ({ groupId }) => ({ groupId: [groupId.id] }), { groupId: group }, { groupId: "reported" }),
  row(createGroup, () => ({ name: newId() })),
  row(changeGroup, ({ groupId }) => ({ groupId: groupId.id, name: newId(), description: "" }), {
    groupId: ownGroup,
  }),
  row(deleteGroup, ({ groupId }) => ({ groupId: groupId.id, confirmation: groupId.label }), {
    groupId: ownGroup,
  }),
  row(previewRule, ({ groupId }) => ({ groupId: groupId.id, rule: { kinds: ["cellular" as const] } }), {
    groupId: ownGroup,
  }),
  row(previewGroupDeletion, ({ groupId }) => ({ groupId: groupId.id }), { groupId: ownGroup }),
  row(
    addDevicesToGroup,
    (made) => ({ groupId: made.groupId.id, deviceIds: [made.device.id] }),
    both,
    {},
    heldInGroups,
  ),
  row(removeDevicesFromGroup, (made) => ({ groupId: made.groupId.id, deviceIds: [made.device.id] }), both),
  row(
    addPastedDevices,
    (made) => ({ groupId: made.groupId.id, pasted: String(made.device.iccid) }),
    both,
    {
      device: "invalid",
    },
    heldInGroups,
  ),
  row(findPastedDevices, (made) => ({ groupId: made.groupId.id, pasted: String(made.device.iccid) }), both, {
    device: "reported",
  }),
];
