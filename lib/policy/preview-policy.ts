import { sql } from "kysely";
import { z } from "zod";
import type { FactorKind } from "@/lib/access/proof";
import { query } from "@/lib/operation/operation";
import { readAccountPolicy } from "@/lib/policy/account-policy";
import { type Lack, membersUnder } from "@/lib/policy/members-under";
import { factorRulesInput } from "@/lib/policy/policy-input";

export interface Affected {
  count: number;
  /** the first few, by name */
  names: string[];
}

interface Row {
  lacks: Lack | null;
  app: boolean;
  key: boolean;
  phone: boolean;
  count: number;
  names: string[];
}

/** What a policy that is not saved yet would mean for the members the account has now. */
export const previewPolicy = query({
  name: "policy.preview",
  permission: "policy.manage",
  input: z.object(factorRulesInput),
  async run({ db, actor, now }, input) {
    const before = await readAccountPolicy(db, actor.account.id);
    const { rows } = await sql<Row>`
      select lacks, apps > 0 as app, keys > 0 as key, phones > 0 as phone, count(*)::int as count,
        (array_agg(name order by key, id))[1:5] as names
      from (${membersUnder(actor.account.id, input, now)}) members
      group by 1, 2, 3, 4
    `.execute(db);
    const affected = (which: (row: Row) => boolean): Affected => {
      const found = rows.filter(which);
      return {
        count: found.reduce((sum, row) => sum + row.count, 0),
        names: found
          .flatMap((row) => row.names)
          .toSorted((one, other) => one.localeCompare(other))
          .slice(0, 5),
      };
    };
    const taken = before.kinds.filter((kind) => !input.kinds.includes(kind));
    return {
      members: affected(() => true).count,
      /** who would have to set up a second factor, and from when nothing else opens for them */
      mustEnrol: affected((row) => row.lacks === "second_factor"),
      graceUntil: input.graceUntil?.toISOString() ?? null,
      /** who would have to add a key before using an elevated permission */
      mustAddKey: affected((row) => row.lacks === "key"),
      /** of each kind that would no longer be allowed, who uses it */
      loseKind: taken.map((kind: FactorKind) => ({ kind, ...affected((row) => row[kind]) })),
    };
  },
});
