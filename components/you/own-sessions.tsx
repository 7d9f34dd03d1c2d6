"use client";

import { MonitorSmartphone } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { OwnSession } from "@/lib/auth/sessions/own-sessions";
import type { VisibleError } from "@/lib/kernel/errors";
import type { ActionResult } from "@/lib/operation/action";
import { confirmed } from "../proof/step-up";
import { Button } from "../ui/button";
import { FormErrorSummary } from "../ui/form-error-summary";
import { RelativeTime } from "../ui/relative-time";
import { Status } from "../ui/status";
import { useToast } from "../ui/toast";

type Ended = ActionResult<{ ended: number }>;

/** Where somebody is signed in: what, where, how and since when, and a way to end what is not theirs. */
export function OwnSessions({
  sessions,
  end,
  endOthers,
}: {
  sessions: OwnSession[];
  end: (sessionId: string) => Promise<Ended>;
  endOthers: () => Promise<Ended>;
}) {
  const router = useRouter();
  const say = useToast();
  const [pending, setPending] = useState<string>();
  const [error, setError] = useState<VisibleError>();

  async function run(what: string, action: () => Promise<Ended>) {
    setPending(what);
    const answer = await confirmed(action)();
    setPending(undefined);
    setError(answer.ok || answer.error.code === "step_up_required" ? undefined : answer.error);
    if (answer.ok)
      say({
        title: answer.data.ended === 1 ? "One session was ended" : `${answer.data.ended} sessions were ended`,
      });
    router.refresh();
  }

  return (
    <>
      {error && (
        <div className="p-4">
          <FormErrorSummary title="Nothing was ended" errors={[{ message: error.message }]} id={error.id} />
        </div>
      )}
      <ul className="divide-y divide-line">
        {sessions.map((session) => (
          <li key={session.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
            <MonitorSmartphone className="text-ink-faint" />
            <div className="min-w-0 flex-1 basis-56 text-sm">
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
            {session.current ? (
              <Status tone="ok" className="text-sm">
                This session
              </Status>
            ) : (
              <Button
                size="sm"
                aria-label={`End ${session.browser}, ${session.place}`}
                pending={pending === session.id}
                onClick={() => void run(session.id, () => end(session.id))}
              >
                End
              </Button>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <div className="border-line border-t px-4 py-3">
          <Button size="sm" pending={pending === "others"} onClick={() => void run("others", endOthers)}>
            End all others
          </Button>
        </div>
      )}
    </>
  );
}
