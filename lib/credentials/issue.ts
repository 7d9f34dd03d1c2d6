import { sql } from "kysely";
import type { AccountDb } from "@/db/scoped";
import type { Member } from "@/lib/access/actor";
import type { BoundTo } from "@/lib/credentials/bindings";
import { makeRecords } from "@/lib/credentials/make-records";
import { type NamedDevice, usernameOf } from "@/lib/credentials/pattern";
import { readRules } from "@/lib/credentials/rules";
import { storeCredentials, type Terms } from "@/lib/credentials/store";
import { whyNotBound } from "@/lib/credentials/why-not-bound";

interface Issued {
  /** the devices that got a credential */
  made: Set<string>;
  /** the others, and why not */
  left: { deviceId: string; reason: string }[];
}

/** Gives each of these devices of the transaction's scope a new credential by the account's rules, or says why not. */
export async function issueCredentials(
  { db, actor, now }: { db: AccountDb; actor: Member; now: Date },
  deviceIds: readonly string[],
  terms: Omit<Terms, "now" | "by" | "boundTo" | "nasOnly"> & BoundTo,
): Promise<Issued> {
  const rules = await readRules(db);
  const devices = await devicesOf(db, actor.account.id, deviceIds);
  const left: Issued["left"] = [];
  const recipients = [];
  for (const { id, ...device } of devices) {
    const named = usernameOf(device, rules);
    const unbound = whyNotBound(device, terms.boundTo);
    if ("lacks" in named) left.push({ deviceId: id, reason: named.lacks });
    else if (unbound !== null) left.push({ deviceId: id, reason: unbound });
    else recipients.push({ deviceId: id, username: named.username });
  }
  const records = makeRecords(actor.account.id, recipients, rules);
  const made = await storeCredentials(db, records, { ...terms, now, by: actor.label });
  const refused = recipients.filter(({ deviceId }) => !made.has(deviceId));
  left.push(...(await explain(db, actor.account.id, refused, terms.replacing !== null, now)));
  return { made, left };
}

function devicesOf(db: AccountDb, accountId: string, deviceIds: readonly string[]) {
  return db
    .selectFrom("device")
    .where("account_id", "=", accountId)
    .where(sql<boolean>`id = any(${deviceIds}::uuid[])`)
    .select(["id", "label", "iccid", "imsi", "msisdn", "imei", "eid", "dev_eui"])
    .execute() as Promise<({ id: string } & NamedDevice)[]>;
}

async function explain(
  db: AccountDb,
  accountId: string,
  refused: readonly { deviceId: string }[],
  replaces: boolean,
  now: Date,
): Promise<Issued["left"]> {
  if (refused.length === 0) return [];
  const { rows } = await sql<{ id: string; state: string; current: boolean }>`
    select d.id, d.state, coalesce((select true from device_credential c
      where c.account_id = ${accountId} and c.device_id = d.id and c.revoked_at is null and c.replaced_at is null
        and (c.valid_until is null or c.valid_until > ${now})), false) as current
    from unnest(${refused.map(({ deviceId }) => deviceId)}::uuid[]) as g (id)
    join device d on d.account_id = ${accountId} and d.id = g.id`.execute(db);
  return rows.map(({ id, state, current }) => ({
    deviceId: id,
    reason:
      state === "terminated" ? leftOut.terminated : current && !replaces ? leftOut.hasOne : leftOut.taken,
  }));
}

export const leftOut = {
  terminated: "It is terminated.",
  hasOne: "It has a credential already.",
  taken: "Another device's credential has this username.",
} as const;
