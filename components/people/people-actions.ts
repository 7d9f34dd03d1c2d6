import type { ActionOf } from "@/components/shell/operation-types";
import type { cancelFactorReset } from "@/lib/people/cancel-factor-reset";
import type { changeGrant } from "@/lib/people/change-grant";
import type { endMemberSessions } from "@/lib/people/end-member-sessions";
import type { extendGrant } from "@/lib/people/extend-grant";
import type { giveGrant } from "@/lib/people/give-grant";
import type { grantRequest } from "@/lib/people/grant-request";
import type { refuseRequest } from "@/lib/people/refuse-request";
import type { removeMember } from "@/lib/people/remove-member";
import type { renewInvitation } from "@/lib/people/renew-invitation";
import type { requestFactorReset } from "@/lib/people/request-factor-reset";
import type { releaseFactor, requireFactor } from "@/lib/people/require-factor";
import type { revokeGrant } from "@/lib/people/revoke-grant";
import type { revokeInvitation } from "@/lib/people/revoke-invitation";
import type { seeAs } from "@/lib/seeing/see-as";

export interface InvitationActions {
  renew: ActionOf<typeof renewInvitation>;
  takeBack: ActionOf<typeof revokeInvitation>;
}

export interface MemberActions {
  give: ActionOf<typeof giveGrant>;
  change: ActionOf<typeof changeGrant>;
  extend: ActionOf<typeof extendGrant>;
  revoke: ActionOf<typeof revokeGrant>;
  remove: ActionOf<typeof removeMember>;
  endSessions: ActionOf<typeof endMemberSessions>;
  requestReset: ActionOf<typeof requestFactorReset>;
  cancelReset: ActionOf<typeof cancelFactorReset>;
  seeAs: ActionOf<typeof seeAs>;
  requireFactor: ActionOf<typeof requireFactor>;
  releaseFactor: ActionOf<typeof releaseFactor>;
}

export interface RequestActions {
  grant: ActionOf<typeof grantRequest>;
  refuse: ActionOf<typeof refuseRequest>;
}
