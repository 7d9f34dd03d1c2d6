/** What other nouns may use of devices. */
export { activateDevice } from "./activate-device";
export { assertInSight } from "./assert-in-sight";
export { deviceFilters } from "./device-filters";
export {
  type IdentifierName,
  type Identifiers,
  identifierNames,
  identifierWords,
  readIdentifiers,
  writePlainly,
} from "./identifiers";
export { isolate, whyNotIsolated } from "./isolate-device";
export { type DeviceKind, deviceKinds, kindWords } from "./kind";
export { deviceLabel, deviceNote } from "./label";
export { lockDevice } from "./lock-device";
export { rangesOf } from "./match";
export { narrow } from "./narrow";
export { releaseDevice } from "./release-device";
export { resumeDevice } from "./resume-device";
export { suspendDevice } from "./suspend-device";
