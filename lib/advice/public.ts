/** What the worker keeps for the advisor of least privilege. */
export { keepFigures } from "@/lib/advice/keep-figures";
