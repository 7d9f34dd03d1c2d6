import type { Requirement } from "@/lib/auth/own/own-requirements";
import { Banner } from "../ui/banner";
import { sayDay } from "./say-day";

/** What the accounts somebody belongs to ask, said by name, and whether it is met. */
export function Requirements({ requirements, met }: { requirements: Requirement[]; met: boolean }) {
  if (requirements.length === 0)
    return met ? null : (
      <Banner tone="quiet" title="No account requires a second factor of you">
        Add one all the same: a password alone can be guessed, found, or talked out of you.
      </Banner>
    );
  return (
    <Banner
      tone={met ? "ok" : "warn"}
      title={met ? "You meet what your accounts require" : "Your accounts require a second factor of you"}
    >
      <ul>
        {requirements.map((each) => (
          <li key={each.account}>{sayRequirement(each)}</li>
        ))}
      </ul>
    </Banner>
  );
}

export function sayRequirement({ account, of, from }: Requirement): string {
  const when = from ? ` from ${sayDay(from)}` : "";
  if (of === "provider") return `The provider console requires a second factor for every operator${when}.`;
  if (of === "you") return `${account} requires a second factor of you${when}.`;
  if (of === "elevated")
    return `${account} requires a second factor${when} for people with elevated permissions, as you have.`;
  return `${account} requires a second factor for everyone${when}.`;
}
