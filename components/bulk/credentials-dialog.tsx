"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { CredentialActions } from "@/components/bulk/bulk-actions";
import type { ChosenDevices } from "@/components/bulk/bulk-dialog";
import { bulkWords } from "@/components/bulk/bulk-words";
import { BindingFields, noBinding, readBinding } from "@/components/credentials/binding-fields";
import {
  endOfDay,
  OverlapFields,
  readValidityFields,
  ValidityFields,
} from "@/components/credentials/overlap-fields";
import { confirmed } from "@/components/proof/step-up";
import { AnswerError } from "@/components/shell/fetch-json";
import { useViewer } from "@/components/shell/viewer";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Skeleton } from "@/components/ui/skeleton";
import type { CredentialKind } from "@/lib/bulk/kinds";
import type { GenerationPreview } from "@/lib/bulk/preview-credentials";
import type { VisibleError } from "@/lib/kernel/errors";

/** What usernames come out, whom it leaves out and why, before anything is made; no password is ever shown here. */
export function CredentialsDialog({
  kind,
  count,
  selection,
  actions,
  onClose,
}: {
  kind: CredentialKind;
  count: number;
  selection: ChosenDevices;
  actions: CredentialActions;
  onClose: () => void;
}) {
  const { account } = useViewer();
  const router = useRouter();
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<VisibleError>();
  const [binding, setBinding] = useState(noBinding);
  const { boundTo } = binding;
  const foreseen = useQuery({
    queryKey: ["devices", "foreseen", account.id, kind, selection, boundTo],
    queryFn: async () => {
      const answer = await actions[kind].foresee(account.slug, { selection, boundTo });
      if (answer.ok) return answer.data;
      throw new AnswerError(answer.error);
    },
    placeholderData: (before) => before,
    gcTime: 0,
    retry: false,
  });
  const failed = foreseen.error instanceof AnswerError ? foreseen.error.visible : undefined;
  const fit = foreseen.data?.fit ?? count;
  const nothing = foreseen.data !== undefined && foreseen.data.could === 0;

  async function start(form: FormData) {
    setPending(true);
    const dates = readValidityFields(form);
    const answer =
      kind === "generate_credentials"
        ? await confirmed(actions.generate_credentials.start)(account.slug, {
            selection,
            ...dates,
            ...readBinding(binding),
          })
        : await confirmed(actions.rotate_credentials.start)(account.slug, {
            selection,
            ...dates,
            overlap: readOverlapFields(form),
            ...readBinding(binding),
          });
    if (answer.ok) return router.push(`/${account.slug}/bulk/${answer.data.id}`);
    setPending(false);
    setError(answer.error);
  }

  const title = bulkWords[kind].title(nothing ? count : fit);
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      consequence={bulkWords[kind].consequence}
      also={[
        ...(foreseen.data ? leftOutOf(foreseen.data) : []),
        "The work goes on when you leave the page, and can be cancelled while it runs.",
      ]}
      verb={nothing ? "Nothing to do" : title}
      pending={pending || foreseen.isPending}
      error={
        error ? { message: Object.values(error.fields ?? {})[0] ?? error.message, id: error.id } : failed
      }
      onConfirm={(form) => (nothing ? onClose() : void start(form))}
    >
      {foreseen.isPending && <Skeleton className="h-24 w-full" />}
      {foreseen.data && !nothing && <FirstFive {...foreseen.data} />}
      {!nothing && kind === "rotate_credentials" && <OverlapFields />}
      {foreseen.data && !nothing && (
        <BindingFields
          value={binding}
          without={foreseen.data.without}
          of={foreseen.data.could}
          onChange={setBinding}
        />
      )}
      {!nothing && <ValidityFields />}
    </ConfirmDialog>
  );
}

function FirstFive({ first, passwordLength, entropyBits }: GenerationPreview) {
  return (
    <div className="rounded-lg border border-line bg-surface px-3 py-2.5 text-sm">
      <p className="font-medium">The first usernames</p>
      <ul className="mt-1 space-y-0.5">
        {first.map(({ label, username }) => (
          <li key={label} className="flex flex-wrap justify-between gap-x-3">
            <span className="min-w-0 truncate text-ink-muted">{label}</span>
            <span className="identifier min-w-0 break-all">{username}</span>
          </li>
        ))}
      </ul>
      <p className="mt-1.5 text-ink-muted text-xs">
        Passwords: {passwordLength} random characters, {entropyBits} bits.
      </p>
    </div>
  );
}

const say = (count: number) => count.toLocaleString("en-GB");

const leftOutOf = ({ hasOne, nameless, terminated, leftOut, unboundable }: GenerationPreview): string[] => [
  ...(hasOne > 0 ? [`${say(hasOne)} have a credential already and keep it.`] : []),
  ...(nameless > 0 ? [`${say(nameless)} lack what the username is made of and are left out.`] : []),
  ...(unboundable > 0 ? [`${say(unboundable)} lack what it is bound to and are left out.`] : []),
  ...(terminated > 0 ? [`${say(terminated)} are terminated and are left out.`] : []),
  ...(leftOut > 0 ? [`${say(leftOut)} of those you selected are not yours to do this for.`] : []),
];

export function readOverlapFields(form: FormData) {
  const kind = String(form.get("overlap") ?? "first_use");
  const at = endOfDay(form.get("oldUntil"));
  if (kind === "until" && at !== null) return { kind: "until" as const, at };
  return kind === "none" ? { kind: "none" as const } : { kind: "first_use" as const, atTheLatest: null };
}
