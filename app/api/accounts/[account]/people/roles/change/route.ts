import { respond } from "@/lib/operation/respond";
import { previewRoleChange } from "@/lib/roles/preview-role-change";

/** ?roleId=…&permission=…&permission=… */
export const GET = respond(previewRoleChange, (request) => {
  const params = new URL(request.url).searchParams;
  return { roleId: params.get("roleId"), permissions: params.getAll("permission") };
});
