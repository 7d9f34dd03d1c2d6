import type { Metadata } from "next";
import { AuthShell } from "@/components/shell/auth-shell";
import { NewPasswordForm } from "@/components/sign-in/new-password-form";
import { UnusableLink } from "@/components/sign-in/unusable-link";
import { LinkButton } from "@/components/ui/link-button";
import { passwordGuide } from "@/lib/auth/passwords/password-rules";
import { readReset } from "@/lib/auth/passwords/reset-password";
import { resetPasswordAction } from "../../actions";

export const metadata: Metadata = { title: "New password" };

export default async function ResetPasswordPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const user = await readReset(token);
  if (!user)
    return (
      <UnusableLink
        title="Choose a new password"
        action={<LinkButton href="/forgotten-password">Ask for a new link</LinkButton>}
      >
        A link works once, for 30 minutes.
      </UnusableLink>
    );
  return (
    <AuthShell
      title="Choose a new password"
      description={`For ${user.email}. It ends all your sessions; then sign in with it.`}
    >
      <NewPasswordForm
        email={user.email}
        guide={passwordGuide(user.rules)}
        action={resetPasswordAction.bind(null, token)}
      />
    </AuthShell>
  );
}
