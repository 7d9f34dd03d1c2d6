import { sql } from "kysely";
import { z } from "zod";
import type { AccountReader } from "@/db/scoped";
import type { Scope } from "@/lib/access/scope";
import { type ChosenWhat, chosenCredentials, chosenWhat } from "@/lib/credentials/chosen-credentials";
import { downloadFormats } from "@/lib/credentials/download-formats";
import { hashPassphrase, makePassphrase } from "@/lib/credentials/passphrase";
import { readRules } from "@/lib/credentials/rules";
import { isAgeKey } from "@/lib/kernel/age";
import { conflict, invalid, Missing } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/id";
import { command, query } from "@/lib/operation/operation";

const MINUTES = 15;

const encryptTo = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("passphrase") }),
  z.object({ kind: z.literal("key"), key: z.string().trim().max(200) }),
]);

/** Promises a file of credentials to this person in this session, once and for minutes, and tells the passphrase that opens it. */
export const prepareDownload = command({
  name: "credential.prepare_download",
  permission: "credential.reveal",
  input: z.object({
    what: chosenWhat,
    format: z.enum(downloadFormats),
    encryptTo,
    onlyNew: z.boolean().default(false),
    reason: z.string().trim().min(3, "Say why, in a few words.").max(500),
  }),
  async run({ db, actor, scope, now, audit }, { what, format, encryptTo: to, onlyNew, reason }) {
    if (actor.sessionId === undefined) throw conflict("A file is made for somebody who is signed in.");
    const key = to.kind === "key" ? to.key : null;
    if (key !== null && !isAgeKey(key))
      throw invalid("This is not a public key of age.", { key: "Begins with age1 and has 62 characters." });
    const { total, leftOut, keptOneWay } = await countChosen(db, actor.account.id, scope, what, now, onlyNew);
    if (total === 0)
      throw invalid(
        keptOneWay > 0
          ? "These passwords are kept one way and are given out no more. Renew the credentials for new ones."
          : "None of these devices has a credential to give out.",
      );
    const passphrase = key === null ? makePassphrase() : null;
    const [id, expiresAt] = [newId(), new Date(now.getTime() + MINUTES * 60_000)];
    await db
      .insertInto("credential_download")
      .values({
        id,
        requested_by: actor.membershipId,
        session_id: actor.sessionId,
        what: JSON.stringify(what),
        only_new: onlyNew,
        total,
        format,
        reason,
        recipient: key,
        passphrase_hash: passphrase === null ? null : hashPassphrase(passphrase),
        created_at: now,
        expires_at: expiresAt,
      })
      .execute();
    audit("credential.download_requested", {
      target: { kind: "account", id: actor.account.id, label: actor.account.name },
      download: id,
      count: total,
      ...(leftOut > 0 && { leftOut }),
      format,
      encryptedTo: key ?? "a passphrase",
      reason,
    });
    return { id, passphrase, total, leftOut, expiresAt: expiresAt.toISOString() };
  },
});

/** How many credentials a file would have, how many of them somebody was given before, and how many no file can have again. */
export const previewDownload = query({
  name: "credential.preview_download",
  permission: "credential.reveal",
  input: z.object({ what: chosenWhat }),
  async run({ db, actor, scope, now }, { what }) {
    const counted = await countChosen(db, actor.account.id, scope, what, now, false);
    return { ...counted, oneWay: (await readRules(db)).oneWay };
  },
});

export type DownloadPreview = Awaited<ReturnType<typeof previewDownload.run>>;

async function countChosen(
  db: AccountReader,
  accountId: string,
  scope: Scope,
  what: ChosenWhat,
  now: Date,
  onlyNew: boolean,
) {
  const chosen = await chosenCredentials(db, accountId, scope, { what, onlyNew, now });
  const counted = await chosen
    .select([
      sql<number>`(count(*) filter (where c.kept_one_way_at is null))::int`.as("total"),
      sql<number>`(count(*) filter (where c.kept_one_way_at is null and c.given_out_at is not null))::int`.as(
        "given_out",
      ),
      sql<number>`(count(*) filter (where c.kept_one_way_at is not null))::int`.as("one_way"),
    ])
    .executeTakeFirstOrThrow();
  const leftOut = "deviceIds" in what ? await countLeftOut(db, accountId, what.deviceIds) : 0;
  return { total: counted.total, givenOut: counted.given_out, keptOneWay: counted.one_way, leftOut };
}

/** Of devices named one by one, how many are not where the asker may do this; all of them is none. */
async function countLeftOut(db: AccountReader, accountId: string, deviceIds: readonly string[]) {
  const asked = [...new Set(deviceIds)];
  const { seen } = await db
    .selectFrom("device")
    .where("account_id", "=", accountId)
    .where(sql<boolean>`id = any(${asked}::uuid[])`)
    .select(sql<number>`count(*)::int`.as("seen"))
    .executeTakeFirstOrThrow();
  if (seen === 0) throw new Missing("device", asked);
  return asked.length - seen;
}
