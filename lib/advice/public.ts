/** What the worker keeps for the advisor of least privilege. */

/** What an access review shows beside a grant: what was used of it, and what the advisor would take away. */
export { type Facts, type GrantFact, windowDays } from "@/lib/advice/facts";
export { findAdvice } from "@/lib/advice/find-advice";
export { givenBy, hadItsChance, isUsed } from "@/lib/advice/held";
export { keepFigures } from "@/lib/advice/keep-figures";
export { readFacts } from "@/lib/advice/read-facts";
export { findingTeller } from "@/lib/advice/tell-finding";
