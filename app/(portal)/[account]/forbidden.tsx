import { ShieldX } from "lucide-react";
import { AskAgain } from "@/components/live/ask-again";
import { BackLink } from "@/components/shell/back-link";
import { EmptyState } from "@/components/ui/empty-state";

export default function Forbidden() {
  return (
    <EmptyState icon={<ShieldX />} title="You may not see this page" action={<BackLink />}>
      It takes a permission that you do not hold here. An administrator of your account can give it.
      <AskAgain />
    </EmptyState>
  );
}
