import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { AccountDb, AccountReader } from "@/db/scoped";
import type { Member } from "@/lib/access/actor";
import type { Permission } from "@/lib/access/permissions";
import { permissionsOfRole } from "@/lib/access/roles";
import { covers, type Scope } from "@/lib/access/scope";
import type { NewInvitation } from "@/lib/people/add-invitations";
import { beyondGiver, sayLacking, sayTooLong } from "@/lib/people/assert-may-give";
import type { NamedGroup } from "@/lib/people/find-groups";
import { findHoldings } from "@/lib/people/find-holdings";
import { findKnownPeople } from "@/lib/people/find-known-people";
import { type PeopleProblem, type PersonLine, problemOf } from "@/lib/people/import/check-lines";
import { type PeopleColumn, wholeAccountWords } from "@/lib/people/import/columns";

interface NamedRole {
  id: string;
  name: string;
  version: number;
  permissions: readonly Permission[];
}

/** A line of which everything is known: what its invitation would be. */
export interface CheckedPerson extends NewInvitation {
  line: number;
  role: NamedRole;
  groups: readonly NamedGroup[];
  scope: Scope;
  /** of role and groups as they are now: what was shown is what is sent, or nothing */
  print: string;
}

/**
 * Checks lines as inviting one by one would, with a fixed number of questions to the database: is there such a role, does
 * the actor see such groups, is the person known here, and may the actor give this there for so long.
 */
export async function checkAgainstAccount(
  db: AccountReader | AccountDb,
  actor: Member,
  now: Date,
  lines: readonly PersonLine[],
  { hold }: { hold: boolean },
): Promise<{ people: CheckedPerson[]; problems: PeopleProblem[]; lacking: Permission[] }> {
  const account = actor.account.id;
  const roles = await findRoles(db, account, [...new Set(lines.map((line) => line.roleName))]);
  const groups = await findGroups(
    db,
    actor,
    [...new Set([wholeAccountWords, ...lines.flatMap((line) => line.groupNames)])],
    hold,
  );
  const known = await findKnownPeople(
    db,
    account,
    lines.map((line) => line.email),
  );
  const holdings = await findHoldings(db, account, actor.membershipId, now);

  const problems: PeopleProblem[] = [];
  const lacks = new Set<Permission>();
  const people = lines.flatMap((line): CheckedPerson[] => {
    const before = problems.length;
    const wrong = (column: PeopleColumn, value: string, problem: string) =>
      problems.push(problemOf(line.line, column, value, problem));
    const person = known.get(line.email);
    if (person?.kind === "member")
      wrong(
        "email",
        line.email,
        "This person is a member already. Give another grant on that person's page.",
      );
    else if (person)
      wrong(
        "email",
        line.email,
        "This person has an open invitation. Send that one again, or revoke it first.",
      );
    const role = roles.get(line.roleName.toLowerCase());
    if (!role && line.roleName)
      wrong("role", line.roleName, `There is no role called ${line.roleName.slice(0, 80)}.`);
    if (line.wholeAccount && groups.has(wholeAccountWords))
      wrong("groups", wholeAccountWords, "A group has this very name. Invite this person one by one.");
    const found = line.groupNames.flatMap((name) => {
      const group = groups.get(name.toLowerCase());
      if (!group) wrong("groups", name, `There is no group called ${name.slice(0, 80)}.`);
      return group ? [group] : [];
    });
    if (!role || (!line.wholeAccount && found.length === 0) || found.length < line.groupNames.length)
      return [];

    const scope: Scope = line.wholeAccount ? "all" : found.map((group) => group.no);
    const gift = { permissions: role.permissions, scope, endsAt: line.endsAt };
    const { lacking, tooLong } = beyondGiver(actor, holdings, gift);
    for (const permission of [...lacking, ...tooLong]) lacks.add(permission);
    if (lacking.length > 0) wrong("role", line.roleName, sayLacking(lacking));
    else if (tooLong.length > 0)
      wrong("until", line.endsAt?.toISOString().slice(0, 10) ?? "", sayTooLong(tooLong));
    if (problems.length > before) return [];
    return [
      {
        ...line,
        role,
        groups: found,
        scope,
        words: line.wholeAccount ? "The whole account" : found.map((group) => group.name).join(", "),
        print: printOf(role, scope),
      },
    ];
  });
  return { people, problems, lacking: [...lacks] };
}

async function findRoles(db: AccountReader | AccountDb, account: string, names: readonly string[]) {
  const { rows } = await sql<{
    id: string;
    name: string;
    version: number;
    built_in: string | null;
    permissions: string[];
  }>`
    select id, name, version, built_in, permissions from role
    where account_id = ${account} and deleted_at is null
      and lower(name) collate "C" = any(array(select lower(each) from unnest(${[...names]}::text[]) each))
  `.execute(db);
  return new Map(
    rows.map((row): [string, NamedRole] => [
      row.name.toLowerCase(),
      { id: row.id, name: row.name, version: row.version, permissions: permissionsOfRole(row) },
    ]),
  );
}

/** Those the actor sees, on request kept from being deleted; of another the answer is that there is none. */
async function findGroups(
  db: AccountReader | AccountDb,
  actor: Member,
  names: readonly string[],
  hold: boolean,
) {
  const { rows } = await sql<NamedGroup>`
    select id, group_no as no, name, device_count as "deviceCount" from device_group
    where account_id = ${actor.account.id}
      and name_key = any(array(select lower(each) from unnest(${[...names]}::text[]) each))
    ${hold ? sql`order by group_no for key share` : sql``}
  `.execute(db);
  const seen = rows.filter((group) => covers(actor.scopes.get("group.view"), [group.no]));
  return new Map(seen.map((group) => [group.name.toLowerCase(), group]));
}

export function printOf(role: Pick<NamedRole, "id" | "version">, scope: Scope): string {
  const where = scope === "all" ? "all" : [...scope].sort((one, other) => one - other).join(" ");
  const short = (text: string) => createHash("sha256").update(text).digest("base64url").slice(0, 11);
  return `${short(`${role.id} ${role.version}`)}.${short(where)}`;
}
