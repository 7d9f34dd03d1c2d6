"use server";

import { addPastedDevices } from "@/lib/groups/add-pasted-devices";
import { changeGroup } from "@/lib/groups/change-group";
import { createGroup } from "@/lib/groups/create-group";
import { deleteGroup } from "@/lib/groups/delete-group";
import { findPastedDevices } from "@/lib/groups/find-pasted-devices";
import { previewGroupDeletion } from "@/lib/groups/preview-group-deletion";
import { action } from "@/lib/operation/action";

export const create = action(createGroup);
export const change = action(changeGroup);
export const remove = action(deleteGroup);
export const foreseeRemoval = action(previewGroupDeletion);
export const findPasted = action(findPastedDevices);
export const addPasted = action(addPastedDevices);
