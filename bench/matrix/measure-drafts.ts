import assert from "node:assert/strict";
import type { Pool } from "pg";
import { compare, type Verdict } from "@/bench/compare";
import { alone } from "@/bench/matrix/alone";
import type { Estate } from "@/bench/matrix/fill";
import { newId } from "@/lib/kernel/id";
import { perform } from "@/lib/operation/perform";
import { previewGrant } from "@/lib/preview/preview-grant";
import { previewMove } from "@/lib/preview/preview-move";

/** Before and after of a grant in ten more groups, and of a thousand devices that are put into a group. */
export async function measureDrafts(pool: Pool, { actor }: Estate): Promise<Verdict[]> {
  const account = actor.account.id;
  // what is given, the giver holds
  await pool.query(
    `insert into role_grant (account_id, id, membership_id, role_id, whole_account)
     select $1, $2, $3, id, true from role where account_id = $1 and built_in = 'administrator'`,
    [account, newId(), actor.membershipId],
  );
  const one = async (sql: string) => (await pool.query(sql, [account])).rows[0];
  const { id: roleId } = await one("select id from role where account_id = $1 and built_in = 'technician'");
  const { id: memberId } = await one(
    `select membership_id as id from role_grant where account_id = $1
     group by membership_id having not bool_or(whole_account) order by membership_id limit 1`,
  );
  const { rows: groups } = await pool.query<{ id: string; no: number }>(
    "select id, group_no as no from device_group where account_id = $1 order by group_no limit 10",
    [account],
  );
  const groupIds = groups.map(({ id }) => id);
  const draft = () =>
    perform(actor, previewGrant, { kind: "give", memberId, roleId, scope: { kind: "groups", groupIds } });
  const seen = `select array(select distinct gg.group_no from role_grant g join role r on r.id = g.role_id
    join role_grant_group gg on gg.account_id = $1 and gg.grant_id = g.id
    where g.account_id = $1 and g.membership_id = $2 and g.revoked_at is null
      and (r.built_in is not null or 'device.view' = any(r.permissions))) as nos`;
  const members = (nos: string) => `select device_id from device_group_member
    where account_id = $1 and group_no = any(${nos}::int[])`;
  const bareDraft = async () => {
    const [[before] = []] = await alone(pool, [["sight", seen, [account, memberId]]]);
    const had = (before?.nos ?? []) as number[];
    const has = [...new Set([...had, ...groups.map(({ no }) => no)])];
    return alone(pool, [
      [
        "before",
        `select count(*) from (select distinct device_id from (${members("$2")}) m) n`,
        [account, had],
      ],
      [
        "after",
        `select count(*) from (select distinct device_id from (${members("$2")}) m) n`,
        [account, has],
      ],
      ["added", `select count(*) from (${members("$2")} except ${members("$3")}) n`, [account, has, had]],
      ["removed", `select count(*) from (${members("$2")} except ${members("$3")}) n`, [account, had, has]],
    ]);
  };
  const { person, refused } = await draft();
  const [, [after] = []] = await bareDraft();
  assert.equal(refused, null, "the draft is refused");
  assert.equal(person?.devices.after, Number(after?.count), "not the same devices are seen");

  const { rows: devices } = await pool.query<{ id: string }>(
    "select id from device where account_id = $1 order by id limit 1000",
    [account],
  );
  const deviceIds = devices.map(({ id }) => id);
  const groupId = groupIds[0] ?? "";
  const move = () => perform(actor, previewMove, { groupId, way: "in", selection: { deviceIds } });
  const bareMove = async () => {
    const client = await pool.connect();
    try {
      await client.query("begin");
      await client.query({
        name: "move",
        text: `insert into device_group_member (account_id, group_no, device_id, label_key)
               select account_id, $2, id, label_key from device where account_id = $1 and id = any($3::uuid[])
               on conflict do nothing`,
        values: [account, groups[0]?.no, deviceIds],
      });
      await client.query({
        name: "moved",
        text: `update device set groups = array(select distinct unnest(groups || $2::int) order by 1)
               where account_id = $1 and id = any($3::uuid[])`,
        values: [account, groups[0]?.no, deviceIds],
      });
    } finally {
      await client.query("rollback");
      client.release();
    }
  };
  return [
    await compare({ what: "preview of a grant", goal: 4, ours: draft, bare: bareDraft, times: 3 }, 5),
    await compare({ what: "preview of moving 1,000", goal: 4, ours: move, bare: bareMove, times: 2 }, 5),
  ];
}
