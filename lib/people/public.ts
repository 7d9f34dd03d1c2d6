/**
 * What other nouns may ask about people: what a member holds at this moment, that nobody changes it meanwhile, and the one
 * way in which a grant is changed or ended.
 */
export { alterGrant } from "@/lib/people/alter-grant";
export { assertStillHolds } from "@/lib/people/assert-still-holds";
export { changeGrant } from "@/lib/people/change-grant";
export { endSessionsWithoutGrant } from "@/lib/people/end-sessions-without-grant";
export { extendGrant } from "@/lib/people/extend-grant";
export { findGroups } from "@/lib/people/find-groups";
export { findHoldings, type Holding, lastingScopes } from "@/lib/people/find-holdings";
export { findManagers } from "@/lib/people/find-managers";
export { findOwnHoldings } from "@/lib/people/find-own-holdings";
export { findRole } from "@/lib/people/find-role";
export { giveGrant } from "@/lib/people/give-grant";
export { inviteMember } from "@/lib/people/invite-member";
export { lockAccess } from "@/lib/people/lock-access";
export { type LockedGrant, lockGrant, sayGrant } from "@/lib/people/lock-grant";
export { lockMember } from "@/lib/people/lock-member";
export { nameGroups } from "@/lib/people/name-groups";
export { narrows } from "@/lib/people/narrows";
export { reasonInput } from "@/lib/people/person-input";
export { revokeGrant } from "@/lib/people/revoke-grant";
export type { ScopeInput } from "@/lib/people/scope-input";
export { takeBackInvitations } from "@/lib/people/take-back-invitations";
export { voidMetRequests } from "@/lib/people/void-requests";
export { withdrawGrant } from "@/lib/people/withdraw-grant";
