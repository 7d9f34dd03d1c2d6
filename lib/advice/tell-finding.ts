import type { Member } from "@/lib/access/actor";
import { permissions } from "@/lib/access/permissions";
import { covers } from "@/lib/access/scope";
import type { Facts, GrantFact, GroupFact } from "@/lib/advice/facts";
import type { Finding, FindingKind, NoOffer, Offer } from "@/lib/advice/finding";

interface NamedGroup {
  id: string;
  name: string;
}

interface GrantTold {
  id: string;
  version: number;
  role: { id: string; name: string };
  wholeAccount: boolean;
  groups: NamedGroup[];
  /** groups of the grant that the reader may not see */
  hiddenGroups: number;
  since: string;
  endsAt: string | null;
}

export type OfferTold =
  | { does: "revoke"; grant: GrantTold }
  | {
      does: "change";
      grant: GrantTold;
      role: { id: string; name: string };
      wholeAccount: boolean;
      groups: NamedGroup[];
    }
  | { does: "remove" };

export interface FindingTold {
  kind: FindingKind;
  subjectId: string;
  member: {
    id: string;
    name: string;
    email: string;
    company: string | null;
    lastSeenAt: string | null;
    isYou: boolean;
  } | null;
  grant: GrantTold | null;
  group: { id: string; name: string; deviceCount: number } | null;
  permissions: { label: string; elevated: boolean }[];
  used: number;
  of: number;
  because: Finding["because"];
  offers: OfferTold[];
  noOffer: NoOffer | "hidden_groups" | null;
}

/** Tells findings to a reader, who learns of no group beyond her own: a change that names one is not offered to her. */
export function findingTeller(reader: Member, facts: Facts) {
  const sight = reader.scopes.get("group.view");
  const known = new Map(facts.groups.map((group) => [group.no, group]));
  const seen = (nos: readonly number[]) =>
    nos.flatMap((no): GroupFact[] => {
      const group = known.get(no);
      return group && covers(sight, [no]) ? [group] : [];
    });
  const named = (nos: readonly number[]) => seen(nos).map(({ id, name }) => ({ id, name }));

  const tellGrant = (grant: GrantFact): GrantTold => ({
    id: grant.id,
    version: grant.version,
    role: { id: grant.role.id, name: grant.role.name },
    wholeAccount: grant.wholeAccount,
    groups: named(grant.groupNos),
    hiddenGroups: grant.groupNos.length - seen(grant.groupNos).length,
    since: grant.since.toISOString(),
    endsAt: grant.endsAt?.toISOString() ?? null,
  });

  const tellOffer = (offer: Offer): OfferTold[] => {
    if (offer.does === "remove") return [{ does: "remove" }];
    if (offer.does === "revoke") return [{ does: "revoke", grant: tellGrant(offer.grant) }];
    const { grant, role, groupNos } = offer;
    if (seen(groupNos).length < groupNos.length) return [];
    return [
      {
        does: "change",
        grant: tellGrant(grant),
        role: { id: role.id, name: role.name },
        wholeAccount: grant.wholeAccount,
        groups: named(groupNos),
      },
    ];
  };

  const mayTell = ({ group }: Finding) => group === null || covers(sight, [group.no]);

  const tell = (finding: Finding): FindingTold => {
    const { member, group, grant } = finding;
    const offers = finding.offers.flatMap(tellOffer);
    return {
      kind: finding.kind,
      subjectId: finding.subjectId,
      member: member && {
        id: member.id,
        name: member.name,
        email: member.email,
        company: member.company,
        lastSeenAt: member.lastSeenAt?.toISOString() ?? null,
        isYou: member.id === reader.membershipId,
      },
      grant: grant && tellGrant(grant),
      group: group && { id: group.id, name: group.name, deviceCount: group.deviceCount },
      permissions: finding.permissions.map((permission) => ({
        label: permissions[permission].label,
        elevated: permissions[permission].elevated,
      })),
      used: finding.used,
      of: finding.of,
      because: finding.because,
      offers,
      noOffer: offers.length < finding.offers.length ? "hidden_groups" : finding.noOffer,
    };
  };
  return { mayTell, tell };
}
