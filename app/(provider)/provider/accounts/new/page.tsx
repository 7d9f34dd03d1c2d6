import type { Metadata } from "next";
import { CreateAccountForm } from "@/components/provider/create-account-form";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { askAsProvider } from "@/lib/operation/ask";
import { listAccounts } from "@/lib/provider/list-accounts";
import { createAccountAction } from "../../actions";

export const metadata: Metadata = { title: "Create an account" };

export default async function NewAccountPage() {
  // nobody is shown a form that would refuse them
  await askAsProvider(listAccounts, {});
  return (
    <>
      <PageHeader
        title="Create an account"
        description="The first administrator gets an invitation by mail, and invites everybody else."
      />
      <Panel className="max-w-2xl">
        <CreateAccountForm create={createAccountAction} />
      </Panel>
    </>
  );
}
