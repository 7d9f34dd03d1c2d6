import { respond } from "@/lib/operation/respond";
import { previewAccess } from "@/lib/people/preview-access";

/** ?role=…&group=…&group=…, and without a group: the whole account. */
export const GET = respond(previewAccess, (request) => {
  const params = new URL(request.url).searchParams;
  const groupIds = params.getAll("group");
  return {
    roleId: params.get("role"),
    scope: groupIds.length > 0 ? { kind: "groups", groupIds } : { kind: "account" },
  };
});
