import type { Permission } from "@/lib/access/permissions";

/** What somebody can press, by the permission that decides it: every command there is, in the words of its button. */
export interface Button {
  operation: string;
  permission: Permission;
  label: string;
  /** the page it stands on */
  page: string;
}

const of = (permission: Permission, page: string, labels: Record<string, string>): Button[] =>
  Object.entries(labels).map(([operation, label]) => ({ operation, permission, label, page }));

export const buttons: readonly Button[] = [
  ...of("device.register", "Devices", {
    "device.register": "Register a device",
    "import.start": "Check a file of devices",
    "import.cancel": "Cancel an import",
  }),
  ...of("device.edit", "Device", { "device.edit": "Edit", "device.set_network": "Plan and address" }),
  ...of("device.activate", "Device", {
    "device.activate": "Activate",
    "bulk.activate": "Activate many",
    "bulk.cancel_activate": "Cancel activating many",
  }),
  ...of("device.suspend", "Device", {
    "device.suspend": "Suspend",
    "device.resume": "Resume",
    "bulk.suspend": "Suspend many",
    "bulk.resume": "Resume many",
    "bulk.cancel_suspend_or_resume": "Cancel suspending or resuming many",
  }),
  ...of("device.terminate", "Device", { "device.terminate": "Terminate a Device" }),
  ...of("device.isolate", "Device", {
    "device.isolate": "Isolate",
    "device.release": "Release",
    "device.retry_disconnect": "Ask again to end sessions",
    "bulk.isolate": "Isolate many",
    "bulk.release": "Release many",
    "bulk.cancel_isolate_or_release": "Cancel isolating or releasing many",
  }),
  ...of("credential.generate", "Credentials", {
    "credential.generate": "Generate a credential",
    "credential.rotate": "Renew a credential",
    "credential.change_binding": "Change what a credential is bound to",
    "bulk.generate_credentials": "Generate many credentials",
    "bulk.rotate_credentials": "Renew many credentials",
    "bulk.cancel_generate_credentials_or_rotate_credentials": "Cancel generating many",
  }),
  ...of("credential.reveal", "Credentials", {
    "credential.reveal": "Reveal a password",
    "credential.prepare_download": "Make a file of credentials",
    "credential.fetch_download": "Download a file of credentials",
  }),
  ...of("credential.revoke", "Credentials", { "credential.revoke": "Revoke a credential" }),
  ...of("group.manage", "Device groups", {
    "group.create": "New group",
    "group.change": "Edit a group",
    "group.delete": "Delete a group",
  }),
  ...of("group.assign", "Device groups", {
    "group.add_devices": "Add to a group",
    "group.add_pasted_devices": "Paste devices into a group",
    "group.remove_devices": "Take out of a group",
    "bulk.add_to_group": "Add many to a group",
    "bulk.remove_from_group": "Take many out of a group",
    "bulk.cancel_add_to_group_or_remove_from_group": "Cancel grouping many",
  }),
  ...of("member.invite", "People", {
    "member.invite": "Invite a person",
    "invitation.import": "Invite people from a file",
    "factor.require": "Require a second factor of a person",
    "invitation.renew": "Send an invitation again",
    "invitation.revoke": "Revoke an invitation",
  }),
  ...of("member.remove", "People", {
    "member.remove": "Remove a person",
    "members.remove_company": "Remove a company's people",
  }),
  ...of("grant.manage", "People", {
    "member.see_as": "See as a member",
    "grant.give": "Give a grant",
    "grant.change": "Change a grant",
    "grant.extend": "Extend a grant",
    "grant.revoke": "Revoke a grant",
    "factor.release": "Require a person's second factor no longer",
    "access.grant": "Grant a request",
    "access.refuse": "Refuse a request",
    "review.start": "Start an access review",
    "review.keep": "Keep a grant in a review",
    "review.narrow": "Narrow a grant in a review",
    "review.end": "End a grant in a review",
    "review.hand_over": "Hand over grants of a review",
    "review.sign_off": "Sign off a review",
    "review.cancel": "Cancel a review",
    "advice.dismiss": "Put advice aside",
    "advice.restore": "Take advice up again",
  }),
  ...of("role.manage", "Roles", {
    "role.create": "New role",
    "role.change": "Edit a role",
    "role.delete": "Delete a role",
  }),
  ...of("session.revoke", "People", { "session.revoke": "End a member's sessions" }),
  ...of("factor.reset", "People", {
    "factor.request_reset": "Reset a second factor",
    "factor.cancel_reset": "Cancel a reset",
  }),
  ...of("policy.manage", "Settings", {
    "policy.change": "Save the security policy",
    "credential.change_rules": "Save how credentials are made",
    "policy.remind": "Remind members of the policy",
  }),
];
