import { grant, invitation, member, memberWithFactor, role } from "@/db/testing/matrix/makers";
import { type Row, row } from "@/db/testing/matrix/row";
import { newId } from "@/lib/kernel/id";
import { cancelFactorReset } from "@/lib/people/cancel-factor-reset";
import { changeGrant } from "@/lib/people/change-grant";
import { endMemberSessions } from "@/lib/people/end-member-sessions";
import { getMember } from "@/lib/people/get-member";
import { giveGrant } from "@/lib/people/give-grant";
import { inviteMember } from "@/lib/people/invite-member";
import { listGrantableGroups } from "@/lib/people/list-grantable-groups";
import { listMemberSessions } from "@/lib/people/list-member-sessions";
import { listMembers } from "@/lib/people/list-members";
import { previewAccess } from "@/lib/people/preview-access";
import { removeMember } from "@/lib/people/remove-member";
import { renewInvitation } from "@/lib/people/renew-invitation";
import { requestFactorReset } from "@/lib/people/request-factor-reset";
import { revokeGrant } from "@/lib/people/revoke-grant";
import { revokeInvitation } from "@/lib/people/revoke-invitation";

const scope = { kind: "account" } as const;

export const peopleRows: Row[] = [
  row(listMembers, () => ({})),
  row(listGrantableGroups, () => ({})),
  row(getMember, ({ memberId }) => ({ memberId: memberId.id }), { memberId: member }),
  row(previewAccess, ({ roleId }) => ({ roleId: roleId.id, scope }), { roleId: role }),
  row(listMemberSessions, ({ memberId }) => ({ memberId: memberId.id }), { memberId: member }),
  row(endMemberSessions, ({ memberId }) => ({ memberId: memberId.id }), { memberId: member }),
  row(requestFactorReset, ({ memberId }) => ({ memberId: memberId.id, reason: "Lost" }), {
    memberId: memberWithFactor("nothing waiting"),
  }),
  row(cancelFactorReset, ({ memberId }) => ({ memberId: memberId.id }), {
    memberId: memberWithFactor("reset waiting"),
  }),
  row(removeMember, ({ memberId }) => ({ memberId: memberId.id }), { memberId: member }),
  row(inviteMember, ({ roleId }) => ({ email: `${newId()}@example.test`, roleId: roleId.id, scope }), {
    roleId: role,
  }),
  row(renewInvitation, (made) => ({ invitationId: made.invitation.id }), { invitation }),
  row(revokeInvitation, (made) => ({ invitationId: made.invitation.id }), { invitation }),
  row(giveGrant, ({ memberId, roleId }) => ({ memberId: memberId.id, roleId: roleId.id, scope }), {
    memberId: member,
    roleId: role,
  }),
  row(changeGrant, ({ grantId, roleId }) => ({ grantId: grantId.id, version: 1, roleId: roleId.id, scope }), {
    grantId: grant,
    roleId: role,
  }),
  row(revokeGrant, ({ grantId }) => ({ grantId: grantId.id }), { grantId: grant }),
];
