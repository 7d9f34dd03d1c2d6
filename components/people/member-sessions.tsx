"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { MemberActions } from "@/components/people/people-actions";
import { confirmed } from "@/components/proof/step-up";
import { fetchJson } from "@/components/shell/fetch-json";
import type { OutputOf } from "@/components/shell/operation-types";
import { useViewer } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Panel } from "@/components/ui/panel";
import { RelativeTime } from "@/components/ui/relative-time";
import { Skeleton } from "@/components/ui/skeleton";
import type { VisibleError } from "@/lib/kernel/errors";
import type { listMemberSessions } from "@/lib/people/list-member-sessions";

/** Where a member is signed in, and a way to end all of it. */
export function MemberSessions({
  member,
  endSessions,
}: {
  member: { id: string; name: string; isYou: boolean };
  endSessions: MemberActions["endSessions"];
}) {
  const { account } = useViewer();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<VisibleError>();
  const { data } = useQuery({
    queryKey: ["people", "sessions", account.id, member.id],
    queryFn: ({ signal }) =>
      fetchJson<OutputOf<typeof listMemberSessions>>(
        `/api/accounts/${account.slug}/people/sessions`,
        { memberId: member.id },
        signal,
      ),
  });

  async function end(reason: string) {
    setPending(true);
    const answer = await confirmed(endSessions)(account.slug, { memberId: member.id, reason });
    setPending(false);
    setError(answer.ok ? undefined : answer.error);
    if (answer.ok) setOpen(false);
    await queries.invalidateQueries({ queryKey: ["people", "sessions"] });
  }

  const count = data?.sessions.length ?? 0;
  return (
    <Panel
      title="Signed in"
      description="Sessions of this person that are open now."
      flush
      action={
        count > 0 && (
          <ConfirmDialog
            trigger={<Button size="sm">End sessions</Button>}
            open={open}
            onOpenChange={setOpen}
            title={count === 1 ? "End the session" : `End ${count} sessions`}
            consequence={
              member.isYou
                ? "You are signed out everywhere, here too."
                : `${member.name} is signed out everywhere and may sign in again.`
            }
            reason={{}}
            verb={count === 1 ? "End the session" : `End ${count} sessions`}
            danger
            pending={pending}
            error={error}
            onConfirm={(form) => void end(String(form.get("reason") ?? ""))}
          />
        )
      }
    >
      {!data && <Skeleton className="m-4 h-10" />}
      {data && count === 0 && <p className="px-4 py-3 text-ink-muted text-sm">Not signed in anywhere.</p>}
      <ul className="divide-y divide-line">
        {data?.sessions.map((session) => (
          <li key={session.id} className="flex flex-wrap justify-between gap-x-6 gap-y-1 px-4 py-2.5 text-sm">
            <span className="min-w-0 flex-1 truncate" title={session.userAgent ?? undefined}>
              {sayBrowser(session.userAgent)}
              {session.address && <span className="identifier text-ink-muted"> {session.address}</span>}
            </span>
            <span className="text-ink-muted">
              last used <RelativeTime at={session.lastSeenAt} />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** The browser and system a session says it is; what it says is not proof of anything. */
function sayBrowser(agent: string | null): string {
  if (!agent) return "A browser that did not say which";
  const browser = ["Edg", "Firefox", "Chrome", "Safari"].find((name) => agent.includes(`${name}/`));
  const system = ["Windows", "Android", "iPhone", "iPad", "Mac OS", "Linux"].find((name) =>
    agent.includes(name),
  );
  if (!browser) return agent.slice(0, 60);
  return `${browser === "Edg" ? "Edge" : browser}${system ? ` on ${system}` : ""}`;
}
