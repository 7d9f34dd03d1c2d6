"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ImportProblemList } from "@/components/imports/import-problem-list";
import { importStatus } from "@/components/imports/import-words";
import { fetchJson } from "@/components/shell/fetch-json";
import type { ActionOf } from "@/components/shell/operation-types";
import { PageCrumbs } from "@/components/shell/page-crumbs";
import { useViewer } from "@/components/shell/viewer";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { Progress } from "@/components/ui/progress";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import { useToast } from "@/components/ui/toast";
import type { cancelImport } from "@/lib/imports/cancel-import";
import type { DeviceImport } from "@/lib/imports/get-import";
import type { ImportProblems } from "@/lib/imports/list-import-problems";

export function ImportView({
  first,
  problems,
  cancel,
}: {
  first: DeviceImport;
  problems: ImportProblems;
  cancel: ActionOf<typeof cancelImport>;
}) {
  const { account } = useViewer();
  const base = `/${account.slug}/devices/import`;
  const { data: upload } = useQuery({
    queryKey: ["imports", "one", account.id, first.id],
    queryFn: ({ signal }) =>
      fetchJson<DeviceImport>(`/api/accounts/${account.slug}/imports/one`, { importId: first.id }, signal),
    initialData: first,
    // the live stream tells sooner; this is for when it does not
    refetchInterval: ({ state }) => (state.data?.finishedAt === null ? 3_000 : false),
  });
  const status = importStatus[upload.status];
  const going = upload.finishedAt === null;
  return (
    <div className="flex flex-col gap-5">
      <PageCrumbs items={[{ label: "Import", href: base }, { label: upload.fileName }]} />
      <PageHeader
        title={upload.fileName}
        status={
          <Status tone={status.tone} moving={going}>
            {status.word}
          </Status>
        }
        description={
          <>
            Uploaded by {upload.requestedBy} <RelativeTime at={upload.createdAt} />
          </>
        }
        action={
          going ? (
            <Cancel importId={upload.id} cancel={cancel} />
          ) : (
            <LinkButton href={base}>Import another file</LinkButton>
          )
        }
      />
      {going && (
        <div className="rounded-lg border border-line bg-surface px-4 py-3">
          <Progress label={status.word} done={upload.processed} total={upload.total} />
        </div>
      )}
      <Outcome upload={upload} />
      {upload.status === "rejected" && upload.problemCount > 0 && (
        <ImportProblemList importId={upload.id} first={problems} />
      )}
    </div>
  );
}

function Outcome({ upload }: { upload: DeviceImport }) {
  const { account } = useViewer();
  const say = (count: number) => count.toLocaleString("en-GB");
  if (upload.status === "done")
    return (
      <Banner
        tone="ok"
        live
        title={`${say(upload.total)} ${upload.total === 1 ? "device is" : "devices are"} registered and in stock`}
        action={
          <LinkButton size="sm" href={`/${account.slug}/devices?sort=newest`}>
            See the devices
          </LinkButton>
        }
      />
    );
  if (upload.status === "rejected")
    return (
      <Banner
        tone="bad"
        live
        title="Nothing was registered"
        action={
          upload.problemCount > 0 && (
            <a
              href={`/api/accounts/${account.slug}/imports/report?importId=${upload.id}`}
              download
              className="rounded-xs text-accent underline underline-offset-2"
            >
              Download the list
            </a>
          )
        }
      >
        {upload.reason ??
          `${say(upload.problemCount)} ${upload.problemCount === 1 ? "thing is" : "things are"} wrong in ${say(upload.total)} rows. Put them right in the file and import it again.`}
      </Banner>
    );
  if (upload.status === "cancelled")
    return (
      <Banner tone="warn" live title="Cancelled">
        Nothing was registered.
      </Banner>
    );
  if (upload.status === "failed")
    return (
      <Banner tone="bad" live title="Nothing was registered">
        {upload.reason}
      </Banner>
    );
  return null;
}

function Cancel({ importId, cancel }: { importId: string; cancel: ActionOf<typeof cancelImport> }) {
  const { account } = useViewer();
  const queries = useQueryClient();
  const say = useToast();
  const [pending, setPending] = useState(false);

  async function stop() {
    setPending(true);
    const answer = await cancel(account.slug, { importId });
    setPending(false);
    if (!answer.ok) say({ title: answer.error.message, tone: "bad" });
    await queries.invalidateQueries({ queryKey: ["imports"] });
  }

  return (
    <Button pending={pending} onClick={() => void stop()}>
      Cancel the import
    </Button>
  );
}
