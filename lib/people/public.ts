/** What other nouns may ask about people: what a member holds at this moment, and that nobody changes it meanwhile. */
export { assertStillHolds } from "@/lib/people/assert-still-holds";
export { findHoldings, type Holding, lastingScopes } from "@/lib/people/find-holdings";
export { findOwnHoldings } from "@/lib/people/find-own-holdings";
export { findRole } from "@/lib/people/find-role";
export { lockAccess } from "@/lib/people/lock-access";
export { takeBackInvitations } from "@/lib/people/take-back-invitations";
