"use client";

import { Building2, EllipsisVertical, MailPlus } from "lucide-react";
import { type ReactNode, useState } from "react";
import { confirmed } from "@/components/proof/step-up";
import type { ActionResult } from "@/lib/operation/action";
import type { Column } from "../table/column";
import { DataTable } from "../table/data-table";
import { Banner } from "../ui/banner";
import { DropdownMenu, MenuItem } from "../ui/dropdown-menu";
import { EmptyState } from "../ui/empty-state";
import { IconButton } from "../ui/icon-button";
import { LinkButton } from "../ui/link-button";
import { RelativeTime } from "../ui/relative-time";

interface Account {
  id: string;
  slug: string;
  name: string;
  createdAt: string;
}

type Renew = (input: { accountId: string }) => Promise<ActionResult<{ email: string }>>;

const columns: Column<Account>[] = [
  { key: "name", header: "Name", cell: (row) => row.name },
  {
    key: "slug",
    header: "Address",
    width: 260,
    cell: (row) => <span className="identifier">/{row.slug}</span>,
  },
  { key: "created", header: "Created", width: 180, cell: (row) => <RelativeTime at={row.createdAt} /> },
];

export function AccountTable({
  rows,
  renew,
  pagination,
}: {
  rows: Account[];
  renew: Renew;
  pagination: ReactNode;
}) {
  const [said, setSaid] = useState<{ ok: boolean; text: string }>();

  async function sendAgain(account: Account) {
    const answer = await confirmed(renew)({ accountId: account.id });
    setSaid(
      answer.ok
        ? { ok: true, text: `The invitation to ${account.name} is on its way to ${answer.data.email} again.` }
        : { ok: false, text: answer.error.message },
    );
  }

  return (
    <div className="flex flex-col gap-3">
      {said && <Banner tone={said.ok ? "ok" : "warn"} title={said.text} live />}
      <DataTable
        caption="Accounts"
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        noun={{ one: "account", many: "accounts" }}
        pagination={pagination}
        rowAction={(row) => (
          <DropdownMenu
            trigger={<IconButton label={`What to do with ${row.name}`} icon={<EllipsisVertical />} />}
          >
            <MenuItem icon={<MailPlus />} onSelect={() => void sendAgain(row)}>
              Send the first invitation again
            </MenuItem>
          </DropdownMenu>
        )}
        empty={
          <EmptyState
            icon={<Building2 />}
            title="No accounts yet"
            action={<LinkButton href="/provider/accounts/new">Create an account</LinkButton>}
          >
            Each customer has one, with people and devices of its own.
          </EmptyState>
        }
      />
    </div>
  );
}
