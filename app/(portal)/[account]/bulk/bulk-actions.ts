import type { BulkActions } from "@/components/bulk/bulk-actions";
import { foreseeDownload, prepareFile } from "../credentials/actions";
import {
  activateMany,
  addManyToGroup,
  foreseeActivating,
  foreseeAddingToGroup,
  foreseeGenerating,
  foreseeIsolating,
  foreseeReleasing,
  foreseeRemovingFromGroup,
  foreseeResuming,
  foreseeRotating,
  foreseeSuspending,
  generateMany,
  isolateMany,
  releaseMany,
  removeManyFromGroup,
  resumeMany,
  rotateMany,
  suspendMany,
} from "./actions";

/** What a list of devices needs for working on the selected ones. */
export const bulkActions: BulkActions = {
  activate: { foresee: foreseeActivating, start: activateMany },
  suspend: { foresee: foreseeSuspending, start: suspendMany },
  resume: { foresee: foreseeResuming, start: resumeMany },
  isolate: { foresee: foreseeIsolating, start: isolateMany },
  release: { foresee: foreseeReleasing, start: releaseMany },
  generate_credentials: { foresee: foreseeGenerating, start: generateMany },
  rotate_credentials: { foresee: foreseeRotating, start: rotateMany },
  download: { foresee: foreseeDownload, prepare: prepareFile },
  add_to_group: { foresee: foreseeAddingToGroup, start: addManyToGroup },
  remove_from_group: { foresee: foreseeRemovingFromGroup, start: removeManyFromGroup },
};
