/** What the worker keeps for the advisor of least privilege, and what others may ask it about what was used of a grant. */
export { type Facts, type GrantFact, windowDays } from "@/lib/advice/facts";
export { findAdvice } from "@/lib/advice/find-advice";
export { givenBy, hadItsChance, isUsed } from "@/lib/advice/held";
export { keepFigures } from "@/lib/advice/keep-figures";
export { readFacts } from "@/lib/advice/read-facts";
export { findingTeller } from "@/lib/advice/tell-finding";
export { readUnused, type Unused } from "@/lib/advice/unused-cells";
