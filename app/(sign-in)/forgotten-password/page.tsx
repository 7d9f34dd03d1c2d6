import type { Metadata } from "next";
import { AuthShell } from "@/components/shell/auth-shell";
import { ForgottenPasswordForm } from "@/components/sign-in/forgotten-password-form";
import { TextLink } from "@/components/ui/text-link";
import { forgottenPasswordAction } from "../actions";

export const metadata: Metadata = { title: "Forgotten password" };

export default function ForgottenPasswordPage() {
  return (
    <AuthShell
      title="Choose a new password"
      description="We send a link to your e-mail address. Your present password keeps working until you use it."
      footer={<TextLink href="/sign-in">Back to sign-in</TextLink>}
    >
      <ForgottenPasswordForm action={forgottenPasswordAction} />
    </AuthShell>
  );
}
