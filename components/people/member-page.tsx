"use client";

import { useQuery } from "@tanstack/react-query";
import { nothingChosen, toInput } from "@/components/people/access-choice";
import type { RoleOption } from "@/components/people/access-fields";
import { GrantDialog } from "@/components/people/grant-dialog";
import { GrantList } from "@/components/people/grant-list";
import { HeldPermissions } from "@/components/people/held-permissions";
import { MemberFactor } from "@/components/people/member-factor";
import { MemberSessions } from "@/components/people/member-sessions";
import type { MemberActions } from "@/components/people/people-actions";
import { PersonStatus } from "@/components/people/person-status";
import { RemoveMember } from "@/components/people/remove-member";
import { SeenDevices } from "@/components/people/seen-devices";
import { SeeAs } from "@/components/seeing/see-as";
import { fetchJson } from "@/components/shell/fetch-json";
import type { OutputOf } from "@/components/shell/operation-types";
import { PageCrumbs } from "@/components/shell/page-crumbs";
import { useViewer } from "@/components/shell/viewer";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ExactTime } from "@/components/ui/exact-time";
import { KeyValues } from "@/components/ui/key-values";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import type { getMember } from "@/lib/people/get-member";

type Member = OutputOf<typeof getMember>;

export function MemberPage({
  first,
  roles,
  actions,
  extending,
}: {
  first: Member;
  roles: RoleOption[];
  actions: MemberActions;
  /** the grant that a mail's link leads to */
  extending?: string;
}) {
  const { account, can } = useViewer();
  const { data: member } = useQuery({
    queryKey: ["people", "member", account.id, first.id],
    queryFn: ({ signal }) =>
      fetchJson<Member>(`/api/accounts/${account.slug}/people/member`, { memberId: first.id }, signal),
    initialData: first,
  });
  const there = member.removedAt === null;
  return (
    <div className="flex flex-col gap-5">
      <PageCrumbs items={[{ label: member.name }]} />
      <PageHeader
        title={member.name}
        status={
          <>
            <PersonStatus status={member.status} because={member.because} />
            {member.isYou && <Badge>You</Badge>}
          </>
        }
        description={[member.email, member.company].filter(Boolean).join(" · ")}
        action={
          there && (
            <>
              {can("grant.manage") && !member.isYou && <SeeAs member={member} see={actions.seeAs} />}
              {can("grant.manage") && (
                <GrantDialog
                  trigger={<Button variant="primary">Give a grant</Button>}
                  title={`Give ${member.name} a grant`}
                  description="It adds to the grants this person has."
                  verb="Give the grant"
                  roles={roles}
                  start={{ ...nothingChosen, from: "", where: can("group.view") ? "groups" : "account" }}
                  kind="give"
                  inputOf={(choice) => ({ memberId: member.id, ...toInput(choice) })}
                  send={(input) => actions.give(account.slug, input)}
                />
              )}
              {can("member.remove") && <RemoveMember member={member} remove={actions.remove} />}
            </>
          )
        }
      />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_minmax(18rem,24rem)]">
        <div className="flex min-w-0 flex-col gap-5">
          <Panel title="Grants" flush>
            <GrantList member={member} roles={roles} actions={actions} extending={extending} />
          </Panel>
          {there && <MemberFactor member={member} actions={actions} />}
          {there && can("session.revoke") && (
            <MemberSessions member={member} endSessions={actions.endSessions} />
          )}
          <Panel title="About">
            <KeyValues
              items={[
                { label: "Joined", value: <ExactTime at={member.joinedAt} /> },
                {
                  label: "Last seen here",
                  value: member.lastSeenAt ? <RelativeTime at={member.lastSeenAt} /> : "Not yet",
                },
                ...(member.removedAt
                  ? [{ label: "Removed", value: <ExactTime at={member.removedAt} /> }]
                  : []),
                ...(can("audit.view")
                  ? [
                      {
                        label: "Activity",
                        value: (
                          <>
                            <TextLink href={`/${account.slug}/activity?actor=${member.userId}`}>
                              What this person did
                            </TextLink>
                            {" · "}
                            <TextLink href={`/${account.slug}/activity?target=${member.id}`}>
                              What was done to this person
                            </TextLink>
                          </>
                        ),
                      },
                    ]
                  : []),
              ]}
            />
          </Panel>
        </div>
        <Panel title={member.isYou ? "What you see" : "What this person sees"}>
          <div className="flex flex-col gap-5">
            <SeenDevices devices={member.access.devices} />
            <HeldPermissions permissions={member.access.permissions} />
          </div>
        </Panel>
      </div>
    </div>
  );
}
