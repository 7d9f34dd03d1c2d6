/** What the worker keeps for the advisor of least privilege, and what others may ask it. */
export { windowDays } from "@/lib/advice/facts";
export { keepFigures } from "@/lib/advice/keep-figures";
export { readUnused, type Unused } from "@/lib/advice/unused-cells";
