import { beforeEach, describe, expect, it } from "vitest";
import {
  asSuperuser,
  makeAccount,
  makeAdministrator,
  makeGroup,
  type TestAccount,
} from "@/db/testing/estate";
import type { Member } from "@/lib/access/actor";
import { perform } from "@/lib/operation/perform";
import { changeGrant } from "@/lib/people/change-grant";
import { removeMember } from "@/lib/people/remove-member";
import { revokeGrant } from "@/lib/people/revoke-grant";

let account: TestAccount;
let serial = 0;
const inADay = () => new Date(Date.now() + 86_400_000).toISOString();

beforeEach(async () => {
  account = await makeAccount(`account-${serial++}`);
});

async function grantOf(member: Member): Promise<string> {
  const [row] = await asSuperuser<{ id: string }>("select id from role_grant where membership_id = $1", [
    member.membershipId,
  ]);
  return row?.id ?? "";
}

async function administrators(): Promise<number> {
  const [row] = await asSuperuser<{ n: number }>(
    `select count(*)::int as n from role_grant g join membership m on m.id = g.membership_id
     where g.account_id = $1 and g.role_id = $2 and g.whole_account and g.revoked_at is null and g.ends_at is null
       and m.removed_at is null`,
    [account.id, account.roles.administrator],
  );
  return row?.n ?? 0;
}

describe("the last administrator", () => {
  it("cannot be removed, revoked, end-dated, demoted or limited to groups, not even by herself", async () => {
    const last = await makeAdministrator(account);
    const group = await makeGroup(account, "North");
    const grantId = await grantOf(last);
    const change = (input: object) =>
      perform(last, changeGrant, {
        grantId,
        version: 1,
        roleId: account.roles.administrator,
        scope: { kind: "account" },
        ...input,
      });
    const attempts = [
      () => perform(last, removeMember, { memberId: last.membershipId }),
      () => perform(last, revokeGrant, { grantId }),
      () => change({ endsAt: inADay() }),
      () => change({ roleId: account.roles.auditor }),
      () => change({ scope: { kind: "groups", groupIds: [group.id] } }),
    ];
    for (const attempt of attempts)
      await expect(attempt()).rejects.toMatchObject({
        code: "conflict",
        message: expect.stringContaining("without an administrator"),
      });
    expect(await administrators()).toBe(1);
  });

  it("is not replaced by one whose own access ends", async () => {
    const lasting = await makeAdministrator(account);
    const leaving = await makeAdministrator(account);
    await asSuperuser("update role_grant set ends_at = $2 where membership_id = $1", [
      leaving.membershipId,
      inADay(),
    ]);
    await expect(perform(leaving, removeMember, { memberId: lasting.membershipId })).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(perform(lasting, removeMember, { memberId: leaving.membershipId })).resolves.toBeDefined();
  });

  it("remains when two administrators remove each other at the same moment", async () => {
    for (let round = 0; round < 5; round += 1) {
      account = await makeAccount(`account-${serial++}`);
      const [one, other] = [await makeAdministrator(account), await makeAdministrator(account)];
      const outcomes = await Promise.allSettled([
        perform(one, removeMember, { memberId: other.membershipId }),
        perform(other, removeMember, { memberId: one.membershipId }),
      ]);
      expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
      expect(await administrators()).toBe(1);
    }
  });

  it("remains when many ways of taking are tried at once", async () => {
    const people = await Promise.all([0, 1, 2, 3].map(() => makeAdministrator(account)));
    const attempts = await Promise.all(
      people.map(async (person, index) => {
        const by = people[(index + 1) % people.length] ?? person;
        const grantId = await grantOf(person);
        return [
          () => perform(by, revokeGrant, { grantId }),
          () => perform(by, removeMember, { memberId: person.membershipId }),
          () =>
            perform(by, changeGrant, {
              grantId,
              version: 1,
              roleId: account.roles.technician,
              scope: { kind: "account" },
            }),
        ];
      }),
    );
    await Promise.allSettled(attempts.flat().map((attempt) => attempt()));
    // two, where whoever would have taken the other's right lost their own first
    expect([1, 2]).toContain(await administrators());
  });
});
