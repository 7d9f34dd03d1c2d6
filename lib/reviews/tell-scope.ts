import type { Member } from "@/lib/access/actor";
import { covers } from "@/lib/access/scope";
import type { ReviewItem } from "@/lib/reviews/read-items";
import type { KeptScope } from "@/lib/reviews/say-decision";

/** What a grant gave, told to a reader who learns of groups beyond her sight only how many they are. */
export interface ToldScope {
  role: string;
  wholeAccount: boolean;
  groups: { id: string; name: string }[];
  hiddenGroups: number;
  endsAt: string | null;
}

export function scopeTeller(reader: Member) {
  const sight = reader.scopes.get("group.view");
  return ({ role, wholeAccount, groups, endsAt }: KeptScope): ToldScope => {
    const seen = groups.filter(({ no }) => covers(sight, [no]));
    return {
      role,
      wholeAccount,
      groups: seen.map(({ no, name }) => ({ id: String(no), name })),
      hiddenGroups: groups.length - seen.length,
      endsAt,
    };
  };
}

export interface ToldItem extends Omit<ReviewItem, "atStart" | "before" | "after"> {
  atStart: ToldScope;
  before: ToldScope | null;
  after: ToldScope | null;
}

export function itemTeller(reader: Member) {
  const tell = scopeTeller(reader);
  return ({ atStart, before, after, ...item }: ReviewItem): ToldItem => ({
    ...item,
    atStart: tell(atStart),
    before: before && tell(before),
    after: after && tell(after),
  });
}
