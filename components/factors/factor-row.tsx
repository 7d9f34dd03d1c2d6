"use client";

import { Ellipsis, Pencil, Trash2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { DropdownMenu, MenuItem } from "../ui/dropdown-menu";
import { IconButton } from "../ui/icon-button";
import { useToast } from "../ui/toast";
import type { FactorName, OwnFactorActions } from "./own-factor-actions";
import { RenameFactor } from "./rename-factor";
import { useAsk } from "./use-ask";

/** One of somebody's factors: what it is called, what is known of it, and what can be done with it. */
export function FactorRow({
  factor,
  name,
  noun,
  icon,
  badges,
  facts,
  warning,
  last,
  actions,
}: {
  factor: FactorName;
  name: string;
  /** "authenticator app" */
  noun: string;
  icon: ReactNode;
  badges?: ReactNode;
  facts: ReactNode;
  warning?: ReactNode;
  /** nothing else would be left */
  last: boolean;
  actions: OwnFactorActions;
}) {
  const [renaming, setRenaming] = useState(false);
  const [removing, setRemoving] = useState(false);
  const { ask, pending, error, setError } = useAsk();
  const say = useToast();

  async function remove() {
    const answer = await ask(() => actions.remove(factor));
    if (!answer) return;
    setRemoving(false);
    say({ title: `${name} is removed`, detail: "Your other sessions were ended." });
  }

  return (
    <li className="flex flex-col gap-2 px-4 py-3">
      <div className="flex items-start gap-3">
        <span className="mt-0.5 flex text-ink-faint">{icon}</span>
        <div className="min-w-0 flex-1 text-sm">
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <span className="min-w-0 break-words font-medium">{name}</span>
            {badges}
          </p>
          <p className="text-ink-muted">{facts}</p>
        </div>
        <DropdownMenu trigger={<IconButton label={`What to do with ${name}`} icon={<Ellipsis />} />}>
          {factor.kind !== "phone" && (
            <MenuItem icon={<Pencil />} onSelect={() => setRenaming(true)}>
              Rename
            </MenuItem>
          )}
          <MenuItem icon={<Trash2 />} danger onSelect={() => setRemoving(true)}>
            Remove
          </MenuItem>
        </DropdownMenu>
      </div>
      {warning}
      <RenameFactor
        factor={factor}
        name={name}
        rename={actions.rename}
        open={renaming}
        onOpenChange={setRenaming}
      />
      <ConfirmDialog
        open={removing}
        onOpenChange={(open) => {
          setError(undefined);
          setRemoving(open);
        }}
        title={`Remove ${name}`}
        consequence={`This ${noun} will no longer prove that it is you.`}
        also={[
          "Your other sessions end; this one stays.",
          "You and the activity logs of your accounts are told.",
          ...(last ? ["It is your last second factor, so your recovery codes stop working too."] : []),
        ]}
        verb={`Remove ${name}`}
        danger
        pending={pending}
        error={error && { message: error.message, id: error.id }}
        onConfirm={remove}
      />
    </li>
  );
}
