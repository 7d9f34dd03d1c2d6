import type { Memory } from "@/lib/authentication/keep-watch";
import type { Credential, Reason } from "@/lib/authentication/sign-on";

/** How often a NAS is asked to tell what a session used, where no plan says otherwise. */
const INTERIM_SECONDS = 300;

/** A session that is meant to outlast its credential by nothing, and a NAS that keeps 32 bits of seconds. */
const LONGEST = 2 ** 31 - 1;

/** do_xlat would have FreeRADIUS expand what stands in a value: never. */
const value = (...values: (string | number)[]) => ({ value: values, op: ":=", do_xlat: false });

/** Each value is an attribute of its own. */
const every = (values: readonly string[]) => ({ value: values, op: "+=", do_xlat: false });

/** The answer in rlm_rest's words: what is for the device under reply, the rest stays on the gateway. */
export function sayAccept(credential: Credential, memory: Memory | null, now: Date) {
  const { id, framedAddress, framedPool, filterIds, idleTimeout, interimInterval } = credential;
  const session = longestSession(credential, now);
  return {
    "control:Portal-Verdict": value("accept"),
    ...(memory
      ? {
          "control:Portal-Credential": value(id),
          "control:Portal-Keeper": value(memory.keeper),
          "control:Portal-Judged": value(memory.moment),
          "control:Portal-Remember": value(memory.seconds),
        }
      : {}),
    ...(framedAddress && { "reply:Framed-IP-Address": value(framedAddress) }),
    ...(framedPool && !framedAddress && { "reply:Framed-Pool": value(framedPool) }),
    ...(filterIds?.length && { "reply:Filter-Id": every(filterIds) }),
    "reply:Acct-Interim-Interval": value(interimInterval ?? INTERIM_SECONDS),
    ...(idleTimeout && { "reply:Idle-Timeout": value(idleTimeout) }),
    ...(session && { "reply:Session-Timeout": value(session) }),
  };
}

/** What the plan lets a session last, and no longer than the credential is good for. */
function longestSession({ validUntil, sessionTimeout }: Credential, now: Date): number | null {
  const left = validUntil && Math.max(Math.ceil((validUntil.getTime() - now.getTime()) / 1_000), 1);
  if (left === null && sessionTimeout === null) return null;
  return Math.min(left ?? LONGEST, sessionTimeout ?? LONGEST);
}

/** The reason is for the gateway's log. */
export const sayReject = (reason: Reason) => ({
  "control:Portal-Verdict": value("reject"),
  "control:Portal-Reason": value(reason),
});
