"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { BulkActions } from "@/components/bulk/bulk-actions";
import { bulkWords } from "@/components/bulk/bulk-words";
import { ChooseGroup } from "@/components/groups/choose-group";
import { MovePreview } from "@/components/preview/move-preview";
import { confirmed } from "@/components/proof/step-up";
import { AnswerError } from "@/components/shell/fetch-json";
import { useViewer } from "@/components/shell/viewer";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Skeleton } from "@/components/ui/skeleton";
import type { GroupKind, StateKind } from "@/lib/bulk/kinds";
import type { DeviceFilterInput } from "@/lib/devices/device-filters";
import type { VisibleError } from "@/lib/kernel/errors";

export type ChosenDevices = { deviceIds: string[] } | { matching: DeviceFilterInput };

type Group = { id: string; name: string };

/** Says what will happen to how many before it does; afterwards leads to where it is seen happening. */
export function BulkDialog({
  kind,
  count,
  selection,
  group: given,
  actions,
  onClose,
}: {
  kind: StateKind | GroupKind;
  count: number;
  selection: ChosenDevices;
  /** the list is that of one group, and it is that one which is meant */
  group?: Group;
  actions: BulkActions;
  onClose: () => void;
}) {
  const { account } = useViewer();
  const router = useRouter();
  const [chosen, setChosen] = useState<Group>();
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<VisibleError>();
  const words = bulkWords[kind];
  const group = given ?? chosen;
  const foreseen = useQuery({
    queryKey: ["devices", "foreseen", account.id, kind, selection],
    queryFn: async () => {
      const answer = await actions[kind].foresee(account.slug, { selection });
      if (answer.ok) return answer.data;
      throw new AnswerError(answer.error);
    },
    gcTime: 0,
    retry: false,
  });
  const { fit = count, total = count, leftOut = 0, first = [] } = foreseen.data ?? {};

  async function start(form: FormData) {
    if (needsGroup(kind) && !group) return setError({ code: "invalid", message: "Choose a group." });
    setPending(true);
    const answer = needsGroup(kind)
      ? await confirmed(actions[kind].start)(account.slug, { selection, groupId: group?.id ?? "" })
      : await confirmed(actions[kind].start)(account.slug, {
          selection,
          reason: String(form.get("reason") ?? ""),
        });
    if (answer.ok) return router.push(`/${account.slug}/bulk/${answer.data.id}`);
    setPending(false);
    setError(answer.error);
  }

  const failed = foreseen.error instanceof AnswerError ? foreseen.error.visible : undefined;
  const nothing = foreseen.data !== undefined && fit === 0;
  const title = words.title(nothing ? count : fit, group?.name);
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={title}
      consequence={words.consequence}
      subjects={
        foreseen.data && !nothing
          ? { count: fit, noun: { one: "device", many: "devices" }, names: first }
          : undefined
      }
      also={[
        ...(total > fit && words.unfit ? [words.unfit(total - fit)] : []),
        ...(leftOut > 0
          ? [
              `${leftOut.toLocaleString("en-GB")} of those you selected are not yours to change here, and are left alone.`,
            ]
          : []),
        ...(nothing ? [] : (words.also ?? [])),
        "The work goes on when you leave the page, and can be cancelled while it runs.",
      ]}
      irreversible={nothing ? undefined : words.irreversible}
      reason={needsGroup(kind) || nothing ? undefined : { required: isContainment(kind) }}
      verb={nothing ? "Nothing to do" : title}
      danger={(kind === "suspend" || kind === "isolate") && !nothing}
      pending={pending || foreseen.isPending}
      error={
        error ? { message: Object.values(error.fields ?? {})[0] ?? error.message, id: error.id } : failed
      }
      onConfirm={(form) => (nothing ? onClose() : void start(form))}
    >
      {foreseen.isPending && <Skeleton className="h-14 w-full" />}
      {needsGroup(kind) && !given && <ChooseGroup chosen={chosen?.id} onChosen={setChosen} />}
      {needsGroup(kind) && group && !nothing && (
        <MovePreview groupId={group.id} way={kind === "add_to_group" ? "in" : "out"} selection={selection} />
      )}
    </ConfirmDialog>
  );
}

const isContainment = (kind: StateKind | GroupKind) => kind === "isolate" || kind === "release";

const needsGroup = (kind: StateKind | GroupKind): kind is "add_to_group" | "remove_from_group" =>
  kind === "add_to_group" || kind === "remove_from_group";
