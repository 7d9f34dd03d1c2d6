import { Building2 } from "lucide-react";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthShell } from "@/components/shell/auth-shell";
import { AccountList } from "@/components/sign-in/account-list";
import { SignOutButton } from "@/components/sign-in/sign-out-button";
import { EmptyState } from "@/components/ui/empty-state";
import { ownAccounts } from "@/lib/auth/own/own-accounts";
import { signedInOrRedirect } from "@/lib/auth/sessions/signed-in-or-redirect";
import { signOutAction } from "../actions";

export const metadata: Metadata = { title: "Your accounts" };

/** Where everybody arrives after signing in: somebody with one place to go never sees it. */
export default async function AccountsPage() {
  const me = await signedInOrRedirect();
  const accounts = await ownAccounts();
  const operator = me.providerRole === "operator";
  if (accounts.length === 0 && operator) redirect("/provider");
  const [only] = accounts;
  if (only && accounts.length === 1 && !operator) redirect(`/${only.slug}`);
  const places = [
    ...(operator ? [{ href: "/provider", name: "Provider console", detail: "Accounts and gateways" }] : []),
    ...accounts.map((account) => ({ href: `/${account.slug}`, name: account.name, detail: account.slug })),
  ];
  return (
    <AuthShell
      title="Choose where to go"
      description={`You are signed in as ${me.email}.`}
      footer={<SignOutButton action={signOutAction} />}
    >
      {places.length > 0 ? (
        <AccountList places={places} />
      ) : (
        <EmptyState icon={<Building2 />} title="You belong to no account">
          Your access has ended, or an invitation was not accepted. Ask an administrator to invite you again.
        </EmptyState>
      )}
    </AuthShell>
  );
}
