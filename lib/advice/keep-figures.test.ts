import { beforeEach, describe, expect, it } from "vitest";
import {
  asSuperuser,
  makeAccount,
  makeAdministrator,
  makeDevice,
  makeGroup,
  makeMember,
  type TestAccount,
  type TestGroup,
} from "@/db/testing/estate";
import type { Member } from "@/lib/access/actor";
import { dismissAdvice } from "@/lib/advice/dismiss-advice";
import type { FindingKind } from "@/lib/advice/finding";
import { keepFigures } from "@/lib/advice/keep-figures";
import { listAdvice } from "@/lib/advice/list-advice";
import { overviewAdvice } from "@/lib/advice/overview-advice";
import { restoreAdvice } from "@/lib/advice/restore-advice";
import { getDevice } from "@/lib/devices/get-device";
import { newId } from "@/lib/kernel/id";
import { perform } from "@/lib/operation/perform";
import { changeGrant } from "@/lib/people/change-grant";
import { writeUses } from "@/lib/use/write-uses";

const day = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * day);

let account: TestAccount;
let groups: TestGroup[];
let administrator: Member;
let serial = 0;

beforeEach(async () => {
  serial += 1;
  account = await makeAccount(`advised-${serial}`);
  groups = [await makeGroup(account, "North"), await makeGroup(account, "South")];
  administrator = await makeAdministrator(account);
});

const numbers = () => groups.map(({ no }) => no);

/** Everything here as if it had been so for a hundred days, the worker's rounds included. */
async function letTimePass(): Promise<void> {
  await keepFigures(account.id, ago(100));
  for (const [table, column] of [
    ["role_grant", "created_at"],
    ["membership", "created_at"],
    ["device_group", "created_at"],
  ])
    await asSuperuser(`update ${table} set ${column} = $2 where account_id = $1`, [account.id, ago(100)]);
}

async function found(kind: FindingKind, by = administrator) {
  return (await perform(by, listAdvice, { kind, limit: 1_000 })).findings;
}

async function grantOf(member: Member): Promise<{ id: string; version: number; roleId: string }> {
  const [row] = await asSuperuser<{ id: string; version: number; roleId: string }>(
    `select id, version, role_id as "roleId" from role_grant where membership_id = $1`,
    [member.membershipId],
  );
  if (!row) throw new Error("no grant");
  return row;
}

describe("what the worker keeps", () => {
  it("begins anew for what is newly given, whichever way it was given, and not for what is narrowed", async () => {
    const person = await makeMember(account, ["device.view", "device.suspend"], numbers());
    const grant = await grantOf(person);
    await keepFigures(account.id, ago(100));
    const holding = async () => {
      const [row] = await asSuperuser<{ reach_since: Date; permissions_since: Record<string, string> }>(
        "select reach_since, permissions_since from grant_holding where grant_id = $1",
        [grant.id],
      );
      return row;
    };
    // straight in the database: no command is relied on to say that it changed something
    await asSuperuser("update role set permissions = $2 where id = $1", [
      grant.roleId,
      ["device.view", "device.terminate"],
    ]);
    await asSuperuser("delete from role_grant_group where grant_id = $1 and group_no = $2", [
      grant.id,
      groups[1]?.no,
    ]);
    await keepFigures(account.id, ago(50));
    expect((await holding())?.permissions_since).toEqual({
      "device.view": expect.stringContaining(ago(100).toISOString().slice(0, 10)),
      "device.terminate": expect.stringContaining(ago(50).toISOString().slice(0, 10)),
    });
    expect((await holding())?.reach_since.toISOString().slice(0, 10)).toBe(
      ago(100).toISOString().slice(0, 10),
    );
    await asSuperuser("insert into role_grant_group (account_id, grant_id, group_no) values ($1, $2, $3)", [
      account.id,
      grant.id,
      groups[1]?.no,
    ]);
    await keepFigures(account.id, ago(20));
    expect((await holding())?.reach_since.toISOString().slice(0, 10)).toBe(
      ago(20).toISOString().slice(0, 10),
    );
    await asSuperuser("update role_grant set revoked_at = now() where id = $1", [grant.id]);
    await keepFigures(account.id);
    expect(await holding()).toBeUndefined();
  });

  it("forgets uses and figures after 400 days", async () => {
    const values = [account.id, administrator.membershipId];
    await asSuperuser(
      `insert into permission_use (account_id, membership_id, permission, group_no, day, uses, last_used_at)
       select $1, $2, 'device.view', 0, current_date - n, 1, now() - n * interval '1 day' from unnest(array[1, 399, 402]) n`,
      values,
    );
    await asSuperuser(
      `insert into permission_last_use (account_id, membership_id, permission, group_no, last_used_at)
       values ($1, $2, 'device.view', 0, now() - interval '402 days'), ($1, $2, 'usage.view', 0, now())`,
      values,
    );
    await keepFigures(account.id, ago(402));
    await keepFigures(account.id);
    const days = await asSuperuser("select day from permission_use where account_id = $1", [account.id]);
    expect(days).toHaveLength(2);
    expect(
      await asSuperuser("select permission from permission_last_use where account_id = $1", [account.id]),
    ).toEqual([{ permission: "usage.view" }]);
    expect(
      await asSuperuser("select day from account_figure where account_id = $1", [account.id]),
    ).toHaveLength(1);
  });

  it("keeps one figure a day, and the overview tells today's as it is now", async () => {
    await keepFigures(account.id, ago(2));
    await keepFigures(account.id, ago(1));
    await keepFigures(account.id, ago(1));
    await makeAdministrator(account);
    const { trend, figures } = await perform(administrator, overviewAdvice, {});
    expect(trend.map((each) => each.elevatedHolders)).toEqual([1, 1, 2]);
    expect(figures).toEqual({ members: 2, elevatedHolders: 2, withoutFactor: 2, unusedPermissions: 0 });
  });
});

describe("the advisor of an account", () => {
  it("says nothing of a grant until it was there for ninety days, and then offers the group that was used", async () => {
    const device = await makeDevice(account, "meter", groups.slice(0, 1));
    const person = await makeMember(account, ["device.view"], numbers());
    await perform(person, getDevice, { deviceId: device });
    await writeUses();
    await keepFigures(account.id);
    expect(await found("wide_scope")).toEqual([]);
    await asSuperuser("delete from grant_holding where account_id = $1", [account.id]);
    await letTimePass();
    const [finding] = await found("wide_scope");
    expect(finding).toMatchObject({ used: 1, of: 2, member: { id: person.membershipId } });
    const [offer] = finding?.offers ?? [];
    if (offer?.does !== "change") throw new Error("no change was offered");
    expect(offer.groups).toEqual([{ id: groups[0]?.id, name: "North" }]);
    // the offer is what the command takes, and afterwards there is nothing left to say
    await perform(administrator, changeGrant, {
      grantId: offer.grant.id,
      version: offer.grant.version,
      roleId: offer.role.id,
      scope: { kind: "groups", groupIds: offer.groups.map(({ id }) => id) },
    });
    expect(await found("wide_scope")).toEqual([]);
    await expect(perform(person, getDevice, { deviceId: device })).resolves.toBeDefined();
  });

  it("tells a reader of no group beyond her own, and offers her no change that would name one", async () => {
    const person = await makeMember(account, ["device.view"], numbers());
    await asSuperuser(
      `insert into permission_last_use (account_id, membership_id, permission, group_no, last_used_at)
       values ($1, $2, 'device.view', $3, now())`,
      [account.id, person.membershipId, groups[1]?.no],
    );
    await letTimePass();
    const reader = await makeMember(account, ["member.view"]);
    const limited = {
      ...reader,
      scopes: new Map([...reader.scopes, ["group.view" as const, [groups[0]?.no ?? 0]]]),
    };
    const [finding] = await found("wide_scope", limited);
    expect(finding).toMatchObject({ offers: [], noOffer: "hidden_groups", grant: { hiddenGroups: 1 } });
    expect(JSON.stringify(await perform(limited, listAdvice, { limit: 1_000 }))).not.toContain("South");
    expect((await found("unwatched")).map(({ group }) => group?.name)).toEqual(["North"]);
  });

  it("shows nothing to who is limited to groups, and counts nothing of another account", async () => {
    const elsewhere = await makeAccount(`elsewhere-${serial}`);
    const other = await makeAdministrator(elsewhere);
    await makeMember(account, ["device.view"], numbers());
    await letTimePass();
    const { counts, figures } = await perform(other, listAdvice, {});
    expect(figures.members).toBe(1);
    expect(counts.unused_grant).toBe(0);
    const limited = await makeMember(account, ["device.view"], numbers());
    await expect(perform(limited, listAdvice, {})).rejects.toMatchObject({ code: "forbidden" });
    await expect(perform(limited, overviewAdvice, {})).rejects.toMatchObject({ code: "forbidden" });
  });

  it("puts a finding aside with a reason, for ninety days, and says so to the second who does", async () => {
    const person = await makeMember(account, ["device.view"], numbers());
    await letTimePass();
    const findings = async () =>
      (await found("unused_grant")).filter(({ member }) => member?.id === person.membershipId);
    const [finding] = await findings();
    const subject = { kind: "unused_grant" as const, subjectId: finding?.subjectId ?? "" };
    await expect(perform(administrator, dismissAdvice, { ...subject, reason: " " })).rejects.toMatchObject({
      code: "invalid",
    });
    await perform(administrator, dismissAdvice, { ...subject, reason: "Stand-in for the summer" });
    await expect(
      perform(administrator, dismissAdvice, { ...subject, reason: "Again" }),
    ).rejects.toMatchObject({ code: "conflict" });
    expect(await findings()).toEqual([]);
    const aside = await perform(administrator, listAdvice, { dismissed: true });
    expect(aside.findings).toMatchObject([{ dismissal: { reason: "Stand-in for the summer" } }]);
    expect(
      await asSuperuser(
        "select detail->>'reason' as reason from audit_event where action = 'advice.dismissed' and account_id = $1",
        [account.id],
      ),
    ).toEqual([{ reason: "Stand-in for the summer" }]);
    await asSuperuser(
      "update advice_dismissal set until = now() - interval '1 second' where account_id = $1",
      [account.id],
    );
    expect(await findings()).toHaveLength(1);
    await perform(administrator, dismissAdvice, { ...subject, reason: "Once more" });
    await perform(administrator, restoreAdvice, subject);
    expect(await findings()).toHaveLength(1);
    await expect(perform(administrator, restoreAdvice, subject)).rejects.toMatchObject({ code: "conflict" });
    await expect(
      perform(administrator, dismissAdvice, { ...subject, subjectId: newId(), reason: "Nobody" }),
    ).rejects.toMatchObject({ code: "not_found" });
  });
});
