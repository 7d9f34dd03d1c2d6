import type { Containment } from "@/lib/containment/containment";

const named = (names: string[]) => [...new Set(names)].join(", ");

/** What is wrong and what helps, where something is. */
export function whatToDo({ status, sessions, events }: Containment): string[] | null {
  if (status === "still_sending") {
    const sending = sessions.filter(({ stillSendingAt }) => stillSendingAt !== null);
    const at = named((sending.length > 0 ? sending : sessions).map(({ nas }) => nas));
    return [
      at === ""
        ? "The network has heard the device again, although it is refused."
        : `${at} said that it ended the session, and goes on to count what the device sends.`,
      "Have the session ended on the NAS itself, by the Acct-Session-Id below. Until then take the device for connected.",
      "New sign-ons are refused meanwhile, so once the session is over the device stays out.",
    ];
  }
  if (status !== "gave_up") return null;
  const failed = sessions.filter(
    ({ status: each, endedAt, nextAttemptAt }) =>
      endedAt === null && nextAttemptAt === null && ["gave_up", "refused", "unknown_nas"].includes(each),
  );
  const said = failed.map(({ id, nas }) => {
    const words = events.findLast(({ kind, sessionId }) => kind === "gave_up" && sessionId === id)?.words;
    return `${nas}: ${words ?? "the session could not be ended."}`;
  });
  return [
    ...new Set(said),
    ...(failed.some(({ status: each, errorCause }) => each === "gave_up" && errorCause === null)
      ? [
          "Where a NAS does not answer, its address, port or secret at the provider may be wrong, or a firewall drops UDP between Cordon and it.",
        ]
      : []),
    "New sign-ons are refused meanwhile, and the session goes on until it ends on the NAS: end it there, or put right what is wrong and try again.",
  ];
}
