import { ShieldX } from "lucide-react";
import { AskAgain } from "@/components/live/ask-again";
import { BackLink } from "@/components/shell/back-link";
import { EmptyState } from "@/components/ui/empty-state";
import { AskForThis } from "./ask-for-this";

export default function Forbidden() {
  return (
    <EmptyState
      icon={<ShieldX />}
      title="You may not see this page"
      action={
        <>
          <BackLink />
          <AskForThis />
        </>
      }
    >
      It takes a permission that you do not hold here. Somebody who holds it, and gives grants, can give it.
      <AskAgain />
    </EmptyState>
  );
}
