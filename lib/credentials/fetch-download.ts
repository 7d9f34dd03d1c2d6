import { sql } from "kysely";
import { z } from "zod";
import type { AccountDb, AccountReader } from "@/db/scoped";
import type { Member } from "@/lib/access/actor";
import type { AuditTarget } from "@/lib/audit/actions";
import { chosenCredentials, chosenWhat } from "@/lib/credentials/chosen-credentials";
import { type DownloadFormat, writings } from "@/lib/credentials/download-formats";
import { openCredentials } from "@/lib/credentials/open";
import { hashPassphrase } from "@/lib/credentials/passphrase";
import { CordonError } from "@/lib/kernel/errors";
import { command } from "@/lib/operation/operation";

const PORTION = 2_000;
/** How long a file that was begun may take to leave. */
const SENDING_MS = 15 * 60_000;

interface Fetching {
  id: string;
  passphrase: string;
  after: string | null;
  now: Date;
}

/**
 * A portion of a promised file. The first one uses the promise up, in the transaction that opens it; each leaves once, and
 * its credentials count as given out before they do.
 */
export const fetchDownload = command({
  name: "credential.fetch_download",
  permission: "credential.reveal",
  input: z.object({
    downloadId: z.uuid(),
    passphrase: z.string().max(100).default(""),
    after: z.uuid().nullable().default(null),
  }),
  async run({ db, actor, scope, now, audit }, { downloadId: id, passphrase, after }) {
    const found = await take(db, actor, { id, passphrase, after, now });
    const format = found.format as DownloadFormat;
    const target: AuditTarget = { kind: "account", id: actor.account.id, label: actor.account.name };
    if (after === null)
      audit("credential.download_fetched", {
        target,
        download: id,
        count: found.total,
        format,
        reason: found.reason,
      });
    const which = { what: chosenWhat.parse(found.what), onlyNew: found.only_new, now };
    const chosen = await chosenCredentials(db as unknown as AccountReader, actor.account.id, scope, which);
    const page = await chosen
      .$if(after !== null, (of) => of.where(sql<boolean>`d.id > ${after}::uuid`))
      .where("c.kept_one_way_at", "is", null)
      .orderBy("d.id")
      .limit(PORTION)
      .select(["d.id as device_id", "d.label", "d.iccid", "c.id"])
      .execute();
    const devices = new Map(page.map((each) => [each.id, each]));
    const opened = await openCredentials(db, actor.account.id, [...devices.keys()], now);
    await db
      .updateTable("device_credential")
      .set({ given_out_at: now, given_out_by_label: actor.label })
      .where("account_id", "=", actor.account.id)
      .where(sql<boolean>`id = any(${opened.map((each) => each.id)}::uuid[])`)
      .execute();
    const next = page.length === PORTION ? (page.at(-1)?.device_id ?? null) : null;
    await db
      .updateTable("credential_download")
      .set((eb) => ({
        given_out: eb("given_out", "+", opened.length),
        reached: next,
        finished_at: next === null ? now : null,
      }))
      .where("account_id", "=", actor.account.id)
      .where("id", "=", id)
      .execute();
    const keptOneWay = opened.filter(({ oneWay }) => oneWay).length;
    audit("credential.given_out", {
      target,
      download: id,
      count: opened.length,
      ...(keptOneWay > 0 && { keptOneWay }),
    });
    const at = new Map(page.map((each, place) => [each.id, place]));
    const lines = opened
      .toSorted((a, b) => (at.get(a.id) ?? 0) - (at.get(b.id) ?? 0))
      .map(({ id: credentialId, username, password, oneWay }) => {
        const { label = "", iccid = null, device_id = "" } = devices.get(credentialId) ?? {};
        const auth = oneWay ? "pap" : "chap";
        return writings[format].line({ label, iccid, id: device_id, username, password, auth });
      });
    return {
      name: `credentials-${actor.account.slug}-${now.toISOString().slice(0, 10)}.${writings[format].ending}.age`,
      content: (after === null ? writings[format].head : "") + lines.join(""),
      recipient: found.recipient === null ? { passphrase } : { key: found.recipient },
      next,
    };
  },
});

/** The promise, held by this transaction: this person's, of this session, at this place. */
async function take(db: AccountDb, actor: Member, { id, passphrase, after, now }: Fetching) {
  const found = await db
    .selectFrom("credential_download")
    .where("account_id", "=", actor.account.id)
    .where("id", "=", id)
    .where("requested_by", "=", actor.membershipId)
    .where("session_id", "=", actor.sessionId ?? "00000000-0000-0000-0000-000000000000")
    .selectAll()
    .forUpdate()
    .executeTakeFirst();
  if (!found) throw new CordonError("not_found", "There is no such file, or it is not yours to fetch here.");
  if (found.passphrase_hash !== null && !found.passphrase_hash.equals(hashPassphrase(passphrase)))
    throw new CordonError("not_found", "There is no such file, or it is not yours to fetch here.");
  if (after !== null) {
    const begun = found.used_at !== null && now.getTime() - found.used_at.getTime() < SENDING_MS;
    if (!begun || found.finished_at !== null || found.reached !== after) throw gone("was fetched");
    return found;
  }
  if (found.used_at !== null) throw gone("was fetched already");
  if (found.expires_at <= now) throw gone("was not fetched in time");
  await db
    .updateTable("credential_download")
    .set({ used_at: now })
    .where("account_id", "=", actor.account.id)
    .where("id", "=", id)
    .execute();
  return found;
}

const gone = (what: string) =>
  new CordonError("expired", `This file ${what}. Make a new one, with its own reason.`);
