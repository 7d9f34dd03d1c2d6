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
import { allPermissions, type Permission } from "@/lib/access/permissions";
import { acceptInvitation } from "@/lib/auth/invitations/accept-invitation";
import { deleteGroup } from "@/lib/groups/delete-group";
import { newId } from "@/lib/kernel/id";
import { perform } from "@/lib/operation/perform";
import { resolveMemberById } from "@/lib/operation/resolve-actor";
import { getPeopleTemplate } from "@/lib/people/import/get-people-template";
import { importPeople } from "@/lib/people/import/import-people";
import { previewPeopleImport } from "@/lib/people/import/preview-people-import";
import { inviteMember } from "@/lib/people/invite-member";

let account: TestAccount;
let foreign: TestAccount;
let administrator: Member;
let north: TestGroup;
let south: TestGroup;
let serial = 0;
const address = () => `import-${serial++}@example.test`;
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

beforeAll(async () => {
  account = await makeAccount("importing");
  foreign = await makeAccount("not-importing");
  administrator = await makeAdministrator(account);
  north = await makeGroup(account, "North");
  south = await makeGroup(account, "South");
  await makeGroup(foreign, "Foreign");
  await makeDevice(account, "pump 1", [north]);
  await makeDevice(account, "pump 2", [north, south]);
  await makeDevice(account, "valve 1", [south]);
});

const heading = "email,name,company,role,groups,until,second_factor,message";
const file = (...lines: string[]) => [heading, ...lines].join("\n");
const check = (content: string, by = administrator) => perform(by, previewPeopleImport, { content });

async function problemsOf(content: string, by = administrator): Promise<string[]> {
  const checked = await check(content, by);
  if (checked.ok) return [];
  return checked.problems.map((each) => `${each.line} ${each.field} [${each.value}] ${each.problem}`);
}

async function ready(content: string, by = administrator) {
  const checked = await check(content, by);
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return { content, importId: checked.importId, prints: checked.prints };
}

const open = async (of = account) =>
  (
    await asSuperuser<{ n: number }>("select count(*)::int as n from invitation where account_id = $1", [
      of.id,
    ])
  )[0]?.n;

async function roleWith(permissions: readonly Permission[], name = `role ${newId()}`): Promise<string> {
  await asSuperuser("insert into role (account_id, id, name, permissions) values ($1, $2, $3, $4)", [
    account.id,
    newId(),
    name,
    permissions,
  ]);
  return name;
}

describe("a file of people", () => {
  it("invites everybody in it, each with a mail and a record, and the import with one", async () => {
    const [one, other] = [address(), address()];
    const content = `\ufeff${file(
      `${one},"Reyes, Ana",Field Works,technician,North; south,${inDays(30)},Yes,"Two\nlines, ""quoted"""`,
      `${other.toUpperCase()},Ben,,Auditor,Whole Account,,no,`,
    ).replaceAll("\n", "\r\n")}`;
    const checked = await check(content);
    expect(checked).toMatchObject({
      ok: true,
      people: [
        {
          line: 2,
          email: one,
          name: "Reyes, Ana",
          role: "Technician",
          groups: ["North", "South"],
          endsAt: `${inDays(30)}T23:59:59.000Z`,
          secondFactorRequired: true,
          elevated: 0,
          devices: { count: 3, exact: true },
        },
        { email: other, groups: null, endsAt: null, secondFactorRequired: false, devices: { count: 3 } },
      ],
      totals: {
        people: 2,
        devices: { count: 3, exact: true },
        elevatedPeople: 1,
        elevatedRoles: ["Auditor"],
      },
    });
    expect(await perform(administrator, importPeople, await ready(content))).toMatchObject({ invited: 2 });
    const rows = await asSuperuser(
      `select email, name, company, message, whole_account, group_nos, second_factor_required, access_ends_at
       from invitation where email = any($1) order by email`,
      [[one, other]],
    );
    expect(rows).toEqual([
      {
        email: one,
        name: "Reyes, Ana",
        company: "Field Works",
        message: 'Two\nlines, "quoted"',
        whole_account: false,
        group_nos: [north.no, south.no],
        second_factor_required: true,
        access_ends_at: new Date(`${inDays(30)}T23:59:59Z`),
      },
      expect.objectContaining({ email: other, whole_account: true, group_nos: [], access_ends_at: null }),
    ]);
    const [mail, more] = await queuedMails(one);
    expect(more).toBeUndefined();
    expect(mail?.text).toContain("> Two");
    const link = mail?.text.match(/\/invitation\/(\S+)/)?.[1] ?? "";
    expect(
      await acceptInvitation(link, { name: "Ana Reyes", password: "seven quiet herons at dusk" }, null),
    ).toMatchObject({ outcome: "done" });
    const events = await asSuperuser<{ action: string }>(
      `select action from audit_event where account_id = $1 and operation = 'invitation.import' and outcome = 'done' order by action`,
      [account.id],
    );
    expect(events.map((event) => event.action)).toEqual([
      "invitation.imported",
      "member.invited",
      "member.invited",
    ]);
  });

  it("is told line by line, by field and value, and nothing of it is sent while there is a problem", async () => {
    const [known, invited, fine] = [administrator.email, address(), address()];
    await perform(administrator, inviteMember, {
      email: invited,
      roleId: account.roles.technician,
      scope: { kind: "account" },
    });
    const before = await open();
    const content = file(
      `${fine},Ana,,Technician,North,,,`,
      `no address,Ana,,Technician,North,,,`,
      `${fine.toUpperCase()},Ana,,Technician,North,,,`,
      `${known},,,Technician,North,,,`,
      `${invited},,,Technician,North,,,`,
      `${address()},,,Plumber,North,,,`,
      `${address()},,,,North,,,`,
      `${address()},,,Technician,Nowhere; North,,,`,
      `${address()},,,Technician,,,,`,
      `${address()},,,Technician,North; whole account,,,`,
      `${address()},,,Technician,North,2020-01-31,,`,
      `${address()},,,Technician,North,2027-02-30,,`,
      `${address()},,,Technician,North,31.12.2026,maybe,`,
      `${address()},"two\nlines",,Technician,North,,,`,
      `${address()},Ana\u202eevil,Field\u0007Works,Technician,North,,,`,
      `${address()},one too few,,Technician,North`,
    );
    expect(await problemsOf(content)).toEqual([
      "3 email [no address] Enter an e-mail address, such as ana@example.com.",
      `4 email [${fine.toUpperCase()}] Line 2 has the same address.`,
      `5 email [${known}] This person is a member already. Give another grant on that person's page.`,
      `6 email [${invited}] This person has an open invitation. Send that one again, or revoke it first.`,
      "7 role [Plumber] There is no role called Plumber.",
      "8 role [] Name the role this person gets.",
      "9 groups [Nowhere] There is no group called Nowhere.",
      "10 groups [] Name at least one device group, or write whole account.",
      "11 groups [North; whole account] Write either whole account or names of groups.",
      "12 until [2020-01-31] This day has passed already.",
      "13 until [2027-02-30] Write the last day as 2026-12-31, or leave it empty for no end.",
      "14 until [31.12.2026] Write the last day as 2026-12-31, or leave it empty for no end.",
      "14 second_factor [maybe] Write yes or no, or leave it empty for no.",
      "15 name [two\nlines] Use plain text on one line.",
      "17 name [Ana\u202eevil] Use plain text on one line.",
      "17 company [Field\u0007Works] Use plain text on one line.",
      "18  [] This line has 5 values; there are 8 columns.",
    ]);
    await expect(
      perform(administrator, importPeople, { content, importId: newId(), prints: [] }),
    ).rejects.toMatchObject({
      code: "conflict",
      fields: { "line 7 role": "There is no role called Plumber." },
    });
    expect(await open()).toBe(before);
    expect(await queuedMails(fine)).toEqual([]);
  });

  it("is not read when it is too long, too large, no UTF-8, no CSV, or has other columns", async () => {
    const line = (n: number) => `${n}@example.test,,,Technician,North,,,`;
    const lines = (count: number) => Array.from({ length: count }, (_, n) => line(n));
    expect((await check(file(...lines(500)))).ok).toBe(true);
    const wrong: Record<string, string> = {
      [file(...lines(501))]: "more than 500 people",
      [file("ana\ufffd@example.test,,,Technician,North,,,")]: "not UTF-8",
      [file('ana@example.test,"never closed,,Technician,North,,,')]: "cannot be read as CSV",
      "": "empty",
      [heading]: "no people below",
      "email,role\na@example.test,Technician\n": "Missing: groups",
      [`${heading},password\n`]: "not known: password",
      [`${heading},E-Mail\n`]: "there twice",
      [file(line(1)) + " ".repeat(1_000_000)]: "cannot be used",
    };
    for (const [content, why] of Object.entries(wrong))
      await expect(check(content)).rejects.toMatchObject({
        code: "invalid",
        message: expect.stringContaining(why),
      });
    await expect(check(file("ana\0@example.test,,,Technician,North,,,"))).rejects.toMatchObject({
      code: "invalid",
    });
    await expect(
      check(file(`ana@example.test,${"é".repeat(600_000)},,Technician,North,,,`)),
    ).rejects.toMatchObject({ code: "invalid", message: "A file has at most 1 MB. Import it in parts." });
  });

  it("takes headings in any case and order, semicolons, and no column that may be left out", async () => {
    const checked = await check(`Groups;ROLE;E-Mail\n"North; South";AUDITOR;${address()}\n`);
    expect(checked).toMatchObject({ ok: true, people: [{ role: "Auditor", groups: ["North", "South"] }] });
  });

  it("keeps a formula as text, in what is shown back and in the template's own lines", async () => {
    const formula = '=HYPERLINK("http://evil.test")';
    const quoted = `"${formula.replaceAll('"', '""')}"`;
    expect(await problemsOf(file(`${address()},${quoted},,${quoted},North,,,`))).toEqual([
      `2 role [${formula}] There is no role called ${formula}.`,
    ]);
    const template = await perform(administrator, getPeopleTemplate, {});
    expect(template.content.split("\r\n")[0]).toBe(heading);
    expect(template.content).not.toMatch(/(^|,)"?[=+@]/m);
  });

  it("is sent once, pressed twice or imported again", async () => {
    const content = file(`${address()},,,Technician,North,,,`, `${address()},,,Technician,North,,,`);
    const input = await ready(content);
    const before = Number(await open());
    const outcomes = await Promise.allSettled(
      [1, 2, 3].map(() => perform(administrator, importPeople, input)),
    );
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
    expect(outcomes.find((outcome) => outcome.status === "rejected")).toMatchObject({
      reason: { code: "conflict", message: "This file was sent already: 2 people were invited." },
    });
    expect(await open()).toBe(before + 2);
    expect(await problemsOf(content)).toHaveLength(2);
    await expect(perform(administrator, importPeople, { ...input, importId: newId() })).rejects.toMatchObject(
      { code: "conflict" },
    );
    expect(await open()).toBe(before + 2);
  });

  it("is a conflict, told by line, where role or group changed since it was checked", async () => {
    const name = await roleWith(["device.view"]);
    const gone = await makeGroup(account, "Going away");
    const content = file(`${address()},,,${name},North,,,`, `${address()},,,Technician,Going away,,,`);
    const input = await ready(content);
    const before = await open();
    await asSuperuser("update role set permissions = $2, version = version + 1 where name = $1", [
      name,
      ["device.view", "device.terminate"],
    ]);
    await perform(administrator, deleteGroup, { groupId: gone.id, confirmation: "Going away" });
    await expect(perform(administrator, importPeople, input)).rejects.toMatchObject({
      code: "conflict",
      fields: {
        "line 2 role": "This role has changed since the file was checked.",
        "line 3 groups": "There is no group called Going away.",
      },
    });
    await makeGroup(account, "Going away");
    await expect(perform(administrator, importPeople, input)).rejects.toMatchObject({
      fields: { "line 3 groups": "These groups are not those they were when the file was checked." },
    });
    expect(await open()).toBe(before);
  });

  it("of two hundred people and as many scopes is checked and sent well within three seconds", async () => {
    const groups = Array.from({ length: 40 }, (_, n) => `Site ${n}`);
    for (const name of groups) await makeGroup(account, name);
    const content = file(
      ...Array.from(
        { length: 200 },
        (_, n) => `${address()},Person ${n},,Technician,${groups[n % 40]}; ${groups[(n * 7 + 1) % 40]},,yes,`,
      ),
    );
    const input = await ready(content);
    const began = performance.now();
    await check(content);
    const checkedAt = performance.now();
    expect(await perform(administrator, importPeople, input)).toMatchObject({ invited: 200 });
    expect(checkedAt - began).toBeLessThan(1_000);
    expect(performance.now() - checkedAt).toBeLessThan(3_000);
  });
});

describe("nobody gives by a file what they do not hold", () => {
  /** Somebody who may invite, and holds this besides. */
  async function makeInviter(
    permissions: readonly Permission[],
    scope: "all" | number[] = "all",
    until: string | null = null,
  ): Promise<Member> {
    const inviter = await makeMember(account, ["member.invite", "member.view"]);
    const [roleId, grantId] = [newId(), newId()];
    await asSuperuser("insert into role (account_id, id, name, permissions) values ($1, $2, $3, $4)", [
      account.id,
      roleId,
      `held ${roleId}`,
      permissions,
    ]);
    await asSuperuser(
      "insert into role_grant (account_id, id, membership_id, role_id, whole_account, ends_at) values ($1, $2, $3, $4, $5, $6)",
      [account.id, grantId, inviter.membershipId, roleId, scope === "all", until],
    );
    for (const no of scope === "all" ? [] : scope)
      await asSuperuser("insert into role_grant_group (account_id, grant_id, group_no) values ($1, $2, $3)", [
        account.id,
        grantId,
        no,
      ]);
    const resolved = await resolveMemberById(account.id, inviter.userId);
    if (!resolved) throw new Error("no member");
    return resolved;
  }

  it("cannot give any permission by a role that holds one more than the inviter: 0 successes of all there are", async () => {
    let successes = 0;
    const before = await open();
    for (const lacking of allPermissions.filter((each) => each !== "member.invite")) {
      const inviter = await makeInviter(
        allPermissions.filter((each) => each !== lacking && each !== "member.view"),
      );
      const held = { ...inviter, scopes: new Map([...inviter.scopes]) };
      if (lacking === "member.view") {
        await asSuperuser(
          "update role set permissions = '{member.invite}' where id in (select role_id from role_grant where membership_id = $1) and permissions @> '{member.invite,member.view}' and cardinality(permissions) = 2",
          [inviter.membershipId],
        );
        held.scopes.delete("member.view");
      }
      const email = address();
      const content = file(`${email},,,${await roleWith([lacking])},whole account,,,`);
      const [checked] = await problemsOf(content, held);
      expect(checked, lacking).toContain("You cannot give what you do not hold yourself there");
      const answer = await perform(held, importPeople, { content, importId: newId(), prints: ["x.y"] }).then(
        () => "sent",
        (error) => error,
      );
      if (answer === "sent") successes += 1;
      expect(answer, lacking).toMatchObject({ code: "forbidden", lacking: [lacking] });
    }
    expect(successes).toBe(0);
    expect(await open()).toBe(before);
  });

  it("cannot give it with other lines that are fine, and the attempt is on record", async () => {
    const inviter = await makeInviter(["device.view", "group.view"]);
    const before = await open();
    const content = file(
      `${address()},,,${await roleWith(["device.view"])},North,,,`,
      `${address()},,,Administrator,whole account,,,`,
    );
    await expect(
      perform(inviter, importPeople, { content, importId: newId(), prints: [] }),
    ).rejects.toMatchObject({ code: "forbidden" });
    expect(await open()).toBe(before);
    const [refusal] = await asSuperuser(
      "select operation from audit_event where actor_id = $1 and outcome = 'refused'",
      [inviter.userId],
    );
    expect(refusal).toEqual({ operation: "invitation.import" });
  });

  it("cannot give it beyond her groups, and learns of no group out of her sight", async () => {
    const inviter = await makeInviter(["device.view", "group.view"], [north.no]);
    const role = await roleWith(["device.view"]);
    const line = (groups: string) => file(`${address()},,,${role},${groups},,,`);
    expect(await problemsOf(line("North"), inviter)).toEqual([]);
    expect(await problemsOf(line("whole account"), inviter)).toHaveLength(1);
    const [hidden] = await problemsOf(line("South"), inviter);
    const [another] = await problemsOf(line("Foreign"), inviter);
    const [none] = await problemsOf(line("No such"), inviter);
    const bare = (text: string | undefined, name: string) => text?.replaceAll(name, "X");
    expect(bare(hidden, "South")).toBe(bare(none, "No such"));
    expect(bare(another, "Foreign")).toBe(bare(none, "No such"));
  });

  it("cannot name a group of another account", async () => {
    expect(await problemsOf(file(`${address()},,,Technician,Foreign,,,`))).toEqual([
      "2 groups [Foreign] There is no group called Foreign.",
    ]);
  });

  it("cannot give it for longer than she holds it", async () => {
    const inviter = await makeInviter(["device.view", "group.view"], "all", `${inDays(10)}T12:00:00Z`);
    const role = await roleWith(["device.view"]);
    const line = (until: string) => file(`${address()},,,${role},North,${until},,`);
    expect(await problemsOf(line(inDays(9)), inviter)).toEqual([]);
    for (const until of ["", inDays(10), inDays(200)])
      expect((await problemsOf(line(until), inviter))[0]).toContain("for longer than you hold it yourself");
  });

  it("cannot send what she held when it was checked and does not any more", async () => {
    const inviter = await makeInviter(["device.view", "group.view"]);
    const input = await ready(file(`${address()},,,${await roleWith(["device.view"])},North,,,`), inviter);
    await asSuperuser(
      "update role_grant set revoked_at = now() where membership_id = $1 and id = (select max(id::text)::uuid from role_grant where membership_id = $1)",
      [inviter.membershipId],
    );
    await expect(perform(inviter, importPeople, input)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("counts only devices that she sees herself", async () => {
    const inviter = await makeInviter(["device.view", "group.view"]);
    const blind = { ...inviter, scopes: new Map([...inviter.scopes, ["device.view", [north.no]] as const]) };
    const role = await roleWith(["group.view", "device.view"]);
    const seeing = await check(file(`${address()},,,${role},North; South,,,`), inviter);
    expect(seeing).toMatchObject({ totals: { devices: { count: 3 }, partly: false } });
    const partly = await check(file(`${address()},,,${role},North,,,`), blind);
    expect(partly).toMatchObject({ totals: { devices: { count: 2 }, partly: true } });
  });

  it("does not tell whether somebody is known in another account", async () => {
    const stranger = await makeMember(foreign, []);
    const [known, unknown] = [
      await check(file(`${stranger.email},,,Technician,North,,,`)),
      await check(file(`${address()},,,Technician,North,,,`)),
    ];
    expect(known.ok && Object.keys(known.people[0] ?? {})).toEqual(
      unknown.ok && Object.keys(unknown.people[0] ?? {}),
    );
    expect(known.ok).toBe(true);
  });
});
