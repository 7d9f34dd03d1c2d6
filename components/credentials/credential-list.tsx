"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useState } from "react";
import type { CredentialActions } from "@/components/bulk/bulk-actions";
import { CredentialsDialog } from "@/components/bulk/credentials-dialog";
import { sayBinding } from "@/components/credentials/binding-fields";
import { stateWords } from "@/components/credentials/credential-words";
import { DownloadDialog, type DownloadWhat } from "@/components/credentials/download-dialog";
import { RulesForm } from "@/components/credentials/rules-form";
import { AnswerError, fetchJson } from "@/components/shell/fetch-json";
import type { ActionOf } from "@/components/shell/operation-types";
import { useViewer } from "@/components/shell/viewer";
import { type Column, nothingSelected, type Selection } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { ExactTime } from "@/components/ui/exact-time";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { RelativeTime } from "@/components/ui/relative-time";
import { Segmented } from "@/components/ui/segmented";
import { Status } from "@/components/ui/status";
import { TextLink } from "@/components/ui/text-link";
import type { changeCredentialRules } from "@/lib/credentials/change-rules";
import type { CredentialCounts } from "@/lib/credentials/count-credentials";
import type { ShownRules } from "@/lib/credentials/get-rules";
import type { CredentialPage } from "@/lib/credentials/list-credentials";

type Row = CredentialPage["rows"][number];
const filters = ["all", "none", "unused", "ending", "rotating"] as const;
const filterParam = parseAsStringLiteral(filters).withDefault("all");

/** Which devices have credentials, and what is to be done about those that have none, use none, or soon have none. */
export function CredentialList({
  first,
  firstFilter,
  rules,
  bulk,
  changeRules,
}: {
  first: CredentialPage;
  firstFilter: (typeof filters)[number];
  rules: ShownRules;
  bulk: CredentialActions;
  changeRules: ActionOf<typeof changeCredentialRules>;
}) {
  const { account, can } = useViewer();
  const [filter, setFilter] = useQueryState("show", filterParam.withOptions({ history: "push" }));
  const [generating, setGenerating] = useState(false);
  const [selection, setSelection] = useState<Selection>(nothingSelected);
  const [downloading, setDownloading] = useState<DownloadWhat>();
  const mayDownload = can("credential.reveal");
  const counts = useQuery({
    queryKey: ["devices", "credential_counts", account.id],
    queryFn: ({ signal }) =>
      fetchJson<CredentialCounts>(`/api/accounts/${account.slug}/credentials/count`, {}, signal),
  });
  const query = useInfiniteQuery({
    queryKey: ["devices", "credential_list", account.id, filter],
    queryFn: ({ pageParam, signal }) =>
      fetchJson<CredentialPage>(
        `/api/accounts/${account.slug}/credentials`,
        { filter, cursor: pageParam },
        signal,
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    initialData: filter === firstFilter ? { pages: [first], pageParams: [""] } : undefined,
  });
  const error = query.error instanceof AnswerError ? query.error.visible : null;
  const say = (word: string, count?: number) =>
    count === undefined ? word : `${word} ${count.toLocaleString("en-GB")}`;
  const none = counts.data?.none ?? 0;
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const selected = () => ({
    deviceIds: [
      ...new Set(
        rows.filter((row) => !selection.all && selection.keys.has(row.key)).map(({ deviceId }) => deviceId),
      ),
    ],
  });
  return (
    <div className="flex flex-col gap-5">
      <PageHeader
        title="Credentials"
        description={`Usernames are ${rules.pattern.replace("{realm}", rules.realm)}, passwords ${rules.passwordLength} random characters, ${rules.entropyBits} bits.`}
        action={
          <div className="flex flex-wrap gap-2">
            {mayDownload && (counts.data?.all ?? 0) > 0 && (
              <Button onClick={() => setDownloading({ matching: {} })}>Download</Button>
            )}
            {can("credential.generate") && none > 0 && (
              <Button variant="primary" onClick={() => setGenerating(true)}>
                Generate for all without one
              </Button>
            )}
          </div>
        }
      />
      {counts.data?.rotations.map((rotation) => (
        <p key={rotation.id} className="text-sm">
          {rotation.used.toLocaleString("en-GB")} of {rotation.total.toLocaleString("en-GB")} have used the
          new one, renewed <RelativeTime at={rotation.startedAt} />.{" "}
          <TextLink href={`/${account.slug}/bulk/${rotation.id}`}>See the work</TextLink>
        </p>
      ))}
      <DataTable
        caption="Credentials"
        noun={{ one: "credential", many: "credentials" }}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.key}
        rowName={(row) => row.label}
        rowHref={(row) => `/${account.slug}/devices/${row.deviceId}/credentials`}
        selection={mayDownload ? selection : undefined}
        onSelection={mayDownload ? setSelection : undefined}
        bulkActions={() => (
          <Button size="sm" onClick={() => setDownloading(selected())}>
            Download
          </Button>
        )}
        loading={query.isPending}
        filtered={filter !== "all"}
        toolbar={
          <div className="max-w-full overflow-x-auto">
            <Segmented
              className="whitespace-nowrap"
              label="Show"
              value={filter}
              onValueChange={(next) => {
                setSelection(nothingSelected);
                void setFilter(next);
              }}
              options={[
                { value: "all", label: say("All", counts.data?.all) },
                { value: "none", label: say("Without one", counts.data?.none) },
                { value: "unused", label: say("Never used", counts.data?.unused) },
                { value: "ending", label: say("Ending soon", counts.data?.ending) },
                { value: "rotating", label: "Being replaced" },
              ]}
            />
          </div>
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
        empty={
          <EmptyState icon={<KeyRound />} title="No credentials yet">
            Generate them here, or for selected devices in the list of devices.
          </EmptyState>
        }
        filteredEmpty={<EmptyState title="None" />}
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
      {can("policy.manage") && (
        <Panel title="How they are made">
          <RulesForm rules={rules} change={changeRules} />
        </Panel>
      )}
      {downloading && (
        <DownloadDialog
          what={downloading}
          chooseGroup={"matching" in downloading}
          actions={bulk.download}
          onClose={() => setDownloading(undefined)}
        />
      )}
      {generating && (
        <CredentialsDialog
          kind="generate_credentials"
          count={none}
          selection={{ matching: {} }}
          actions={bulk}
          onClose={() => setGenerating(false)}
        />
      )}
    </div>
  );
}

const columns: Column<Row>[] = [
  { key: "label", header: "Device", cell: (row) => row.label },
  {
    key: "username",
    header: "Username",
    width: 290,
    cell: (row) => <span className="identifier">{row.credential?.username ?? ""}</span>,
  },
  {
    key: "state",
    header: "State",
    width: 130,
    cell: ({ credential }) =>
      credential ? (
        <Status tone={stateWords[credential.state].tone}>{stateWords[credential.state].word}</Status>
      ) : (
        <Status tone="quiet">None</Status>
      ),
  },
  {
    key: "used",
    header: "Last used",
    width: 200,
    cell: ({ credential }) =>
      credential?.lastUsedAt ? (
        <>
          <RelativeTime at={credential.lastUsedAt} />
          {credential.lastNas && ` from ${credential.lastNas}`}
        </>
      ) : credential ? (
        "Never"
      ) : (
        ""
      ),
  },
  {
    key: "given",
    header: "Given out",
    width: 190,
    cell: ({ credential }) =>
      credential && (
        <>
          {credential.givenOutAt && (
            <>
              <RelativeTime at={credential.givenOutAt} /> by {credential.givenOutBy}
            </>
          )}
          {credential.givenOutAt && credential.keptOneWayAt && ", "}
          {credential.keptOneWayAt && "kept one way"}
        </>
      ),
  },
  {
    key: "until",
    header: "Good until",
    width: 180,
    cell: ({ credential }) => credential?.validUntil && <ExactTime at={credential.validUntil} />,
  },
  {
    key: "bound",
    header: "Accepted",
    width: 260,
    hidden: true,
    cell: ({ credential }) => credential && (sayBinding(credential) ?? ""),
  },
];
