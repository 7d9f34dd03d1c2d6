"use client";

import { Plus, RadioTower } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { confirmed } from "@/components/proof/step-up";
import type { listGateways } from "@/lib/provider/list-gateways";
import type { registerGateway } from "@/lib/provider/register-gateway";
import { Addresses, Heard, Lag } from "../gateways/gateway-signs";
import type { ProviderActionOf } from "../gateways/provider-action";
import type { OutputOf } from "../shell/operation-types";
import type { Column } from "../table/column";
import { DataTable } from "../table/data-table";
import { Button } from "../ui/button";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { EmptyState } from "../ui/empty-state";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { PageHeader } from "../ui/page-header";
import { RelativeTime } from "../ui/relative-time";
import { type ShownToken, TokenDialog } from "./token-dialog";

type Gateway = OutputOf<typeof listGateways>[number];

const columns: Column<Gateway>[] = [
  { key: "name", header: "Name", cell: (row) => <span className="identifier">{row.name}</span> },
  { key: "heard", header: "Last heard", width: 150, cell: (row) => <Heard at={row.lastHeardAt} /> },
  { key: "lag", header: "Lag", width: 130, cell: (row) => <Lag lag={row.lag} /> },
  {
    key: "records",
    header: "Records",
    width: 120,
    align: "end",
    cell: (row) => row.records.toLocaleString("en-GB"),
  },
  {
    key: "nases",
    header: "NASes",
    width: 80,
    align: "end",
    cell: (row) => row.nases.toLocaleString("en-GB"),
  },
  { key: "addresses", header: "Asks from", width: 190, cell: (row) => <Addresses of={row.addresses} /> },
  { key: "token", header: "Token", width: 140, cell: (row) => <RelativeTime at={row.tokenSetAt} /> },
];

export function GatewayTable({
  rows,
  register,
}: {
  rows: Gateway[];
  register: ProviderActionOf<typeof registerGateway>;
}) {
  const [asking, setAsking] = useState(false);
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<{ message: string; id?: string }>();
  const [shown, setShown] = useState<ShownToken>();
  const router = useRouter();

  function open(asked: boolean) {
    setError(undefined);
    setAsking(asked);
  }

  async function confirm(name: string) {
    setPending(true);
    const answer = await confirmed(register)({ name });
    setPending(false);
    if (answer.ok) {
      setAsking(false);
      setShown(answer.data);
      router.refresh();
    } else setError({ message: answer.error.fields?.name ?? answer.error.message, id: answer.error.id });
  }

  const registering = (
    <Button variant="primary" icon={<Plus />} onClick={() => open(true)}>
      Register a gateway
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Gateways"
        description="What speaks for the network, each with a token of its own."
        action={registering}
      />
      <DataTable
        caption="Gateways"
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        rowHref={(row) => `/provider/gateways/${row.id}`}
        rowName={(row) => row.name}
        noun={{ one: "gateway", many: "gateways" }}
        empty={
          <EmptyState icon={<RadioTower />} title="No gateways yet">
            Register one, and give its token to FreeRADIUS.
          </EmptyState>
        }
      />
      <ConfirmDialog
        open={asking}
        onOpenChange={open}
        title="Register a gateway"
        consequence="Whoever holds its token may report data sessions for every account."
        verb="Register the gateway"
        pending={pending}
        error={error}
        onConfirm={(form) => void confirm(String(form.get("name") ?? ""))}
      >
        <Field
          name="name"
          label="Name"
          required
          help="Small letters, digits and hyphens, such as core-radius-1."
        >
          <Input mono maxLength={60} autoComplete="off" spellCheck={false} autoCapitalize="none" />
        </Field>
      </ConfirmDialog>
      <TokenDialog token={shown} onClose={() => setShown(undefined)} />
    </>
  );
}
