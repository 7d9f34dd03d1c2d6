"use client";

import { useQuery } from "@tanstack/react-query";
import { importStatus } from "@/components/imports/import-words";
import { fetchJson } from "@/components/shell/fetch-json";
import { useViewer } from "@/components/shell/viewer";
import { Panel } from "@/components/ui/panel";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import { TextLink } from "@/components/ui/text-link";
import type { RecentImport } from "@/lib/imports/list-imports";

export function RecentImports({ first }: { first: RecentImport[] }) {
  const { account } = useViewer();
  const { data } = useQuery({
    queryKey: ["imports", "list", account.id],
    queryFn: ({ signal }) => fetchJson<RecentImport[]>(`/api/accounts/${account.slug}/imports`, {}, signal),
    initialData: first,
  });
  if (data.length === 0) return null;
  return (
    <Panel title="Recent imports" flush>
      <ul className="divide-y divide-line text-sm">
        {data.map((each) => {
          const status = importStatus[each.status];
          return (
            <li key={each.id} className="flex min-h-row flex-wrap items-center gap-x-4 gap-y-1 px-4 py-1.5">
              <TextLink
                href={`/${account.slug}/devices/import/${each.id}`}
                className="min-w-40 flex-1 truncate"
              >
                {each.fileName}
              </TextLink>
              <Status tone={status.tone} moving={status.tone === "wait"} detail={detailOf(each)}>
                {status.word}
              </Status>
              <span className="text-ink-muted">
                {each.requestedBy}, <RelativeTime at={each.createdAt} />
              </span>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}

function detailOf({ status, total, problemCount }: RecentImport): string | undefined {
  if (status === "done") return `${total.toLocaleString("en-GB")} ${total === 1 ? "device" : "devices"}`;
  if (status === "rejected" && problemCount > 0)
    return `${problemCount.toLocaleString("en-GB")} ${problemCount === 1 ? "problem" : "problems"}`;
  return undefined;
}
