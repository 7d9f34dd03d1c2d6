"use client";

import { sayScope } from "@/components/people/scope-words";
import { Day } from "@/components/reviews/day";
import type { Ready } from "@/components/reviews/narrow-dialog";
import { ItemStatus, laterWords, UseWords } from "@/components/reviews/review-words";
import type { ReviewItemRow } from "@/components/reviews/shown";
import { useViewer } from "@/components/shell/viewer";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import { TextLink } from "@/components/ui/text-link";

export type Doing =
  | { what: "keep" | "hand_over"; items: ReviewItemRow[] }
  | { what: "narrow"; item: ReviewItemRow; ready?: Ready }
  | { what: "end"; item: ReviewItemRow };

/** One grant: whose, what, since when and by whom, what was used of it; and the decision, or the way to it. */
export function ItemRow({
  item,
  running,
  selected,
  onSelected,
  onDo,
}: {
  item: ReviewItemRow;
  running: boolean;
  selected: boolean;
  onSelected: (on: boolean) => void;
  onDo: (doing: Doing) => void;
}) {
  const { account, can } = useViewer();
  const { member, now, state } = item;
  const what = `${now.role} of ${member.name}`;
  const selectable = running && state === "waiting" && can("grant.manage");
  return (
    <li className="flex gap-3 px-4 py-3 text-sm focus-within:bg-hover/40">
      {selectable ? (
        <Checkbox
          data-row-focus
          aria-label={`Select ${what}`}
          className="mt-0.5"
          checked={selected}
          onCheckedChange={(on) => onSelected(on === true)}
        />
      ) : (
        <span className="w-4 shrink-0" />
      )}
      <div className="grid min-w-0 flex-1 gap-x-6 gap-y-2 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_minmax(0,15rem)]">
        <div className="min-w-0">
          <p className="font-medium">
            <TextLink
              data-row-focus={selectable ? undefined : true}
              href={`/${account.slug}/people/${member.id}`}
            >
              {member.name}
            </TextLink>
            {member.company && <span className="font-normal text-ink-muted"> · {member.company}</span>}
            {item.isOwn && (
              <>
                {" "}
                <Badge>You</Badge>
              </>
            )}
          </p>
          <p>
            {now.role} <span className="text-ink-muted">· {sayScope(now)}</span>
          </p>
          <p className="text-ink-muted">
            Since <Day at={item.since} />
            {item.givenBy && `, given by ${item.givenBy}`}
            {now.endsAt && (
              <>
                , until <Day at={now.endsAt} />
              </>
            )}
          </p>
          {state === "waiting" && item.later && (
            <p>
              <Status tone="warn">Changed since the review began</Status>{" "}
              <span className="text-ink-muted">
                then {item.atStart.role} · {sayScope(item.atStart)}
                {item.atStart.endsAt && (
                  <>
                    , until <Day at={item.atStart.endsAt} />
                  </>
                )}
              </span>
            </p>
          )}
        </div>
        <div className="min-w-0">
          <UseWords used={item.used} />
        </div>
        <div className="flex min-w-0 flex-col items-start gap-2">
          {item.mayDecide ? (
            <Decide item={item} what={what} onDo={onDo} />
          ) : (
            <Decided item={item} running={running} onDo={onDo} what={what} />
          )}
        </div>
      </div>
    </li>
  );
}

function Decide({ item, what, onDo }: { item: ReviewItemRow; what: string; onDo: (doing: Doing) => void }) {
  return (
    <>
      <div className="flex flex-wrap gap-1.5">
        <Button
          size="sm"
          data-key="1"
          aria-label={`Keep ${what}`}
          onClick={() => onDo({ what: "keep", items: [item] })}
        >
          Keep
        </Button>
        <Button
          size="sm"
          data-key="2"
          aria-label={`Narrow ${what}`}
          onClick={() => onDo({ what: "narrow", item })}
        >
          Narrow
        </Button>
        <Button size="sm" data-key="3" aria-label={`End ${what}`} onClick={() => onDo({ what: "end", item })}>
          End
        </Button>
      </div>
      {item.ready.map((ready) => (
        <button
          key={ready.does}
          type="button"
          onClick={() => onDo(ready.does === "end" ? { what: "end", item } : { what: "narrow", item, ready })}
          className="min-h-6 rounded-sm text-left text-accent underline decoration-accent-line underline-offset-[3px] hover:decoration-accent pointer-coarse:min-h-11"
        >
          {sayReady(ready)}
        </button>
      ))}
    </>
  );
}

function sayReady(ready: Ready): string {
  if (ready.does === "end") return "Nothing of it was used: end it";
  if (ready.does === "role") return `What was used fits ${ready.role.name}`;
  return `Used only in ${ready.groups.map(({ name }) => name).join(", ")}`;
}

function Decided({
  item,
  running,
  what,
  onDo,
}: {
  item: ReviewItemRow;
  running: boolean;
  what: string;
  onDo: (doing: Doing) => void;
}) {
  const { can } = useViewer();
  const { state, reviewer } = item;
  if (state === "waiting")
    return (
      <>
        <Status tone={item.reviewerAble ? "wait" : "warn"}>
          {item.isYours && item.isOwn ? "Your own grant" : `Waits for ${reviewer.name}`}
        </Status>
        {!item.reviewerAble && <p className="text-warn">May not decide any more: hand it over.</p>}
        {running && can("grant.manage") && (
          <Button
            size="sm"
            variant="ghost"
            aria-label={`Hand over ${what}`}
            onClick={() => onDo({ what: "hand_over", items: [item] })}
          >
            Hand over
          </Button>
        )}
      </>
    );
  return (
    <>
      <ItemStatus state={state} />
      {item.decidedBy ? (
        <p className="text-ink-muted">
          {item.decidedBy}
          {item.own && ", about themselves"}, {item.at && <RelativeTime at={item.at} />}
        </p>
      ) : (
        item.at && (
          <p className="text-ink-muted">
            <RelativeTime at={item.at} />
          </p>
        )
      )}
      {item.reason && <p className="break-words">“{item.reason}”</p>}
      {item.later && <Status tone="warn">{laterWords[item.later]}</Status>}
    </>
  );
}
