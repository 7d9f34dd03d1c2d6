import Link from "next/link";
import type { ReactNode } from "react";
import { Status } from "./status";

export type Outcome = {
  key: string;
  name: ReactNode;
  href?: string;
  state: "done" | "refused" | "waiting";
  /** Why refused, or since when waiting. */
  detail?: ReactNode;
};

const say = {
  done: { tone: "ok", word: "Done" },
  refused: { tone: "bad", word: "Refused" },
  waiting: { tone: "wait", word: "Waiting" },
} as const;

/** What became of each. Refused ones come first: they are what someone has to act on. */
export function OutcomeList({
  outcomes,
  words,
  link,
}: {
  outcomes: Outcome[];
  /** Better words than done, refused, waiting: "Terminated". */
  words?: Partial<Record<Outcome["state"], string>>;
  /** The way to the entry that records it. */
  link?: ReactNode;
}) {
  const count = (state: Outcome["state"]) => outcomes.filter((outcome) => outcome.state === state).length;
  const order = ["refused", "waiting", "done"] as const;
  return (
    <div className="overflow-hidden rounded-lg border border-line bg-surface text-sm">
      <div
        role="status"
        className="flex flex-wrap items-center gap-x-4 gap-y-1 border-line border-b bg-canvas px-3 py-2 tabular-nums"
      >
        {order.toReversed().map((state) =>
          count(state) > 0 ? (
            <Status key={state} tone={say[state].tone} moving={state === "waiting"}>
              {count(state).toLocaleString("en-GB")} {(words?.[state] ?? say[state].word).toLowerCase()}
            </Status>
          ) : null,
        )}
        {link && <span className="ml-auto">{link}</span>}
      </div>
      <ul className="max-h-72 divide-y divide-line overflow-y-auto">
        {order
          .flatMap((state) => outcomes.filter((outcome) => outcome.state === state))
          .map((outcome) => (
            <li key={outcome.key} className="flex min-h-row flex-wrap items-center gap-x-4 px-3 py-1.5">
              <span className="min-w-40 flex-1 truncate font-medium">
                {outcome.href ? (
                  <Link href={outcome.href} className="rounded-xs hover:underline">
                    {outcome.name}
                  </Link>
                ) : (
                  outcome.name
                )}
              </span>
              <Status
                tone={say[outcome.state].tone}
                moving={outcome.state === "waiting"}
                detail={outcome.detail}
              >
                {words?.[outcome.state] ?? say[outcome.state].word}
              </Status>
            </li>
          ))}
      </ul>
    </div>
  );
}
