import { sql } from "kysely";
import type { AccountDb, AccountReader } from "@/db/scoped";
import { Missing } from "@/lib/kernel/errors";

/** More than that leave in portions: what is confirmed must be read first. */
const MOST = 500;

interface CompanyPerson {
  id: string;
  name: string;
  email: string;
  company: string;
  lastSeenAt: Date | null;
}

/** The people of a company and the open invitations to it, capital letters aside. Throws Missing when there is neither. */
export async function findCompany(
  db: AccountReader | AccountDb,
  accountId: string,
  company: string,
): Promise<{
  name: string;
  people: CompanyPerson[];
  invitations: { id: string; email: string }[];
}> {
  const { rows: people } = await sql<CompanyPerson>`
    select id, name, email, company, last_seen_at as "lastSeenAt" from membership
    where account_id = ${accountId} and lower(company) = lower(${company}) and removed_at is null
    order by lower(name) collate "C", id limit ${MOST}
  `.execute(db);
  const { rows: invitations } = await sql<{ id: string; email: string; company: string }>`
    select id, email, company from invitation
    where account_id = ${accountId} and lower(company) = lower(${company})
      and accepted_at is null and revoked_at is null
    order by email, id limit ${MOST}
  `.execute(db);
  if (people.length === 0 && invitations.length === 0) throw new Missing("member", []);
  return {
    name: people[0]?.company ?? invitations[0]?.company ?? company,
    people,
    invitations: invitations.map(({ id, email }) => ({ id, email })),
  };
}
