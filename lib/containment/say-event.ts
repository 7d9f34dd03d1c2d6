import type { EventDetail, EventKind, RawAttributes } from "@/lib/containment/containment";
import { errorCauseOf } from "@/lib/containment/error-causes";

/** An event of a containment in one sentence. */
export function sayEvent(kind: EventKind, attributes: RawAttributes, detail: EventDetail): string {
  switch (kind) {
    case "contained":
      return `${detail.by ?? "Somebody"} ${causeWords[String(detail.cause)] ?? "contained"} the device. From here on it is refused.`;
    case "asked":
      return `Asked the NAS to end the session${(detail.attempt ?? 1) > 1 ? `, for the ${ordinal(detail.attempt ?? 1)} time` : ""}.`;
    case "acknowledged":
      return typeof detail.errorCause === "number"
        ? errorCauseOf(detail.errorCause).words
        : "The NAS says that it has ended the session.";
    case "refused": {
      const cause = errorCauseOf(detail.errorCause ?? null);
      return cause.words + again(detail);
    }
    case "no_answer":
      return `${detail.why ?? "The NAS did not answer."}${again(detail)}`;
    case "session_ended":
      return `The session ended: ${attributes["Acct-Terminate-Cause"] ?? "the NAS gives no cause"}.`;
    case "fell_silent":
      return "Nothing was heard of the session for twice its interim interval: it is over.";
    case "still_sending":
      return "The session goes on, although the NAS said that it has ended it.";
    case "new_session":
      return detail.begunBefore
        ? "Another session of the device was heard of. It is asked to end as well."
        : "The device began a new session. It is asked to end as well.";
    case "sign_on_refused":
      return detail.times === 1
        ? "The device tried to sign on, and was refused."
        : `The device tried to sign on ${detail.times ?? "several"} times, and was refused.`;
    case "stayed_away":
      return "Nothing was heard of the device since: it is off the network.";
    case "gave_up":
      return detail.why ?? "The NAS was asked as often as it is asked, and the session is not over.";
    case "released":
      return `${detail.by ?? "Somebody"} released the device.`;
  }
}

const causeWords: Record<string, string> = {
  isolated: "isolated",
  suspended: "suspended",
  terminated: "terminated",
};

const again = ({ next }: EventDetail) => (next ? " It is asked again." : "");

const ordinal = (n: number) => (n === 2 ? "second" : n === 3 ? "third" : `${n}th`);
