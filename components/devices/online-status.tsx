"use client";

import { RelativeTime } from "../ui/relative-time";
import { sayExact } from "../ui/say-time";
import { Status } from "../ui/status";
import { useNow } from "../ui/use-now";

/** "Online since 09:14", or how long ago it was heard. The browser's zone is known only once the page is awake. */
export function OnlineStatus({
  online,
  since,
  lastHeardAt,
}: {
  online: boolean;
  since: string | null;
  lastHeardAt: string | null;
}) {
  const now = useNow(30);
  if (!online)
    return (
      <Status tone="quiet" detail={lastHeardAt && <RelativeTime at={lastHeardAt} />}>
        Offline
      </Status>
    );
  return (
    <Status tone="ok" detail={since && <Since at={since} now={now} />}>
      Online
    </Status>
  );
}

function Since({ at, now }: { at: string; now: number | null }) {
  const time = new Date(at);
  const zone = now === null ? "UTC" : undefined;
  const recent = Date.now() - time.getTime() < 20 * 3_600_000;
  const said = new Intl.DateTimeFormat("en-GB", {
    ...(recent ? { hour: "2-digit", minute: "2-digit" } : { day: "numeric", month: "short" }),
    timeZone: zone,
  }).format(time);
  return (
    <time
      dateTime={at}
      title={sayExact(time.getTime(), zone)}
      className="tabular-nums"
      suppressHydrationWarning
    >
      since {said}
    </time>
  );
}
