import { sql } from "kysely";
import { z } from "zod";
import type { FactorKind } from "@/lib/access/proof";
import { decodeCursor, encodeCursor } from "@/lib/kernel/cursor";
import { query } from "@/lib/operation/operation";
import { readAccountPolicy } from "@/lib/policy/account-policy";
import { type Lack, membersUnder } from "@/lib/policy/members-under";

const position = z.tuple([z.string(), z.uuid()]);

interface Row {
  id: string;
  name: string;
  email: string;
  key: string;
  reminded_at: Date | null;
  elevated: boolean;
  apps: number;
  keys: number;
  phones: number;
  lacks: Lack;
  second_factor_required: boolean;
}

export interface NotCompliant {
  id: string;
  name: string;
  email: string;
  lacks: Lack;
  /** required of this very person, at once and whatever the policy says */
  personally: boolean;
  elevated: boolean;
  /** the kinds this person has, allowed or not */
  has: FactorKind[];
  remindedAt: string | null;
}

/** Who does not have what the policy asks for now, or will ask for at its date; by name. */
export const listNotCompliant = query({
  name: "policy.not_compliant",
  permission: "policy.manage",
  input: z.object({
    search: z.string().trim().toLowerCase().max(120).default(""),
    cursor: z.string().max(1000).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  async run({ db, actor, now }, { search, cursor, limit }) {
    const policy = await readAccountPolicy(db, actor.account.id);
    const after = cursor ? decodeCursor(cursor, position) : null;
    const matching = sql`from (${membersUnder(actor.account.id, policy, now)}) members
      where lacks is not null
        ${search ? sql`and (strpos(lower(name), ${search}) > 0 or strpos(email, ${search}) > 0)` : sql``}`;
    const { rows } = await sql<Row>`
      select * ${matching} ${after ? sql`and (key, id) > (${after[0]}, ${after[1]}::uuid)` : sql``}
      order by key, id limit ${limit + 1}
    `.execute(db);
    const counted = await sql<{ total: number }>`select count(*)::int as total ${matching}`.execute(db);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      policy: {
        secondFactor: policy.secondFactor,
        phishingResistant: policy.phishingResistant,
        graceUntil: policy.graceUntil?.toISOString() ?? null,
        inForce: policy.graceUntil === null || policy.graceUntil <= now,
      },
      people: page.map(
        (row): NotCompliant => ({
          id: row.id,
          name: row.name,
          email: row.email,
          lacks: row.lacks,
          personally: row.second_factor_required,
          elevated: row.elevated,
          has: (["app", "key", "phone"] as const).filter((kind) => row[`${kind}s`] > 0),
          remindedAt: row.reminded_at?.toISOString() ?? null,
        }),
      ),
      total: counted.rows[0]?.total ?? 0,
      next: rows.length > limit && last ? encodeCursor([last.key, last.id]) : null,
    };
  },
});
