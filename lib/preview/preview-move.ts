import { sql } from "kysely";
import { z } from "zod";
import type { AccountReader } from "@/db/scoped";
import { type Permission, permissions } from "@/lib/access/permissions";
import type { Scope } from "@/lib/access/scope";
import { deviceSelection, selectedDevices } from "@/lib/bulk/public";
import { addDevicesToGroup, removeDevicesFromGroup } from "@/lib/groups/public";
import { Missing } from "@/lib/kernel/errors";
import { type PreviewContext, preview } from "@/lib/operation/operation";
import { orRefusal } from "@/lib/preview/or-refusal";
import { type MemberScopes, scopesOfMembers } from "@/lib/preview/scopes-of-members";

/** As many as one command takes; more are moved by several, each of which asks again. */
const atOnce = 10_000;
/** At most so many people are told one by one. */
const shown = 100;

/** Who would see and do what on how many devices more, or no longer, if these were put into a group or taken out of it. */
export const previewMove = preview({
  name: "group.preview_move",
  permission: "group.assign",
  input: z.object({ groupId: z.uuid(), way: z.enum(["in", "out"]), selection: deviceSelection }),
  target: ({ groupId }) => ({ kind: "group", id: groupId }),
  async run(context, { groupId, way, selection }) {
    const { actor, now, look, scope } = context;
    const account = actor.account.id;
    const { no, kinds, ids } = await look(scope, async (db) => {
      const groupNo = await numberOf(db, account, groupId);
      const moved = (await selectedDevices(db, account, scope, selection)).where(
        way === "in"
          ? sql<boolean>`not (d.groups && ${[groupNo]}::int[])`
          : sql<boolean>`d.groups && ${[groupNo]}::int[]`,
      );
      return {
        no: groupNo,
        kinds: await moved
          .groupBy("d.groups")
          .select(["d.groups", sql<number>`count(*)`.as("count")])
          .execute(),
        ids: (await moved.orderBy("d.id").limit(atOnce).select("d.id").execute()).map(({ id }) => id),
      };
    });
    const members = await look("all", (db) => scopesOfMembers(db, account, now, "everybody"));
    const people = members.flatMap((member) => {
      const changes = changesFor(member, way, no, kinds);
      return changes.length === 0
        ? []
        : [{ id: member.id, name: member.name, isYou: member.id === actor.membershipId, changes }];
    });
    const { refused } =
      ids.length === 0 ? { refused: null } : await orRefusal(tryOut(context, way, groupId, ids));
    return {
      refused,
      devices: kinds.reduce((sum, { count }) => sum + count, 0),
      affected: people.length,
      people: actor.scopes.has("member.view") ? people.slice(0, shown) : [],
    };
  },
});

/** Devices that are in just the same groups. */
interface Alike {
  groups: readonly number[];
  count: number;
}

/** On how many of the moved devices a member gets or loses each permission: where no other group gives it. Groups are seen as before. */
function changesFor({ scopes }: MemberScopes, way: "in" | "out", no: number, kinds: readonly Alike[]) {
  const reaches = (scope: Scope, groups: readonly number[]) =>
    scope === "all" || groups.some((each) => each !== no && scope.includes(each));
  return [...scopes].flatMap(([permission, scope]) => {
    if (scope === "all" || !scope.includes(no) || permission === "group.view") return [];
    const devices = kinds.reduce((sum, { groups, count }) => sum + (reaches(scope, groups) ? 0 : count), 0);
    return devices === 0 ? [] : [{ permission, ...wordsOf(permission), way, devices }];
  });
}

function wordsOf(permission: Permission) {
  const { label, elevated } = permissions[permission];
  return { label, elevated };
}

const tryOut = (
  { rehearse }: PreviewContext<"group.assign">,
  way: "in" | "out",
  groupId: string,
  deviceIds: string[],
): Promise<boolean> =>
  way === "in"
    ? rehearse(addDevicesToGroup, { groupId, deviceIds }, async () => true)
    : rehearse(removeDevicesFromGroup, { groupId, deviceIds }, async () => true);

async function numberOf(db: AccountReader, account: string, groupId: string): Promise<number> {
  const group = await db
    .selectFrom("device_group")
    .where("account_id", "=", account)
    .where("id", "=", groupId)
    .select("group_no")
    .executeTakeFirst();
  if (!group) throw new Missing("group", [groupId]);
  return group.group_no;
}
