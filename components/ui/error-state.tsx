import { OctagonAlert } from "lucide-react";
import type { ReactNode } from "react";
import { EmptyState } from "./empty-state";
import { Identifier } from "./identifier";

/** What happened, what to do now, and the reference under which the log has it. */
export function ErrorState({
  title,
  id,
  action,
  children,
}: {
  title: ReactNode;
  id?: string;
  /** A button that tries again. */
  action?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div role="alert">
      <EmptyState icon={<OctagonAlert className="text-bad-mark" />} title={title} action={action}>
        {children}
        {id && (
          <p className="mt-2 flex items-center justify-center gap-1.5 text-xs">
            Reference <Identifier value={id} label="reference" max={36} />
          </p>
        )}
      </EmptyState>
    </div>
  );
}
