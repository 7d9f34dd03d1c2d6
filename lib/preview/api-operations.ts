import type { Permission } from "@/lib/access/permissions";

/** What answers a client under /api/accounts/{account}, and the permission that decides it. */
export interface ApiOperation {
  operation: string;
  permission: Permission;
  method: "GET" | "POST";
  path: string;
}

const of = (permission: Permission, paths: Record<string, string>): ApiOperation[] =>
  Object.entries(paths).map(([path, operation]) => ({
    operation,
    permission,
    method: path.startsWith("/previews/") ? "POST" : "GET",
    path,
  }));

export const apiOperations: readonly ApiOperation[] = [
  ...of("device.view", {
    "/overview/devices": "overview.devices",
    "/devices": "device.list",
    "/devices/count": "device.count",
    "/devices/search": "device.search",
    "/devices/device": "device.get",
    "/devices/presence": "device.presence",
    "/devices/history": "device.history",
    "/devices/containment": "containment.get",
    "/containment": "containment.list",
    "/groups/online": "group.count_online",
    "/bulk": "bulk.get",
    "/bulk/recent": "bulk.list",
    "/bulk/items": "bulk.list_items",
  }),
  ...of("device.edit", { "/devices/network-choices": "device.network_choices" }),
  ...of("device.register", {
    "/imports": "import.list",
    "/imports/one": "import.get",
    "/imports/problems": "import.list_problems",
    "/imports/report": "import.export_problems",
    "/imports/template": "import.template",
  }),
  ...of("credential.view", {
    "/credentials": "credential.list",
    "/credentials/count": "credential.count",
    "/credentials/device": "credential.of_device",
    "/credentials/rules": "credential.rules",
  }),
  ...of("credential.generate", { "/credentials/nas-groups": "credential.nas_groups" }),
  ...of("credential.reveal", {
    "/credentials/file": "credential.fetch_download",
  }),
  ...of("usage.view", {
    "/overview/usage": "overview.usage",
    "/devices/usage": "device.usage",
    "/devices/sessions": "device.sessions",
  }),
  ...of("group.view", {
    "/groups": "group.list",
    "/groups/one": "group.get",
    "/devices/groups": "group.list",
    "/people/groups": "group.list_grantable",
  }),
  ...of("group.assign", {
    "/groups/assignable": "group.list_assignable",
    "/previews/move": "group.preview_move",
  }),
  ...of("group.manage", { "/previews/rule": "group.preview_rule" }),
  ...of("member.invite", {
    "/people/invite/template": "invitation.import_template",
    "/previews/invitation": "invitation.preview",
  }),
  ...of("member.view", {
    "/overview/advice": "overview.advice",
    "/people": "member.list",
    "/people/member": "member.get",
    "/people/advice": "advice.list",
    "/people/matrix": "matrix.get",
    "/people/matrix/cell": "matrix.explain",
    "/people/matrix/file": "matrix.export",
    "/devices/reach": "device.reach",
    "/people/reviews": "review.list",
    "/people/reviews/one": "review.get",
    "/people/reviews/items": "review.items",
    "/people/reviews/file": "review.export",
  }),
  ...of("member.remove", { "/people/companies/one": "company.preview_removal" }),
  ...of("session.revoke", { "/people/sessions": "member.sessions" }),
  ...of("grant.manage", {
    "/people/requests": "access.list",
    "/people/requests/one": "access.get",
    "/previews/grant": "grant.preview",
    "/people/reviews/own": "review.own",
    "/people/reviews/preview": "review.preview",
    "/people/reviews/reviewers": "review.reviewers",
  }),
  ...of("role.manage", {
    "/people/roles/change": "role.preview_change",
    "/people/roles/deletion": "role.preview_deletion",
    "/previews/role": "role.preview_person",
  }),
  ...of("policy.manage", {
    "/policy": "policy.get",
    "/policy/preview": "policy.preview",
    "/policy/people": "policy.not_compliant",
  }),
  ...of("audit.view", { "/activity": "audit.list", "/activity/event": "audit.get" }),
];
