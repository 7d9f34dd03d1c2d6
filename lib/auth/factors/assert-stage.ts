import "server-only";
import { assertFresh } from "@/lib/auth/sessions/assert-fresh";
import type { SignedIn } from "@/lib/auth/sessions/session";
import { CordonError } from "@/lib/kernel/errors";

/** One's factors are seen and changed in a whole session only, just after showing who one is. */
export function assertManaging(me: SignedIn): void {
  if (me.waitingFor === "enrolment")
    throw new CordonError(
      "enrolment_required",
      "An account of yours requires a second factor. Set one up to go on.",
    );
  assertEnrolling(me);
}

/** Setting one up is also open to a session that may do nothing else yet; never to one that still has a factor to show. */
export function assertEnrolling(me: SignedIn): void {
  if (me.waitingFor === "second_factor" || (!me.complete && me.waitingFor === null))
    throw new CordonError("incomplete_sign_in", "Finish signing in with your second factor.");
  assertFresh(me);
}
