import { device, group, member, role } from "@/db/testing/matrix/makers";
import { type Row, row } from "@/db/testing/matrix/row";
import { previewGrant } from "@/lib/preview/preview-grant";
import { previewInvitation } from "@/lib/preview/preview-invitation";
import { previewMove } from "@/lib/preview/preview-move";
import { previewRole } from "@/lib/preview/preview-role";

const scope = { kind: "account" as const };

export const previewRows: Row[] = [
  row(
    previewGrant,
    (made) => ({ kind: "give" as const, memberId: made.memberId.id, roleId: made.roleId.id, scope }),
    { memberId: member, roleId: role },
    {},
    ["member.view"],
  ),
  row(previewInvitation, ({ roleId }) => ({ roleId: roleId.id, scope }), { roleId: role }),
  row(
    previewRole,
    ({ roleId, memberId }) => ({
      roleId: roleId.id,
      memberId: memberId.id,
      version: 1,
      name: roleId.label,
      permissions: ["role.manage" as const],
    }),
    { roleId: role, memberId: member },
    {},
    ["member.view"],
  ),
  row(
    previewMove,
    (made) => ({
      groupId: made.groupId.id,
      way: "in" as const,
      selection: { deviceIds: [made.deviceIds.id] },
    }),
    { groupId: group, deviceIds: device() },
    { deviceIds: "reported" },
  ),
];
