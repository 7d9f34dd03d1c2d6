import type { ActionOf } from "@/components/shell/operation-types";
import type { addPastedDevices } from "@/lib/groups/add-pasted-devices";
import type { changeGroup } from "@/lib/groups/change-group";
import type { createGroup } from "@/lib/groups/create-group";
import type { deleteGroup } from "@/lib/groups/delete-group";
import type { findPastedDevices } from "@/lib/groups/find-pasted-devices";
import type { previewGroupDeletion } from "@/lib/groups/preview-group-deletion";

export type CreateGroup = ActionOf<typeof createGroup>;

export interface GroupActions {
  change: ActionOf<typeof changeGroup>;
  remove: ActionOf<typeof deleteGroup>;
  foreseeRemoval: ActionOf<typeof previewGroupDeletion>;
  findPasted: ActionOf<typeof findPastedDevices>;
  addPasted: ActionOf<typeof addPastedDevices>;
}
