import { sql } from "kysely";
import type { AccountDb, AccountReader } from "@/db/scoped";
import type { Alphabet } from "@/lib/credentials/alphabets";

/** How an account's usernames and passwords are made. */
export interface CredentialRules {
  realm: string;
  pattern: string;
  passwordLength: number;
  alphabet: Alphabet;
  /** once somebody was given a password, it is kept as a hash: it does not open again, and answers PAP alone */
  oneWay: boolean;
  /** grows with every change; 0 where nobody has changed the defaults */
  version: number;
}

/** The rules of the account in scope, for who is limited to groups as well. */
export async function readRules(db: AccountReader | AccountDb): Promise<CredentialRules> {
  const { rows } = await sql<{
    realm: string;
    pattern: string;
    password_length: number;
    alphabet: string;
    one_way: boolean;
    version: number;
  }>`select * from credential_rules_in_scope()`.execute(db as AccountReader);
  const row = rows[0];
  if (!row) throw new Error("The account in scope is not there");
  return {
    realm: row.realm,
    pattern: row.pattern,
    passwordLength: row.password_length,
    alphabet: row.alphabet as Alphabet,
    oneWay: row.one_way,
    version: row.version,
  };
}
