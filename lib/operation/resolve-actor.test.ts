import { describe, expect, it } from "vitest";
import { asSuperuser, makeAccount, makeGroup, makeMember } from "@/db/testing/estate";
import { signedInAs } from "@/db/testing/signed-in";
import { resolveMember, resolveMemberById } from "@/lib/operation/resolve-actor";

const signedIn = (userId: string, complete = true) =>
  signedInAs({ userId, email: "somebody@example.test" }, { complete });

describe("who somebody is in an account", () => {
  it("is a member where she has a membership, and a stranger elsewhere", async () => {
    const account = await makeAccount("ours");
    await makeAccount("theirs");
    const { userId, membershipId } = await makeMember(account, ["device.view"]);
    expect(await resolveMember(signedIn(userId), "ours", null)).toMatchObject({
      kind: "member",
      membershipId,
    });
    expect(await resolveMember(signedIn(userId), "theirs", null)).toMatchObject({ kind: "stranger" });
    expect(await resolveMember(signedIn(userId), "nowhere", null)).toMatchObject({ kind: "stranger" });
    expect(await resolveMember(signedIn(userId, false), "ours", null)).toMatchObject({
      kind: "half_signed_in",
    });
    expect(await resolveMember(null, "ours", null)).toMatchObject({ kind: "anonymous" });
    await asSuperuser("update membership set removed_at = now() where id = $1", [membershipId]);
    expect(await resolveMember(signedIn(userId), "ours", null)).toMatchObject({ kind: "stranger" });
  });

  it("notes when she was last there, and not when a job runs on her behalf", async () => {
    const account = await makeAccount("seen");
    const { userId, membershipId } = await makeMember(account, ["device.view"]);
    const seen = async () =>
      (
        await asSuperuser<{ at: Date | null }>("select last_seen_at as at from membership where id = $1", [
          membershipId,
        ])
      )[0]?.at ?? null;
    await resolveMemberById(account.id, userId);
    expect(await seen()).toBeNull();
    await resolveMember(signedIn(userId), "seen", null);
    const first = await seen();
    expect(first).not.toBeNull();
    await resolveMember({ ...signedIn(userId), accounts: [account.id] }, "seen", null);
    expect(await seen()).toEqual(first);
  });

  it("loses at once what has ended, was revoked, or begins later", async () => {
    const account = await makeAccount("in-time");
    const group = await makeGroup(account, "North");
    for (const change of [
      "ends_at = now() - interval '1 second'",
      "revoked_at = now()",
      "starts_at = now() + interval '1 hour'",
    ]) {
      const { userId, membershipId } = await makeMember(account, ["device.view"], [group.no]);
      const before = await resolveMember(signedIn(userId), "in-time", null);
      expect(before.kind === "member" && before.scopes.get("device.view")).toEqual([group.no]);
      await asSuperuser(`update role_grant set ${change} where membership_id = $1`, [membershipId]);
      const after = await resolveMember(signedIn(userId), "in-time", null);
      expect(after.kind === "member" && after.scopes.size).toBe(0);
    }
  });
});
