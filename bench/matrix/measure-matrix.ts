import assert from "node:assert/strict";
import type { Pool } from "pg";
import { compare, type Verdict } from "@/bench/compare";
import { alone, live } from "@/bench/matrix/alone";
import type { Estate } from "@/bench/matrix/fill";
import { builtInRoles } from "@/lib/access/roles";
import { exportMatrix } from "@/lib/matrix/export-matrix";
import { getMatrix } from "@/lib/matrix/get-matrix";
import { listDeviceReach } from "@/lib/matrix/list-device-reach";
import { perform } from "@/lib/operation/perform";

/** The page of the matrix, its file and who reaches a device, against the rows they need. */
export async function measureMatrix(pool: Pool, { actor, deviceId }: Estate): Promise<Verdict[]> {
  const account = actor.account.id;
  const matrix = (by: "people" | "roles") => () => perform(actor, getMatrix, { by });
  const bareMatrix = () =>
    alone(pool, [
      [
        "groups",
        "select id, group_no, name from device_group where account_id = $1 order by name_key",
        [account],
      ],
      [
        "roles",
        "select id, name, description, built_in, permissions from role where account_id = $1",
        [account],
      ],
      [
        "people",
        "select id, name, email, company from membership where account_id = $1 and removed_at is null order by name, id",
        [account],
      ],
      [
        "grants",
        `select g.membership_id, g.role_id, g.whole_account, g.ends_at, array(select gg.group_no from role_grant_group gg
           where gg.account_id = $1 and gg.grant_id = g.id) as nos from role_grant g where g.account_id = $1 and ${live}`,
        [account],
      ],
    ]);
  const [, , bareRows = []] = await bareMatrix();
  assert.equal(
    (await matrix("people")()).rows.length,
    bareRows.length,
    "the matrix is not of the same people",
  );

  const unused = () => perform(actor, getMatrix, { unused: "1" });
  const bareUnused = async () => [
    ...(await bareMatrix()),
    ...(await alone(pool, [
      [
        "holdings",
        "select grant_id, reach_since, permissions_since from grant_holding where account_id = $1",
        [account],
      ],
      [
        "uses",
        `select membership_id, permission, array_agg(group_no) as groups, max(last_used_at) as at from permission_last_use
         where account_id = $1 and last_used_at > now() - interval '90 days' group by membership_id, permission`,
        [account],
      ],
    ])),
  ];
  const bareFile = async () => [
    ...(await bareMatrix()),
    ...(await alone(pool, [
      [
        "last uses",
        `select membership_id, max(last_used_at) as at from permission_last_use where account_id = $1
         group by membership_id`,
        [account],
      ],
    ])),
  ];
  const { cells, rows } = await unused();
  assert(
    rows.some((row) => row.cells.some((cell) => cells[cell]?.unused)),
    "nothing is unused",
  );
  assert(rows.some((row) => row.cells.some((cell) => cells[cell]?.where !== "none" && !cells[cell]?.unused)));

  const reach = () => perform(actor, listDeviceReach, { deviceId });
  const sees = Object.entries(builtInRoles).flatMap(([builtIn, { permissions }]) =>
    permissions.includes("device.view") ? [builtIn] : [],
  );
  const bareReach = () =>
    alone(pool, [
      ["device", "select groups from device where account_id = $1 and id = $2", [account, deviceId]],
      [
        "device groups",
        `select id, group_no, name from device_group where account_id = $1
           and group_no = any((select groups from device where account_id = $1 and id = $2)::int[])`,
        [account, deviceId],
      ],
      [
        "reach",
        `select m.id, m.name, m.email, g.id as "grantId", r.id as "roleId", r.name as "roleName", g.whole_account, g.ends_at
         from role_grant g
         join membership m on m.account_id = $1 and m.id = g.membership_id join role r on r.account_id = $1 and r.id = g.role_id
         where g.account_id = $1 and ${live} and (r.built_in = any($3) or r.permissions && '{device.view,device.terminate}')
           and (g.whole_account or g.id in (select gg.grant_id from role_grant_group gg where gg.account_id = $1
             and gg.group_no = any((select groups from device where account_id = $1 and id = $2)::int[])))
         order by lower(m.name) collate "C", m.id`,
        [account, deviceId, sees],
      ],
    ]);
  const [, , reachers = []] = await bareReach();
  assert.equal(
    (await reach()).people.length,
    new Set(reachers.map(({ id }) => id)).size,
    "not the same people reach the device",
  );

  const verdicts: Verdict[] = [];
  for (const [what, goal, times, ours, bare] of [
    ["matrix of people", 4, 12, matrix("people"), bareMatrix],
    ["matrix of roles", 4, 12, matrix("roles"), bareMatrix],
    ["matrix of people, unused", 4, 6, unused, bareUnused],
    ["file of the matrix", 4, 6, () => perform(actor, exportMatrix, {}), bareFile],
    ["who reaches a device", 3, 20, reach, bareReach],
  ] as const)
    verdicts.push(await compare({ what, goal, ours, bare, times }, 5));
  return verdicts;
}
