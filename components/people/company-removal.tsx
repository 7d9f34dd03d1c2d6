"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { sayScope } from "@/components/people/scope-words";
import { confirmed } from "@/components/proof/step-up";
import { fetchJson } from "@/components/shell/fetch-json";
import type { ActionOf, OutputOf } from "@/components/shell/operation-types";
import { PageCrumbs } from "@/components/shell/page-crumbs";
import { useViewer } from "@/components/shell/viewer";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { RelativeTime } from "@/components/ui/relative-time";
import type { VisibleError } from "@/lib/kernel/errors";
import type { previewCompany } from "@/lib/people/preview-company";
import type { removeCompany } from "@/lib/people/remove-company";

type Preview = OutputOf<typeof previewCompany>;

const count = (n: number, one: string, many: string) =>
  `${n.toLocaleString("en-GB")} ${n === 1 ? one : many}`;

/** Who would leave with a company and what would end, before it is done. */
export function CompanyRemoval({
  first,
  remove,
}: {
  first: Preview;
  remove: ActionOf<typeof removeCompany>;
}) {
  const { account, can } = useViewer();
  const router = useRouter();
  const queries = useQueryClient();
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<VisibleError>();
  const { data, isError } = useQuery({
    queryKey: ["people", "company", account.id, first.company],
    queryFn: ({ signal }) =>
      fetchJson<Preview>(
        `/api/accounts/${account.slug}/people/companies/one`,
        { company: first.company },
        signal,
      ),
    initialData: first,
    retry: false,
  });
  const { company, people, invitations } = data;
  const yours = people.some(({ isYou }) => isYou);
  const sum = (of: (person: Preview["people"][number]) => number) =>
    people.reduce((total, person) => total + of(person), 0);
  const who = count(people.length, "person", "people");

  async function confirm(form: FormData) {
    setPending(true);
    const answer = await confirmed(remove)(account.slug, {
      company,
      memberIds: people.map(({ id }) => id),
      invitationIds: invitations.map(({ id }) => id),
      typed: String(form.get("confirmation") ?? ""),
      reason: String(form.get("reason") ?? ""),
    });
    setPending(false);
    if (!answer.ok) {
      setError({
        ...answer.error,
        message: answer.error.fields?.reason ?? answer.error.fields?.typed ?? answer.error.message,
      });
      return queries.invalidateQueries({ queryKey: ["people"] });
    }
    router.push(
      can("member.view")
        ? `/${account.slug}/people/offboarding/${answer.data.id}`
        : `/${account.slug}/people/companies`,
    );
  }

  return (
    <div className="flex flex-col gap-5">
      <PageCrumbs
        items={[{ label: "Companies", href: `/${account.slug}/people/companies` }, { label: company }]}
      />
      <PageHeader
        title={`Remove the people of ${company}`}
        description="Nothing has happened yet. This is what would end."
        action={
          !yours &&
          !isError && (
            <ConfirmDialog
              trigger={<Button variant="danger">Remove {who}…</Button>}
              onOpenChange={() => setError(undefined)}
              title={`Remove ${who} of ${company}`}
              consequence={`They lose every grant in ${account.name} with the next request.`}
              subjects={
                people.length > 0
                  ? {
                      count: people.length,
                      noun: { one: "person", many: "people" },
                      names: people.slice(0, 5).map(({ name }) => name),
                    }
                  : undefined
              }
              also={[
                "Their sessions used here end, and all others too of those with no grant left in any account.",
                `${count(invitations.length, "open invitation", "open invitations")} to the company, and those its people sent, are revoked.`,
                "What they did stays in the activity log. To come back, new invitations are needed.",
              ]}
              typed={{ expected: company, label: `Type ${company} to confirm` }}
              reason={{ required: true, help: "Kept with the proof and in the activity log." }}
              verb={`Remove ${who}`}
              danger
              pending={pending}
              error={error}
              onConfirm={(form) => void confirm(form)}
            />
          )
        }
      />
      {isError && (
        <Banner tone="warn" title="Nobody of this company is left here">
          Somebody else may have removed them meanwhile.
        </Banner>
      )}
      {yours && (
        <Banner tone="warn" title="You are one of this company">
          Somebody else has to remove it.
        </Banner>
      )}
      <Panel
        title={who}
        description={`${count(
          sum((person) => person.grants.length),
          "grant ends",
          "grants end",
        )}, ${count(
          sum((person) => person.sessions),
          "session",
          "sessions",
        )} used here too.`}
        flush
      >
        <ul className="divide-y divide-line">
          {people.map((person) => (
            <li key={person.id} className="flex flex-wrap items-start gap-x-6 gap-y-1 px-4 py-3 text-sm">
              <div className="min-w-48 flex-1">
                <p className="font-medium">{person.name}</p>
                <p className="break-words text-ink-muted">{person.email}</p>
              </div>
              <ul className="min-w-48 flex-1">
                {person.grants.map((grant) => (
                  <li key={grant.id}>
                    {grant.role.name} <span className="text-ink-muted">· {sayScope(grant)}</span>
                  </li>
                ))}
                {person.grants.length === 0 && <li className="text-ink-muted">No grant</li>}
              </ul>
              <p className="min-w-40 text-ink-muted">
                {count(person.sessions, "session", "sessions")}
                {person.invitationsSent > 0 &&
                  `, ${count(person.invitationsSent, "invitation sent", "invitations sent")}`}
                <br />
                {person.lastSeenAt ? (
                  <>
                    last seen <RelativeTime at={person.lastSeenAt} />
                  </>
                ) : (
                  "never seen here"
                )}
              </p>
            </li>
          ))}
        </ul>
      </Panel>
      {invitations.length > 0 && (
        <Panel title={count(invitations.length, "open invitation", "open invitations")} flush>
          <ul className="divide-y divide-line">
            {invitations.map(({ id, email }) => (
              <li key={id} className="break-words px-4 py-3 text-sm">
                {email}
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </div>
  );
}
