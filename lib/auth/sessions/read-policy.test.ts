import { describe, expect, it } from "vitest";
import { withAuthDb } from "@/db/auth";
import { asSuperuser, makeAccount, makeMember, makeProvider, type TestAccount } from "@/db/testing/estate";
import type { Permission } from "@/lib/access/permissions";
import { readPolicy } from "@/lib/auth/sessions/read-policy";
import { newId } from "@/lib/kernel/id";

let serial = 0;
async function accountWith(policy: Record<string, unknown>): Promise<TestAccount> {
  serial += 1;
  const account = await makeAccount(`policy-${serial}`);
  const columns = Object.keys(policy);
  await asSuperuser(
    `insert into account_policy (account_id${columns.map((name) => `, ${name}`).join("")})
     values ($1${columns.map((_, index) => `, $${index + 2}`).join("")})`,
    [account.id, ...Object.values(policy)],
  );
  return account;
}
const policyOf = (userId: string) => withAuthDb((db) => readPolicy(db, userId));
async function memberOf(account: TestAccount, permissions: Permission[] = []): Promise<string> {
  return (await makeMember(account, permissions)).userId;
}
const alsoIn = (userId: string, account: TestAccount) =>
  asSuperuser(
    "insert into membership (account_id, id, user_id, email, name) select $1, $2, id, email, name from app_user where id = $3",
    [account.id, newId(), userId],
  );

describe("what a person's accounts ask of the sign-in", () => {
  it("without a row is a second factor of who holds an elevated permission, at once, and thirty minutes and twelve hours", async () => {
    const account = await makeAccount("policy-none");
    expect(await policyOf(await memberOf(account, ["device.view"]))).toMatchObject({
      requiredFrom: null,
      kinds: ["app", "key"],
      phishingResistant: false,
      idleMinutes: 30,
      absoluteHours: 12,
      passwordMinimum: 15,
    });
    expect((await policyOf(await memberOf(account, ["device.terminate"]))).requiredFrom).toEqual(new Date(0));
  });

  it("asks nobody, the elevated, or everyone, from the end of the grace on", async () => {
    const ends = new Date("2030-01-01T00:00:00Z");
    const nobody = await accountWith({ second_factor: "nobody" });
    const everyone = await accountWith({ second_factor: "everyone", grace_until: ends });
    expect((await policyOf(await memberOf(nobody, ["device.terminate"]))).requiredFrom).toBeNull();
    expect((await policyOf(await memberOf(everyone))).requiredFrom).toEqual(ends);
  });

  it("counts an elevated permission only while the grant that gives it holds", async () => {
    const account = await accountWith({ second_factor: "elevated" });
    for (const change of [
      "ends_at = now() - interval '1 second'",
      "revoked_at = now()",
      "starts_at = now() + interval '1 hour'",
    ]) {
      const { userId, membershipId } = await makeMember(account, ["device.terminate"]);
      expect((await policyOf(userId)).requiredFrom).not.toBeNull();
      await asSuperuser(`update role_grant set ${change} where membership_id = $1`, [membershipId]);
      expect((await policyOf(userId)).requiredFrom).toBeNull();
    }
  });

  it("of several accounts is the strictest in each rule", async () => {
    const lax = await accountWith({
      second_factor: "nobody",
      factor_kinds: ["app", "key", "phone"],
      idle_minutes: 60,
      absolute_hours: 24,
    });
    const strict = await accountWith({
      second_factor: "everyone",
      factor_kinds: ["key"],
      phishing_resistant: true,
      idle_minutes: 10,
      absolute_hours: 4,
      address_ranges: JSON.stringify([{ name: "Office", range: "192.0.2.0/24" }]),
    });
    const userId = await memberOf(lax);
    expect(await policyOf(userId)).toMatchObject({
      kinds: ["app", "key", "phone"],
      idleMinutes: 60,
      absoluteHours: 24,
    });
    await alsoIn(userId, strict);
    expect(await policyOf(userId)).toMatchObject({
      requiredFrom: new Date(0),
      kinds: ["key"],
      phishingResistant: true,
      idleMinutes: 10,
      absoluteHours: 4,
      passwordMinimum: 15,
    });
    const { accounts } = await policyOf(userId);
    expect(accounts.find(({ id }) => id === strict.id)?.ranges).toEqual(["192.0.2.0/24"]);
    expect(accounts.find(({ id }) => id === lax.id)?.ranges).toEqual([]);
    await asSuperuser("update membership set removed_at = now() where user_id = $1 and account_id = $2", [
      userId,
      strict.id,
    ]);
    expect(await policyOf(userId)).toMatchObject({ requiredFrom: null, idleMinutes: 60 });
  });

  it("admits a key where accounts have no kind in common, so that everybody can come in somehow", async () => {
    const userId = await memberOf(await accountWith({ factor_kinds: ["app"] }));
    await alsoIn(userId, await accountWith({ factor_kinds: ["key"] }));
    expect((await policyOf(userId)).kinds).toEqual(["key"]);
  });

  it("admits a key where one of the accounts asks for it, so that the other's elevated operations stay possible", async () => {
    const userId = await memberOf(await accountWith({ factor_kinds: ["app"] }));
    await alsoIn(userId, await accountWith({ factor_kinds: ["app", "key"], phishing_resistant: true }));
    expect((await policyOf(userId)).kinds).toEqual(["app", "key"]);
  });

  it("admits no codes by phone from the provider's own people, whatever an account of theirs does", async () => {
    const { userId } = await makeProvider();
    await alsoIn(userId, await accountWith({ factor_kinds: ["app", "key", "phone"] }));
    expect((await policyOf(userId)).kinds).toEqual(["app", "key"]);
  });

  it("admits a shorter password only where every account requires a second factor of everyone, the grace over", async () => {
    const everyone = await accountWith({ second_factor: "everyone" });
    const later = await accountWith({
      second_factor: "everyone",
      grace_until: new Date(Date.now() + 3_600_000),
    });
    const userId = await memberOf(everyone);
    expect((await policyOf(userId)).passwordMinimum).toBe(8);
    await alsoIn(userId, later);
    expect((await policyOf(userId)).passwordMinimum).toBe(15);
  });

  it("of the provider's own people is a second factor at once, a quarter of an hour and eight hours at most", async () => {
    const { userId } = await makeProvider();
    expect(await policyOf(userId)).toMatchObject({
      requiredFrom: new Date(0),
      idleMinutes: 15,
      absoluteHours: 8,
      passwordMinimum: 15,
    });
    await alsoIn(
      userId,
      await accountWith({ second_factor: "nobody", idle_minutes: 60, absolute_hours: 24 }),
    );
    expect(await policyOf(userId)).toMatchObject({
      requiredFrom: new Date(0),
      idleMinutes: 15,
      absoluteHours: 8,
    });
  });
});
