/** What other nouns may use of credentials. */
export { entropyOf } from "./alphabets";
export { type Binding, bindings, boundTo } from "./bindings";
export { issueCredentials } from "./issue";
export { type KeyRing, keyRing } from "./keys";
export { digestOneWay, readOneWay } from "./one-way";
export { placeholdersOf, usernameOf } from "./pattern";
export { revokeAllOf } from "./revoke-all-of";
export { readRules } from "./rules";
export { type Owner, openPassword, usernameLookup } from "./seal";
export { overlap, readOverlap, readValidity, validity } from "./validity";
