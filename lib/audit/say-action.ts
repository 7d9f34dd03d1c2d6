import { type AuditAction, auditActions } from "@/lib/audit/actions";

/** What somebody did, as the middle of a sentence between who and what: "Ana Ruiz | terminated | meter 17". */
const verbs: Partial<Record<AuditAction, string>> = {
  "device.registered": "registered",
  "device.imported": "imported devices from",
  "device.edited": "edited",
  "device.activated": "activated",
  "device.suspended": "suspended",
  "device.resumed": "resumed",
  "device.terminated": "terminated",
  "group.created": "created the group",
  "group.changed": "changed the group",
  "group.deleted": "deleted the group",
  "group.devices_added": "put devices into",
  "group.devices_removed": "took devices out of",
  "bulk.started": "started work on many devices:",
  "bulk.cancelled": "cancelled work on many devices:",
  "bulk.finished": "finished work on many devices:",
  "import.started": "started the import",
  "import.cancelled": "cancelled the import",
  "import.rejected": "had an import rejected:",
  "member.invited": "invited",
  "member.joined": "joined the account",
  "member.changed": "changed",
  "member.removed": "removed",
  "invitation.renewed": "sent the invitation again to",
  "invitation.revoked": "revoked the invitation of",
  "grant.given": "gave a grant to",
  "grant.changed": "changed a grant of",
  "grant.revoked": "revoked a grant of",
  "role.created": "created the role",
  "role.changed": "changed the role",
  "role.deleted": "deleted the role",
  "grant.extended": "extended a grant of",
  "grant.expired": "ended, at its time, a grant of",
  "review.started": "started the access review",
  "review.kept": "kept, in an access review, a grant of",
  "review.narrowed": "narrowed, in an access review, a grant of",
  "review.ended": "ended, in an access review, a grant of",
  "review.handed_over": "handed over grants of the access review",
  "review.signed_off": "signed off the access review",
  "review.cancelled": "cancelled the access review",
  "access.requested": "asked for access:",
  "access.request_granted": "granted a request for access:",
  "access.request_refused": "refused a request for access:",
  "access.request_voided": "closed a request for access:",
  "company.removed": "removed the people of",
  "advice.dismissed": "put aside a finding of the advisor about",
  "advice.restored": "took up again a finding of the advisor about",
  "session.ended": "ended the sessions of",
  "factor.reset_requested": "asked for the reset of the second factor of",
  "factor.reset_cancelled": "cancelled the reset of the second factor of",
  "policy.changed": "changed the security policy of",
  "policy.reminded": "sent a reminder to set up a second factor to",
  "account.created": "created the account",
  "gateway.registered": "registered the gateway",
  "gateway.token_renewed": "renewed the token of the gateway",
  "operation.refused": "was refused",
};

/** Without words of its own, or without anything it was done to, an action is told by its heading. */
export function sayVerb(action: string, toSomething: boolean): string {
  const title: string | undefined = auditActions[action as AuditAction];
  const own = verbs[action as AuditAction];
  if (own && toSomething) return own;
  const heading = title ? `${title.charAt(0).toLowerCase()}${title.slice(1)}` : action;
  return toSomething ? `${heading}:` : heading;
}
