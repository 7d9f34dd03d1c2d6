import { beforeAll, describe, expect, it } from "vitest";
import {
  asSuperuser,
  makeAccount,
  makeAdministrator,
  makeMember,
  type TestAccount,
} from "@/db/testing/estate";
import type { Member } from "@/lib/access/actor";
import { newId } from "@/lib/kernel/id";
import { perform } from "@/lib/operation/perform";
import { resolveMemberById } from "@/lib/operation/resolve-actor";
import { getOffboarding } from "@/lib/people/get-offboarding";
import { listCompanies } from "@/lib/people/list-companies";
import { previewCompany } from "@/lib/people/preview-company";
import { removeCompany } from "@/lib/people/remove-company";
import { removeMember } from "@/lib/people/remove-member";

let account: TestAccount;
let administrator: Member;

beforeAll(async () => {
  account = await makeAccount("leaving");
  administrator = await makeAdministrator(account);
});

let serial = 0;
const newCompany = () => `Field Works ${++serial}`;

async function makeContractor(company: string, of: TestAccount = account): Promise<Member> {
  const contractor = await makeMember(of, ["device.view", "member.invite"]);
  await asSuperuser("update membership set company = $2 where id = $1", [contractor.membershipId, company]);
  await asSuperuser(
    `insert into session (id, user_id, token_hash, expires_at, complete, accounts)
     values ($1, $2, sha256($1::uuid::text::bytea), now() + interval '1 day', true, $3)`,
    [newId(), contractor.userId, [of.id]],
  );
  return contractor;
}

async function invite(email: string, { company, by }: { company?: string; by?: Member }): Promise<string> {
  const id = newId();
  await asSuperuser(
    `insert into invitation (account_id, id, email, role_id, whole_account, token_hash, created_by, created_by_label, expires_at, company)
     values ($1, $2, $3, $4, true, sha256($2::uuid::text::bytea), $5, 'Test person', now() + interval '1 day', $6)`,
    [account.id, id, email, account.roles.auditor, by?.membershipId ?? null, company ?? null],
  );
  return id;
}

async function looked(company: string) {
  const preview = await perform(administrator, previewCompany, { company });
  return {
    company,
    typed: preview.company,
    memberIds: preview.people.map(({ id }) => id),
    invitationIds: preview.invitations.map(({ id }) => id),
    reason: "The contract is over",
  };
}

const openSessions = async (...members: Member[]) =>
  (
    await asSuperuser("select 1 from session where user_id = any($1::uuid[]) and revoked_at is null", [
      members.map(({ userId }) => userId),
    ])
  ).length;

describe("a company that leaves", () => {
  it("takes its people, their grants, sessions and invitations with it, and the proof says so", async () => {
    const company = newCompany();
    const [ana, tim] = [await makeContractor(company), await makeContractor(company.toUpperCase())];
    const other = await makeContractor(newCompany());
    await invite(`sent${serial}@example.test`, { by: ana });
    await invite(`guest${serial}@example.test`, { company });
    const { id, people } = await perform(administrator, removeCompany, await looked(company.toLowerCase()));
    expect(people).toBe(2);
    for (const gone of [ana, tim]) expect(await resolveMemberById(account.id, gone.userId)).toBeNull();
    expect(await openSessions(ana, tim)).toBe(0);
    expect(await openSessions(other)).toBe(1);
    const proof = await perform(administrator, getOffboarding, { offboardingId: id });
    expect(proof.left).toEqual({ members: 0, grants: 0, sessions: 0, invitations: 0 });
    expect(proof.people.map((each) => [each.grants.length, each.sessionsEnded])).toEqual([
      [1, 1],
      [1, 1],
    ]);
    expect(proof.people.flatMap((each) => each.invitationsTakenBack)).toEqual([`sent${serial}@example.test`]);
    expect(proof.invitations).toEqual([`guest${serial}@example.test`]);
    const events = await asSuperuser<{ action: string }>(
      "select action from audit_event where detail->>'offboarding' = $1 or target_id = $1 order by action",
      [id],
    );
    expect(events.map(({ action }) => action)).toEqual([
      "company.removed",
      "invitation.revoked",
      "member.removed",
      "member.removed",
    ]);
  });

  it("is not removed in other words, or when its people changed since somebody looked", async () => {
    const company = newCompany();
    await makeContractor(company);
    const seen = await looked(company);
    await expect(perform(administrator, removeCompany, { ...seen, typed: "yes" })).rejects.toMatchObject({
      code: "invalid",
    });
    const late = await makeContractor(company);
    await expect(perform(administrator, removeCompany, seen)).rejects.toMatchObject({ code: "conflict" });
    expect(await resolveMemberById(account.id, late.userId)).not.toBeNull();
  });

  it("does not take the last administrator, nor whoever removes it", async () => {
    const company = newCompany();
    const alone = await makeAccount(`leaving-${++serial}`);
    const last = await makeAdministrator(alone);
    await asSuperuser("update membership set company = $2 where id = $1", [last.membershipId, company]);
    const remover = await makeMember(alone, ["member.remove"]);
    const input = { company, typed: company, memberIds: [last.membershipId], invitationIds: [], reason: "x" };
    await expect(perform(remover, removeCompany, input)).rejects.toMatchObject({ code: "conflict" });
    expect(await resolveMemberById(alone.id, last.userId)).not.toBeNull();
    await makeAdministrator(alone);
    await expect(perform(last, removeCompany, input)).rejects.toMatchObject({ code: "conflict" });
  });

  it("of another account is not there, and its people stay", async () => {
    const company = newCompany();
    const theirs = await makeAccount(`leaving-${++serial}`);
    const foreigner = await makeContractor(company, theirs);
    await expect(perform(administrator, previewCompany, { company })).rejects.toMatchObject({
      code: "not_found",
    });
    await makeContractor(company);
    await perform(administrator, removeCompany, await looked(company));
    expect(await resolveMemberById(theirs.id, foreigner.userId)).not.toBeNull();
    const { companies } = await perform(administrator, listCompanies, {});
    expect(companies.map(({ name }) => name)).not.toContain(company);
  });
});

describe("a person who leaves", () => {
  it("is proven gone, and a new membership is told apart", async () => {
    const ana = await makeContractor(newCompany());
    const { offboardingId } = await perform(administrator, removeMember, { memberId: ana.membershipId });
    expect((await perform(administrator, getOffboarding, { offboardingId })).backAgain).toEqual([]);
    await asSuperuser(
      "insert into membership (account_id, id, user_id, email, name) values ($1, $2, $3, $4, 'Test person')",
      [account.id, newId(), ana.userId, ana.email],
    );
    const proof = await perform(administrator, getOffboarding, { offboardingId });
    expect(proof.left).toEqual({ members: 0, grants: 0, sessions: 0, invitations: 0 });
    expect(proof.backAgain).toEqual([ana.email]);
  });

  it("leaves a proof that nobody changes", async () => {
    const allowed = await asSuperuser(
      `select privilege_type from information_schema.role_table_grants
       where table_name = 'offboarding' and grantee like 'cordon_web%' and privilege_type not in ('SELECT', 'INSERT')`,
    );
    expect(allowed).toEqual([]);
  });
});
