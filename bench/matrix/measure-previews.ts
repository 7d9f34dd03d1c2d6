import assert from "node:assert/strict";
import type { Pool } from "pg";
import { compare, type Verdict } from "@/bench/compare";
import { alone, live } from "@/bench/matrix/alone";
import type { Estate } from "@/bench/matrix/fill";
import { allPermissions } from "@/lib/access/permissions";
import { perform } from "@/lib/operation/perform";
import { previewRoleChange } from "@/lib/roles/preview-role-change";

/** What somebody will see and may do before a change is saved: each preview a verdict of its own. */
export async function measurePreviews(pool: Pool, { actor, roleId }: Estate): Promise<Verdict[]> {
  const account = actor.account.id;
  const after = allPermissions.filter((permission) => !/^(device\.terminate|usage\.)/.test(permission));
  const preview = () => perform(actor, previewRoleChange, { roleId, permissions: after });
  const barePreview = () =>
    alone(pool, [
      [
        "preview",
        `select g.membership_id, (select count(distinct device_id) from device_group_member dm
           where dm.account_id = $1 and dm.group_no in (select gg.group_no from role_grant h
             join role_grant_group gg on gg.account_id = $1 and gg.grant_id = h.id
             where h.account_id = $1 and h.membership_id = g.membership_id and h.role_id = $2)) as devices
         from role_grant g where g.account_id = $1 and g.role_id = $2 and ${live} group by g.membership_id`,
        [account, roleId],
      ],
    ]);
  const foreseen = await preview();
  const [holders = []] = await barePreview();
  assert.equal(
    foreseen.people.length + foreseen.unchanged,
    holders.length,
    "not the same people are affected",
  );

  const ofRole = { what: "preview of a changed role", goal: 4, ours: preview, bare: barePreview, times: 3 };
  return [await compare(ofRole, 5)];
}
