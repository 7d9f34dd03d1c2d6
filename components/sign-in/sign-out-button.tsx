import type { ReactNode } from "react";
import { SubmitButton } from "../ui/submit-button";

export function SignOutButton({
  action,
  children = "Sign out",
}: {
  action: () => Promise<void>;
  children?: ReactNode;
}) {
  return (
    <form action={action}>
      <SubmitButton variant="ghost" size="sm">
        {children}
      </SubmitButton>
    </form>
  );
}
