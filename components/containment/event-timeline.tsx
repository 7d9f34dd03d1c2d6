"use client";

import { useState } from "react";
import type { ContainedSession, ContainmentEvent, EventKind } from "@/lib/containment/containment";
import { Button } from "../ui/button";
import { RelativeTime } from "../ui/relative-time";
import type { Tone } from "../ui/tone";
import { ToneIcon } from "../ui/tone-icon";
import { RawAttributes } from "./raw-attributes";

const tones: Record<EventKind, Tone> = {
  contained: "wait",
  asked: "wait",
  acknowledged: "ok",
  refused: "warn",
  no_answer: "warn",
  session_ended: "ok",
  fell_silent: "ok",
  still_sending: "bad",
  new_session: "warn",
  sign_on_refused: "ok",
  stayed_away: "ok",
  gave_up: "bad",
  released: "quiet",
};

const SHOWN = 12;

/** All that happened, the oldest first; of very much the beginning and the end. */
export function EventTimeline({
  events,
  sessions,
}: {
  events: readonly ContainmentEvent[];
  sessions: readonly ContainedSession[];
}) {
  const [all, setAll] = useState(false);
  const folded = !all && events.length > SHOWN + 3;
  const shown = folded ? [...events.slice(0, 3), ...events.slice(-(SHOWN - 3))] : events;
  const nameOf = (id: string | null) =>
    sessions.length > 1 ? sessions.find((session) => session.id === id)?.acctSessionId : undefined;
  return (
    <ol aria-label="What happened" className="flex flex-col">
      {shown.map((event, index) => (
        <li key={event.id} className="grid grid-cols-[0.875rem_minmax(0,1fr)] gap-x-2.5">
          <span aria-hidden="true" className="flex flex-col items-center">
            <ToneIcon tone={tones[event.kind]} className="mt-[0.1875rem]" />
            {index < shown.length - 1 && <span className="my-1 w-px flex-1 bg-line" />}
          </span>
          <div className="min-w-0 pb-3 text-sm">
            <p className="flex flex-wrap justify-between gap-x-4">
              <span className="min-w-0">
                {event.words}
                {nameOf(event.sessionId) && (
                  <span className="identifier text-ink-muted"> {nameOf(event.sessionId)}</span>
                )}
              </span>
              <RelativeTime at={event.at} seconds className="text-ink-muted" />
            </p>
            {event.kind === "contained" && event.detail.reason && (
              <p className="text-ink-muted">“{event.detail.reason}”</p>
            )}
            <RawAttributes attributes={event.attributes} />
            {folded && index === 2 && (
              <p className="mt-2">
                <Button size="sm" variant="ghost" onClick={() => setAll(true)}>
                  Show {events.length - SHOWN} more
                </Button>
              </p>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}
