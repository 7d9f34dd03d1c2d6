import type { Containment } from "@/lib/containment/containment";

export interface Advice {
  title: string;
  lines: string[];
}

const named = (names: string[]) => [...new Set(names)].join(", ");

/** What is wrong and what helps, where something is. */
export function whatToDo({ status, sessions }: Containment): Advice | null {
  if (status === "still_sending") {
    const sending = sessions.filter(({ stillSendingAt, endedAt }) => stillSendingAt && !endedAt);
    const at = named((sending.length > 0 ? sending : sessions).map(({ nas }) => nas));
    return {
      title: "Acknowledged but still sending",
      lines: [
        at === ""
          ? "The network has heard the device again, although it is refused."
          : `${at} said that it ended the session, and goes on to count what the device sends.`,
        "Have the session ended on the NAS itself, by the Acct-Session-Id below. Until then take the device for connected.",
        "New sign-ons are refused meanwhile, so once the session is over the device stays out.",
      ],
    };
  }
  if (status !== "gave_up") return null;
  return {
    title: "Gave up: the session goes on",
    lines: [
      ...new Set(
        sessions.flatMap(({ status: each, nas, errorCause, attempts }) => {
          if (each === "unknown_nas")
            return [
              `Cordon does not know where ${nas} takes requests to end sessions. The provider enters its address and secret; then try again.`,
            ];
          if (each !== "gave_up") return [];
          if (errorCause) return [`${nas}: ${errorCause.words} ${errorCause.advice}`];
          return [
            `${nas} did not answer ${attempts} ${attempts === 1 ? "request" : "requests"}. Its address, port and secret at the provider may be wrong, or a firewall drops UDP between Cordon and it.`,
          ];
        }),
      ),
      "New sign-ons are refused meanwhile. The session itself ends only on the NAS, or when Cordon is heard.",
    ],
  };
}
