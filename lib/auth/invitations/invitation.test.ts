import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { withAuthDb } from "@/db/auth";
import { asSuperuser, makeAccount, makeGroup, type TestAccount, type TestGroup } from "@/db/testing/estate";
import { signedInAs } from "@/db/testing/signed-in";
import { createUser } from "@/lib/auth/create-user";
import { acceptInvitation } from "@/lib/auth/invitations/accept-invitation";
import { readInvitation } from "@/lib/auth/invitations/read-invitation";
import { resetPassword } from "@/lib/auth/passwords/reset-password";
import type { SignedIn } from "@/lib/auth/sessions/session";
import { hashToken, newToken } from "@/lib/auth/token";
import { newId } from "@/lib/kernel/id";
import { resolveMember } from "@/lib/operation/resolve-actor";

const password = "seven quiet herons at dusk";
let serial = 0;

describe("an invitation", () => {
  let account: TestAccount;
  let foreign: TestAccount;
  let north: TestGroup;
  let email: string;

  beforeAll(async () => {
    account = await makeAccount("inviting");
    foreign = await makeAccount("not-inviting");
    north = await makeGroup(account, "North");
  });
  beforeEach(() => {
    serial += 1;
    email = `invited-${serial}@example.test`;
  });

  async function invite(over: Record<string, unknown> = {}): Promise<string> {
    const token = newToken();
    const row = {
      account_id: account.id,
      id: newId(),
      email,
      role_id: account.roles.technician,
      whole_account: false,
      group_nos: [north.no],
      token_hash: hashToken("invitation", token),
      created_by_label: "Ana Reyes",
      expires_at: new Date(Date.now() + 72 * 3_600_000),
      ...over,
    };
    const columns = Object.keys(row);
    await asSuperuser(
      `insert into invitation (${columns.join(", ")}) values (${columns.map((_, i) => `$${i + 1}`).join(", ")})`,
      Object.values(row),
    );
    return `${row.account_id}.${token}`;
  }
  async function signedIn(address = email, complete = true): Promise<SignedIn> {
    const user = await withAuthDb((db) => createUser(db, { email: address, name: "Known Person", password }));
    return signedInAs({ userId: user.id, email: user.email, name: user.name }, { complete });
  }
  const asNew = { name: "New Person", password };
  const grants = () =>
    asSuperuser(
      `select g.whole_account, g.ends_at, array(select group_no from role_grant_group gg
         where gg.account_id = g.account_id and gg.grant_id = g.id) as groups
       from role_grant g join membership m on m.account_id = g.account_id and m.id = g.membership_id where m.email = $1`,
      [email],
    );

  it("makes somebody new a member with just the grant it carries, and the account's log says so", async () => {
    const ends = new Date(Date.now() + 86_400_000);
    const link = await invite({ access_ends_at: ends });
    expect(await readInvitation(link)).toMatchObject({
      email,
      role: "Technician",
      groups: ["North"],
      known: false,
    });
    expect(await acceptInvitation(link, asNew, "192.0.2.7")).toEqual({
      outcome: "done",
      account: "inviting",
    });
    expect(await grants()).toEqual([{ whole_account: false, ends_at: ends, groups: [north.no] }]);
    const events = await asSuperuser(
      "select action, actor_label, address from audit_event where detail->>'email' = $1",
      [email],
    );
    expect(events).toEqual([{ action: "member.joined", actor_label: "New Person", address: "192.0.2.7" }]);
    const [user] = await asSuperuser<{ id: string }>("select id from app_user where email = $1", [email]);
    const session = signedInAs({ userId: user?.id ?? "", email, name: "New Person" });
    const actor = await resolveMember(session, account.slug, null);
    expect(actor.kind === "member" && actor.scopes.get("device.view")).toEqual([north.no]);
    expect(await resolveMember(session, foreign.slug, null)).toMatchObject({ kind: "stranger" });
  });

  it("is accepted by somebody who signs in already, as themselves, and only with that very address", async () => {
    const link = await invite();
    const wrong = await signedIn(`wrong-${serial}@example.test`);
    expect(await acceptInvitation(link, { signedIn: wrong }, null)).toEqual({ outcome: "not_yours" });
    const me = await signedIn();
    expect(await acceptInvitation(link, asNew, null)).toEqual({ outcome: "not_yours" });
    expect(await acceptInvitation(link, { signedIn: { ...me, complete: false } }, null)).toEqual({
      outcome: "not_yours",
    });
    expect(await acceptInvitation(link, { signedIn: me }, null)).toMatchObject({ outcome: "done" });
    expect(await grants()).toHaveLength(1);
  });

  it("is accepted once, also of fifty at the same moment", async () => {
    const link = await invite();
    const answers = await Promise.all(Array.from({ length: 50 }, () => acceptInvitation(link, asNew, null)));
    expect(answers.filter((answer) => answer.outcome === "done")).toHaveLength(1);
    expect(await grants()).toHaveLength(1);
    expect(await acceptInvitation(link, asNew, null)).toEqual({ outcome: "unusable" });
    expect(await readInvitation(link)).toBeNull();
  });

  it("of two accounts, accepted at the same moment by somebody new, leaves one person and no lost invitation", async () => {
    const links = [
      await invite(),
      await invite({
        account_id: foreign.id,
        role_id: foreign.roles.auditor,
        whole_account: true,
        group_nos: [],
      }),
    ];
    const answers = await Promise.all(links.map((link) => acceptInvitation(link, asNew, null)));
    const lost = links.filter((_, i) => answers[i]?.outcome !== "done");
    const users = await asSuperuser<{ id: string }>("select id from app_user where email = $1", [email]);
    expect(users).toHaveLength(1);
    for (const link of lost) {
      const me = signedInAs({ userId: users[0]?.id ?? "", email, name: "New Person" });
      expect(await acceptInvitation(link, { signedIn: me }, null)).toMatchObject({ outcome: "done" });
    }
    expect(await grants()).toHaveLength(2);
  });

  it("does nothing once expired, revoked, renewed, or when the access it gives is over, always with the same answer", async () => {
    const past = new Date(Date.now() - 1_000);
    const links = [
      await invite({ expires_at: past }),
      await invite({ revoked_at: past }),
      await invite({ accepted_at: past }),
      await invite({ access_ends_at: past }),
      (await invite()).replace(/.$/, (last) => (last === "A" ? "B" : "A")),
      `${foreign.id}.${(await invite()).split(".")[1]}`,
      `${newId()}.${newToken()}`,
      `${account.id}.`,
      "nonsense",
      `${account.id}' or true --.${newToken()}`,
    ];
    for (const link of links) {
      expect(await readInvitation(link)).toBeNull();
      expect(await acceptInvitation(link, asNew, null)).toEqual({ outcome: "unusable" });
    }
    expect(await asSuperuser("select 1 from app_user where email = $1", [email])).toEqual([]);
  });

  it("is no reset link, and its stored hash is no link", async () => {
    const link = await invite();
    expect(await resetPassword(link.split(".")[1] ?? "", password, null)).toEqual({ outcome: "unusable" });
    const [row] = await asSuperuser<{ hash: Buffer }>(
      "select token_hash as hash from invitation where email = $1",
      [email],
    );
    const made = `${account.id}.${row?.hash.toString("base64url")}`;
    expect(await acceptInvitation(made, asNew, null)).toEqual({ outcome: "unusable" });
  });

  it("is kept when the name or the password will not do", async () => {
    const link = await invite();
    expect(await acceptInvitation(link, { name: " ", password: "short" }, null)).toMatchObject({
      outcome: "refused",
      fields: { name: expect.any(String), password: expect.any(String) },
    });
    for (const name of ["New\nPerson", "New\0Person", "half \ud83d", "x".repeat(101)])
      expect(await acceptInvitation(link, { name, password }, null)).toMatchObject({
        outcome: "refused",
        fields: { name: expect.any(String) },
      });
    expect(await acceptInvitation(link, asNew, null)).toMatchObject({ outcome: "done" });
  });

  it("adds to what a member has, and reaches no group that is gone", async () => {
    const gone = await makeGroup(account, `Gone ${serial}`);
    const me = await signedIn();
    expect(await acceptInvitation(await invite(), { signedIn: me }, null)).toMatchObject({ outcome: "done" });
    const link = await invite({ group_nos: [gone.no] });
    await asSuperuser("delete from device_group where id = $1", [gone.id]);
    expect(await acceptInvitation(link, { signedIn: me }, null)).toMatchObject({ outcome: "done" });
    expect(await asSuperuser("select 1 from membership where email = $1", [email])).toHaveLength(1);
    expect((await grants()).map((grant) => (grant as { groups: number[] }).groups)).toEqual(
      expect.arrayContaining([[north.no], []]),
    );
  });
});
