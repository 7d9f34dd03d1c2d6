/** What other nouns may use of roles. */
export { changeRole } from "@/lib/roles/change-role";
