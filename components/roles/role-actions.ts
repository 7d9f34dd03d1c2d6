import type { ActionOf, OutputOf } from "@/components/shell/operation-types";
import type { changeRole } from "@/lib/roles/change-role";
import type { createRole } from "@/lib/roles/create-role";
import type { deleteRole } from "@/lib/roles/delete-role";
import type { getRole } from "@/lib/roles/get-role";

export type Role = OutputOf<typeof getRole>;
export type RolePermission = Role["permissions"][number];
export type PermissionKey = RolePermission["key"];

export type CreateRole = ActionOf<typeof createRole>;
export type ChangeRole = ActionOf<typeof changeRole>;
export type DeleteRole = ActionOf<typeof deleteRole>;
