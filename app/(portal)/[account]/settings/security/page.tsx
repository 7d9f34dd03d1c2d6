import type { Metadata } from "next";
import { PolicyForm } from "@/components/policy/policy-form";
import { SecurityTabs } from "@/components/policy/security-tabs";
import { PageHeader } from "@/components/ui/page-header";
import { ask } from "@/lib/operation/ask";
import { getPolicy } from "@/lib/policy/get-policy";
import { save } from "./actions";

export const metadata: Metadata = { title: "Security policy" };

export default async function Page({ params }: { params: Promise<{ account: string }> }) {
  const { account } = await params;
  const policy = await ask(account, getPolicy, {});
  return (
    <div className="flex flex-col gap-5">
      <PageHeader
        title="Security policy"
        description="What this account asks of its members when they sign in. Of somebody in several accounts, the strictest rule of each holds."
      />
      <SecurityTabs account={account} />
      <PolicyForm policy={policy} save={save} />
    </div>
  );
}
