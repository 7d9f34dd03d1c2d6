import type { ActionOf } from "@/components/shell/operation-types";
import type { GroupKind, StateKind } from "@/lib/bulk/kinds";
import type { previewSuspending } from "@/lib/bulk/preview-bulk-action";
import type { startAddingToGroup, startSuspending } from "@/lib/bulk/start-bulk-action";

/** For each kind of work: what it would do, and doing it. The page hands them down. */
export type BulkActions = Record<
  StateKind,
  { foresee: ActionOf<typeof previewSuspending>; start: ActionOf<typeof startSuspending> }
> &
  Record<
    GroupKind,
    { foresee: ActionOf<typeof previewSuspending>; start: ActionOf<typeof startAddingToGroup> }
  >;
