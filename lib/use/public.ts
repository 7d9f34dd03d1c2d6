/** The processes of the portal keep the count of what permissions are used for; see docs/decisions/0014-counting-uses.md. */
export { keepCounting } from "@/lib/use/keep-counting";
export { writeBeforeExit } from "@/lib/use/write-before-exit";
