import { beforeAll, describe, expect, it } from "vitest";
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
import { queuedMails } from "@/db/testing/queued-mails";
import type { Member } from "@/lib/access/actor";
import { newId } from "@/lib/kernel/id";
import { perform } from "@/lib/operation/perform";
import { resolveMemberById } from "@/lib/operation/resolve-actor";
import { endMemberSessions } from "@/lib/people/end-member-sessions";
import { getMember } from "@/lib/people/get-member";
import { giveGrant } from "@/lib/people/give-grant";
import { inviteMember } from "@/lib/people/invite-member";
import { listGrantableGroups } from "@/lib/people/list-grantable-groups";
import { listMemberSessions } from "@/lib/people/list-member-sessions";
import { listMembers } from "@/lib/people/list-members";
import { lookUpInvitee } from "@/lib/people/look-up-invitee";
import { prepareInvitation } from "@/lib/people/prepare-invitation";
import { removeMember } from "@/lib/people/remove-member";
import { renewInvitation } from "@/lib/people/renew-invitation";
import { revokeGrant } from "@/lib/people/revoke-grant";
import { revokeInvitation } from "@/lib/people/revoke-invitation";
import { getRole } from "@/lib/roles/get-role";
import { listRoles } from "@/lib/roles/list-roles";

let account: TestAccount;
let foreign: TestAccount;
let north: TestGroup;
let south: TestGroup;
let administrator: Member;
let foreignAdministrator: Member;

beforeAll(async () => {
  account = await makeAccount("ours");
  foreign = await makeAccount("theirs");
  north = await makeGroup(account, "North");
  south = await makeGroup(account, "South");
  administrator = await makeAdministrator(account);
  foreignAdministrator = await makeAdministrator(foreign);
  await makeDevice(account, "pump 1", [north]);
  await makeDevice(account, "pump 2", [north, south]);
  await makeDevice(account, "valve 1", [south]);
  await makeDevice(account, "loose 1");
});

async function named(name: string): Promise<Member> {
  const member = await makeMember(account, []);
  await asSuperuser("update membership set name = $2, email = lower($3) where id = $1", [
    member.membershipId,
    name,
    `${name.replaceAll(" ", ".")}@people.test`,
  ]);
  return member;
}

const inNorth = () => ({ kind: "groups" as const, groupIds: [north.id] });

const mailTo = async (email: string) => (await queuedMails(email)).reverse().map((mail) => mail.text);

describe("inviting", () => {
  const invite = (input: object) =>
    perform(administrator, inviteMember, {
      email: "New.Person@Example.test",
      roleId: account.roles.technician,
      scope: inNorth(),
      ...input,
    });

  it("keeps the invitation and queues one mail, whose token is stored nowhere else", async () => {
    const { id, email } = await invite({ name: "New Person", message: "Welcome\nto us" });
    expect(email).toBe("new.person@example.test");
    const [mail, more] = await mailTo(email);
    expect(more).toBeUndefined();
    expect(mail).toContain("> to us");
    const token = mail?.match(
      new RegExp(`http://portal.test/invitation/${account.id}\\.([A-Za-z0-9_-]{43})`),
    )?.[1];
    expect(token).toBeDefined();
    const [row] = await asSuperuser<Record<string, unknown>>(
      `select token_hash = sha256(convert_to('cordon invitation', 'UTF8') || '\\x00'::bytea || convert_to($2, 'UTF8')) as hashed,
         group_nos, whole_account, created_by from invitation where id = $1`,
      [id, token],
    );
    expect(row).toEqual({
      hashed: true,
      group_nos: [north.no],
      whole_account: false,
      created_by: administrator.membershipId,
    });
    const logged = await asSuperuser("select * from audit_event where target_id = $1", [id]);
    expect(JSON.stringify(logged)).not.toContain(token);
  });

  it("is a conflict for who is invited or a member already", async () => {
    await invite({ email: "twice@example.test" });
    await expect(invite({ email: "TWICE@example.test" })).rejects.toMatchObject({ code: "conflict" });
    await expect(invite({ email: administrator.email })).rejects.toMatchObject({ code: "conflict" });
  });

  it("makes one invitation of two sent at the same moment", async () => {
    const outcomes = await Promise.allSettled([
      invite({ email: "race@example.test" }),
      invite({ email: "race@example.test" }),
    ]);
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
    expect(await mailTo("race@example.test")).toHaveLength(1);
  });

  it("does not tell whether somebody is known in another account", async () => {
    await expect(invite({ email: foreignAdministrator.email })).resolves.toBeDefined();
  });

  it("tells beforehand who is here already, by name only whoever sees members, and nothing of other accounts", async () => {
    const member = await named("Known Already");
    const email = "known.already@people.test";
    const person = { id: member.membershipId, name: "Known Already" };
    expect(await perform(administrator, lookUpInvitee, { email: " Known.Already@people.test" })).toEqual({
      email,
      known: { kind: "member", person },
    });
    const inviter = await makeMember(account, ["member.invite"]);
    expect((await perform(inviter, lookUpInvitee, { email })).known).toEqual({
      kind: "member",
      person: null,
    });
    await asSuperuser("update membership set company = 'Field Works' where id = $1", [member.membershipId]);
    expect((await perform(administrator, prepareInvitation, {})).companies).toEqual(["Field Works"]);
    expect((await perform(inviter, prepareInvitation, {})).companies).toEqual([]);
    const [elsewhere, nobody] = await Promise.all(
      [(await makeMember(await makeAccount("elsewhere"), [])).email, "nobody@people.test"].map((each) =>
        perform(administrator, lookUpInvitee, { email: each }),
      ),
    );
    expect([elsewhere?.known, nobody?.known]).toEqual([null, null]);
  });

  it("refuses names that could forge a mail's header", async () => {
    await expect(
      invite({ email: "a@example.test", name: "Ana\r\nBcc: all@example.test" }),
    ).rejects.toMatchObject({
      code: "invalid",
    });
  });

  it("sends again with a new link, and takes back", async () => {
    const { id, email } = await invite({ email: "again@example.test" });
    await perform(administrator, renewInvitation, { invitationId: id });
    const mails = await mailTo(email);
    expect(mails).toHaveLength(2);
    expect(mails[0]).not.toEqual(mails[1]);
    await perform(administrator, revokeInvitation, { invitationId: id });
    for (const attempt of [renewInvitation, revokeInvitation])
      await expect(perform(administrator, attempt, { invitationId: id })).rejects.toMatchObject({
        code: "conflict",
      });
    await expect(perform(foreignAdministrator, revokeInvitation, { invitationId: id })).rejects.toMatchObject(
      { code: "not_found" },
    );
  });

  it("never lets a link live longer than the access it gives", async () => {
    const endsAt = new Date(Date.now() + 3_600_000).toISOString();
    expect(await invite({ email: "short@example.test", endsAt })).toMatchObject({ expiresAt: endsAt });
  });
});

describe("the list of people", () => {
  const list = (input: object) => perform(administrator, listMembers, input);
  const names = async (input: object) => (await list(input)).people.map((person) => person.name);

  it("tells active, invited, expired, revoked and removed apart", async () => {
    const give = async (member: Member) =>
      (
        await perform(administrator, giveGrant, {
          memberId: member.membershipId,
          roleId: account.roles.technician,
          scope: inNorth(),
        })
      ).id;
    await give(await named("Zoe Active"));
    const expired = await give(await named("Zoe Expired"));
    await asSuperuser("update role_grant set ends_at = now() - interval '1 hour' where id = $1", [expired]);
    await perform(administrator, revokeGrant, { grantId: await give(await named("Zoe Revoked")) });
    const removed = await named("Zoe Removed");
    await perform(administrator, removeMember, { memberId: removed.membershipId });
    const later = await give(await named("Zoe Upcoming"));
    await asSuperuser("update role_grant set starts_at = now() + interval '1 hour' where id = $1", [later]);
    await perform(administrator, inviteMember, {
      email: "zoe.invited@example.test",
      name: "Zoe Invited",
      roleId: account.roles.technician,
      scope: inNorth(),
    });

    const statuses = async (input: object) =>
      (await list({ search: "zoe", ...input })).people.map(
        (person) => `${person.name}: ${person.status} ${person.because ?? ""}`,
      );
    expect(await statuses({})).toEqual([
      "Zoe Active: active ",
      "Zoe Expired: ended expired",
      "Zoe Invited: invited ",
      "Zoe Revoked: ended revoked",
      "Zoe Upcoming: upcoming ",
    ]);
    expect(await statuses({ status: "ended" })).toEqual([
      "Zoe Expired: ended expired",
      "Zoe Removed: ended removed",
      "Zoe Revoked: ended revoked",
    ]);
    expect(await statuses({ status: "active" })).toEqual(["Zoe Active: active "]);
    expect(await statuses({ status: "upcoming" })).toEqual(["Zoe Upcoming: upcoming "]);
    expect(await statuses({ status: "invited" })).toEqual(["Zoe Invited: invited "]);
    expect(await statuses({ group: north.id, status: "active" })).toEqual(["Zoe Active: active "]);
    expect(await statuses({ group: south.id })).toEqual([]);
    expect(await statuses({ role: account.roles.auditor })).toEqual([]);
  });

  it("pages through everybody once, in order", async () => {
    for (const name of ["page Ñandú", "Page alpha", "page Beta", "PAGE beta"]) await named(name);
    await perform(administrator, inviteMember, {
      email: "page.b@example.test",
      roleId: account.roles.technician,
      scope: inNorth(),
    });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list({ search: "page", limit: 2, cursor });
      expect(page.total).toBe(5);
      seen.push(...page.people.map((person) => person.name || person.email));
      cursor = page.next ?? undefined;
    } while (cursor);
    expect(seen.map((name) => name.toLowerCase())).toEqual([
      "page alpha",
      "page beta",
      "page beta",
      "page ñandú",
      "page.b@example.test",
    ]);
  });

  it("shows nobody of another account, and takes no cursor it did not make", async () => {
    const theirs = await perform(foreignAdministrator, listMembers, {});
    expect(theirs.people.map((person) => person.email)).toEqual([foreignAdministrator.email]);
    await expect(list({ cursor: "e30" })).rejects.toMatchObject({ code: "invalid" });
    await expect(perform(foreignAdministrator, listMembers, { group: north.id })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("searches what was typed, not a pattern", async () => {
    await named("per_cent 100%");
    expect(await names({ search: "100%" })).toEqual(["per_cent 100%"]);
    expect(await names({ search: "per%" })).toEqual([]);
  });

  it("names no group that the reader may not see", async () => {
    const person = await named("Grouped Person");
    await perform(administrator, giveGrant, {
      memberId: person.membershipId,
      roleId: account.roles.technician,
      scope: { kind: "groups", groupIds: [north.id, south.id] },
    });
    const reader = await makeMember(account, ["member.view"]);
    const narrow = { ...reader, scopes: new Map([...reader.scopes, ["group.view", [north.no]] as const]) };
    const { people } = await perform(narrow, listMembers, { search: "grouped" });
    expect(people[0]?.grants[0]).toMatchObject({ groups: [{ name: "North" }], hiddenGroups: 1 });
    const { grants } = await perform(reader, getMember, { memberId: person.membershipId });
    expect(grants[0]).toMatchObject({ groups: [], hiddenGroups: 2 });
    await expect(perform(narrow, listMembers, { group: south.id })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("removing somebody", () => {
  it("ends grants, sessions and the invitations that person sent, with the next request", async () => {
    const person = await makeAdministrator(account);
    const sessionId = newId();
    await asSuperuser(
      `insert into session (id, token_hash, user_id, expires_at, complete, accounts) values ($1, $2, $3, now() + interval '1 day', true, (select array_agg(account_id) from membership where user_id = $3))`,
      [sessionId, Buffer.from(sessionId), person.userId],
    );
    const { id: invitation } = await perform(person, inviteMember, {
      email: "accomplice@example.test",
      roleId: account.roles.administrator,
      scope: { kind: "account" },
    });
    await perform(administrator, removeMember, { memberId: person.membershipId, reason: "left the company" });
    expect(await resolveMemberById(account.id, person.userId)).toBeNull();
    expect(
      await asSuperuser("select revoked_at is not null as ended from session where id = $1", [sessionId]),
    ).toEqual([{ ended: true }]);
    expect(
      await asSuperuser("select revoked_at is not null as ended from invitation where id = $1", [invitation]),
    ).toEqual([{ ended: true }]);
    await expect(
      perform(administrator, removeMember, { memberId: person.membershipId }),
    ).rejects.toMatchObject({ code: "conflict" });
  });

  it("leaves nothing of her sessions elsewhere to the account she left", async () => {
    const person = await makeMember(account, ["device.view"]);
    await perform(administrator, removeMember, { memberId: person.membershipId });
    await asSuperuser(
      `insert into session (id, token_hash, user_id, expires_at, complete, accounts) values ($1, $2, $3, now() + interval '1 day', true, (select array_agg(account_id) from membership where user_id = $3))`,
      [newId(), Buffer.from(newId()), person.userId],
    );
    expect(await perform(administrator, listMemberSessions, { memberId: person.membershipId })).toEqual({
      sessions: [],
    });
    await expect(
      perform(administrator, endMemberSessions, { memberId: person.membershipId }),
    ).rejects.toMatchObject({ code: "conflict" });
  });

  it("is refused without the permission, and answers alike for a stranger's id and none", async () => {
    const auditor = await makeMember(account, ["member.view"]);
    await expect(
      perform(auditor, removeMember, { memberId: administrator.membershipId }),
    ).rejects.toMatchObject({ code: "forbidden" });
    const attempt = (memberId: string) =>
      perform(administrator, removeMember, { memberId }).catch(({ code, message }) => ({ code, message }));
    expect(await attempt(foreignAdministrator.membershipId)).toEqual(await attempt(newId()));
  });
});

describe("a member's sessions", () => {
  /** A session of this person, used in these accounts. */
  async function session(userId: string, accounts: string[]): Promise<string> {
    const id = newId();
    await asSuperuser(
      `insert into session (id, token_hash, user_id, expires_at, complete, ip, country, user_agent, proofs, accounts)
       values ($1, $2, $3, now() + interval '1 day', true, '80.187.1.1', 'DE', 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', '{password,app}', $4)`,
      [id, Buffer.from(id), userId, accounts],
    );
    return id;
  }
  const isOver = async (id: string) =>
    (
      await asSuperuser<{ over: boolean }>(
        "select revoked_at is not null as over from session where id = $1",
        [id],
      )
    )[0]?.over;

  it("are listed with place, browser and how, and ended, for members of this account only", async () => {
    const person = await makeMember(account, ["device.view"]);
    await session(person.userId, [account.id]);
    const { sessions } = await perform(administrator, listMemberSessions, { memberId: person.membershipId });
    expect(sessions).toMatchObject([
      {
        address: "80.187.1.1",
        place: "Germany",
        browser: "Firefox on Linux",
        how: "Password and authenticator app",
      },
    ]);
    await expect(
      perform(foreignAdministrator, endMemberSessions, { memberId: person.membershipId }),
    ).rejects.toMatchObject({ code: "not_found" });
    expect(await perform(administrator, endMemberSessions, { memberId: person.membershipId })).toEqual({
      ended: 1,
    });
  });

  it("are ended one by one; those of other accounts and other people are neither seen nor ended", async () => {
    const person = await makeMember(account, ["device.view"]);
    const other = await makeMember(account, ["device.view"]);
    const [one, two] = [
      await session(person.userId, [account.id]),
      await session(person.userId, [account.id]),
    ];
    const hidden = await session(person.userId, [foreign.id]);
    const theirs = await session(other.userId, [account.id]);
    const list = async () =>
      (await perform(administrator, listMemberSessions, { memberId: person.membershipId })).sessions.map(
        ({ id }) => id,
      );
    expect((await list()).toSorted()).toEqual([one, two].toSorted());
    const refusals = await Promise.all(
      [hidden, theirs, newId()].map((sessionId) =>
        perform(administrator, endMemberSessions, { memberId: person.membershipId, sessionId }).catch(
          ({ code, message }) => ({ code, message }),
        ),
      ),
    );
    expect(refusals[0]).toMatchObject({ code: "conflict" });
    expect(refusals).toEqual([refusals[0], refusals[0], refusals[0]]);
    await perform(administrator, endMemberSessions, { memberId: person.membershipId, sessionId: one });
    expect(await list()).toEqual([two]);
    await perform(administrator, endMemberSessions, { memberId: person.membershipId });
    expect(await Promise.all([one, two, hidden, theirs].map(isOver))).toEqual([true, true, false, false]);
  });
});

describe("roles and groups to choose from", () => {
  it("lists the built-in roles in their order, with what each gives", async () => {
    const { roles } = await perform(administrator, listRoles, {});
    expect(roles.slice(0, 4).map((role) => role.name)).toEqual([
      "Administrator",
      "Device operator",
      "Technician",
      "Auditor",
    ]);
    const technician = await perform(administrator, getRole, { roleId: account.roles.technician });
    expect(technician.permissions.filter((permission) => permission.held)).toHaveLength(13);
    await expect(perform(administrator, getRole, { roleId: foreign.roles.technician })).rejects.toMatchObject(
      {
        code: "not_found",
      },
    );
  });

  it("offers only groups within sight", async () => {
    const reader = await makeMember(account, ["group.view"], [south.no]);
    const { groups } = await perform(reader, listGrantableGroups, {});
    expect(groups.map((group) => group.name)).toEqual(["South"]);
    expect((await perform(administrator, listGrantableGroups, { search: "NOR" })).groups).toMatchObject([
      { name: "North", deviceCount: 2 },
    ]);
  });
});
