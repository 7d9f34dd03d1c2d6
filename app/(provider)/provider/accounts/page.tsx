import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { AccountTable } from "@/components/provider/account-table";
import { OlderLink } from "@/components/provider/older-link";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { askAsProvider } from "@/lib/operation/ask";
import { listAccounts } from "@/lib/provider/list-accounts";
import { renewFirstInvitationAction } from "../actions";

export const metadata: Metadata = { title: "Accounts" };

export default async function AccountsPage({ searchParams }: { searchParams: Promise<{ after?: string }> }) {
  const { after } = await searchParams;
  const { rows, next } = await askAsProvider(listAccounts, { after });
  return (
    <>
      <PageHeader
        title="Accounts"
        description="Your customers. What is in their accounts is theirs, and not shown here."
        action={
          <LinkButton variant="primary" icon={<Plus />} href="/provider/accounts/new">
            Create an account
          </LinkButton>
        }
      />
      <AccountTable
        rows={rows}
        renew={renewFirstInvitationAction}
        pagination={<OlderLink path="/provider/accounts" next={next} after={after} />}
      />
    </>
  );
}
