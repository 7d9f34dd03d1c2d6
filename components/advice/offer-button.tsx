"use client";

import type { AdviceActions } from "@/components/advice/advice-actions";
import { dayOf, toChange } from "@/components/people/access-choice";
import type { RoleOption } from "@/components/people/access-fields";
import { GrantDialog } from "@/components/people/grant-dialog";
import { RemoveMember } from "@/components/people/remove-member";
import { RevokeGrant } from "@/components/people/revoke-grant";
import { useViewer } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import type { FindingTold, OfferTold } from "@/lib/advice/tell-finding";

/** A change the advisor has ready: it opens with everything filled in and what comes of it beside. */
export function OfferButton({
  offer,
  member,
  roles,
  actions,
}: {
  offer: OfferTold;
  member: NonNullable<FindingTold["member"]>;
  roles: RoleOption[];
  actions: AdviceActions;
}) {
  const { account, can } = useViewer();
  if (offer.does === "remove")
    return can("member.remove") ? <RemoveMember member={member} remove={actions.remove} /> : null;
  if (!can("grant.manage")) return null;
  if (offer.does === "revoke")
    return <RevokeGrant grant={offer.grant} member={member} revoke={actions.revoke} />;
  const { grant, role, wholeAccount, groups } = offer;
  const narrower = groups.length < grant.groups.length;
  const words = narrower
    ? `Narrow to ${groups.length === 1 ? "one group" : `${groups.length} groups`}`
    : `Change to ${role.name}`;
  return (
    <GrantDialog
      trigger={<Button size="sm">{words}</Button>}
      title={`${words}: ${member.name}`}
      description={`Everything that was used stays. What the rest of ${grant.role.name} gave ends with the next request.`}
      verb="Change the grant"
      roles={roles}
      start={{
        roleId: role.id,
        where: wholeAccount ? "account" : "groups",
        groups,
        until: dayOf(grant.endsAt),
      }}
      kind="change"
      inputOf={(choice) => toChange(grant, choice)}
      send={(input) => actions.change(account.slug, input)}
    />
  );
}
