import type { DownloadActions } from "@/components/credentials/download-dialog";
import type { ActionOf } from "@/components/shell/operation-types";
import type { startGenerating, startRotating } from "@/lib/bulk/generate-many";
import type { GroupKind, StateKind } from "@/lib/bulk/kinds";
import type { previewSuspending } from "@/lib/bulk/preview-bulk-action";
import type { previewGenerating } from "@/lib/bulk/preview-credentials";
import type { startAddingToGroup, startSuspending } from "@/lib/bulk/start-bulk-action";

/** For each kind of work: what it would do, and doing it. The page hands them down. */
export type BulkActions = Record<
  StateKind,
  { foresee: ActionOf<typeof previewSuspending>; start: ActionOf<typeof startSuspending> }
> &
  Record<
    GroupKind,
    { foresee: ActionOf<typeof previewSuspending>; start: ActionOf<typeof startAddingToGroup> }
  > &
  CredentialActions;

export interface CredentialActions {
  generate_credentials: {
    foresee: ActionOf<typeof previewGenerating>;
    start: ActionOf<typeof startGenerating>;
  };
  /** giving out what they have */
  download: DownloadActions;
  rotate_credentials: { foresee: ActionOf<typeof previewGenerating>; start: ActionOf<typeof startRotating> };
}
