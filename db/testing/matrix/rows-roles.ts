import { device, member, role } from "@/db/testing/matrix/makers";
import { type Row, row } from "@/db/testing/matrix/row";
import { newId } from "@/lib/kernel/id";
import { explainCell } from "@/lib/matrix/explain-cell";
import { exportMatrix } from "@/lib/matrix/export-matrix";
import { getMatrix } from "@/lib/matrix/get-matrix";
import { listDeviceReach } from "@/lib/matrix/list-device-reach";
import { changeRole } from "@/lib/roles/change-role";
import { createRole } from "@/lib/roles/create-role";
import { deleteRole } from "@/lib/roles/delete-role";
import { getRole } from "@/lib/roles/get-role";
import { listRoleVersions } from "@/lib/roles/list-role-versions";
import { listRoles } from "@/lib/roles/list-roles";
import { previewRoleChange } from "@/lib/roles/preview-role-change";
import { previewRoleDeletion } from "@/lib/roles/preview-role-deletion";

// whoever holds role.manage may put it into a role
const permissions = ["role.manage" as const];

export const roleRows: Row[] = [
  row(listRoles, () => ({})),
  row(getRole, ({ roleId }) => ({ roleId: roleId.id }), { roleId: role }),
  row(listRoleVersions, ({ roleId }) => ({ roleId: roleId.id }), { roleId: role }),
  row(createRole, ({ from }) => ({ name: `role ${newId()}`, permissions, from: from.id }), { from: role }),
  row(changeRole, ({ roleId }) => ({ roleId: roleId.id, version: 1, name: roleId.label, permissions }), {
    roleId: role,
  }),
  row(previewRoleChange, ({ roleId }) => ({ roleId: roleId.id, permissions }), { roleId: role }),
  row(
    deleteRole,
    ({ roleId, replacementId }) => ({ roleId: roleId.id, version: 1, replacementId: replacementId.id }),
    { roleId: role, replacementId: role },
  ),
  row(
    previewRoleDeletion,
    ({ roleId, replacementId }) => ({ roleId: roleId.id, replacementId: replacementId.id }),
    { roleId: role, replacementId: role },
  ),
  row(getMatrix, () => ({})),
  row(exportMatrix, () => ({})),
  row(explainCell, ({ memberId }) => ({ memberId: memberId.id, permission: "device.view" as const }), {
    memberId: member,
  }),
  row(listDeviceReach, ({ deviceId }) => ({ deviceId: deviceId.id }), { deviceId: device() }, {}, [
    "device.view",
  ]),
];
