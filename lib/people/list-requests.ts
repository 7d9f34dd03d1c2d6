import { sql } from "kysely";
import { z } from "zod";
import { decodeCursor, encodeCursor } from "@/lib/kernel/cursor";
import { query } from "@/lib/operation/operation";
import { nameGroups } from "@/lib/people/name-groups";
import { type RequestRow, requestRows } from "@/lib/people/read-request";
import { sayWanted } from "@/lib/people/say-request";

const position = z.tuple([z.iso.datetime({ offset: true }), z.uuid()]);
const requestStates = ["open", "granted", "refused", "void"] as const;

/** What people ask for, newest first: those that wait, unless others are asked for. */
export const listRequests = query({
  name: "access.list",
  permission: "grant.manage",
  input: z.object({
    state: z.enum([...requestStates, "all"]).default("open"),
    kind: z.enum(["permission", "extension"]).optional(),
    search: z.string().trim().toLowerCase().max(120).default(""),
    cursor: z.string().max(1000).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  async run({ db, actor }, { state, kind, search, cursor, limit }) {
    const account = actor.account.id;
    const after = cursor ? decodeCursor(cursor, position) : null;
    const { rows } = await sql<RequestRow & { at: string }>`
      select *, to_char("createdAt" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at from (
        ${requestRows(account)}
          ${state === "open" ? sql`and r.decided_at is null` : state === "all" ? sql`` : sql`and r.outcome = ${state}`}
          ${kind === "permission" ? sql`and r.permission is not null` : kind ? sql`and r.grant_id is not null` : sql``}
          ${search ? sql`and (strpos(lower(m.name), ${search}) > 0 or strpos(m.email, ${search}) > 0)` : sql``}
          ${after ? sql`and (r.created_at, r.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
        order by r.created_at desc, r.id desc limit ${limit + 1}
      ) page order by "createdAt" desc, id desc
    `.execute(db);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const named = await nameGroups(
      db,
      actor,
      page.flatMap((row) => row.groupNos),
    );
    return {
      requests: page.map((row) => ({
        id: row.id,
        asker: { id: row.asker.id, name: row.asker.name, email: row.asker.email },
        isOwn: row.asker.id === actor.membershipId,
        kind: row.permission === null ? ("extension" as const) : ("permission" as const),
        what: sayWanted(row),
        wholeAccount: row.wholeAccount,
        ...named(row.groupNos),
        until: row.wantedUntil?.toISOString() ?? null,
        createdAt: row.createdAt.toISOString(),
        outcome: row.outcome,
        decidedBy: row.decidedBy,
        decidedAt: row.decidedAt?.toISOString() ?? null,
      })),
      next: rows.length > limit && last ? encodeCursor([last.at, last.id]) : null,
    };
  },
});
