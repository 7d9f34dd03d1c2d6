import { sql } from "kysely";
import { z } from "zod";
import type { Permission } from "@/lib/access/permissions";
import { permissionsOfRole } from "@/lib/access/roles";
import { covers } from "@/lib/access/scope";
import { Missing } from "@/lib/kernel/errors";
import { query } from "@/lib/operation/operation";

interface Row {
  memberId: string;
  name: string;
  email: string;
  grantId: string;
  roleId: string;
  roleName: string;
  builtIn: string | null;
  permissions: string[];
  wholeAccount: boolean;
  endsAt: Date | null;
  groupNos: number[] | null;
}

/** One way to a device: a grant that holds now, and through which of the device's groups. */
export interface DeviceRoad {
  grantId: string;
  role: { id: string; name: string };
  wholeAccount: boolean;
  groups: { id: string; name: string }[];
  hiddenGroups: number;
  endsAt: string | null;
  sees: boolean;
  terminates: boolean;
}

export interface DeviceReacher {
  id: string;
  name: string;
  email: string;
  isYou: boolean;
  sees: boolean;
  terminates: boolean;
  through: DeviceRoad[];
}

/** At most so many people are told one by one. */
const shown = 500;

/** Everyone who can see a device or terminate it, and through which grants. Told only to who sees the device. */
export const listDeviceReach = query({
  name: "device.reach",
  permission: "member.view",
  input: z.object({ deviceId: z.uuid() }),
  target: ({ deviceId }) => ({ kind: "device", id: deviceId }),
  async run({ db, actor, now }, { deviceId }) {
    const account = actor.account.id;
    const device = await db
      .selectFrom("device")
      .where("account_id", "=", account)
      .where("id", "=", deviceId)
      .select("groups")
      .executeTakeFirst();
    const sight = actor.scopes.get("device.view");
    if (!device || (sight !== "all" && !device.groups.some((no) => covers(sight, [no]))))
      throw new Missing("device", [deviceId]);

    const { rows: groups } = await sql<{ id: string; no: number; name: string }>`
      select id, group_no as no, name from device_group
      where account_id = ${account} and group_no = any(${device.groups}::int[])
    `.execute(db);
    const seen = groups.filter(({ no }) => covers(actor.scopes.get("group.view"), [no]));
    const { rows } = await sql<Row>`
      select m.id as "memberId", m.name, m.email, g.id as "grantId", r.id as "roleId", r.name as "roleName",
        r.built_in as "builtIn", r.permissions, g.whole_account as "wholeAccount", g.ends_at as "endsAt",
        through.nos as "groupNos"
      from (
        select g.id, null::int[] as nos from role_grant g
        where g.account_id = ${account} and g.whole_account and g.revoked_at is null
        union all
        select gg.grant_id, array_agg(gg.group_no) from role_grant_group gg
        where gg.account_id = ${account} and gg.group_no = any(${device.groups}::int[]) group by gg.grant_id
      ) through
      join role_grant g on g.account_id = ${account} and g.id = through.id and g.whole_account = (through.nos is null)
      join membership m on m.account_id = ${account} and m.id = g.membership_id and m.removed_at is null
      join role r on r.account_id = ${account} and r.id = g.role_id
      where g.revoked_at is null and (g.starts_at is null or g.starts_at <= ${now})
        and (g.ends_at is null or g.ends_at > ${now})
      order by lower(m.name) collate "C", m.id, g.created_at, g.id
    `.execute(db);
    const people = new Map<string, DeviceReacher>();
    for (const row of rows) {
      const given = permissionsOfRole({ built_in: row.builtIn, permissions: row.permissions });
      const [sees, terminates] = (["device.view", "device.terminate"] satisfies Permission[]).map((each) =>
        given.includes(each),
      );
      if (!sees && !terminates) continue;
      const person = people.get(row.memberId) ?? {
        id: row.memberId,
        name: row.name,
        email: row.email,
        isYou: row.memberId === actor.membershipId,
        sees: false,
        terminates: false,
        through: [],
      };
      people.set(row.memberId, person);
      person.sees ||= sees === true;
      person.terminates ||= terminates === true;
      const told = seen.filter(({ no }) => row.groupNos?.includes(no));
      person.through.push({
        grantId: row.grantId,
        role: { id: row.roleId, name: row.roleName },
        wholeAccount: row.wholeAccount,
        groups: told.map(({ id, name }) => ({ id, name })),
        hiddenGroups: (row.groupNos?.length ?? 0) - told.length,
        endsAt: row.endsAt?.toISOString() ?? null,
        sees: sees === true,
        terminates: terminates === true,
      });
    }
    const all = [...people.values()];
    // whoever may terminate comes first where not everybody can be told
    const told = [
      ...all.filter((person) => person.terminates),
      ...all.filter((person) => !person.terminates),
    ];
    return {
      people: told.slice(0, shown),
      seeing: all.filter(({ sees }) => sees).length,
      terminating: all.filter(({ terminates }) => terminates).length,
    };
  },
});
