import type { AccountDb, AccountReader } from "@/db/scoped";
import type { Member } from "@/lib/access/actor";
import { invalid } from "@/lib/kernel/errors";
import { findGroups, findRole } from "@/lib/people/public";
import type { ReviewKind } from "@/lib/reviews/review-input";

/** What a review is about, as it is kept. */
export interface Subject {
  kind: ReviewKind;
  groupNo: number | null;
  roleId: string | null;
  name: string | null;
  wholeAccountToo: boolean;
}

/** The group or role behind an id. Throws Missing for one the actor does not see, invalid when none was chosen. */
export async function findSubject(
  db: AccountReader | AccountDb,
  actor: Member,
  input: {
    kind: ReviewKind;
    groupId?: string | undefined;
    roleId?: string | undefined;
    wholeAccountToo: boolean;
  },
): Promise<Subject> {
  const { kind, groupId, roleId } = input;
  const nothing = { kind, groupNo: null, roleId: null, name: null, wholeAccountToo: false };
  if (kind === "group") {
    if (!groupId) throw invalid("Choose the device group to review.", { groupId: "Choose a device group." });
    const [group] = await findGroups(db, actor, [groupId]);
    return {
      ...nothing,
      groupNo: group?.no ?? null,
      name: group?.name ?? null,
      wholeAccountToo: input.wholeAccountToo,
    };
  }
  if (kind === "role") {
    if (!roleId) throw invalid("Choose the role to review.", { roleId: "Choose a role." });
    const role = await findRole(db, actor.account.id, roleId);
    return { ...nothing, roleId: role.id, name: role.name };
  }
  return nothing;
}
