import { z } from "zod";
import { conflict, invalid } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/id";
import { command } from "@/lib/operation/operation";
import { assertAdministratorRemains } from "@/lib/people/assert-administrator-remains";
import { assertStillHolds } from "@/lib/people/assert-still-holds";
import { findCompany } from "@/lib/people/find-company";
import { keepOffboarding } from "@/lib/people/keep-offboarding";
import { lockAccess } from "@/lib/people/lock-access";
import { lockMember } from "@/lib/people/lock-member";
import { companyInput } from "@/lib/people/preview-company";
import { type LeftPerson, removePerson } from "@/lib/people/remove-person";

const ids = z.array(z.uuid()).max(500);

/**
 * Takes everybody of a company out of the account and takes back the invitations to it: those people that were looked at,
 * and only as long as they are still the same.
 */
export const removeCompany = command({
  name: "members.remove_company",
  permission: "member.remove",
  input: z.object({
    company: companyInput,
    /** who the preview named */
    memberIds: ids,
    invitationIds: ids,
    typed: z.string().trim().max(120),
    reason: z
      .string()
      .trim()
      .min(1, "Say why: it is kept with the proof.")
      .max(500, "At most 500 characters."),
  }),
  async run(context, { company, memberIds, invitationIds, typed, reason }) {
    const { db, actor, now, audit, publish } = context;
    const account = actor.account.id;
    const { administratorRoleId } = await lockAccess(db, account);
    await assertStillHolds(db, actor, now, "member.remove");
    const found = await findCompany(db, account, company);
    if (typed !== found.name)
      throw invalid("Type the name of the company as it is shown.", { typed: `Type ${found.name}.` });
    if (!same(memberIds, found.people) || !same(invitationIds, found.invitations))
      throw conflict("The people of this company changed since you looked. Look again, then repeat.");
    if (found.people.some(({ id }) => id === actor.membershipId))
      throw conflict(
        "You are one of this company yourself. Let somebody else remove it, or change your own company first.",
      );
    const id = newId();
    const people: LeftPerson[] = [];
    let administrators = false;
    for (const person of found.people) {
      const member = await lockMember(db, account, person.id);
      const { left, revokedRoles } = await removePerson(context, member, { offboardingId: id, reason });
      people.push(left);
      administrators ||= revokedRoles.some(
        (each) => each.roleId === administratorRoleId && each.wholeAccount,
      );
    }
    if (administrators) await assertAdministratorRemains(db, account, administratorRoleId, now);
    const invitations = await takeBack(context, invitationIds);
    for (const invitation of invitations)
      audit("invitation.revoked", {
        target: { kind: "invitation", id: invitation.id, label: invitation.email },
        reason,
        offboarding: id,
      });
    await keepOffboarding(context, {
      id,
      company: found.name,
      reason,
      people,
      invitations: invitations.map(({ email }) => email),
    });
    audit("company.removed", {
      target: { kind: "offboarding", id, label: found.name },
      reason,
      count: people.length,
      after: {
        people: people.length,
        grantsRevoked: people.reduce((sum, each) => sum + each.grants.length, 0),
        sessionsEnded: people.reduce((sum, each) => sum + each.sessionsEnded, 0),
        invitationsRevoked: invitations.length,
      },
    });
    publish({ topic: "access" });
    publish({ topic: "people" });
    return { id, people: people.length };
  },
});

const same = (looked: readonly string[], found: readonly { id: string }[]) =>
  new Set(looked).size === found.length && found.every(({ id }) => looked.includes(id));

async function takeBack(
  { db, actor, now }: Parameters<typeof removeCompany.run>[0],
  invitationIds: readonly string[],
): Promise<{ id: string; email: string }[]> {
  if (invitationIds.length === 0) return [];
  return db
    .updateTable("invitation")
    .set({ revoked_at: now })
    .where("account_id", "=", actor.account.id)
    .where("id", "in", invitationIds)
    .where("accepted_at", "is", null)
    .where("revoked_at", "is", null)
    .returning(["id", "email"])
    .execute();
}
