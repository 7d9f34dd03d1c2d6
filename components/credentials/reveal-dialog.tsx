"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { confirmed } from "@/components/proof/step-up";
import type { ActionOf, OutputOf } from "@/components/shell/operation-types";
import { useViewer } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import { KeyValues } from "@/components/ui/key-values";
import type { revealCredential } from "@/lib/credentials/reveal-credential";
import type { VisibleError } from "@/lib/kernel/errors";

const SHOWN_MS = 30_000;

/** Asks why, shows the password, and hides it again by itself. It is kept nowhere but in this dialog. */
export function RevealDialog({
  credentialId,
  label,
  lastTime,
  reveal,
  onClose,
}: {
  credentialId: string;
  label: string;
  /** the account keeps one way what somebody was shown */
  lastTime: boolean;
  reveal: ActionOf<typeof revealCredential>;
  onClose: () => void;
}) {
  const { account } = useViewer();
  const [shown, setShown] = useState<OutputOf<typeof revealCredential>>();
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<VisibleError>();
  // whatever else the page draws anew meanwhile, the time runs from the moment the password came
  const hide = useEffectEvent(onClose);
  useEffect(() => {
    if (!shown) return;
    const timer = setTimeout(() => hide(), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [shown]);

  async function ask(form: FormData) {
    setPending(true);
    const answer = await confirmed(reveal)(account.slug, {
      credentialId,
      reason: String(form.get("reason") ?? ""),
    });
    setPending(false);
    if (answer.ok) setShown(answer.data);
    else setError(answer.error);
  }

  if (shown)
    return (
      <Dialog
        open
        onOpenChange={(open) => !open && onClose()}
        title={`Credential of ${label}`}
        description={`Hidden again after 30 seconds${shown.oneWay ? ", and never shown again" : ""}. That you saw it is in the activity log.`}
        footer={<Button onClick={onClose}>Hide</Button>}
      >
        <KeyValues
          items={[
            { label: "Username", value: <Secret value={shown.username} label="Username" /> },
            { label: "Password", value: <Secret value={shown.password} label="Password" /> },
          ]}
        />
      </Dialog>
    );
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Reveal the password of ${label}`}
      consequence="It is shown for 30 seconds. Who saw it, when and why stays in the activity log."
      also={
        lastTime ? ["It is shown this once. After that it is kept one way and answers PAP only."] : undefined
      }
      reason={{ required: true }}
      verb="Reveal"
      pending={pending}
      error={error && { message: Object.values(error.fields ?? {})[0] ?? error.message, id: error.id }}
      onConfirm={(form) => void ask(form)}
    />
  );
}

function Secret({ value, label }: { value: string; label: string }) {
  return (
    <span className="flex items-center gap-2">
      <span className="identifier break-all">{value}</span>
      <CopyButton size="sm" text={value} aria-label={`Copy ${label}`} />
    </span>
  );
}
