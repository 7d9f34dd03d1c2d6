"use client";

import { useState } from "react";
import { dayOf, toChange } from "@/components/people/access-choice";
import type { RoleOption } from "@/components/people/access-fields";
import { ExtendGrant } from "@/components/people/extend-grant";
import { GrantDialog } from "@/components/people/grant-dialog";
import type { MemberActions } from "@/components/people/people-actions";
import { RevokeGrant } from "@/components/people/revoke-grant";
import { ScopeLinks } from "@/components/people/scope-words";
import type { OutputOf } from "@/components/shell/operation-types";
import { useViewer } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { ExactTime } from "@/components/ui/exact-time";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import { TextLink } from "@/components/ui/text-link";
import type { getMember } from "@/lib/people/get-member";

type Member = OutputOf<typeof getMember>;
type Grant = Member["grants"][number];

/** Every grant a member has or had: live ones first, ended ones on demand, expired and revoked told apart. */
export function GrantList({
  member,
  roles,
  actions,
  extending,
}: {
  member: Member;
  roles: RoleOption[];
  actions: MemberActions;
  /** the grant a mail's link is about: its extension opens by itself */
  extending?: string;
}) {
  const asked = member.grants.find((grant) => grant.id === extending);
  const [all, setAll] = useState(asked?.status === "expired");
  const current = member.grants.filter((grant) => grant.status === "live" || grant.status === "upcoming");
  const ended = member.grants.filter((grant) => !current.includes(grant));
  const shown = all ? [...current, ...ended] : current;
  return (
    <>
      {shown.length === 0 && (
        <p className="px-4 py-3 text-ink-muted text-sm">
          No grant: this person can sign in and sees nothing.
        </p>
      )}
      <ul className="divide-y divide-line">
        {shown.map((grant) => (
          <GrantRow
            key={grant.id}
            grant={grant}
            member={member}
            roles={roles}
            actions={actions}
            extending={grant.id === extending}
          />
        ))}
      </ul>
      {member.removedAt === null && shown.some((grant) => grant.endsAt !== null) && (
        <p className="border-line border-t px-4 py-3 text-ink-muted text-sm">
          A grant ends by itself at its time. {member.isYou ? "You are" : `${member.name} is`} told by mail
          seven days and one day before. When the last grant in any account has ended, open sessions end too.
        </p>
      )}
      {ended.length > 0 && (
        <div className="border-line border-t px-4 py-2">
          <Button size="sm" variant="ghost" aria-expanded={all} onClick={() => setAll(!all)}>
            {all
              ? "Hide ended grants"
              : `Show ${ended.length} ended ${ended.length === 1 ? "grant" : "grants"}`}
          </Button>
        </div>
      )}
    </>
  );
}

function GrantRow({
  grant,
  member,
  roles,
  actions,
  extending,
}: {
  grant: Grant;
  member: Member;
  roles: RoleOption[];
  actions: MemberActions;
  extending: boolean;
}) {
  const { account, can } = useViewer();
  const current = grant.status === "live" || grant.status === "upcoming";
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-2 px-4 py-3 text-sm">
      <div className="min-w-48 flex-1">
        <p className="font-medium">
          <TextLink href={`/${account.slug}/people/roles/${grant.role.id}`}>{grant.role.name}</TextLink>
        </p>
        <p className="text-ink-muted">
          <ScopeLinks scope={grant} account={account.slug} />
        </p>
      </div>
      <GrantState grant={grant} />
      {grant.status !== "revoked" && can("grant.manage") && !member.removedAt && (
        <div className="flex flex-wrap gap-1.5">
          {grant.endsAt && (
            <ExtendGrant
              trigger={<Button size="sm">Extend</Button>}
              grant={grant}
              member={member}
              extend={actions.extend}
              startOpen={extending}
            />
          )}
          {/* a grant that names a group out of sight is not offered for change: saving it would drop that group */}
          {current && grant.hiddenGroups === 0 && (
            <GrantDialog
              trigger={<Button size="sm">Change</Button>}
              title={`Change a grant of ${member.name}`}
              description="Takes effect with the next request, everywhere this person is signed in."
              verb="Change the grant"
              roles={roles}
              start={{
                roleId: grant.role.id,
                where: grant.wholeAccount ? "account" : "groups",
                groups: grant.groups,
                ...(grant.status === "upcoming" ? { from: dayOf(grant.startsAt) } : {}),
                until: dayOf(grant.endsAt),
              }}
              kind="change"
              inputOf={(choice) => toChange(grant, choice)}
              send={(input) => actions.change(account.slug, input)}
            />
          )}
          {current && <RevokeGrant grant={grant} member={member} revoke={actions.revoke} />}
        </div>
      )}
    </li>
  );
}

function GrantState({ grant }: { grant: Grant }) {
  if (grant.status === "revoked")
    return (
      <Status tone="quiet" detail={grant.revokedAt && <RelativeTime at={grant.revokedAt} />}>
        Revoked
      </Status>
    );
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
  if (grant.endsAt && Date.parse(grant.endsAt) - Date.now() < 7 * 86_400_000)
    return (
      <Status tone="wait" detail={<RelativeTime at={grant.endsAt} />}>
        Ends
      </Status>
    );
  return (
    <Status
      tone="ok"
      detail={
        grant.endsAt ? (
          <>
            until <ExactTime at={grant.endsAt} />
          </>
        ) : (
          "without an end"
        )
      }
    >
      Live
    </Status>
  );
}
