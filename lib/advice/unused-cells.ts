import type { AccountReader } from "@/db/scoped";
import type { Permission } from "@/lib/access/permissions";
import type { Facts } from "@/lib/advice/facts";
import { givenBy, hadItsChance, isUsed } from "@/lib/advice/held";
import { readFacts } from "@/lib/advice/read-facts";

export interface Unused {
  /** since when uses are counted here; nothing is called unused before that was ninety days ago */
  countedSince: Date | null;
  /** whether somebody holds a permission, there or anywhere, and had the whole window to use it, and did not */
  is(memberId: string, permission: Permission, groupNo: number | null): boolean;
}

/** What the advisor calls unused, asked of a person and a permission instead of a grant: every grant that gives it says so. */
export async function readUnused(db: AccountReader, account: string, now: Date): Promise<Unused> {
  return unusedOf(await readFacts(db, account, now));
}

export function unusedOf(facts: Facts): Unused {
  const grantsOf = Map.groupBy(facts.grants, ({ memberId }) => memberId);
  return {
    countedSince: facts.countedSince,
    is(memberId, permission, groupNo) {
      const giving = (grantsOf.get(memberId) ?? []).filter(
        (grant) =>
          givenBy(grant.role, grant).includes(permission) &&
          (groupNo === null || grant.wholeAccount || grant.groupNos.includes(groupNo)),
      );
      return (
        giving.length > 0 &&
        giving.every((grant) => {
          const there = groupNo === null || grant.wholeAccount ? grant : { ...grant, groupNos: [groupNo] };
          return hadItsChance(facts, grant, permission) && !isUsed(facts, there, permission);
        })
      );
    },
  };
}
