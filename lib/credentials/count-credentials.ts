import { sql } from "kysely";
import { z } from "zod";
import { query } from "@/lib/operation/operation";

/** How many devices have none, how many credentials nobody has used or end soon, and how far rotations are. */
export const countCredentials = query({
  name: "credential.count",
  permission: "credential.view",
  input: z.object({}),
  async run({ db, actor, scope, now }) {
    const accountId = actor.account.id;
    const soon = new Date(now.getTime() + 30 * 86_400_000);
    const inScope =
      scope === "all"
        ? sql`true`
        : sql`d.id in (select m.device_id from device_group_member m
            where m.account_id = ${accountId} and m.group_no = any(${scope}::int[]))`;
    const { rows } = await sql<{
      devices: number;
      current: number;
      unused: number;
      ending: number;
    }>`
      select count(*) as devices, count(c.device_id) as current,
        count(c.device_id) filter (where c.first_used_at is null) as unused,
        count(c.device_id) filter (where c.valid_until <= ${soon}) as ending
      from device d
      left join device_credential c on c.account_id = ${accountId} and c.device_id = d.id and c.revoked_at is null
        and c.replaced_at is null and (c.valid_until is null or c.valid_until > ${now})
      where d.account_id = ${accountId} and d.state <> 'terminated' and ${inScope}`.execute(db);
    const counts = rows[0] ?? { devices: 0, current: 0, unused: 0, ending: 0 };
    const rotations = await sql<{
      id: string;
      created_at: Date;
      total: number;
      used: number;
      finished_at: Date | null;
    }>`
      select b.id, b.created_at, b.finished_at, count(c.id)::int as total,
        count(c.id) filter (where c.first_used_at is not null)::int as used
      from (select id, created_at, finished_at from bulk_action
            where account_id = ${accountId} and operation = 'rotate_credentials'
            order by created_at desc, id desc limit 3) b
      join bulk_action_item i on i.account_id = ${accountId} and i.bulk_action_id = b.id
      join device_credential c on c.account_id = ${accountId} and c.device_id = i.device_id and c.bulk_action_id = b.id
        and c.revoked_at is null and c.replaced_at is null
      group by b.id, b.created_at, b.finished_at order by b.created_at desc`.execute(db);
    return {
      none: counts.devices - counts.current,
      all: counts.current,
      unused: counts.unused,
      ending: counts.ending,
      rotations: rotations.rows.map((row) => ({
        id: row.id,
        startedAt: row.created_at.toISOString(),
        total: row.total,
        used: row.used,
      })),
    };
  },
});

export type CredentialCounts = Awaited<ReturnType<typeof countCredentials.run>>;
