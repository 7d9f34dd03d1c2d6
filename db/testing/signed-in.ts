import type { SignedIn } from "@/lib/auth/sessions/session";
import { newId } from "@/lib/kernel/id";

/** A session as a request reads it: of this person, complete, just begun, with no account asking for more. */
export const signedInAs = (
  person: { userId: string; email: string; name?: string },
  over: Partial<SignedIn> = {},
): SignedIn => ({
  sessionId: newId(),
  secretHash: "of a secret",
  userId: person.userId,
  email: person.email,
  name: person.name ?? "Test person",
  complete: true,
  waitingFor: null,
  providerRole: null,
  proof: { at: new Date(), with: "password" },
  factors: [],
  policy: {
    requiredFrom: null,
    kinds: ["app", "key"],
    phishingResistant: false,
    idleMinutes: 30,
    absoluteHours: 12,
    passwordMinimum: 15,
    accounts: [],
  },
  accounts: [],
  ...over,
});
