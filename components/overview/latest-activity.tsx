"use client";

import { EventMark } from "@/components/activity/event-mark";
import { EventSentence } from "@/components/activity/event-sentence";
import { useViewer } from "@/components/shell/viewer";
import { Panel } from "@/components/ui/panel";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import type { EventView } from "@/lib/audit/read-event";

/** The last few things that happened, and how much was refused within a day. */
export function LatestActivity({
  events,
  refusals,
}: {
  events: EventView[];
  refusals: { count: number; orMore: boolean };
}) {
  const { account } = useViewer();
  const activity = `/${account.slug}/activity`;
  return (
    <Panel
      title="Activity"
      flush
      action={
        <>
          {refusals.count > 0 && (
            <TextLink href={`${activity}?outcome=refused&within=1d`} className="text-bad! text-sm">
              {refusals.count}
              {refusals.orMore && "+"} refused in 24 hours
            </TextLink>
          )}
          <TextLink href={activity} className="text-sm">
            All activity
          </TextLink>
        </>
      }
    >
      {events.length === 0 && <p className="px-4 py-3 text-ink-muted text-sm">Nothing has happened yet.</p>}
      <ul className="divide-y divide-line">
        {events.map((event) => (
          <li key={event.id} className="flex min-h-row items-start gap-3 px-4 py-2 text-sm">
            <span className="mt-0.5 flex">
              <EventMark outcome={event.outcome} />
            </span>
            <span className={event.outcome === "refused" ? "min-w-0 flex-1 text-bad" : "min-w-0 flex-1"}>
              <EventSentence event={event} />
            </span>
            <span className="shrink-0 text-ink-muted text-xs leading-5">
              <RelativeTime at={event.at} />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
