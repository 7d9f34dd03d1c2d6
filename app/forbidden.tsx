import { AuthShell } from "@/components/shell/auth-shell";
import { LinkButton } from "@/components/ui/link-button";

export default function Forbidden() {
  return (
    <AuthShell
      title="You may not see this page"
      description="It takes a permission that you do not hold. An administrator of your account can give it."
    >
      <LinkButton href="/" variant="primary">
        Go to your accounts
      </LinkButton>
    </AuthShell>
  );
}
