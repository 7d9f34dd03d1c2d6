"use client";

import { useQuery } from "@tanstack/react-query";
import { kindWords } from "@/components/policy/policy-choice";
import { AnswerError, fetchJson } from "@/components/shell/fetch-json";
import type { OutputOf } from "@/components/shell/operation-types";
import { useViewer } from "@/components/shell/viewer";
import { Banner } from "@/components/ui/banner";
import { ExactTime } from "@/components/ui/exact-time";
import { Skeleton } from "@/components/ui/skeleton";
import { Status } from "@/components/ui/status";
import type { Affected, previewPolicy } from "@/lib/policy/preview-policy";

interface Rules {
  secondFactor: string;
  graceUntil: string | null;
  kinds: string[];
  phishingResistant: boolean;
}

/** What saving would mean for the members there are now, worked out by the code that lists who does not comply. */
export function PolicyPreview({ rules }: { rules: Rules }) {
  const { account } = useViewer();
  const ready = rules.kinds.includes("app") || rules.kinds.includes("key");
  const { data, error } = useQuery({
    queryKey: ["people", "policy-preview", account.id, rules],
    queryFn: ({ signal }) =>
      fetchJson<OutputOf<typeof previewPolicy>>(
        `/api/accounts/${account.slug}/policy/preview`,
        { ...rules },
        signal,
      ),
    enabled: ready,
    placeholderData: (before) => before,
    retry: false,
  });
  if (!ready)
    return (
      <p className="text-ink-muted text-sm">
        Allow authenticator apps or security keys to see who is affected.
      </p>
    );
  if (error)
    return (
      <Banner
        tone="bad"
        title={error instanceof AnswerError ? error.message : "The preview could not be made."}
      />
    );
  if (!data) return <Skeleton className="h-40 w-full" />;
  const { mustEnrol, mustAddKey, loseKind } = data;
  const later = data.graceUntil !== null && Date.parse(data.graceUntil) > Date.now();
  const nobody = mustEnrol.count + mustAddKey.count === 0;
  return (
    <div className="flex flex-col gap-4 text-sm" aria-live="polite">
      <p className="text-ink-muted">Of {people(data.members)} now:</p>
      {nobody && <Status tone="ok">Everybody has what this asks for</Status>}
      {mustEnrol.count > 0 && (
        <Effect who={mustEnrol} title={`${people(mustEnrol.count)} must set up a second factor`}>
          {later && data.graceUntil ? (
            <>
              By <ExactTime at={data.graceUntil} />. From then on nothing else opens for them.
            </>
          ) : (
            "At once: with their next request nothing else opens for them."
          )}
        </Effect>
      )}
      {mustAddKey.count > 0 && (
        <Effect who={mustAddKey} title={`${people(mustAddKey.count)} must add a security key or passkey`}>
          Until then they cannot use their elevated permissions.
        </Effect>
      )}
      {loseKind
        .filter(({ count }) => count > 0)
        .map((lost) => (
          <Effect
            key={lost.kind}
            who={lost}
            title={`${people(lost.count)} can no longer use ${kindWords[lost.kind]}`}
          >
            What they set up stays, and is asked for only where they have nothing that is allowed.
          </Effect>
        ))}
    </div>
  );
}

const people = (count: number) => `${count.toLocaleString("en-GB")} ${count === 1 ? "member" : "members"}`;

function Effect({ who, title, children }: { who: Affected; title: string; children: React.ReactNode }) {
  const rest = who.count - who.names.length;
  return (
    <div>
      <p className="font-medium">{title}</p>
      <p className="text-ink-muted">
        {who.names.join(", ")}
        {rest > 0 && ` and ${rest.toLocaleString("en-GB")} more`}
      </p>
      <p className="mt-1 text-ink-muted">{children}</p>
    </div>
  );
}
