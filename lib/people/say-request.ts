import { isPermission, permissions } from "@/lib/access/permissions";
import { sayWhere } from "@/lib/mail/grant-end";

/** What somebody asks for, in one line: the permission and where, or the grant that shall last longer. */
export function sayRequest(request: {
  permission: string | null;
  wholeAccount: boolean;
  groupNos: readonly number[];
  roleName: string | null;
}): string {
  if (request.permission !== null) {
    const label = isPermission(request.permission)
      ? permissions[request.permission].label
      : request.permission;
    return `${label}, for ${sayWhere(request)}`;
  }
  return `More time as ${request.roleName ?? "a role that is gone"}`;
}
