"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { MemberActions } from "@/components/people/people-actions";
import { confirmed } from "@/components/proof/step-up";
import { AnswerError, fetchJson } from "@/components/shell/fetch-json";
import type { OutputOf } from "@/components/shell/operation-types";
import { useViewer } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { ErrorState } from "@/components/ui/error-state";
import { Panel } from "@/components/ui/panel";
import { RelativeTime } from "@/components/ui/relative-time";
import { Skeleton } from "@/components/ui/skeleton";
import type { VisibleError } from "@/lib/kernel/errors";
import type { listMemberSessions } from "@/lib/people/list-member-sessions";

type Session = OutputOf<typeof listMemberSessions>["sessions"][number];

/** Where a member is signed in and uses this account, and a way to end one session or all of them. */
export function MemberSessions({
  member,
  endSessions,
}: {
  member: { id: string; name: string; isYou: boolean };
  endSessions: MemberActions["endSessions"];
}) {
  const { account } = useViewer();
  const queries = useQueryClient();
  const [ending, setEnding] = useState<Session | "all">();
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<VisibleError>();
  const query = useQuery({
    queryKey: ["people", "sessions", account.id, member.id],
    queryFn: ({ signal }) =>
      fetchJson<OutputOf<typeof listMemberSessions>>(
        `/api/accounts/${account.slug}/people/sessions`,
        { memberId: member.id },
        signal,
      ),
  });

  const { data } = query;

  function ask(what: Session | "all" | undefined) {
    setError(undefined);
    setEnding(what);
  }

  async function end(what: Session | "all", reason: string) {
    setPending(true);
    const only = what === "all" ? {} : { sessionId: what.id };
    const answer = await confirmed(endSessions)(account.slug, { memberId: member.id, ...only, reason });
    setPending(false);
    setError(answer.ok ? undefined : answer.error);
    if (answer.ok) setEnding(undefined);
    await queries.invalidateQueries({ queryKey: ["people", "sessions"] });
  }

  const count = data?.sessions.length ?? 0;
  return (
    <Panel
      title="Signed in"
      description="Sessions of this person that are open now and were used in this account."
      flush
      action={
        count > 1 && (
          <Button size="sm" onClick={() => ask("all")}>
            End all sessions
          </Button>
        )
      }
    >
      {query.isPending && <Skeleton className="mx-4 my-2.5 h-15" />}
      {!data && query.error && (
        <ErrorState
          title={
            query.error instanceof AnswerError ? query.error.visible.message : "The portal did not answer."
          }
          action={<Button onClick={() => query.refetch()}>Try again</Button>}
        />
      )}
      {data && count === 0 && <p className="px-4 py-3 text-ink-muted text-sm">Not signed in anywhere.</p>}
      <ul className="divide-y divide-line">
        {data?.sessions.map((session) => (
          <li
            key={session.id}
            className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 px-4 py-2.5 text-sm"
          >
            <div className="min-w-0 flex-1">
              <p className="font-medium">{session.browser}</p>
              <p className="text-ink-muted">
                {session.place}
                {session.address && (
                  <>
                    , <span className="identifier">{session.address}</span>
                  </>
                )}
                {" · "}
                {session.how}
              </p>
              <p className="text-ink-muted">
                Signed in <RelativeTime at={session.createdAt} /> · last seen{" "}
                <RelativeTime at={session.lastSeenAt} />
              </p>
            </div>
            <Button size="sm" aria-label={`End ${session.browser}`} onClick={() => ask(session)}>
              End
            </Button>
          </li>
        ))}
      </ul>
      {ending && (
        <ConfirmDialog
          open
          onOpenChange={(open) => !open && ask(undefined)}
          title={titleOf(ending, count)}
          consequence={consequenceOf(ending, member)}
          reason={{}}
          verb={titleOf(ending, count)}
          danger
          pending={pending}
          error={error}
          onConfirm={(form) => void end(ending, String(form.get("reason") ?? ""))}
        />
      )}
    </Panel>
  );
}

const titleOf = (ending: Session | "all", count: number) =>
  ending === "all" ? `End ${count} sessions` : "End the session";

const consequenceOf = (ending: Session | "all", member: { name: string; isYou: boolean }) => {
  const who = member.isYou ? "You are" : `${member.name} is`;
  return ending === "all"
    ? `${who} signed out everywhere this account was used${member.isYou ? ", here too" : ""}, and may sign in again.`
    : `${who} signed out of one session (${ending.browser}, ${ending.place}), and may sign in again.`;
};
