/** What other nouns may use of work on many devices. */
export { deviceSelection, selectedDevices } from "@/lib/bulk/selection";
