import { Day } from "@/components/reviews/day";
import { Status } from "@/components/ui/status";
import type { Tone } from "@/components/ui/tone";
import type { GrantUse } from "@/lib/reviews/describe-use";
import type { ToldReview } from "@/lib/reviews/read-review";
import type { ToldItem } from "@/lib/reviews/tell-scope";

export const count = (n: number, one: string, many: string) =>
  `${n.toLocaleString("en-GB")} ${n === 1 ? one : many}`;

export const grants = (n: number) => count(n, "grant", "grants");

/** Whose grants a review is about. */
export function saySubject({ kind, subject, wholeAccountToo }: ToldReview): string {
  if (kind === "everybody") return "Everybody";
  if (kind === "contractors") return "Contractors, and grants with an end";
  if (kind === "role") return `Role ${subject ?? ""}`;
  const group = subject === null ? "A device group you may not see" : `Device group ${subject}`;
  return wholeAccountToo ? `${group}, and the whole account` : group;
}

/** Where a review is: waiting for decisions, overdue, signed off, cancelled. */
export function ReviewStatus({
  review,
}: {
  review: Pick<ToldReview, "outcome" | "overdue"> & { total: number; decided: number };
}) {
  if (review.outcome === "signed_off") return <Status tone="ok">Signed off</Status>;
  if (review.outcome === "cancelled") return <Status tone="quiet">Cancelled</Status>;
  if (review.decided === review.total) return <Status tone="wait">All decided, to be signed off</Status>;
  if (review.overdue) return <Status tone="bad">Overdue</Status>;
  return <Status tone="wait">Running</Status>;
}

const stateWords: Record<ToldItem["state"], { tone: Tone; words: string }> = {
  waiting: { tone: "wait", words: "Waits" },
  kept: { tone: "ok", words: "Kept" },
  narrowed: { tone: "ok", words: "Narrowed" },
  ended: { tone: "ok", words: "Ended" },
  revoked: { tone: "quiet", words: "Ended meanwhile: revoked" },
  expired: { tone: "quiet", words: "Ended meanwhile: expired" },
};

export function ItemStatus({ state }: { state: ToldItem["state"] }) {
  const { tone, words } = stateWords[state];
  return <Status tone={tone}>{words}</Status>;
}

/** What happened to a grant since it was decided. */
export const laterWords = {
  changed: "Changed again since the decision",
  revoked: "Revoked since the decision",
  expired: "Expired since the decision",
} as const;

/** What was used of a grant in the window, elevated permissions one by one. */
export function UseWords({ used }: { used: GrantUse | null }) {
  if (!used) return <p className="text-ink-muted">Has not begun</p>;
  return (
    <>
      <p>
        Used {used.used} of {count(used.of, "permission", "permissions")} in {used.days} days
        {used.last && (
          <span className="text-ink-muted">
            , last {used.last.label} on <Day at={used.last.at} />
          </span>
        )}
      </p>
      {used.elevated.length > 0 && <ElevatedUse elevated={used.elevated} />}
      {!used.whole && (
        <p className="text-ink-muted">Held, or counted, for less than {used.days} days until then</p>
      )}
    </>
  );
}

const few = 3;

function ElevatedUse({ elevated }: { elevated: GrantUse["elevated"] }) {
  const sorted = elevated.toSorted((one, other) => Number(other.at !== null) - Number(one.at !== null));
  const unused = elevated.filter(({ at }) => at === null).length;
  return (
    <ul className="text-ink-muted">
      {sorted.slice(0, elevated.length > few + 1 ? few : elevated.length).map(({ label, at }) => (
        <li key={label}>
          <Status
            tone="elevated"
            detail={
              at ? (
                <>
                  · last <Day at={at} />
                </>
              ) : (
                "· not used"
              )
            }
          >
            {label}
          </Status>
        </li>
      ))}
      {elevated.length > few + 1 && (
        <li className="pl-5.5">
          and {elevated.length - few} more elevated ones; {unused} of {elevated.length} not used
        </li>
      )}
    </ul>
  );
}
