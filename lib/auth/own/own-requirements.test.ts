import { beforeAll, describe, expect, it } from "vitest";
import { withAuthDb } from "@/db/auth";
import {
  asSuperuser,
  makeAccount,
  makeAdministrator,
  makeMember,
  type TestAccount,
} from "@/db/testing/estate";
import { signedInAs } from "@/db/testing/signed-in";
import { listRequirements, readGrace } from "@/lib/auth/own/own-requirements";
import { readPolicy } from "@/lib/auth/sessions/read-policy";
import type { SignedIn } from "@/lib/auth/sessions/session";

describe("what somebody's accounts require of their sign-in", () => {
  let account: TestAccount;
  let administrator: SignedIn;
  let technician: SignedIn;

  async function policy(secondFactor: string, graceUntil: Date | null) {
    await asSuperuser(
      `insert into account_policy (account_id, second_factor, grace_until) values ($1, $2, $3)
       on conflict (account_id) do update set second_factor = excluded.second_factor, grace_until = excluded.grace_until`,
      [account.id, secondFactor, graceUntil],
    );
    for (const me of [administrator, technician])
      me.policy = await withAuthDb((db) => readPolicy(db, me.userId));
  }
  beforeAll(async () => {
    account = await makeAccount("requirements");
    administrator = signedInAs(await makeAdministrator(account));
    technician = signedInAs(await makeMember(account, ["device.view"]));
  });

  it("is told of elevated permissions to those who hold one, and to nobody else", async () => {
    await policy("elevated", null);
    expect(await listRequirements(administrator)).toEqual([
      { account: account.name, of: "elevated", from: null },
    ]);
    expect(await listRequirements(technician)).toEqual([]);
    expect(await readGrace(administrator)).toBeNull();
  });

  it("is announced until its time, to those who have no admitted factor", async () => {
    const until = new Date(Date.now() + 86_400_000);
    await policy("everyone", until);
    const grace = { account: account.name, until: until.toISOString() };
    expect(await readGrace(administrator)).toEqual(grace);
    expect(await readGrace(technician)).toEqual(grace);
    expect(await readGrace({ ...technician, factors: ["phone"] })).toEqual(grace);
    expect(await readGrace({ ...technician, factors: ["key"] })).toBeNull();
  });

  it("is nothing where nobody is asked", async () => {
    await policy("nobody", null);
    expect(await listRequirements(administrator)).toEqual([]);
    expect(await readGrace(administrator)).toBeNull();
  });
});
