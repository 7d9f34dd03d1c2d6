import { AuthShell } from "@/components/shell/auth-shell";
import { LinkButton } from "@/components/ui/link-button";

export default function NotFound() {
  return (
    <AuthShell
      title="There is nothing here"
      description="It does not exist, or you may not see it. If you followed a link, ask whoever sent it."
    >
      <LinkButton href="/" variant="primary">
        Go to your accounts
      </LinkButton>
    </AuthShell>
  );
}
