import {
  companyMember,
  endingGrant,
  extensionRequest,
  grant,
  invitation,
  type Made,
  member,
  memberUnderFactor,
  memberWithFactor,
  namedRole,
  offboarding,
  role,
} from "@/db/testing/matrix/makers";
import { type Row, row } from "@/db/testing/matrix/row";
import { newId } from "@/lib/kernel/id";
import { cancelFactorReset } from "@/lib/people/cancel-factor-reset";
import { changeGrant } from "@/lib/people/change-grant";
import { endMemberSessions } from "@/lib/people/end-member-sessions";
import { extendGrant } from "@/lib/people/extend-grant";
import { getMember } from "@/lib/people/get-member";
import { getOffboarding } from "@/lib/people/get-offboarding";
import { getOwnAccess } from "@/lib/people/get-own-access";
import { getRequest } from "@/lib/people/get-request";
import { giveGrant } from "@/lib/people/give-grant";
import { grantRequest } from "@/lib/people/grant-request";
import { getPeopleTemplate } from "@/lib/people/import/get-people-template";
import { importPeople } from "@/lib/people/import/import-people";
import { previewPeopleImport } from "@/lib/people/import/preview-people-import";
import { inviteMember } from "@/lib/people/invite-member";
import { listCompanies } from "@/lib/people/list-companies";
import { listGrantableGroups } from "@/lib/people/list-grantable-groups";
import { listMemberSessions } from "@/lib/people/list-member-sessions";
import { listMembers } from "@/lib/people/list-members";
import { listRequests } from "@/lib/people/list-requests";
import { lookUpInvitee } from "@/lib/people/look-up-invitee";
import { prepareInvitation } from "@/lib/people/prepare-invitation";
import { previewCompany } from "@/lib/people/preview-company";
import { refuseRequest } from "@/lib/people/refuse-request";
import { removeCompany } from "@/lib/people/remove-company";
import { removeMember } from "@/lib/people/remove-member";
import { renewInvitation } from "@/lib/people/renew-invitation";
import { requestAccess } from "@/lib/people/request-access";
import { requestFactorReset } from "@/lib/people/request-factor-reset";
import { releaseFactor, requireFactor } from "@/lib/people/require-factor";
import { revokeGrant } from "@/lib/people/revoke-grant";
import { revokeInvitation } from "@/lib/people/revoke-invitation";
import { withdrawRequest } from "@/lib/people/withdraw-request";
import { seeAs } from "@/lib/seeing/see-as";
import { stopSeeing } from "@/lib/seeing/stop-seeing";

const scope = { kind: "account" } as const;
const peopleFile = ({ roleName }: Made) =>
  `email,role,groups\n${newId()}@example.test,${roleName},whole account\n`;
const later = new Date(Date.now() + 90 * 86_400_000).toISOString();

export const peopleRows: Row[] = [
  row(listMembers, () => ({})),
  row(listGrantableGroups, () => ({})),
  row(getMember, ({ memberId }) => ({ memberId: memberId.id }), { memberId: member }),
  row(listMemberSessions, ({ memberId }) => ({ memberId: memberId.id }), { memberId: member }),
  row(endMemberSessions, ({ memberId }) => ({ memberId: memberId.id }), { memberId: member }),
  row(requestFactorReset, ({ memberId }) => ({ memberId: memberId.id, reason: "Lost" }), {
    memberId: memberWithFactor("nothing waiting"),
  }),
  row(cancelFactorReset, ({ memberId }) => ({ memberId: memberId.id }), {
    memberId: memberWithFactor("reset waiting"),
  }),
  // in this order, so that nobody looks as somebody yet
  { ...row(stopSeeing, () => ({})), always: "conflict" },
  row(seeAs, ({ memberId }) => ({ memberId: memberId.id }), { memberId: member }, {}, ["member.view"]),
  row(removeMember, ({ memberId }) => ({ memberId: memberId.id }), { memberId: member }),
  row(inviteMember, ({ roleId }) => ({ email: `${newId()}@example.test`, roleId: roleId.id, scope }), {
    roleId: role,
  }),
  row(lookUpInvitee, () => ({ email: `${newId()}@example.test` })),
  row(prepareInvitation, () => ({})),
  row(getPeopleTemplate, () => ({})),
  row(
    previewPeopleImport,
    ({ named }) => ({ content: peopleFile(named) }),
    { named: namedRole },
    { named: "reported" },
  ),
  row(
    importPeople,
    ({ named }) => ({ content: peopleFile(named), importId: newId(), prints: [String(named.print)] }),
    { named: namedRole },
    { named: "conflict" },
  ),
  row(requireFactor, ({ memberId }) => ({ memberId: memberId.id }), { memberId: member }),
  row(releaseFactor, ({ memberId }) => ({ memberId: memberId.id }), { memberId: memberUnderFactor }),
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
  row(extendGrant, ({ grantId }) => ({ grantId: grantId.id, version: 1, endsAt: later }), {
    grantId: endingGrant,
  }),
  row(getOwnAccess, () => ({})),
  {
    ...row(requestAccess, () => ({
      kind: "permission" as const,
      permission: "stock.order" as const,
      scope,
      reason: "Needed",
    })),
    holdsAll: "conflict",
  },
  { ...row(withdrawRequest, () => ({ requestId: newId() })), nobodys: "not_found" },
  row(listRequests, () => ({})),
  row(getRequest, (made) => ({ requestId: made.request.id }), { request: extensionRequest }),
  row(grantRequest, (made) => ({ requestId: made.request.id, endsAt: later }), {
    request: extensionRequest,
  }),
  row(refuseRequest, (made) => ({ requestId: made.request.id, answer: "Not now" }), {
    request: extensionRequest,
  }),
  row(listCompanies, () => ({})),
  row(previewCompany, ({ person }) => ({ company: String(person.company) }), { person: companyMember }),
  row(
    removeCompany,
    ({ person }) => ({
      company: String(person.company),
      typed: String(person.company),
      memberIds: [person.id],
      invitationIds: [],
      reason: "The contract is over",
    }),
    { person: companyMember },
  ),
  row(getOffboarding, (made) => ({ offboardingId: made.offboarding.id }), { offboarding }),
];
