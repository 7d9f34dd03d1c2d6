"use server";

import { action } from "@/lib/operation/action";
import { changeRole } from "@/lib/roles/change-role";
import { createRole } from "@/lib/roles/create-role";
import { deleteRole } from "@/lib/roles/delete-role";

export const create = action(createRole);
export const change = action(changeRole);
export const remove = action(deleteRole);
