"use client";

import { useQuery } from "@tanstack/react-query";
import { DecideRequest } from "@/components/people/decide-request";
import type { RequestActions } from "@/components/people/people-actions";
import { RequestStatus } from "@/components/people/request-status";
import { ScopeLinks } from "@/components/people/scope-words";
import { fetchJson } from "@/components/shell/fetch-json";
import type { OutputOf } from "@/components/shell/operation-types";
import { PageCrumbs } from "@/components/shell/page-crumbs";
import { useViewer } from "@/components/shell/viewer";
import { Badge } from "@/components/ui/badge";
import { Banner } from "@/components/ui/banner";
import { ExactTime } from "@/components/ui/exact-time";
import { KeyValues } from "@/components/ui/key-values";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import type { getRequest } from "@/lib/people/get-request";

export type RequestView = OutputOf<typeof getRequest>;

/** One request: who asks for what and why, and the decision of who may make it. */
export function RequestPage({ first, actions }: { first: RequestView; actions: RequestActions }) {
  const { account, can } = useViewer();
  const { data: request } = useQuery({
    queryKey: ["people", "request", account.id, first.id],
    queryFn: ({ signal }) =>
      fetchJson<RequestView>(
        `/api/accounts/${account.slug}/people/requests/one`,
        { requestId: first.id },
        signal,
      ),
    initialData: first,
  });
  const { asker } = request;
  return (
    <div className="flex flex-col gap-5">
      <PageCrumbs
        items={[{ label: "Requests", href: `/${account.slug}/people/requests` }, { label: asker.name }]}
      />
      <PageHeader
        title={`${asker.name} asks for access`}
        status={
          <>
            <RequestStatus outcome={request.outcome} />
            {request.permission?.elevated && (
              <Badge tone="elevated" icon>
                Elevated
              </Badge>
            )}
          </>
        }
        description={[asker.email, asker.company].filter(Boolean).join(" · ")}
      />
      <Panel title="What is asked for">
        <KeyValues
          items={[
            {
              label: request.permission ? "Permission" : "More time as",
              value: request.permission?.label ?? request.grant?.role ?? request.what,
            },
            { label: "Where", value: <ScopeLinks scope={request} account={account.slug} /> },
            ...(request.grant ? [{ label: "Ends now", value: <ExactTime at={request.grant.endsAt} /> }] : []),
            {
              label: "Until",
              value: request.wantedUntil ? <ExactTime at={request.wantedUntil} /> : "Without an end",
            },
            {
              label: "Because",
              value: <span className="whitespace-pre-wrap">{request.reason}</span>,
            },
            { label: "Asked", value: <RelativeTime at={request.createdAt} /> },
            ...(can("member.view")
              ? [
                  {
                    label: "Person",
                    value: (
                      <TextLink href={`/${account.slug}/people/${asker.id}`}>
                        What {asker.name} has and sees now
                      </TextLink>
                    ),
                  },
                ]
              : []),
          ]}
        />
      </Panel>
      {request.outcome !== null ? (
        <Panel title="Decision">
          <KeyValues
            items={[
              { label: "Outcome", value: <RequestStatus outcome={request.outcome} /> },
              ...(request.decidedBy ? [{ label: "By", value: request.decidedBy }] : []),
              ...(request.decidedAt ? [{ label: "When", value: <ExactTime at={request.decidedAt} /> }] : []),
              ...(request.answer
                ? [{ label: "Words", value: <span className="whitespace-pre-wrap">{request.answer}</span> }]
                : []),
            ]}
          />
        </Panel>
      ) : request.isOwn ? (
        <Banner tone="wait" title="This is your own request">
          Somebody else who holds it, and gives grants, decides.
        </Banner>
      ) : request.beyondYou.length > 0 ? (
        <Banner tone="bad" title="You cannot decide this">
          You do not hold it there yourself: {request.beyondYou.slice(0, 5).join(", ")}
          {request.beyondYou.length > 5 && ` and ${request.beyondYou.length - 5} more`}. Somebody who does
          can.
        </Banner>
      ) : (
        <DecideRequest request={request} actions={actions} />
      )}
    </div>
  );
}
