import type { AccountDb } from "@/db/scoped";
import type { Member } from "@/lib/access/actor";
import { covers } from "@/lib/access/scope";
import type { RuleMove } from "@/lib/groups/follow-rules";
import { giftsThrough, isLacking, judgeGifts, sayLacking } from "@/lib/groups/gifts";
import { Refused } from "@/lib/kernel/errors";

/**
 * Changing a device so that a rule takes it in is putting it there: the actor must hold on the device, as it was, what the
 * group's people then have on it. Throws Refused, which undoes the moves. Whoever calls this holds holdAccess.
 */
export async function assertMayEnter(
  { db, actor, now }: { db: AccountDb; actor: Member; now: Date },
  device: { label: string; groups: readonly number[] },
  moves: readonly RuleMove[],
): Promise<void> {
  const entered = moves.filter((move) => move.joins).map((move) => move.group);
  if (entered.length === 0) return;
  const gifts = await giftsThrough(
    db,
    entered.map((group) => group.no),
    now,
  );
  const judge = await judgeGifts(db, actor, now);
  for (const group of entered) {
    const lacking = judge(gifts.get(group.no) ?? [], device.groups);
    if (!isLacking(lacking)) continue;
    // a group beyond her own sight has no name for her
    const name = covers(actor.scopes.get("group.view"), [group.no])
      ? group.name
      : "a group that fills itself by a rule";
    throw new Refused(
      `You cannot change ${device.label} like this: it would come into ${name}, and people there would get ${sayLacking(lacking, "on it")}.`,
      [...lacking.lacking, ...lacking.tooLong],
    );
  }
}
