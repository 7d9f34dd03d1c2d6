import { MonitorSmartphone } from "lucide-react";
import type { OwnSession } from "@/lib/auth/own-sessions";
import { RelativeTime } from "../ui/relative-time";
import { Status } from "../ui/status";
import { SubmitButton } from "../ui/submit-button";
import { sayBrowser } from "./say-browser";

export function OwnSessions({
  sessions,
  end,
}: {
  sessions: OwnSession[];
  end: (form: FormData) => Promise<void>;
}) {
  return (
    <ul className="divide-y divide-line">
      {sessions.map((session) => (
        <li key={session.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
          <MonitorSmartphone className="text-ink-faint" />
          <div className="min-w-0 flex-1 text-sm">
            <p className="truncate font-medium">{sayBrowser(session.userAgent)}</p>
            <p className="text-ink-muted">
              {session.address ?? "Address not known"} · signed in <RelativeTime at={session.createdAt} /> ·
              last used <RelativeTime at={session.lastSeenAt} />
            </p>
          </div>
          {session.current ? (
            <Status tone="ok">This session</Status>
          ) : (
            <form action={end}>
              <input type="hidden" name="session" value={session.id} />
              <SubmitButton variant="secondary" size="sm">
                End this session
              </SubmitButton>
            </form>
          )}
        </li>
      ))}
    </ul>
  );
}
