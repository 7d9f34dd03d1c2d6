"use client";

import { useQuery } from "@tanstack/react-query";
import { AskForAccess } from "@/components/people/ask-for-access";
import { AskForTime } from "@/components/people/ask-for-time";
import { RequestStatus } from "@/components/people/request-status";
import { sayScope } from "@/components/people/scope-words";
import { WithdrawRequest } from "@/components/people/withdraw-request";
import { fetchJson } from "@/components/shell/fetch-json";
import type { ActionOf, OutputOf } from "@/components/shell/operation-types";
import { PageCrumbs } from "@/components/shell/page-crumbs";
import { useViewer } from "@/components/shell/viewer";
import { ExactTime } from "@/components/ui/exact-time";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import type { getOwnAccess } from "@/lib/people/get-own-access";
import type { requestAccess } from "@/lib/people/request-access";
import type { withdrawRequest } from "@/lib/people/withdraw-request";

export type OwnAccessView = OutputOf<typeof getOwnAccess>;
export type RequestAction = ActionOf<typeof requestAccess>;
type Grant = OwnAccessView["grants"][number];

/** What one holds here oneself, until when, and what became of what one asked for. */
export function OwnAccess({
  first,
  wanted,
  extending,
  request,
  withdraw,
}: {
  first: OwnAccessView;
  /** the permission a refused page asks for */
  wanted?: OwnAccessView["permissions"][number]["key"];
  /** the grant a mail is about */
  extending?: string;
  request: RequestAction;
  withdraw: ActionOf<typeof withdrawRequest>;
}) {
  const { account } = useViewer();
  const { data } = useQuery({
    queryKey: ["people", "own", account.id],
    queryFn: ({ signal }) => fetchJson<OwnAccessView>(`/api/accounts/${account.slug}/access`, {}, signal),
    initialData: first,
  });
  const current = data.grants.filter(({ status }) => status === "live" || status === "upcoming");
  const expired = data.grants.filter(({ status }) => status === "expired").slice(0, 3);
  return (
    <div className="flex flex-col gap-5">
      <PageCrumbs items={[{ label: "Your access" }]} />
      <PageHeader
        title="Your access"
        description={`What you may see and do in ${account.name}, and until when.`}
        action={<AskForAccess permissions={data.permissions} wanted={wanted} request={request} />}
      />
      <Panel title="Your grants" description="You get a mail seven days and one day before one ends." flush>
        {current.length + expired.length === 0 && (
          <p className="px-4 py-3 text-ink-muted text-sm">
            You have no grant here, so there is nothing to see. Ask for what you need.
          </p>
        )}
        <ul className="divide-y divide-line">
          {[...current, ...expired].map((grant) => (
            <li key={grant.id} className="flex flex-wrap items-center gap-x-6 gap-y-2 px-4 py-3 text-sm">
              <div className="min-w-48 flex-1">
                <p className="font-medium">{grant.role}</p>
                <p className="text-ink-muted">{sayScope(grant)}</p>
              </div>
              <GrantEnd grant={grant} />
              {grant.endsAt &&
                (grant.asked ? (
                  <Status tone="wait">You asked for more time</Status>
                ) : (
                  <AskForTime grant={grant} request={request} startOpen={grant.id === extending} />
                ))}
            </li>
          ))}
        </ul>
        <p className="border-line border-t px-4 py-3 text-ink-muted text-sm">
          When your last grant in any account has ended, your sessions end too.
        </p>
      </Panel>
      <Panel title="What you asked for" flush>
        {data.requests.length === 0 && (
          <p className="px-4 py-3 text-ink-muted text-sm">
            Nothing yet. What you ask for stands here, with what was decided and why.
          </p>
        )}
        <ul className="divide-y divide-line">
          {data.requests.map((each) => (
            <li key={each.id} className="flex flex-wrap items-start gap-x-6 gap-y-1 px-4 py-3 text-sm">
              <div className="min-w-48 flex-1">
                <p className="font-medium">{each.what}</p>
                {each.wholeAccount !== null && (
                  <p className="text-ink-muted">{sayScope({ ...each, wholeAccount: each.wholeAccount })}</p>
                )}
                <p className="whitespace-pre-wrap break-words text-ink-muted">“{each.reason}”</p>
                {each.answer && (
                  <p className="mt-1 whitespace-pre-wrap break-words">
                    {each.decidedBy ? `${each.decidedBy}: ` : ""}
                    {each.answer}
                  </p>
                )}
              </div>
              <span className="flex flex-col gap-0.5">
                <RequestStatus outcome={each.outcome} />
                <span className="text-ink-muted">
                  asked <RelativeTime at={each.createdAt} />
                </span>
                {each.outcome === null && <WithdrawRequest request={each} withdraw={withdraw} />}
              </span>
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  );
}

function GrantEnd({ grant }: { grant: Grant }) {
  if (grant.status === "expired")
    return (
      <Status tone="quiet" detail={grant.endsAt && <RelativeTime at={grant.endsAt} />}>
        Expired
      </Status>
    );
  if (grant.status === "upcoming")
    return (
      <Status tone="wait" detail={grant.startsAt && <RelativeTime at={grant.startsAt} />}>
        Starts
      </Status>
    );
  if (!grant.endsAt)
    return (
      <Status tone="ok" detail="without an end">
        Live
      </Status>
    );
  const soon = Date.parse(grant.endsAt) - Date.now() < 7 * 86_400_000;
  return soon ? (
    <Status tone="wait" detail={<RelativeTime at={grant.endsAt} />}>
      Ends
    </Status>
  ) : (
    <Status
      tone="ok"
      detail={
        <>
          until <ExactTime at={grant.endsAt} />
        </>
      }
    >
      Live
    </Status>
  );
}
