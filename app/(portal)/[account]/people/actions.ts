"use server";

import { action } from "@/lib/operation/action";
import { cancelFactorReset } from "@/lib/people/cancel-factor-reset";
import { changeGrant } from "@/lib/people/change-grant";
import { endMemberSessions } from "@/lib/people/end-member-sessions";
import { giveGrant } from "@/lib/people/give-grant";
import { inviteMember } from "@/lib/people/invite-member";
import { removeMember } from "@/lib/people/remove-member";
import { renewInvitation } from "@/lib/people/renew-invitation";
import { requestFactorReset } from "@/lib/people/request-factor-reset";
import { revokeGrant } from "@/lib/people/revoke-grant";
import { revokeInvitation } from "@/lib/people/revoke-invitation";

export const invite = action(inviteMember);
export const renew = action(renewInvitation);
export const takeBack = action(revokeInvitation);
export const give = action(giveGrant);
export const change = action(changeGrant);
export const revoke = action(revokeGrant);
export const remove = action(removeMember);
export const endSessions = action(endMemberSessions);
export const requestReset = action(requestFactorReset);
export const cancelReset = action(cancelFactorReset);
