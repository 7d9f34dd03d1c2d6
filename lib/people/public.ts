/** What other nouns may ask about people: what a member holds at this moment, and that nobody changes it meanwhile. */
export { assertStillHolds } from "@/lib/people/assert-still-holds";
export { changeGrant } from "@/lib/people/change-grant";
export { extendGrant } from "@/lib/people/extend-grant";
export { findHoldings, type Holding, lastingScopes } from "@/lib/people/find-holdings";
export { findOwnHoldings } from "@/lib/people/find-own-holdings";
export { findRole } from "@/lib/people/find-role";
export { giveGrant } from "@/lib/people/give-grant";
export { inviteMember } from "@/lib/people/invite-member";
export { lockAccess } from "@/lib/people/lock-access";
export { revokeGrant } from "@/lib/people/revoke-grant";
export type { ScopeInput } from "@/lib/people/scope-input";
export { takeBackInvitations } from "@/lib/people/take-back-invitations";
