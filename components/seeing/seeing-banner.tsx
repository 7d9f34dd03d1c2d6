"use client";

import { Eye } from "lucide-react";
import { unstable_rethrow } from "next/navigation";
import { useEffect, useState } from "react";
import type { ActionOf } from "@/components/shell/operation-types";
import { useViewer } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { ExactTime } from "@/components/ui/exact-time";
import type { stopSeeing } from "@/lib/seeing/stop-seeing";

/** On every page while somebody looks as another member: as whom, until when, and the way out. */
export function SeeingBanner({ stop }: { stop: ActionOf<typeof stopSeeing> }) {
  const { account, name, membershipId, seer } = useViewer();
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<string>();
  const leftMs = seer?.leftMs;

  // told by the server, whatever this machine's clock says
  useEffect(() => {
    if (leftMs === undefined) return;
    const timer = setTimeout(() => window.location.reload(), leftMs + 1_000);
    return () => clearTimeout(timer);
  }, [leftMs]);

  if (!seer) return null;

  async function leave() {
    setPending(true);
    const answer = await stop(account.slug, {}).catch((reason: unknown) => {
      unstable_rethrow(reason);
      return null;
    });
    // over already is over, too
    if (answer?.ok || answer?.error.code === "conflict")
      return window.location.assign(`/${account.slug}/people/${membershipId}`);
    setPending(false);
    setError(answer ? answer.error.message : "The portal did not answer. Try again in a moment.");
  }

  return (
    <section
      aria-label={`Looking as ${name}`}
      className="flex items-center gap-x-3 border-warn-line border-b bg-warn-soft px-3 py-2 text-sm sm:px-5"
    >
      <Eye aria-hidden className="size-4 shrink-0 text-warn" />
      <div className="min-w-0 flex-1">
        <p>
          <span className="font-medium">
            You are looking as <span className="break-words">{name}</span>.
          </span>{" "}
          Nothing can be done here. Ends <ExactTime at={seer.until} />.
          {seer.cut && " You see only the part that you may see yourself."}
        </p>
        {error && (
          <p role="alert" className="text-bad">
            {error}
          </p>
        )}
      </div>
      <Button size="sm" pending={pending} onClick={() => void leave()} className="print:hidden">
        Stop
      </Button>
    </section>
  );
}
