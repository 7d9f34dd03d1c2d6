"use client";

import { useQuery } from "@tanstack/react-query";
import type { AccessChoice } from "@/components/people/access-choice";
import { HeldPermissions } from "@/components/people/held-permissions";
import { SeenDevices } from "@/components/people/seen-devices";
import { AnswerError, fetchJson } from "@/components/shell/fetch-json";
import type { OutputOf } from "@/components/shell/operation-types";
import { useViewer } from "@/components/shell/viewer";
import { Banner } from "@/components/ui/banner";
import { Skeleton } from "@/components/ui/skeleton";
import type { previewAccess } from "@/lib/people/preview-access";

/** What this person will see, worked out by the server from the same rules as every request. */
export function AccessPreview({ choice }: { choice: AccessChoice }) {
  const { account } = useViewer();
  const group = choice.where === "groups" ? choice.groups.map((each) => each.id) : [];
  const ready = choice.roleId !== "" && (choice.where === "account" || group.length > 0);
  const { data, error } = useQuery({
    queryKey: ["people", "preview", account.id, choice.roleId, choice.where, group],
    queryFn: ({ signal }) =>
      fetchJson<OutputOf<typeof previewAccess>>(
        `/api/accounts/${account.slug}/people/preview`,
        { role: choice.roleId, group },
        signal,
      ),
    enabled: ready,
    placeholderData: (before) => before,
  });
  if (!ready)
    return (
      <p className="text-ink-muted text-sm">
        Choose a role and where it holds, and see here which devices and which actions come with it.
      </p>
    );
  if (error)
    return (
      <Banner
        tone="bad"
        title={error instanceof AnswerError ? error.message : "The preview could not be made."}
      />
    );
  if (!data) return <Skeleton className="h-48 w-full" />;
  return (
    <div className="flex flex-col gap-5" aria-live="polite">
      {data.beyondYou.length > 0 && (
        <Banner tone="bad" title="You cannot give this">
          You do not hold it there yourself: {data.beyondYou.slice(0, 5).join(", ")}
          {data.beyondYou.length > 5 && ` and ${data.beyondYou.length - 5} more`}.
        </Banner>
      )}
      <SeenDevices devices={data.devices} />
      <HeldPermissions permissions={data.permissions} />
      {data.withoutEffect.length > 0 && (
        <p className="text-ink-muted text-sm">
          Not included, because it is for a whole account only: {data.withoutEffect.join(", ")}.
        </p>
      )}
    </div>
  );
}
