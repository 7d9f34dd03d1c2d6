"use client";

import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { bulkWords, statusWords } from "@/components/bulk/bulk-words";
import { RecentWork } from "@/components/bulk/recent-work";
import { type DownloadActions, DownloadDialog } from "@/components/credentials/download-dialog";
import { AnswerError, fetchJson } from "@/components/shell/fetch-json";
import type { ActionOf } from "@/components/shell/operation-types";
import { PageCrumbs } from "@/components/shell/page-crumbs";
import { useViewer } from "@/components/shell/viewer";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { Progress } from "@/components/ui/progress";
import { RelativeTime } from "@/components/ui/relative-time";
import { Segmented } from "@/components/ui/segmented";
import { Status } from "@/components/ui/status";
import { useToast } from "@/components/ui/toast";
import type { cancelSuspending } from "@/lib/bulk/cancel-bulk-action";
import type { BulkAction } from "@/lib/bulk/get-bulk-action";
import type { BulkKind } from "@/lib/bulk/kinds";
import type { BulkItems } from "@/lib/bulk/list-bulk-items";

type Item = BulkItems["items"][number];
type Shown = "all" | Item["outcome"];

export function BulkProgress({
  first,
  items,
  download,
  cancel,
}: {
  first: BulkAction;
  items: BulkItems;
  download: DownloadActions;
  cancel: Record<BulkKind, ActionOf<typeof cancelSuspending>>;
}) {
  const { account, can } = useViewer();
  const [downloading, setDownloading] = useState(false);
  const { data: work } = useQuery({
    queryKey: ["bulk_action", first.id],
    queryFn: ({ signal }) =>
      fetchJson<BulkAction>(`/api/accounts/${account.slug}/bulk`, { bulkActionId: first.id }, signal),
    initialData: first,
    // the live stream tells sooner; this is for when it does not
    refetchInterval: ({ state }) => (state.data?.finishedAt === null ? 5_000 : false),
  });
  const words = bulkWords[work.kind];
  const status = statusWords[work.status];
  const going = work.finishedAt === null;
  const left = work.total - work.done - work.refused;
  const mayDownload = !going && work.done > 0 && makesCredentials(work.kind) && can("credential.reveal");
  return (
    <div className="flex flex-col gap-5">
      <PageCrumbs
        items={[
          { label: "Devices", href: `/${account.slug}/devices` },
          { label: words.title(work.total, work.group?.name) },
        ]}
      />
      <PageHeader
        title={words.title(work.total, work.group?.name)}
        status={
          <Status tone={status.tone} moving={going}>
            {status.word}
          </Status>
        }
        description={
          <>
            Asked by {work.requestedBy} <RelativeTime at={work.createdAt} />
            {work.reason && ` · “${work.reason}”`}
          </>
        }
        action={
          work.mayCancel || work.kind === "isolate" || mayDownload ? (
            <>
              {work.kind === "isolate" && (
                <LinkButton href={`/${account.slug}/containment?work=${work.id}`}>
                  See what the network shows
                </LinkButton>
              )}
              {work.mayCancel && <Cancel work={work} cancel={cancel[work.kind]} />}
              {mayDownload && (
                <Button variant="primary" onClick={() => setDownloading(true)}>
                  Download credentials
                </Button>
              )}
            </>
          ) : null
        }
      />
      <div className="rounded-lg border border-line bg-surface px-4 py-3">
        <Progress label={words.done} done={work.done} refused={work.refused} total={work.total} />
      </div>
      {work.status === "cancelled" && left > 0 && (
        <Banner tone="warn" title={`${left.toLocaleString("en-GB")} were left as they were`} live>
          The work was cancelled before it came to them.
        </Banner>
      )}
      {work.leftOut > 0 && (
        <Banner
          tone="quiet"
          title={`${work.leftOut.toLocaleString("en-GB")} of the selected devices are not in it`}
        >
          They are not where you may do this.
        </Banner>
      )}
      <Items work={work} first={items} />
      <RecentWork except={work.id} />
      {downloading && (
        <DownloadDialog
          what={{ bulkActionId: work.id }}
          actions={download}
          onClose={() => setDownloading(false)}
        />
      )}
    </div>
  );
}

const makesCredentials = (kind: BulkKind) => kind === "generate_credentials" || kind === "rotate_credentials";

function Cancel({ work, cancel }: { work: BulkAction; cancel: ActionOf<typeof cancelSuspending> }) {
  const { account } = useViewer();
  const queries = useQueryClient();
  const say = useToast();
  const [pending, setPending] = useState(false);

  async function stop() {
    setPending(true);
    const answer = await cancel(account.slug, { bulkActionId: work.id });
    setPending(false);
    if (!answer.ok) say({ title: answer.error.message, tone: "bad" });
    await queries.invalidateQueries({ queryKey: ["bulk_action", work.id] });
  }

  return (
    <Button pending={pending} onClick={() => void stop()}>
      Cancel the rest
    </Button>
  );
}

const tones = { waiting: "wait", done: "ok", refused: "bad" } as const;

function columnsFor(work: BulkAction): Column<Item>[] {
  const words = {
    waiting: work.finishedAt === null ? "Waiting" : "Left alone",
    done: bulkWords[work.kind].done,
    refused: "Refused",
  };
  return [
    { key: "label", header: "Device", cell: (item) => item.label },
    {
      key: "outcome",
      header: "Outcome",
      width: 160,
      cell: (item) => (
        <Status tone={item.outcome === "waiting" && work.finishedAt ? "quiet" : tones[item.outcome]}>
          {words[item.outcome]}
        </Status>
      ),
    },
    { key: "reason", header: "Why", width: 420, cell: (item) => item.reason ?? "" },
  ];
}

function Items({ work, first }: { work: BulkAction; first: BulkItems }) {
  const { account } = useViewer();
  const [shown, setShown] = useState<Shown>("all");
  const query = useInfiniteQuery({
    queryKey: ["bulk_action", work.id, "items", shown, work.done, work.refused],
    queryFn: ({ pageParam, signal }) =>
      fetchJson<BulkItems>(
        `/api/accounts/${account.slug}/bulk/items`,
        { bulkActionId: work.id, after: pageParam, outcome: shown === "all" ? undefined : shown },
        signal,
      ),
    initialPageParam: 0,
    getNextPageParam: (page) => page.next,
    initialData: shown === "all" ? { pages: [first], pageParams: [0] } : undefined,
    initialDataUpdatedAt: 0,
    placeholderData: (before) => before,
  });
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const error = query.error instanceof AnswerError ? query.error.visible : null;
  const waiting = work.total - work.done - work.refused;
  const say = (word: string, count: number) => `${word} ${count.toLocaleString("en-GB")}`;
  return (
    <DataTable
      caption="What became of each device"
      noun={{ one: "device", many: "devices" }}
      columns={columnsFor(work)}
      rows={items}
      rowKey={(item) => String(item.position)}
      rowName={(item) => item.label}
      rowHref={(item) => `/${account.slug}/devices/${item.deviceId}`}
      version={(item) => item.outcome}
      loading={query.isPending}
      filtered={shown !== "all"}
      toolbar={
        <Segmented
          label="Outcome"
          value={shown}
          onValueChange={setShown}
          options={[
            { value: "all", label: say("All", work.total) },
            { value: "refused", label: say("Refused", work.refused) },
            { value: "waiting", label: say(work.finishedAt ? "Left alone" : "Waiting", waiting) },
            { value: "done", label: say("Done", work.done) },
          ]}
        />
      }
      pagination={
        query.hasNextPage && (
          <div className="flex justify-end">
            <Button size="sm" pending={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
              Show more
            </Button>
          </div>
        )
      }
      empty={<EmptyState title="None of these devices is in your sight any more" />}
      filteredEmpty={<EmptyState title="No device has this outcome" />}
      error={
        error && (
          <ErrorState
            title={error.message}
            id={error.id}
            action={<Button onClick={() => query.refetch()}>Try again</Button>}
          />
        )
      }
    />
  );
}
