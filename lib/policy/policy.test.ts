import { beforeEach, describe, expect, it } from "vitest";
import {
  asSuperuser,
  makeAccount,
  makeAdministrator,
  makeMember,
  type TestAccount,
} from "@/db/testing/estate";
import { giveFactor } from "@/db/testing/give-factor";
import { queuedMails } from "@/db/testing/queued-mails";
import type { Member } from "@/lib/access/actor";
import { perform } from "@/lib/operation/perform";
import { changePolicy } from "@/lib/policy/change-policy";
import { getPolicy } from "@/lib/policy/get-policy";
import { listNotCompliant } from "@/lib/policy/list-not-compliant";
import { previewPolicy } from "@/lib/policy/preview-policy";
import { remindMembers } from "@/lib/policy/remind-members";

let serial = 0;
let account: TestAccount;
let administrator: Member;

beforeEach(async () => {
  serial += 1;
  account = await makeAccount(`policy-${serial}`);
  administrator = await makeAdministrator(account);
});

const terms = {
  version: 0,
  secondFactor: "everyone" as const,
  graceUntil: null as string | null,
  kinds: ["app" as const, "key" as const],
  phishingResistant: false,
  idleMinutes: 30,
  absoluteHours: 12,
  ranges: [] as { name: string; range: string }[],
};
type Change = Partial<Omit<typeof terms, "kinds" | "secondFactor">> & {
  kinds?: ("app" | "key" | "phone")[];
  secondFactor?: "nobody" | "elevated" | "everyone";
};
const change = (input: Change, as = administrator) => perform(as, changePolicy, { ...terms, ...input });
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

async function named(name: string, permissions: Parameters<typeof makeMember>[1] = []): Promise<Member> {
  const member = await makeMember(account, permissions);
  await asSuperuser("update membership set name = $2 where id = $1", [member.membershipId, name]);
  return member;
}

describe("changing the policy", () => {
  it("keeps what was chosen, in its one form, with what it was before in the log", async () => {
    const graceUntil = inDays(10);
    await change({
      graceUntil,
      kinds: ["phone", "app"],
      idleMinutes: 10,
      absoluteHours: 8,
      ranges: [{ name: "Office", range: "192.0.2.77/24" }],
    });
    expect(await perform(administrator, getPolicy, {})).toMatchObject({
      secondFactor: "everyone",
      graceUntil,
      kinds: ["app", "phone"],
      idleMinutes: 10,
      absoluteHours: 8,
      ranges: [{ name: "Office", range: "192.0.2.0/24" }],
      version: 1,
      yourAddress: "192.0.2.1",
    });
    const [event] = await asSuperuser<{ detail: Record<string, unknown> }>(
      "select detail from audit_event where account_id = $1 and action = 'policy.changed'",
      [account.id],
    );
    expect(event?.detail).toMatchObject({
      before: { secondFactor: "elevated", addresses: "every address" },
      after: { secondFactor: "everyone", kinds: "app, phone", addresses: "Office: 192.0.2.0/24" },
    });
  });

  it("by two at the same moment succeeds for one, and the other is told", async () => {
    for (const version of [0, 1]) {
      const outcomes = await Promise.allSettled(
        [10, 20, 25].map((idleMinutes) => change({ idleMinutes, version })),
      );
      expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
      for (const outcome of outcomes)
        if (outcome.status === "rejected") expect(outcome.reason).toMatchObject({ code: "conflict" });
    }
    await expect(change({ version: 1 })).rejects.toMatchObject({ code: "conflict" });
  });

  it.each([
    ["ranges", { ranges: [{ name: "Elsewhere", range: "198.51.100.0/24" }] }],
    ["ranges.0.range", { ranges: [{ name: "Everywhere", range: "0.0.0.0/0" }] }],
    ["ranges.0.range", { ranges: [{ name: "Typing", range: "192.0.2.0/33" }] }],
    ["ranges.0.name", { ranges: [{ name: " ", range: "192.0.2.0/24" }] }],
    ["kinds", { kinds: ["phone"] as ("app" | "key" | "phone")[] }],
    ["phishingResistant", { phishingResistant: true }],
    ["kinds", { phishingResistant: true, kinds: ["app"] as ("app" | "key" | "phone")[] }],
    ["idleMinutes", { idleMinutes: 61 }],
    ["idleMinutes", { idleMinutes: 4 }],
    ["absoluteHours", { absoluteHours: 25 }],
    ["graceUntil", { graceUntil: new Date(Date.now() - 1_000).toISOString() }],
    ["graceUntil", { graceUntil: inDays(400) }],
  ])("is refused at the field %s, and changes nothing", async (field, input) => {
    await expect(change(input)).rejects.toMatchObject({
      code: "invalid",
      fields: { [field]: expect.any(String) },
    });
    expect(await perform(administrator, getPolicy, {})).toMatchObject({ version: 0 });
  });

  it("from an address that is not known cannot narrow the addresses", async () => {
    const unknown = { ...administrator, address: null };
    await expect(
      change({ ranges: [{ name: "Office", range: "192.0.2.0/24" }] }, unknown),
    ).rejects.toMatchObject({
      fields: { ranges: expect.stringContaining("not known") },
    });
    await change({}, unknown);
  });

  it("asks for keys only of an administrator who has one, and then goes on doing so", async () => {
    await giveFactor(administrator.userId, "key");
    await change({ phishingResistant: true });
    const colleague = await makeAdministrator(account);
    await change({ phishingResistant: true, version: 1, idleMinutes: 20 }, colleague);
  });

  it("keeps a date that has passed, as long as nobody chooses another", async () => {
    await change({ graceUntil: inDays(1) });
    const passed = new Date(Date.now() - 60_000).toISOString();
    await asSuperuser("update account_policy set grace_until = $2 where account_id = $1", [
      account.id,
      passed,
    ]);
    await change({ graceUntil: passed, version: 1 });
  });

  it("is for who holds the permission, and in one's own account", async () => {
    const member = await makeMember(account, ["member.view", "grant.manage"]);
    await expect(change({}, member)).rejects.toMatchObject({ code: "forbidden" });
    const other = await makeAdministrator(await makeAccount(`policy-other-${serial}`));
    await change({ idleMinutes: 5 }, other);
    expect(await perform(administrator, getPolicy, {})).toMatchObject({ version: 0, idleMinutes: 30 });
  });
});

describe("who does not comply", () => {
  let [without, withApp, withPhone, operator]: Member[] = [];

  beforeEach(async () => {
    without = await named("Ana Without");
    withApp = await named("Ben App");
    withPhone = await named("Cleo Phone");
    operator = await named("Dan Operator", ["device.terminate"]);
    await giveFactor(withApp.userId, "app");
    await giveFactor(withPhone.userId, "phone");
    await giveFactor(operator.userId, "app");
    await giveFactor(administrator.userId, "key");
    // a factor of somebody in another account is nobody's here
    await giveFactor((await makeMember(await makeAccount(`elsewhere-${serial}`), [])).userId, "app");
  });

  const list = async (input = {}) =>
    (await perform(administrator, listNotCompliant, input)).people.map(
      (person) => `${person.name}: ${person.lacks}`,
    );

  it("is who the preview said it would be", async () => {
    const choices = (["nobody", "elevated", "everyone"] as const).flatMap((secondFactor) =>
      [["app"], ["key"], ["app", "phone"], ["app", "key", "phone"]].flatMap((kinds) =>
        [false, true]
          .filter((phishingResistant) => !phishingResistant || kinds.includes("key"))
          .map((phishingResistant) => ({
            secondFactor,
            kinds: kinds as ("app" | "key")[],
            phishingResistant,
          })),
      ),
    );
    for (const [version, rules] of choices.entries()) {
      const said = await perform(administrator, previewPolicy, rules);
      await change({ ...rules, version });
      const { people, total } = await perform(administrator, listNotCompliant, {});
      const lacking = (what: string) =>
        people.filter((person) => person.lacks === what).map((one) => one.name);
      expect(said.mustEnrol.names).toEqual(lacking("second_factor"));
      expect(said.mustAddKey.names).toEqual(lacking("key"));
      expect(total).toBe(said.mustEnrol.count + said.mustAddKey.count);
      expect(said.members).toBe(5);
    }
  });

  it("follows kinds, elevated permissions and keys", async () => {
    await change({});
    expect(await list()).toEqual(["Ana Without: second_factor", "Cleo Phone: second_factor"]);
    await change({ version: 1, kinds: ["app", "key", "phone"], phishingResistant: true });
    expect(await list()).toEqual(["Ana Without: second_factor", "Dan Operator: key"]);
    await change({ version: 2, secondFactor: "elevated", kinds: ["key"] });
    expect(await list()).toEqual(["Dan Operator: second_factor"]);
    await asSuperuser(
      "update role_grant set ends_at = now() - interval '1 second' where membership_id = $1",
      [operator?.membershipId],
    );
    expect(await list()).toEqual([]);
  });

  it("says who would lose a kind they use", async () => {
    await change({ kinds: ["app", "key", "phone"] });
    const { loseKind, mustEnrol } = await perform(administrator, previewPolicy, { ...terms, kinds: ["key"] });
    expect(loseKind).toEqual([
      { kind: "app", count: 2, names: ["Ben App", "Dan Operator"] },
      { kind: "phone", count: 1, names: ["Cleo Phone"] },
    ]);
    expect(mustEnrol.count).toBe(4);
  });

  it("is paged and searched, and holds nobody who was removed", async () => {
    await change({ kinds: ["key"] });
    const first = await perform(administrator, listNotCompliant, { limit: 2 });
    const second = await perform(administrator, listNotCompliant, { limit: 2, cursor: first.next ?? "" });
    expect([...first.people, ...second.people].map((person) => person.name)).toEqual([
      "Ana Without",
      "Ben App",
      "Cleo Phone",
      "Dan Operator",
    ]);
    expect(second.next).toBeNull();
    expect(await list({ search: "PHONE" })).toEqual(["Cleo Phone: second_factor"]);
    await asSuperuser("update membership set removed_at = now() where id = $1", [withPhone?.membershipId]);
    expect(await list({ search: "phone" })).toEqual([]);
    await expect(list({ cursor: "x" })).rejects.toMatchObject({ code: "invalid" });
  });

  it("is reminded once a day, by mail, with the date", async () => {
    const graceUntil = inDays(7);
    await change({ graceUntil });
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => perform(administrator, remindMembers, {})));
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
    const mails = await queuedMails(without?.email);
    expect(mails).toHaveLength(1);
    expect(mails[0]?.subject).toMatch(/^Set up your second factor by \d+ \w+ \d{4}/);
    expect(mails[0]?.text).toContain("http://portal.test/you/security\n");
    expect(await queuedMails(withPhone?.email)).toHaveLength(1);
    expect(await queuedMails(withApp?.email)).toHaveLength(0);

    const one = { memberId: without?.membershipId ?? "" };
    await expect(perform(administrator, remindMembers, one)).rejects.toMatchObject({ code: "conflict" });
    await asSuperuser("update membership set reminded_at = now() - interval '25 hours' where id = $1", [
      one.memberId,
    ]);
    expect(await perform(administrator, remindMembers, one)).toEqual({ reminded: 1, notReminded: 0 });
    expect(await perform(administrator, listNotCompliant, { search: "ana" })).toMatchObject({
      people: [{ remindedAt: expect.any(String) }],
    });
    const events = await asSuperuser(
      "select 1 from audit_event where account_id = $1 and action = 'policy.reminded' and target_id = $2",
      [account.id, one.memberId],
    );
    expect(events).toHaveLength(2);
  });

  it("is not reminded of what they have, nor from another account", async () => {
    await change({});
    await expect(
      perform(administrator, remindMembers, { memberId: withApp?.membershipId ?? "" }),
    ).rejects.toMatchObject({ code: "conflict" });
    const other = await makeAdministrator(await makeAccount(`reminding-${serial}`));
    await expect(
      perform(other, remindMembers, { memberId: without?.membershipId ?? "" }),
    ).rejects.toMatchObject({ code: "not_found" });
  });
});
