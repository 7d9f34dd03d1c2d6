"use client";

import { ArrowRight, History } from "lucide-react";
import type { HistoryPage } from "@/lib/devices/device-history";
import { useViewer } from "../shell/viewer";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { ExactTime } from "../ui/exact-time";
import { Panel } from "../ui/panel";
import { Skeleton } from "../ui/skeleton";
import { TextLink } from "../ui/text-link";
import { useDevice } from "./device-provider";
import { OlderButton } from "./older-button";
import { StateBadge } from "./state-badge";
import { useOlder } from "./use-older";

export function HistoryList() {
  const { account, can } = useViewer();
  const device = useDevice();
  const query = useOlder<HistoryPage>(device.id, "history");
  const changes = query.data?.pages.flatMap((page) => page.changes) ?? [];
  return (
    <Panel
      title="State"
      flush
      action={
        can("audit.view") && (
          <TextLink href={`/${account.slug}/activity?target=${device.id}`} className="text-sm">
            Everything in the activity log
          </TextLink>
        )
      }
    >
      {query.isPending && <Skeleton className="m-4 h-24" />}
      {query.error && (
        <ErrorState
          title={query.error.message}
          action={<Button onClick={() => query.refetch()}>Try again</Button>}
        />
      )}
      {query.isSuccess && changes.length === 0 && (
        <EmptyState icon={<History />} title="No changes yet">
          The device was registered as it is now. Every change of its state is listed here.
        </EmptyState>
      )}
      <ol className="divide-y divide-line text-sm">
        {changes.map((change) => (
          <li key={change.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5">
            <span className="flex min-w-56 items-center gap-2">
              {change.from && (
                <>
                  <StateBadge state={change.from} />
                  <ArrowRight className="size-3.5! text-ink-faint" aria-label="to" />
                </>
              )}
              <StateBadge state={change.to} />
            </span>
            <span className="min-w-0 flex-1 basis-52 break-words">
              {change.by}
              {change.reason && <span className="text-ink-muted">: {change.reason}</span>}
            </span>
            <ExactTime at={change.at} className="text-ink-muted tabular-nums" />
          </li>
        ))}
      </ol>
      {query.hasNextPage && (
        <div className="p-3">
          <OlderButton query={query} />
        </div>
      )}
    </Panel>
  );
}
