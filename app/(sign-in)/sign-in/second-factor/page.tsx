import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ProvePanel } from "@/components/proof/prove-panel";
import { AuthShell } from "@/components/shell/auth-shell";
import { SignOutButton } from "@/components/sign-in/sign-out-button";
import { Banner } from "@/components/ui/banner";
import { waysOfSession } from "@/lib/auth/own/prove-by-session";
import { currentSession } from "@/lib/auth/sessions/current-session";
import { toSignIn } from "@/lib/auth/sessions/to-sign-in";
import { readPlace } from "@/lib/auth/sign-in/place";
import { signOutAction } from "../../actions";
import { proofActions } from "../../proof-actions";

export const metadata: Metadata = { title: "Second factor" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Between the password and the portal: the session opens nothing else until a second factor was shown. */
export default async function SecondFactorPage({ searchParams }: Props) {
  const session = await currentSession();
  if (!session) return toSignIn();
  const onward = readPlace(String((await searchParams).to ?? "")) ?? "/accounts";
  if (session.complete) redirect(onward);
  if (session.waitingFor === "enrolment") return toSignIn();
  const ways = await waysOfSession();
  return (
    <AuthShell
      title="Second factor"
      description={`One more step for ${session.email}.`}
      footer={<SignOutButton action={signOutAction}>Sign in as somebody else</SignOutButton>}
    >
      {ways.ok ? (
        <ProvePanel ways={ways.data} actions={proofActions} onward={onward} />
      ) : (
        <Banner tone="bad" title={ways.error.message} />
      )}
    </AuthShell>
  );
}
