"use client";

import { ChevronRight } from "lucide-react";
import { useState } from "react";
import type { Containment } from "@/lib/containment/containment";
import type { retryDisconnect } from "@/lib/containment/retry-disconnect";
import type { ActionOf } from "../shell/operation-types";
import { useViewer } from "../shell/viewer";
import { Banner } from "../ui/banner";
import { Panel } from "../ui/panel";
import { RelativeTime } from "../ui/relative-time";
import { Status } from "../ui/status";
import { ContainedSession } from "./contained-session";
import { causeWords, isUnsettled, statusWords } from "./containment-words";
import { EventTimeline } from "./event-timeline";
import { lastStep } from "./session-steps";
import { StepList } from "./step-list";
import { TryAgain } from "./try-again";
import { whatToDo } from "./what-to-do";

/** A device that is kept off the network: how far that is, and what shows it. Fills itself in. */
export function CurrentContainment({
  containment,
  retry,
  brief,
}: {
  containment: Containment;
  retry: ActionOf<typeof retryDisconnect>;
  /** Where it is one thing of several: what happened is folded if all was well when the page came up. */
  brief?: boolean;
}) {
  const { can } = useViewer();
  const { status, sessions, events } = containment;
  // nothing folds away while somebody watches it
  const [folded] = useState(brief && status === "away");
  const { word, tone, moving } = statusWords[status];
  const advice = whatToDo(containment);
  const { until, ...away } = lastStep(containment);
  const last = until
    ? {
        ...away,
        detail: (
          <>
            proven <RelativeTime at={until} seconds />
          </>
        ),
      }
    : away;
  const askable =
    isUnsettled(containment) &&
    sessions.some(
      ({ status: each, endedBy }) =>
        each !== "waiting" && each !== "asked" && endedBy !== "stop" && endedBy !== "restart",
    );
  return (
    <Panel
      title={
        <Status tone={tone} moving={moving} wrap>
          {word}
        </Status>
      }
      description={
        <>
          {causeWords[containment.cause]} by {containment.askedBy}{" "}
          <RelativeTime at={containment.askedAt} seconds={isUnsettled(containment)} />
          {containment.reason && ` · “${containment.reason}”`}
        </>
      }
      action={can("device.isolate") && askable && <TryAgain deviceId={containment.deviceId} retry={retry} />}
    >
      {/* says what it comes to, once each time that changes, and not every step */}
      <p role="status" className="sr-only">
        {word}
      </p>
      <div className="flex flex-col gap-5">
        {advice && (
          <Banner tone="bad" title="What to do">
            <ul className="mt-1 list-disc space-y-1 pl-4">
              {advice.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </Banner>
        )}
        {sessions.map((session) => (
          <ContainedSession
            key={session.id}
            session={session}
            containment={containment}
            last={sessions.length === 1 ? last : undefined}
          />
        ))}
        {sessions.length !== 1 && (
          <StepList
            label="The device"
            steps={
              sessions.length === 0
                ? [{ key: "none", word: "No session to end", tone: "ok", at: containment.askedAt }, last]
                : [last]
            }
          />
        )}
        {containment.signOnsRefused > 0 && (
          <p className="text-sm">
            {containment.signOnsRefused.toLocaleString("en-GB")}{" "}
            {containment.signOnsRefused === 1 ? "sign-on was" : "sign-ons were"} refused since.
          </p>
        )}
        {folded ? (
          <details className="group border-line border-t pt-3">
            <summary className="inline-flex min-h-6 cursor-pointer items-center gap-1 rounded-sm font-medium text-sm pointer-coarse:min-h-11">
              <ChevronRight className="size-3.5! group-open:rotate-90" />
              What happened
            </summary>
            <div className="mt-3">
              <EventTimeline events={events} sessions={sessions} />
            </div>
          </details>
        ) : (
          <div className="border-line border-t pt-4">
            <h3 className="mb-3 font-medium text-sm">What happened</h3>
            <EventTimeline events={events} sessions={sessions} />
          </div>
        )}
      </div>
    </Panel>
  );
}
