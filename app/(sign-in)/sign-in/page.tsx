import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthShell } from "@/components/shell/auth-shell";
import { PasskeyButton } from "@/components/sign-in/passkey-button";
import { SignInForm } from "@/components/sign-in/sign-in-form";
import { Banner } from "@/components/ui/banner";
import { currentSession } from "@/lib/auth/sessions/current-session";
import { readPlace } from "@/lib/auth/sign-in/place";
import { signInAction, signInWithPasskeyAction, startPasskeyAction } from "../actions";

export const metadata: Metadata = { title: "Sign in" };

const notices: Record<string, string> = {
  "password-reset": "Your new password is set. Sign in with it.",
  "factor-reset": "Your second factor is reset. Sign in with your password, and set up a new one.",
  "signed-out": "You are signed out.",
};

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SignInPage({ searchParams }: Props) {
  const { notice: said, to } = await searchParams;
  const place = readPlace(String(to ?? ""));
  const session = await currentSession();
  if (session?.complete) redirect(place ?? "/accounts");
  const notice = notices[String(said ?? "")];
  return (
    <AuthShell title="Sign in" description="With the e-mail address you were invited with.">
      {notice && <Banner tone="ok" title={notice} live />}
      <SignInForm action={signInAction} place={place ?? undefined} />
      <PasskeyButton
        actions={{ start: startPasskeyAction, signIn: signInWithPasskeyAction }}
        place={place ?? undefined}
      />
    </AuthShell>
  );
}
