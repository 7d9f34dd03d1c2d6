import type { Metadata } from "next";
import { AuthShell } from "@/components/shell/auth-shell";
import { FactorResetForm } from "@/components/sign-in/factor-reset-form";
import { UnusableLink } from "@/components/sign-in/unusable-link";
import { ExactTime } from "@/components/ui/exact-time";
import { KeyValues } from "@/components/ui/key-values";
import { readFactorReset } from "@/lib/auth/factor-reset/read-factor-reset";
import { confirmResetAction, declineResetAction } from "./actions";

export const metadata: Metadata = { title: "Reset your second factor" };

/** Opening the link does nothing: mail programs open links too. Confirming takes the password, and a press. */
export default async function FactorResetPage({ params }: { params: Promise<{ token: string }> }) {
  const link = decodeURIComponent((await params).token);
  const open = await readFactorReset(link);
  if (!open)
    return (
      <UnusableLink title="Reset your second factor">
        It was used, cancelled or replaced, or its 24 hours have passed. Nothing was changed by opening it. If
        you still need the reset, ask an administrator of your account again.
      </UnusableLink>
    );
  const { account, reset } = open;
  return (
    <AuthShell
      title="Reset your second factor"
      description={`For ${reset.name}, who lost the factors and recovery codes of their sign-in.`}
    >
      <KeyValues
        items={[
          { label: "Asked for by", value: reset.requester.name, help: reset.requester.email },
          { label: "In", value: account.name },
          { label: "Because", value: reset.reason },
          { label: "Until", value: <ExactTime at={reset.expiresAt.toISOString()} /> },
        ]}
      />
      <FactorResetForm
        email={reset.email}
        confirm={confirmResetAction.bind(null, link)}
        decline={declineResetAction.bind(null, link)}
      />
    </AuthShell>
  );
}
