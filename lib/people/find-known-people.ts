import { sql } from "kysely";
import type { AccountDb, AccountReader } from "@/db/scoped";

export interface KnownPerson {
  kind: "member" | "invitation";
  id: string;
  name: string;
}

/** Which of these addresses belong to members of this account or to open invitations to it. No other account is asked. */
export async function findKnownPeople(
  db: AccountReader | AccountDb,
  accountId: string,
  emails: readonly string[],
): Promise<Map<string, KnownPerson>> {
  if (emails.length === 0) return new Map();
  const { rows } = await sql<KnownPerson & { email: string }>`
    select 'invitation' as kind, id, name, email from invitation
    where account_id = ${accountId} and email = any(${[...emails]}::text[])
      and accepted_at is null and revoked_at is null
    union all
    select 'member', id, name, email from membership
    where account_id = ${accountId} and email = any(${[...emails]}::text[]) and removed_at is null
    order by kind
  `.execute(db);
  // members come last, and so are told rather than an invitation to the same address
  return new Map(rows.map(({ email, ...person }) => [email, person]));
}
