/** Everything that can have happened, as the activity log says it. */
export const auditActions = {
  "device.registered": "Registered a device",
  "device.imported": "Imported devices",
  "device.edited": "Edited a device",
  "device.network_set": "Set a device's plan and address",
  "device.activated": "Activated a device",
  "device.suspended": "Suspended a device",
  "device.resumed": "Resumed a device",
  "device.terminated": "Terminated a device",
  "device.isolated": "Isolated a device",
  "device.released": "Released a device",
  "device.disconnect_retried": "Asked again to end a device's sessions",
  "device.stayed_away": "Proved a device to be off the network",
  "device.still_sending": "Heard from a device that was kept off the network",
  "device.disconnect_gave_up": "Gave up ending a device's sessions",
  "group.created": "Created a group",
  "group.changed": "Changed a group",
  "group.deleted": "Deleted a group",
  "group.devices_added": "Put devices into a group",
  "group.devices_removed": "Took devices out of a group",
  "credential.generated": "Generated credentials",
  "credential.rotated": "Renewed credentials",
  "credential.revealed": "Revealed a credential",
  "credential.revoked": "Revoked a credential",
  "credential.download_requested": "Asked for a file of credentials",
  "credential.download_fetched": "Fetched a file of credentials",
  "credential.download_expired": "Nobody fetched a file of credentials",
  "credential.given_out": "Gave out credentials",
  "credential.binding_changed": "Changed what a credential is bound to",
  "credential.rules_changed": "Changed how credentials are made",
  "bulk.started": "Started work on many devices",
  "bulk.cancelled": "Cancelled work on many devices",
  "bulk.finished": "Finished work on many devices",
  "import.started": "Started an import",
  "import.cancelled": "Cancelled an import",
  "import.rejected": "Rejected an import",
  "member.invited": "Invited a person",
  "invitation.imported": "Invited people from a file",
  "member.joined": "Joined the account",
  "member.changed": "Changed a member",
  "member.factor_required": "Required a second factor of a member",
  "member.factor_released": "No longer required a second factor of a member",
  "member.removed": "Removed a member",
  "member.seen_as": "Began to look as a member",
  "member.seen_as_ended": "Stopped looking as a member",
  "invitation.renewed": "Sent an invitation again",
  "invitation.revoked": "Revoked an invitation",
  "grant.given": "Gave a grant",
  "grant.changed": "Changed a grant",
  "grant.revoked": "Revoked a grant",
  "role.created": "Created a role",
  "role.changed": "Changed a role",
  "role.deleted": "Deleted a role",
  "grant.extended": "Extended a grant",
  "grant.expired": "Ended a grant at its time",
  "access.requested": "Asked for access",
  "access.request_granted": "Granted a request for access",
  "access.request_refused": "Refused a request for access",
  "access.request_voided": "Closed a request for access that was met or has no asker left",
  "access.request_withdrawn": "Took back a request for access",
  "review.started": "Started an access review",
  "review.kept": "Kept a grant in an access review",
  "review.narrowed": "Narrowed a grant in an access review",
  "review.ended": "Ended a grant in an access review",
  "review.handed_over": "Handed over grants of an access review",
  "review.signed_off": "Signed off an access review",
  "review.cancelled": "Cancelled an access review",
  "company.removed": "Removed the people of a company",
  "advice.dismissed": "Put a finding of the advisor aside",
  "advice.restored": "Took a finding of the advisor up again",
  "session.started": "Signed in",
  "session.refused": "Could not sign in",
  "session.throttled": "Was asked to wait before signing in",
  "session.closed": "Signed out",
  "session.ended": "Ended sessions",
  "factor.reset_requested": "Asked for the reset of a second factor",
  "factor.reset_cancelled": "Cancelled the reset of a second factor",
  "factor.reset_declined": "Refused the reset of their second factor",
  "factor.reset": "Had their second factor reset",
  "policy.changed": "Changed the security policy",
  "policy.reminded": "Reminded a member to set up a second factor",
  "password.reset_requested": "Asked for a new password",
  "password.reset": "Set a new password by mail",
  "password.changed": "Changed their password",
  "profile.changed": "Changed their name",
  "factor.enrolled": "Set up a second factor",
  "factor.renamed": "Renamed a second factor",
  "factor.removed": "Removed a second factor",
  "factor.refused": "Could not show a second factor",
  "factor.disabled": "Had a second factor disabled after too many failures",
  "factor.regressed": "Showed a security key that may have been copied",
  "recovery.made": "Made recovery codes",
  "recovery.used": "Used a recovery code",
  "session.confirmed": "Confirmed who they are",
  "phone.code_sent": "Asked for a code by text or call",
  "user.created": "Created their sign-in",
  "account.created": "Created an account",
  "gateway.registered": "Registered a gateway",
  "gateway.token_renewed": "Renewed a gateway's token",
  "gateway.old_token_ended": "Ended the old token of a gateway",
  "gateway.changed": "Changed a gateway",
  "nas.added": "Added a NAS",
  "nas.changed": "Changed a NAS",
  "nas.removed": "Removed a NAS",
  "plan.created": "Created a plan",
  "plan.changed": "Changed a plan",
  "plan.removed": "Removed a plan",
  "plan.given": "Gave a plan to an account",
  "plan.taken": "Took a plan from an account",
  "address_range.added": "Added an address range",
  "address_range.removed": "Removed an address range",
  "operation.refused": "Was refused",
} as const;

export type AuditAction = keyof typeof auditActions;

export interface AuditTarget {
  kind:
    | "device"
    | "group"
    | "member"
    | "role"
    | "grant"
    | "invitation"
    | "access_request"
    | "offboarding"
    | "access_review"
    | "bulk_action"
    | "credential"
    | "import"
    | "account"
    | "gateway"
    | "nas"
    | "plan"
    | "address_range"
    | "operation";
  id: string;
  label?: string;
}

/** What an event tells beside who, what and when. Only what a reader of the log may read; never a secret. */
export interface AuditDetail {
  reason?: string;
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
  count?: number;
  [key: string]: unknown;
}
