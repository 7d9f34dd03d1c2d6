import { beforeAll, describe, expect, it } from "vitest";
import {
  asSuperuser,
  makeAccount,
  makeAdministrator,
  makeGroup,
  makeMember,
  type TestAccount,
  type TestGroup,
} from "@/db/testing/estate";
import type { Member } from "@/lib/access/actor";
import { allPermissions, type Permission, permissions } from "@/lib/access/permissions";
import type { Scope } from "@/lib/access/scope";
import { listAdvice } from "@/lib/advice/list-advice";
import { newId } from "@/lib/kernel/id";
import { explainCell } from "@/lib/matrix/explain-cell";
import { exportMatrix } from "@/lib/matrix/export-matrix";
import { getMatrix } from "@/lib/matrix/get-matrix";
import { perform } from "@/lib/operation/perform";

let account: TestAccount;
let north: TestGroup;
let south: TestGroup;
let reader: Member;

beforeAll(async () => {
  account = await makeAccount("unused-cells");
  [north, south] = [await makeGroup(account, "North"), await makeGroup(account, "South")];
  reader = await makeAdministrator(account);
  await asSuperuser(
    `insert into account_figure (account_id, day, members, elevated_holders, without_factor, unused_permissions)
     values ($1, current_date - 200, 1, 1, 0, 0)`,
    [account.id],
  );
});

/** A member of a company by her own name, whose one grant has given these for so many days, as the worker saw it. */
async function holding(words: readonly Permission[], scope: Scope, days: number | null): Promise<Member> {
  const member = await makeMember(account, words, scope);
  if (days !== null) await heldFor(member, words, days);
  return member;
}

const heldFor = (member: Member, words: readonly Permission[], days: number) =>
  asSuperuser(
    `insert into grant_holding (account_id, grant_id, whole_account, group_nos, reach_since, permissions_since)
     select account_id, id, whole_account, '{}', now() - make_interval(days => $3),
       (select jsonb_object_agg(p, to_char((now() - make_interval(days => $3)) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
        from unnest($2::text[]) p)
     from role_grant where membership_id = $1`,
    [member.membershipId, words, days],
  );

const used = (member: Member, permission: Permission, groupNo: number, daysAgo: number) =>
  asSuperuser(
    `insert into permission_last_use (account_id, membership_id, permission, group_no, last_used_at)
     values ($1, $2, $3, $4, now() - make_interval(days => $5))`,
    [account.id, member.membershipId, permission, groupNo, daysAgo],
  );

/** Of whom which permissions are marked, with a filter that asks for what is unused. */
async function marked(filter: Record<string, string> = {}): Promise<Map<string, string[]>> {
  const matrix = await perform(reader, getMatrix, { unused: "1", ...filter });
  return new Map(
    matrix.rows.map(({ id, cells }) => [
      id,
      matrix.columns.flatMap(({ key }, at) => (matrix.cells[cells[at] ?? 0]?.unused ? [key] : [])),
    ]),
  );
}

describe("what is held and unused", () => {
  it("is what had ninety days and was not used in them; the new, the unseen and the used are not", async () => {
    const words: Permission[] = ["device.view", "usage.view"];
    const never = await holding(words, [north.no], 120);
    const lately = await holding(words, [north.no], 120);
    await used(lately, "device.view", north.no, 10);
    await used(lately, "usage.view", north.no, 10);
    const partly = await holding(words, [north.no], 120);
    await used(partly, "device.view", 0, 10);
    const longAgo = await holding(words, [north.no], 200);
    await used(longAgo, "device.view", north.no, 91);
    await used(longAgo, "usage.view", north.no, 89);
    const young = await holding(words, [north.no], 89);
    const unseen = await holding(words, [north.no], null);
    const found = await marked();
    expect(found.get(never.membershipId)).toEqual(words);
    expect(found.has(lately.membershipId)).toBe(false);
    expect(found.get(partly.membershipId)).toEqual(["usage.view"]);
    expect(found.get(longAgo.membershipId)).toEqual(["device.view"]);
    expect(found.has(young.membershipId)).toBe(false);
    expect(found.has(unseen.membershipId)).toBe(false);
  });

  it("is told of one group where one is asked for, and only of the columns and people asked for", async () => {
    const words: Permission[] = ["device.view", "device.terminate"];
    const person = await holding(words, [north.no, south.no], 120);
    await asSuperuser("update membership set name = 'Only One' where id = $1", [person.membershipId]);
    await used(person, "device.view", north.no, 3);
    const at = (filter: Record<string, string>) => marked({ search: "only one", ...filter });
    expect((await at({})).get(person.membershipId)).toEqual(["device.terminate"]);
    expect((await at({ group: south.id })).get(person.membershipId)).toEqual(words);
    expect((await at({ group: north.id })).get(person.membershipId)).toEqual(["device.terminate"]);
    expect((await at({ elevated: "1" })).get(person.membershipId)).toEqual(["device.terminate"]);
    expect((await at({ permission: "device.view" })).size).toBe(0);
    expect((await at({ search: "nobody" })).size).toBe(0);
  });

  it("is not said where another grant of the same is still young, and of roles never", async () => {
    const person = await holding(["stock.view"], "all", 120);
    expect((await marked()).get(person.membershipId)).toEqual(["stock.view"]);
    const roleId = newId();
    await asSuperuser("insert into role (account_id, id, name, permissions) values ($1, $2, $3, $4)", [
      account.id,
      roleId,
      `role ${roleId}`,
      ["stock.view"],
    ]);
    await asSuperuser(
      "insert into role_grant (account_id, id, membership_id, role_id, whole_account) values ($1, $2, $3, $4, true)",
      [account.id, newId(), person.membershipId, roleId],
    );
    expect((await marked()).has(person.membershipId)).toBe(false);
    await asSuperuser("update role_grant set revoked_at = now() where role_id = $1", [roleId]);
    expect((await marked()).has(person.membershipId)).toBe(true);
    const roles = await perform(reader, getMatrix, { by: "roles", unused: "1" });
    expect(roles.rows.length).toBeGreaterThan(3);
    expect(roles.cells.some(({ unused }) => unused)).toBe(false);
  });

  it("is what the advisor finds, for people of one grant", async () => {
    const { findings } = await perform(reader, listAdvice, { limit: 1_000 });
    const advised = new Map<string, string[]>();
    for (const finding of findings)
      if (finding.kind === "unused_grant" || finding.kind === "unused_permissions")
        advised.set(finding.member?.id ?? "", finding.permissions.map(({ label }) => label).toSorted());
    const found = new Map(
      [...(await marked())].map(([id, keys]) => [
        id,
        keys.map((key) => permissions[key as Permission].label).toSorted(),
      ]),
    );
    expect(found.size).toBeGreaterThan(2);
    expect(found).toEqual(advised);
  });

  it("stands in the file, with the day of each person's last use, and in why", async () => {
    const person = await holding(["device.view", "usage.view"], [north.no], 120);
    await asSuperuser("update membership set name = 'Filed Away' where id = $1", [person.membershipId]);
    await used(person, "device.view", north.no, 4);
    const { content } = await perform(reader, exportMatrix, { search: "filed away", unused: "1" });
    const [head = "", line = ""] = content.split("\r\n");
    expect(head).toContain("Last used anything");
    const day = new Date(Date.now() - 4 * 86_400_000).toISOString().slice(0, 10);
    expect(line).toContain(day);
    expect(line).toContain("North; not used in 90 days");
    expect(line.match(/not used/g)).toHaveLength(1);
    const why = await perform(reader, explainCell, {
      memberId: person.membershipId,
      permission: "device.view",
    });
    expect(why.lastUsedAt?.slice(0, 10)).toBe(day);
    expect(why.countedSince).not.toBeNull();
  });

  it("tells since when uses are counted, and marks nothing unless asked", async () => {
    const asked = await perform(reader, getMatrix, { unused: "1" });
    expect(asked.countedSince).not.toBeNull();
    expect(asked.columns).toHaveLength(allPermissions.length);
    const plain = await perform(reader, getMatrix, {});
    expect(plain.countedSince).toBeNull();
    expect(plain.cells.some(({ unused }) => unused)).toBe(false);
  });
});
