import { SearchX } from "lucide-react";
import { AskAgain } from "@/components/live/ask-again";
import { BackLink } from "@/components/shell/back-link";
import { EmptyState } from "@/components/ui/empty-state";

/** The same for what does not exist, what was deleted, and what is somebody else's. */
export default function NotFound() {
  return (
    <EmptyState icon={<SearchX />} title="There is nothing here" action={<BackLink />}>
      It does not exist, or you may not see it. If you followed a link, ask whoever sent it.
      <AskAgain />
    </EmptyState>
  );
}
