"use client";

import { Printer } from "lucide-react";
import { sayScope } from "@/components/people/scope-words";
import type { OutputOf } from "@/components/shell/operation-types";
import { PageCrumbs } from "@/components/shell/page-crumbs";
import { useViewer } from "@/components/shell/viewer";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { ExactTime } from "@/components/ui/exact-time";
import { KeyValues } from "@/components/ui/key-values";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { Status } from "@/components/ui/status";
import { TextLink } from "@/components/ui/text-link";
import type { getOffboarding } from "@/lib/people/get-offboarding";

type Proof = OutputOf<typeof getOffboarding>;
type Person = Proof["people"][number];

const count = (n: number, one: string, many: string) =>
  `${n.toLocaleString("en-GB")} ${n === 1 ? one : many}`;

/** What ended when somebody left, that nothing of it is left, and where the activity log says so. To keep or print. */
export function OffboardingProof({ proof }: { proof: Proof }) {
  const { account, can } = useViewer();
  const { people, left } = proof;
  const who = proof.company ?? people[0]?.name ?? "Somebody";
  const grants = people.reduce((sum, person) => sum + person.grants.length, 0);
  const sessions = people.reduce((sum, person) => sum + person.sessionsEnded, 0);
  const takenBack = [...proof.invitations, ...people.flatMap((person) => person.invitationsTakenBack)];
  const nothingLeft = left.members + left.grants + left.sessions + left.invitations === 0;
  return (
    <div className="flex flex-col gap-5">
      <PageCrumbs items={[{ label: `What ended: ${who}` }]} />
      <PageHeader
        title={proof.company ? `The people of ${who} have left` : `${who} has left`}
        description={account.name}
        action={
          <Button icon={<Printer />} onClick={() => window.print()}>
            Print
          </Button>
        }
      />
      {nothingLeft ? (
        <Banner tone="ok" title="Nothing of it is left">
          No membership, grant, session or invitation of{" "}
          {people.length === 1 ? "this person" : "these people"}, looked up on{" "}
          <ExactTime at={proof.checkedAt} />.
        </Banner>
      ) : (
        <Banner tone="bad" title="Something is left">
          {count(left.members, "membership", "memberships")}, {count(left.grants, "grant", "grants")},{" "}
          {count(left.sessions, "session", "sessions")},{" "}
          {count(left.invitations, "invitation", "invitations")}. Look at the people concerned, and tell
          support.
        </Banner>
      )}
      {proof.backAgain.length > 0 && (
        <Banner tone="warn" title="Back since, by a new invitation">
          {proof.backAgain.join(", ")}
        </Banner>
      )}
      <Panel title="What ended">
        <KeyValues
          items={[
            { label: "When", value: <ExactTime at={proof.at} /> },
            { label: "By", value: proof.by },
            { label: "Reason", value: proof.reason || "Not given" },
            { label: "People", value: people.length.toLocaleString("en-GB") },
            { label: "Grants revoked", value: grants.toLocaleString("en-GB") },
            { label: "Sessions ended", value: sessions.toLocaleString("en-GB") },
            {
              label: "Invitations taken back",
              value: takenBack.length === 0 ? "None" : takenBack.join(", "),
            },
            ...(can("audit.view")
              ? [
                  {
                    label: "Activity",
                    value: proof.company ? (
                      <TextLink href={`/${account.slug}/activity?target=${proof.id}`}>
                        The entry of this removal
                      </TextLink>
                    ) : (
                      <TextLink href={`/${account.slug}/activity?target=${people[0]?.memberId ?? ""}`}>
                        What was done to this person
                      </TextLink>
                    ),
                  },
                ]
              : []),
          ]}
        />
      </Panel>
      <Panel title="Who" flush>
        <ul className="divide-y divide-line">
          {people.map((person) => (
            <PersonProof key={person.memberId} person={person} />
          ))}
        </ul>
      </Panel>
    </div>
  );
}

function PersonProof({ person }: { person: Person }) {
  const { account, can } = useViewer();
  return (
    <li className="flex break-inside-avoid flex-wrap items-start gap-x-6 gap-y-1 px-4 py-3 text-sm">
      <div className="min-w-48 flex-1">
        <p className="font-medium">
          <TextLink href={`/${account.slug}/people/${person.memberId}`}>{person.name}</TextLink>
        </p>
        <p className="break-words text-ink-muted">{person.email}</p>
        <p className="text-ink-muted">
          {person.lastSeenAt ? (
            <>
              last seen <ExactTime at={person.lastSeenAt} />
            </>
          ) : (
            "never seen here"
          )}
        </p>
      </div>
      <ul className="min-w-48 flex-1">
        {person.grants.map((grant) => (
          <li key={grant.id}>
            {grant.role} <span className="text-ink-muted">· {sayScope(grant)}</span>
          </li>
        ))}
        {person.grants.length === 0 && <li className="text-ink-muted">No grant was live</li>}
      </ul>
      <div className="min-w-40">
        <Status tone="ok">Access ended</Status>
        <p className="text-ink-muted">{count(person.sessionsEnded, "session ended", "sessions ended")}</p>
        {person.requestsClosed > 0 && (
          <p className="text-ink-muted">
            {count(person.requestsClosed, "request closed", "requests closed")}
          </p>
        )}
        {can("audit.view") && (
          <TextLink href={`/${account.slug}/activity?target=${person.memberId}`} className="print:hidden">
            Activity entries
          </TextLink>
        )}
      </div>
    </li>
  );
}
