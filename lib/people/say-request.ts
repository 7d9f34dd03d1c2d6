import { isPermission, permissions } from "@/lib/access/permissions";
import { sayWhere } from "@/lib/mail/grant-end";

interface Asked {
  permission: string | null;
  wholeAccount: boolean;
  groupNos: readonly number[];
  roleName: string | null;
}

/** What somebody asks for: the permission, or the grant that shall last longer. */
export function sayWanted({ permission, roleName }: Pick<Asked, "permission" | "roleName">): string {
  if (permission === null) return `More time as ${roleName ?? "a role that is gone"}`;
  return isPermission(permission) ? permissions[permission].label : permission;
}

/** The same in one line with where, for readers who may not see the groups. */
export const sayRequest = (request: Asked): string =>
  request.permission === null ? sayWanted(request) : `${sayWanted(request)}, for ${sayWhere(request)}`;
