import { Client, type ClientBase } from "pg";
import { accountTableRules } from "@/db/gate/account-tables";
import { grantRules } from "@/db/gate/grants";
import { roleRules } from "@/db/gate/roles";

export interface Finding {
  rule: string;
  /** the table, role or function it is about */
  subject: string;
  words: string;
}

const rules = [...accountTableRules, ...grantRules, ...roleRules];

export const ruleNames = rules.map((rule) => rule.name);

/**
 * Walks PostgreSQL's own catalog for whatever would let one account see another, or a role do more than it must.
 * It reads catalogs only, so that any of Cordon's roles can ask, in a few milliseconds. An empty answer is a pass.
 */
export async function findings(client: ClientBase): Promise<Finding[]> {
  // names come out in full, and nothing of public can stand in for a catalog's own
  const { rows } = await client.query<{ path: string }>("select current_setting('search_path') as path");
  await client.query("select set_config('search_path', 'pg_catalog', false)");
  const found: Finding[] = [];
  for (const { name, sql } of rules) {
    const result = await client.query<{ subject: string; words: string }>(sql);
    found.push(...result.rows.map(({ subject, words }) => ({ rule: name, subject, words })));
  }
  await client.query("select set_config('search_path', $1, false)", [rows[0]?.path ?? ""]);
  return found;
}

/** Throws with one line per finding when the database behind url is not as safe as the code believes. */
export async function assertGate(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const found = await findings(client);
    if (found.length === 0) return;
    const lines = found.map(({ rule, subject, words }) => `  ${subject}: ${words} (${rule})`);
    throw new Error(["The database does not keep accounts apart as it must:", ...lines].join("\n"));
  } finally {
    await client.end();
  }
}
