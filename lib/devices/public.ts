/** What other nouns may use of devices. */
export { activateDevice } from "./activate-device";
export { deviceFilters } from "./device-filters";
export { type IdentifierName, identifierNames, writePlainly } from "./identifiers";
export { rangesOf } from "./match";
export { narrow } from "./narrow";
export { resumeDevice } from "./resume-device";
export { suspendDevice } from "./suspend-device";
