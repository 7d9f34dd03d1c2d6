import type { Memory } from "@/lib/authentication/keep-watch";
import type { Credential, Reason } from "@/lib/authentication/sign-on";

/** How often a NAS is asked to tell what a session used. */
const INTERIM_SECONDS = 300;

/** A session that is meant to outlast its credential by nothing, and a NAS that keeps 32 bits of seconds. */
const LONGEST = 2 ** 31 - 1;

/** do_xlat would have FreeRADIUS expand what stands in a value: never. */
const value = (...values: (string | number)[]) => ({ value: values, op: ":=", do_xlat: false });

/** The answer in rlm_rest's words: what is for the device under reply, the rest stays on the gateway. */
export function sayAccept({ id, validUntil }: Credential, memory: Memory | null, now: Date) {
  const left = validUntil && Math.ceil((validUntil.getTime() - now.getTime()) / 1_000);
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
    "reply:Acct-Interim-Interval": value(INTERIM_SECONDS),
    ...(left === null ? {} : { "reply:Session-Timeout": value(Math.min(Math.max(left, 1), LONGEST)) }),
  };
}

/** The reason is for the gateway's log. */
export const sayReject = (reason: Reason) => ({
  "control:Portal-Verdict": value("reject"),
  "control:Portal-Reason": value(reason),
});
