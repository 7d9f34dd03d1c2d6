/** What signing in may ask about people: what a member holds at this moment, and that nobody changes it meanwhile. */
export { findHoldings } from "@/lib/people/find-holdings";
export { lockAccess } from "@/lib/people/lock-access";
