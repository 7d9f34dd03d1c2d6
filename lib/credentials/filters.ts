export const credentialFilters = ["all", "none", "unused", "ending", "rotating"] as const;
export type CredentialFilter = (typeof credentialFilters)[number];
