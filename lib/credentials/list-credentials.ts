import { sql } from "kysely";
import { z } from "zod";
import type { AccountReader } from "@/db/scoped";
import type { Scope } from "@/lib/access/scope";
import { credentialFilters } from "@/lib/credentials/filters";
import { show, shownColumns } from "@/lib/credentials/shown";
import { decodeCursor, encodeCursor } from "@/lib/kernel/cursor";
import { query } from "@/lib/operation/operation";

const endingWithinDays = 30;

/** Credentials of the devices in sight, by what is to be done about them. "none": the devices that have no good one. */
export const listCredentials = query({
  name: "credential.list",
  permission: "credential.view",
  input: z.object({
    filter: z.enum(credentialFilters).default("all"),
    cursor: z.string().max(500).default(""),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  async run({ db, actor, scope, now }, { filter, cursor, limit }) {
    if (filter === "none") return devicesWithout(db, actor.account.id, scope, now, cursor, limit);
    const after = cursor === "" ? null : decodeCursor(cursor, z.tuple([z.string(), z.uuid()]));
    const byEnd = filter === "ending";
    const soon = new Date(now.getTime() + endingWithinDays * 86_400_000);
    const rows = await db
      .selectFrom("device_credential as c")
      .innerJoin("device as d", (join) =>
        join.on("d.account_id", "=", actor.account.id).onRef("d.id", "=", "c.device_id"),
      )
      .where("c.account_id", "=", actor.account.id)
      .where("c.revoked_at", "is", null)
      .$if(filter !== "rotating", (of) => of.where("c.replaced_at", "is", null))
      .$if(filter === "unused", (of) => of.where("c.first_used_at", "is", null))
      .$if(byEnd, (of) =>
        of
          .where("c.valid_until", "is not", null)
          .where("c.valid_until", ">", now)
          .where("c.valid_until", "<=", soon),
      )
      .$if(filter === "rotating", (of) =>
        of
          .where("c.replaced_at", "is not", null)
          .where((eb) => eb.or([eb("c.valid_until", "is", null), eb("c.valid_until", ">", now)])),
      )
      .$if(scope !== "all", (of) =>
        of.where(
          sql<boolean>`c.device_id in (select m.device_id from device_group_member m
            where m.account_id = ${actor.account.id} and m.group_no = any(${scope as readonly number[]}::int[]))`,
        ),
      )
      .$if(after !== null && byEnd, (of) =>
        of.where(sql<boolean>`(c.valid_until, c.id) > (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`),
      )
      .$if(after !== null && !byEnd, (of) => of.where("c.id", "<", after?.[1] ?? ""))
      .$if(byEnd, (of) => of.orderBy("c.valid_until").orderBy("c.id"))
      .$if(!byEnd, (of) => of.orderBy("c.id", "desc"))
      .limit(limit + 1)
      .select([
        ...shownColumns,
        "d.label",
        sql<string>`to_char(c.valid_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`.as("exact"),
      ])
      .execute();
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      rows: page.map((row) => ({
        key: row.id,
        deviceId: row.device_id,
        label: row.label,
        credential: show(row, now),
      })),
      next: rows.length > limit && last ? encodeCursor([last.exact ?? "", last.id]) : null,
    };
  },
});

export interface CredentialPage {
  rows: {
    key: string;
    deviceId: string;
    label: string;
    credential: ReturnType<typeof show> | null;
  }[];
  next: string | null;
}

async function devicesWithout(
  db: AccountReader,
  accountId: string,
  scope: Scope,
  now: Date,
  cursor: string,
  limit: number,
): Promise<CredentialPage> {
  const after = cursor === "" ? null : decodeCursor(cursor, z.tuple([z.string(), z.uuid()]));
  const rows = await db
    .selectFrom("device as d")
    .where("d.account_id", "=", accountId)
    .where("d.state", "<>", "terminated")
    .where(
      sql<boolean>`not exists (select from device_credential c where c.account_id = ${accountId} and c.device_id = d.id
        and c.revoked_at is null and c.replaced_at is null and (c.valid_until is null or c.valid_until > ${now}))`,
    )
    .$if(scope !== "all", (of) =>
      of.where(
        sql<boolean>`d.id in (select m.device_id from device_group_member m
          where m.account_id = ${accountId} and m.group_no = any(${scope as readonly number[]}::int[]))`,
      ),
    )
    .$if(after !== null, (of) =>
      of.where(sql<boolean>`(d.label_key, d.id) > (${after?.[0] ?? ""}, ${after?.[1]}::uuid)`),
    )
    .orderBy("d.label_key")
    .orderBy("d.id")
    .limit(limit + 1)
    .select(["d.id", "d.label", "d.label_key"])
    .execute();
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page.map(({ id, label }) => ({ key: id, deviceId: id, label, credential: null })),
    next: rows.length > limit && last ? encodeCursor([last.label_key ?? "", last.id]) : null,
  };
}
