import { RelativeTime } from "../ui/relative-time";
import { Status } from "../ui/status";

const MINUTE = 60_000;

/** A gateway that works asks every second; one without watch.sh is heard with its records. */
export function Heard({ at }: { at: string | null }) {
  if (!at) return <Status tone="quiet">Never</Status>;
  const silent = Date.now() - new Date(at).getTime();
  const tone = silent > 15 * MINUTE ? "bad" : silent > 5 * MINUTE ? "warn" : "ok";
  return (
    <span suppressHydrationWarning>
      <Status tone={tone}>
        <RelativeTime at={at} />
      </Status>
    </span>
  );
}

/** How long records wait at the gateway. What was measured an hour ago tells nothing of now. */
export function Lag({ lag }: { lag: { ms: number; at: string } | null }) {
  if (!lag || Date.now() - new Date(lag.at).getTime() > 10 * MINUTE)
    return (
      <span className="text-ink-muted" suppressHydrationWarning>
        No records
      </span>
    );
  const tone = lag.ms > 10 * MINUTE ? "bad" : lag.ms > MINUTE ? "warn" : "ok";
  return (
    <span suppressHydrationWarning>
      <Status tone={tone}>{sayWait(lag.ms)}</Status>
    </span>
  );
}

function sayWait(ms: number): string {
  const seconds = Math.ceil(ms / 1_000);
  if (seconds <= 2) return "Under 2 s";
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min`;
  return `${Math.round(seconds / 3_600)} h`;
}

/** Where a gateway may ask from. */
export function Addresses({ of }: { of: readonly string[] }) {
  if (of.length === 0) return <span className="text-ink-muted">Any address</span>;
  const [first = "", ...more] = of.map((range) => range.replace(/\/(32|128)$/, ""));
  return (
    <span className="block truncate" title={of.join(", ")}>
      <span className="identifier">{first}</span>
      {more.length > 0 && <span className="text-ink-muted"> and {more.length} more</span>}
    </span>
  );
}
