import { beforeAll, describe, expect, it } from "vitest";
import {
  asSuperuser,
  makeAccount,
  makeAdministrator,
  makeGroup,
  makeMember,
  type TestAccount,
} from "@/db/testing/estate";
import type { Member } from "@/lib/access/actor";
import type { SignedIn } from "@/lib/auth/session";
import { resolveMember, resolveProvider } from "@/lib/operation/resolve-actor";

const signedInAs = (member: Member, complete = true): SignedIn => ({
  sessionId: "00000000-0000-7000-8000-000000000000",
  userId: member.userId,
  email: member.email,
  name: member.label,
  complete,
  providerRole: null,
});

describe("who somebody is in an account", () => {
  let account: TestAccount;
  let foreign: TestAccount;
  beforeAll(async () => {
    account = await makeAccount("resolve-own");
    foreign = await makeAccount("resolve-foreign");
  });

  it("is a member where the membership is, with what the role holds", async () => {
    const administrator = await makeAdministrator(account);
    const actor = await resolveMember(signedInAs(administrator), account.slug, null);
    expect(actor).toMatchObject({ kind: "member", membershipId: administrator.membershipId });
    expect(actor.kind === "member" && actor.scopes.get("device.terminate")).toBe("all");
  });

  it("is a stranger elsewhere, also where there is no account", async () => {
    const administrator = await makeAdministrator(account);
    for (const slug of [foreign.slug, "no-such-account"])
      expect(await resolveMember(signedInAs(administrator), slug, null)).toMatchObject({ kind: "stranger" });
    expect(resolveProvider(signedInAs(administrator), null)).toMatchObject({ kind: "stranger" });
  });

  it("is nobody in particular before the second factor", async () => {
    const administrator = await makeAdministrator(account);
    const actor = await resolveMember(signedInAs(administrator, false), account.slug, null);
    expect(actor).toMatchObject({ kind: "half_signed_in" });
  });

  it("loses at once what has ended, was revoked, or begins later", async () => {
    const group = await makeGroup(account, "Resolve");
    const changes = ["ends_at = now()", "revoked_at = now()", "starts_at = now() + interval '1 hour'"];
    for (const change of changes) {
      const member = await makeMember(account, ["device.view"], [group.no]);
      const before = await resolveMember(signedInAs(member), account.slug, null);
      expect(before.kind === "member" && before.scopes.get("device.view")).toEqual([group.no]);
      await asSuperuser(`update role_grant set ${change} where membership_id = $1`, [member.membershipId]);
      const after = await resolveMember(signedInAs(member), account.slug, null);
      expect(after.kind === "member" && after.scopes.size).toBe(0);
    }
  });

  it("is no longer a member once removed", async () => {
    const member = await makeMember(account, ["device.view"]);
    await asSuperuser("update membership set removed_at = now() where id = $1", [member.membershipId]);
    expect(await resolveMember(signedInAs(member), account.slug, null)).toMatchObject({ kind: "stranger" });
  });
});
