/** What other nouns may use of credentials. */
export { entropyOf } from "./alphabets";
export { issueCredentials } from "./issue";
export { type KeyRing, keyRing } from "./keys";
export { placeholdersOf, usernameOf } from "./pattern";
export { revokeAllOf } from "./revoke-all-of";
export { readRules } from "./rules";
export { openPassword, usernameLookup } from "./seal";
export { overlap, readOverlap, readValidity, validity } from "./validity";
