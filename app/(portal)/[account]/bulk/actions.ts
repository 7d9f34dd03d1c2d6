"use server";

import {
  cancelActivating,
  cancelGenerating,
  cancelGrouping,
  cancelIsolating,
  cancelSuspending,
} from "@/lib/bulk/cancel-bulk-action";
import { startGenerating, startRotating } from "@/lib/bulk/generate-many";
import {
  previewActivating,
  previewAddingToGroup,
  previewIsolating,
  previewReleasing,
  previewRemovingFromGroup,
  previewResuming,
  previewSuspending,
} from "@/lib/bulk/preview-bulk-action";
import { previewGenerating, previewRotating } from "@/lib/bulk/preview-credentials";
import {
  startActivating,
  startAddingToGroup,
  startIsolating,
  startReleasing,
  startRemovingFromGroup,
  startResuming,
  startSuspending,
} from "@/lib/bulk/start-bulk-action";
import { action } from "@/lib/operation/action";

export const activateMany = action(startActivating);
export const suspendMany = action(startSuspending);
export const resumeMany = action(startResuming);
export const isolateMany = action(startIsolating);
export const releaseMany = action(startReleasing);
export const foreseeIsolating = action(previewIsolating);
export const foreseeReleasing = action(previewReleasing);
export const cancelIsolatingMany = action(cancelIsolating);
export const addManyToGroup = action(startAddingToGroup);
export const removeManyFromGroup = action(startRemovingFromGroup);
export const foreseeActivating = action(previewActivating);
export const foreseeSuspending = action(previewSuspending);
export const foreseeResuming = action(previewResuming);
export const foreseeAddingToGroup = action(previewAddingToGroup);
export const foreseeRemovingFromGroup = action(previewRemovingFromGroup);
export const generateMany = action(startGenerating);
export const rotateMany = action(startRotating);
export const foreseeGenerating = action(previewGenerating);
export const foreseeRotating = action(previewRotating);
export const cancelGeneratingMany = action(cancelGenerating);
export const cancelActivatingMany = action(cancelActivating);
export const cancelSuspendingMany = action(cancelSuspending);
export const cancelGroupingMany = action(cancelGrouping);
