import { Link2Off } from "lucide-react";
import type { ReactNode } from "react";
import { AuthShell } from "../shell/auth-shell";
import { EmptyState } from "../ui/empty-state";
import { TextLink } from "../ui/text-link";

/** A link that opens nothing: never said is whether it was used, too old, revoked, or made up. */
export function UnusableLink({
  title,
  action,
  children,
}: {
  title: string;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <AuthShell title={title} footer={<TextLink href="/sign-in">Go to sign-in</TextLink>}>
      <EmptyState icon={<Link2Off />} title="This link cannot be used" action={action}>
        {children}
      </EmptyState>
    </AuthShell>
  );
}
