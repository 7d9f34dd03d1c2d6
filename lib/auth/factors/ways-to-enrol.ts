import "server-only";
import type { WaysToEnrol } from "@/lib/auth/factors/answers";
import type { SignedIn } from "@/lib/auth/sessions/session";
import { phoneAvailable } from "@/lib/phone/public";

/** What this person may set up: the kinds that all their accounts allow. */
export const waysToEnrol = (me: SignedIn): WaysToEnrol => ({
  allowed: [...me.policy.kinds],
  phoneAvailable: me.policy.kinds.includes("phone") && phoneAvailable(),
});
