"use client";

import { useQuery } from "@tanstack/react-query";
import { EventMark } from "@/components/activity/event-mark";
import { EventSentence } from "@/components/activity/event-sentence";
import { targetHref } from "@/components/activity/target-href";
import { AnswerError, fetchJson } from "@/components/shell/fetch-json";
import type { OutputOf } from "@/components/shell/operation-types";
import { useViewer } from "@/components/shell/viewer";
import { ErrorState } from "@/components/ui/error-state";
import { ExactTime } from "@/components/ui/exact-time";
import { Identifier } from "@/components/ui/identifier";
import { KeyValues } from "@/components/ui/key-values";
import { Sheet } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import { TextLink } from "@/components/ui/text-link";
import type { getActivityEvent } from "@/lib/audit/get-activity-event";

type Event = OutputOf<typeof getActivityEvent>;

/** One event beside the list, without losing the place. */
export function EventPanel({ id, onClose }: { id: string | null; onClose: () => void }) {
  const { account } = useViewer();
  const { data, error } = useQuery({
    queryKey: ["activity", "event", account.id, id],
    queryFn: ({ signal }) =>
      fetchJson<Event>(`/api/accounts/${account.slug}/activity/event`, { eventId: id }, signal),
    enabled: id !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Sheet open={id !== null} onOpenChange={(open) => !open && onClose()} title={data?.title ?? "Entry"}>
      {error && (
        <ErrorState title={error.message} id={error instanceof AnswerError ? error.visible.id : undefined} />
      )}
      {!data && !error && <Skeleton className="h-64 w-full" />}
      {data && <EventDetail event={data} />}
    </Sheet>
  );
}

function EventDetail({ event }: { event: Event }) {
  const viewer = useViewer();
  const href = targetHref(event, viewer);
  const activity = `/${viewer.account.slug}/activity`;
  return (
    <div className="flex flex-col gap-6 text-sm">
      <p className="flex gap-2.5">
        <span className="mt-0.5 flex">
          <EventMark outcome={event.outcome} />
        </span>
        <EventSentence event={event} withReason={false} />
      </p>
      <KeyValues
        items={[
          { label: "When", value: <ExactTime at={event.at} /> },
          {
            label: "Who",
            value: event.actorId ? (
              <TextLink href={`${activity}?actor=${event.actorId}`}>{event.actorLabel}</TextLink>
            ) : (
              event.actorLabel
            ),
            help: event.actorKind === "member" ? undefined : event.actorKind,
          },
          ...(event.address
            ? [{ label: "From", value: <Identifier value={event.address} label="address" max={40} /> }]
            : []),
          ...(event.targetId && event.targetKind !== "operation"
            ? [
                {
                  label: "What",
                  value: href ? (
                    <TextLink href={href}>{event.targetLabel}</TextLink>
                  ) : (
                    (event.targetLabel ?? event.targetId)
                  ),
                  help: (
                    <TextLink href={`${activity}?target=${encodeURIComponent(event.targetId)}`}>
                      All that happened to this
                    </TextLink>
                  ),
                },
              ]
            : []),
          ...(event.reason ? [{ label: "Reason", value: event.reason }] : []),
          ...(event.lacking.length > 0
            ? [{ label: "Lacking", value: <span className="text-bad">{event.lacking.join(", ")}</span> }]
            : []),
          { label: "Operation", value: <span className="identifier">{event.operation}</span> },
          ...event.more
            .filter((more) => !(more.field === "operation" || more.field === "permission"))
            .map((more) => ({ label: sayField(more.field), value: more.value })),
        ]}
      />
      {event.differences.length > 0 && <Differences differences={event.differences} />}
      <p className="text-ink-muted text-xs">
        Entry <Identifier value={event.id} label="entry" />
      </p>
    </div>
  );
}

function Differences({ differences }: { differences: Event["differences"] }) {
  return (
    <table className="w-full table-fixed text-left">
      <caption className="pb-1.5 text-left font-medium">Before and after</caption>
      <thead className="text-ink-muted text-xs">
        <tr>
          <th scope="col" className="w-28 py-1 pr-3 font-normal">
            What
          </th>
          <th scope="col" className="py-1 pr-3 font-normal">
            Before
          </th>
          <th scope="col" className="py-1 font-normal">
            After
          </th>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ field, before, after }) => (
          <tr key={field} className="border-line border-t align-top">
            <th scope="row" className="py-1.5 pr-3 font-normal text-ink-muted">
              {sayField(field)}
            </th>
            <td className="break-words py-1.5 pr-3">
              {before === null ? (
                <span className="text-ink-faint">—</span>
              ) : before === after ? (
                before
              ) : (
                <del className="rounded-xs bg-bad-soft px-1 text-bad no-underline">{before}</del>
              )}
            </td>
            <td className="break-words py-1.5">
              {after === null ? (
                <span className="text-ink-faint">—</span>
              ) : before === after ? (
                after
              ) : (
                <ins className="rounded-xs bg-ok-soft px-1 text-ok no-underline">{after}</ins>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A field's name in the record, as words: "sessionsEnded" is "Sessions ended". */
function sayField(field: string): string {
  const words = field
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replaceAll("_", " ")
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
