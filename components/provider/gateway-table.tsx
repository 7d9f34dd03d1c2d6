"use client";

import { EllipsisVertical, KeyRound, Plus, RadioTower } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { confirmed } from "@/components/proof/step-up";
import type { ActionResult } from "@/lib/operation/action";
import type { Column } from "../table/column";
import { DataTable } from "../table/data-table";
import { Button } from "../ui/button";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { DropdownMenu, MenuItem } from "../ui/dropdown-menu";
import { EmptyState } from "../ui/empty-state";
import { Field } from "../ui/field";
import { IconButton } from "../ui/icon-button";
import { Input } from "../ui/input";
import { PageHeader } from "../ui/page-header";
import { RelativeTime } from "../ui/relative-time";
import { Status } from "../ui/status";
import { type ShownToken, TokenDialog } from "./token-dialog";

export interface Gateway {
  id: string;
  name: string;
  createdAt: string;
  lastHeardAt: string | null;
  records: number;
}

type Ask<Input> = (input: Input) => Promise<ActionResult<ShownToken>>;

const QUIET_AFTER_MS = 15 * 60_000;

const columns: Column<Gateway>[] = [
  { key: "name", header: "Name", cell: (row) => <span className="identifier">{row.name}</span> },
  { key: "heard", header: "Last heard", width: 220, cell: (row) => <Heard at={row.lastHeardAt} /> },
  {
    key: "records",
    header: "Records",
    width: 140,
    align: "end",
    cell: (row) => row.records.toLocaleString("en-GB"),
  },
  { key: "created", header: "Registered", width: 160, cell: (row) => <RelativeTime at={row.createdAt} /> },
];

function Heard({ at }: { at: string | null }) {
  if (!at) return <Status tone="quiet">Never</Status>;
  const quiet = Date.now() - new Date(at).getTime() > QUIET_AFTER_MS;
  return (
    <span suppressHydrationWarning>
      <Status tone={quiet ? "warn" : "ok"}>
        <RelativeTime at={at} />
      </Status>
    </span>
  );
}

export function GatewayTable({
  rows,
  register,
  renew,
}: {
  rows: Gateway[];
  register: Ask<{ name: string }>;
  renew: Ask<{ gatewayId: string }>;
}) {
  const [asking, setAsking] = useState<"register" | Gateway>();
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<{ message: string; id?: string }>();
  const [shown, setShown] = useState<ShownToken>();
  const router = useRouter();

  function open(what: "register" | Gateway | undefined) {
    setError(undefined);
    setAsking(what);
  }

  async function confirm(answering: Promise<ActionResult<ShownToken>>) {
    setPending(true);
    const answer = await answering;
    setPending(false);
    if (answer.ok) {
      setAsking(undefined);
      setShown(answer.data);
      router.refresh();
    } else setError({ message: answer.error.fields?.name ?? answer.error.message, id: answer.error.id });
  }

  const registering = (
    <Button variant="primary" icon={<Plus />} onClick={() => open("register")}>
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
        noun={{ one: "gateway", many: "gateways" }}
        rowAction={(row) => (
          <DropdownMenu
            trigger={<IconButton label={`What to do with ${row.name}`} icon={<EllipsisVertical />} />}
          >
            <MenuItem icon={<KeyRound />} onSelect={() => open(row)}>
              Renew the token
            </MenuItem>
          </DropdownMenu>
        )}
        empty={
          <EmptyState icon={<RadioTower />} title="No gateways yet">
            Register one, and give its token to FreeRADIUS.
          </EmptyState>
        }
      />
      <ConfirmDialog
        open={asking === "register"}
        onOpenChange={(opened) => open(opened ? "register" : undefined)}
        title="Register a gateway"
        consequence="Whoever holds its token may report data sessions for every account."
        verb="Register the gateway"
        pending={pending}
        error={error}
        onConfirm={(form) => void confirm(confirmed(register)({ name: String(form.get("name") ?? "") }))}
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
      {typeof asking === "object" && (
        <ConfirmDialog
          open
          onOpenChange={(opened) => !opened && open(undefined)}
          title={`Renew the token of ${asking.name}`}
          consequence="The present token stops working at once. The gateway keeps its records until it has the new one."
          verb="Renew the token"
          danger
          pending={pending}
          error={error}
          onConfirm={() => void confirm(confirmed(renew)({ gatewayId: asking.id }))}
        />
      )}
      <TokenDialog token={shown} onClose={() => setShown(undefined)} />
    </>
  );
}
