const label = /^[a-z0-9](-?[a-z0-9])*$/;

/**
 * What is wrong with a realm (RFC 7542, 2.2), or null. It is the account's slug or ends in ".slug": slugs are unique and
 * hold no dot, so no two accounts can have the same realm, and nobody learns by trying which one another has.
 */
export function wrongRealm(realm: string, slug: string): string | null {
  if (realm.length > 100) return "At most 100 characters.";
  if (!realm.split(".").every((part) => part.length <= 63 && label.test(part)))
    return "Small letters, digits and hyphens, in parts with dots between them.";
  if (realm !== slug && !realm.endsWith(`.${slug}`))
    return `Must be ${slug} or end in .${slug}, so that no other account can have it.`;
  return null;
}
