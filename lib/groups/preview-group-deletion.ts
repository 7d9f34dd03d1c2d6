import { sql } from "kysely";
import { z } from "zod";
import { covers } from "@/lib/access/scope";
import { lossesThrough } from "@/lib/groups/losses";
import { Missing } from "@/lib/kernel/errors";
import { query } from "@/lib/operation/operation";

/** What deleting a group would take, and from whom; to who may not see members only from how many. */
export const previewGroupDeletion = query({
  name: "group.preview_deletion",
  permission: "group.manage",
  input: z.object({ groupId: z.uuid() }),
  target: ({ groupId }) => ({ kind: "group", id: groupId }),
  async run({ db, actor, now }, { groupId }) {
    const account = actor.account.id;
    const group = await db
      .selectFrom("device_group")
      .where("account_id", "=", account)
      .where("id", "=", groupId)
      .select(["group_no", "name", "device_count"])
      .executeTakeFirst();
    if (!group) throw new Missing("group", [groupId]);
    const no = group.group_no;

    const ungrouped = db
      .selectFrom("device_group_member as m")
      .innerJoin("device as d", (join) =>
        join.onRef("d.account_id", "=", "m.account_id").onRef("d.id", "=", "m.device_id"),
      )
      .where("m.account_id", "=", account)
      .where("d.account_id", "=", account)
      .where("m.group_no", "=", no)
      .where(sql<boolean>`cardinality(d.groups) = 1`);
    const { count } = await ungrouped
      .select((eb) => eb.fn.countAll<number>().as("count"))
      .executeTakeFirstOrThrow();
    // these devices are in no other group, so who does not see this one's devices sees none of them
    const first = covers(actor.scopes.get("device.view"), [no])
      ? await ungrouped.orderBy("m.label_key").orderBy("m.device_id").limit(5).select("d.label").execute()
      : [];
    const invitations = await db
      .selectFrom("invitation")
      .where("account_id", "=", account)
      .where("accepted_at", "is", null)
      .where("revoked_at", "is", null)
      .where("expires_at", ">", now)
      .where(sql<boolean>`${no} = any(group_nos)`)
      .orderBy("email")
      .select(["email", sql<boolean>`not whole_account and cardinality(group_nos) = 1`.as("ends")])
      .execute();

    const losses = await lossesThrough(db, account, no, now);
    const told = actor.scopes.has("member.view");
    return {
      name: group.name,
      deviceCount: group.device_count,
      ungrouped: { count, first: first.map((device) => device.label) },
      losses: told ? losses : [],
      invitations: told ? invitations : [],
      /** of how many the reader is not told who they are */
      hidden: told
        ? { losses: 0, invitations: 0 }
        : { losses: losses.length, invitations: invitations.filter(({ ends }) => ends).length },
    };
  },
});

export type GroupDeletionPreview = Awaited<ReturnType<typeof previewGroupDeletion.run>>;
