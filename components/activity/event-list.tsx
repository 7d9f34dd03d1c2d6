"use client";

import clsx from "clsx";
import { EventMark } from "@/components/activity/event-mark";
import { EventSentence } from "@/components/activity/event-sentence";
import { RelativeTime } from "@/components/ui/relative-time";
import type { EventView } from "@/lib/audit/read-event";

/** Events by day, newest first; each opens what is known of it. */
export function EventList({
  events,
  open,
  onOpen,
}: {
  events: EventView[];
  open: string | null;
  onOpen: (id: string) => void;
}) {
  const days = [...new Set(events.map((event) => event.at.slice(0, 10)))];
  return (
    <div className="overflow-hidden rounded-lg border border-line bg-surface">
      {days.map((day) => (
        <section key={day} aria-label={sayDay(day)}>
          <h2 className="border-line border-b bg-canvas px-4 py-1.5 font-medium text-ink-muted text-xs not-first:border-t">
            {sayDay(day)}
          </h2>
          <ul className="divide-y divide-line">
            {events
              .filter((event) => event.at.startsWith(day))
              .map((event) => (
                <li key={event.id}>
                  <button
                    type="button"
                    aria-expanded={open === event.id}
                    onClick={() => onOpen(event.id)}
                    className={clsx(
                      "flex min-h-row w-full items-start gap-3 px-4 py-2 text-left text-sm -outline-offset-2 hover:bg-hover",
                      open === event.id && "bg-selected",
                    )}
                  >
                    <span className="mt-0.5 flex">
                      <EventMark outcome={event.outcome} />
                    </span>
                    <span className={clsx("min-w-0 flex-1", event.outcome === "refused" && "text-bad")}>
                      <EventSentence event={event} />
                    </span>
                    <span className="shrink-0 text-ink-muted text-xs leading-5">
                      <RelativeTime at={event.at} />
                    </span>
                  </button>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** The day as the log's own clock has it, which is UTC. */
function sayDay(day: string): string {
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeZone: "UTC" }).format(
    new Date(`${day}T00:00:00Z`),
  );
}
