"use client";

import { KeyRound, Pencil } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { confirmed } from "@/components/proof/step-up";
import type { addNas } from "@/lib/nas/add-nas";
import type { changeGateway } from "@/lib/nas/change-gateway";
import type { changeNas } from "@/lib/nas/change-nas";
import type { endOldToken } from "@/lib/nas/end-old-token";
import type { getGateway } from "@/lib/nas/get-gateway";
import type { removeNas } from "@/lib/nas/remove-nas";
import type { ActionResult } from "@/lib/operation/action";
import type { renewGatewayToken } from "@/lib/provider/renew-gateway-token";
import { type ShownToken, TokenDialog } from "../provider/token-dialog";
import type { OutputOf } from "../shell/operation-types";
import { PageCrumbs } from "../shell/page-crumbs";
import { Button } from "../ui/button";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { PageHeader } from "../ui/page-header";
import { EditGateway } from "./edit-gateway";
import { GatewayFacts } from "./gateway-facts";
import { NasForm, type ShownNas } from "./nas-form";
import { NasTable } from "./nas-table";
import type { ProviderActionOf } from "./provider-action";
import { RenewToken } from "./renew-token";

export interface GatewayActions {
  change: ProviderActionOf<typeof changeGateway>;
  renew: ProviderActionOf<typeof renewGatewayToken>;
  endOldToken: ProviderActionOf<typeof endOldToken>;
  addNas: ProviderActionOf<typeof addNas>;
  changeNas: ProviderActionOf<typeof changeNas>;
  removeNas: ProviderActionOf<typeof removeNas>;
}

type Asking =
  | { what: "edit" | "renew" | "end" | "add" }
  | { what: "change" | "remove"; nas: ShownNas }
  | undefined;

export function GatewayPage({
  gateway,
  nases,
  groups,
  actions,
}: OutputOf<typeof getGateway> & { actions: GatewayActions }) {
  const [asking, setAsking] = useState<Asking>();
  const [shown, setShown] = useState<ShownToken>();
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<{ message: string; id?: string }>();
  const router = useRouter();
  const onClose = () => {
    setError(undefined);
    setAsking(undefined);
  };
  const onDone = () => {
    onClose();
    router.refresh();
  };

  async function confirm(answering: Promise<ActionResult<unknown>>) {
    setPending(true);
    const answer = await answering;
    setPending(false);
    if (answer.ok) onDone();
    else setError(answer.error);
  }

  return (
    <>
      <PageCrumbs items={[{ label: gateway.name }]} />
      <PageHeader
        title={gateway.name}
        description="A gateway between the network and Cordon."
        action={
          <>
            <Button icon={<Pencil />} onClick={() => setAsking({ what: "edit" })}>
              Edit
            </Button>
            <Button icon={<KeyRound />} onClick={() => setAsking({ what: "renew" })}>
              Renew the token
            </Button>
          </>
        }
      />
      <GatewayFacts gateway={gateway} onEndOldToken={() => setAsking({ what: "end" })} />
      <NasTable
        nases={nases}
        onAdd={() => setAsking({ what: "add" })}
        onChange={(nas) => setAsking({ what: "change", nas })}
        onRemove={(nas) => setAsking({ what: "remove", nas })}
      />
      {asking?.what === "edit" && (
        <EditGateway gateway={gateway} change={actions.change} onDone={onDone} onClose={onClose} />
      )}
      {asking?.what === "renew" && (
        <RenewToken
          gateway={gateway}
          renew={actions.renew}
          onDone={(token) => {
            setShown(token);
            onDone();
          }}
          onClose={onClose}
        />
      )}
      {asking?.what === "add" && (
        <NasForm
          nas={null}
          groups={groups}
          save={(draft) => actions.addNas({ gatewayId: gateway.id, ...draft })}
          onDone={onDone}
          onClose={onClose}
        />
      )}
      {asking?.what === "change" && (
        <NasForm
          nas={asking.nas}
          groups={groups}
          save={(draft) => actions.changeNas({ nasId: asking.nas.id, version: asking.nas.version, ...draft })}
          onDone={onDone}
          onClose={onClose}
        />
      )}
      {asking?.what === "end" && (
        <ConfirmDialog
          open
          onOpenChange={onClose}
          title={`End the old token of ${gateway.name}`}
          consequence="Whoever still shows it is refused within two seconds."
          verb="End the old token"
          danger
          pending={pending}
          error={error}
          onConfirm={() => void confirm(confirmed(actions.endOldToken)({ gatewayId: gateway.id }))}
        />
      )}
      {asking?.what === "remove" && (
        <ConfirmDialog
          open
          onOpenChange={onClose}
          title={`Remove ${asking.nas.name}`}
          consequence="Cordon can no longer end sessions there, and credentials limited to its group are refused through it."
          irreversible="Its secret is forgotten."
          verb="Remove the NAS"
          danger
          pending={pending}
          error={error}
          onConfirm={() => void confirm(confirmed(actions.removeNas)({ nasId: asking.nas.id }))}
        />
      )}
      <TokenDialog token={shown} onClose={() => setShown(undefined)} />
    </>
  );
}
