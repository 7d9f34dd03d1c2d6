/** What other nouns may use of containment. */
export { markWork } from "./mark-work";
export { settleContainment } from "./settle-containment";
export { startContainments } from "./start-containment";
