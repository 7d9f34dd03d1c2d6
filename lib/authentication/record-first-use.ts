import "server-only";
import { withIngestDb } from "@/db/ingest";
import type { Credential } from "@/lib/authentication/sign-on";

/**
 * Records that a credential was used for the first time, and ends those before it that were to last until then. Committed
 * before the device is accepted, because a rotation goes by it. False when it was revoked meanwhile.
 */
export async function recordFirstUse(
  credential: Credential,
  nas: string | null,
  now: Date,
): Promise<boolean> {
  const { accountId, id, deviceId, createdAt } = credential;
  return withIngestDb(async (_, client) => {
    const { rowCount } = await client.query({
      name: "authentication-first-use",
      text: `update device_credential set first_used_at = coalesce(first_used_at, $3),
          last_used_at = greatest(last_used_at, $3), last_nas = $4
        where account_id = $1 and id = $2 and revoked_at is null`,
      values: [accountId, id, now, nas],
    });
    if (!rowCount) return false;
    await client.query({
      name: "authentication-end-replaced",
      text: `update device_credential set valid_until = greatest($4::timestamptz, valid_from + interval '1 microsecond')
        where account_id = $1 and device_id = $2 and id <> $3 and replaced_at is not null and ends_on_first_use
          and revoked_at is null and created_at < $5 and (valid_until is null or valid_until > $4)`,
      values: [accountId, deviceId, id, now, createdAt],
    });
    return true;
  });
}
