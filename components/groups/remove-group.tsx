"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import type { GroupActions } from "@/components/groups/group-actions";
import { confirmed } from "@/components/proof/step-up";
import { AnswerError } from "@/components/shell/fetch-json";
import { useViewer } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Skeleton } from "@/components/ui/skeleton";
import type { GroupDeletionPreview } from "@/lib/groups/preview-group-deletion";
import type { VisibleError } from "@/lib/kernel/errors";

const say = (count: number, one: string, many: string) =>
  `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;

/** Deleting a group, with what that takes from whom before it is done. */
export function RemoveGroup({
  group,
  actions: { remove, foreseeRemoval },
}: {
  group: { id: string; name: string };
  actions: Pick<GroupActions, "remove" | "foreseeRemoval">;
}) {
  const { account } = useViewer();
  const router = useRouter();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<VisibleError>();
  const foreseen = useQuery({
    queryKey: ["groups", "removal", account.id, group.id],
    queryFn: async () => {
      const answer = await foreseeRemoval(account.slug, { groupId: group.id });
      if (answer.ok) return answer.data;
      throw new AnswerError(answer.error);
    },
    enabled: open,
    gcTime: 0,
    retry: false,
  });

  async function confirm(form: FormData) {
    setPending(true);
    const confirmation = String(form.get("confirmation") ?? "");
    const answer = await confirmed(remove)(account.slug, { groupId: group.id, confirmation });
    if (!answer.ok) {
      setPending(false);
      return setError(answer.error);
    }
    router.push(`/${account.slug}/groups`);
    queries.removeQueries({ queryKey: ["groups", "one", account.id, group.id] });
    await queries.invalidateQueries({ queryKey: ["groups", "list"] });
  }

  const failed = foreseen.error instanceof AnswerError ? foreseen.error.visible : undefined;
  const preview = foreseen.data;
  return (
    <ConfirmDialog
      trigger={<Button>Delete</Button>}
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setError(undefined);
      }}
      title={`Delete the group ${group.name}`}
      consequence="Its devices stay as they are. Access that was given through it ends."
      irreversible="A new group of the same name gives nobody their access back."
      also={preview ? consequences(preview) : []}
      typed={{ expected: group.name, label: <>Type {group.name} to confirm</> }}
      verb="Delete the group"
      danger
      pending={pending || foreseen.isPending}
      error={error ?? failed}
      onConfirm={(form) => void confirm(form)}
    >
      {foreseen.isPending && <Skeleton className="h-16 w-full" />}
    </ConfirmDialog>
  );
}

function consequences({
  deviceCount,
  ungrouped,
  losses,
  invitations,
  hidden,
}: GroupDeletionPreview): ReactNode[] {
  const names = ungrouped.first.join(", ");
  const more = ungrouped.count > ungrouped.first.length ? " and more" : "";
  return [
    `${say(deviceCount, "device leaves", "devices leave")} the group.`,
    ...(ungrouped.count > 0
      ? [`${say(ungrouped.count, "device is", "devices are")} then in no group at all: ${names}${more}.`]
      : []),
    ...invitations
      .filter((invitation) => invitation.ends)
      .map((invitation) => `The invitation of ${invitation.email} is revoked.`),
    ...(hidden.invitations > 0
      ? [`${say(hidden.invitations, "invitation is", "invitations are")} revoked.`]
      : []),
    ...(hidden.losses > 0 ? [`${say(hidden.losses, "grant loses", "grants lose")} reach.`] : []),
    ...(losses.length > 0 ? [<Losses key="losses" losses={losses} />] : []),
    ...(losses.length + hidden.losses === 0 ? ["Nobody loses access."] : []),
  ];
}

function Losses({ losses }: { losses: GroupDeletionPreview["losses"] }) {
  return (
    <>
      {losses.length === 1 ? "One person loses access:" : `${losses.length} grants lose reach:`}
      <ul className="mt-1.5 max-h-48 divide-y divide-line overflow-y-auto rounded-lg border border-line bg-surface text-ink text-sm">
        {losses.map((loss) => (
          <li key={loss.grantId} className="flex flex-wrap justify-between gap-x-4 px-3 py-2">
            <span>
              <span className="font-medium">{loss.member}</span>{" "}
              <span className="text-ink-muted">{loss.role}</span>
            </span>
            <span className="tabular-nums">
              {loss.devices === 0
                ? "keeps every device through other groups"
                : `loses ${say(loss.devices, "device", "devices")}`}
              {loss.ends && <span className="text-bad"> · the grant ends</span>}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
