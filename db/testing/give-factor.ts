import { asSuperuser } from "@/db/testing/estate";
import type { FactorKind } from "@/lib/access/proof";
import { newId } from "@/lib/kernel/id";

/** A second factor that is there, for tests of what follows from having one: nobody can prove anything with it. */
export async function giveFactor(userId: string, kind: FactorKind): Promise<void> {
  const insert: Record<FactorKind, string> = {
    app: "insert into totp_app (id, user_id, name, secret, last_step) values ($1, $2, 'App', 'sealed', 0)",
    key: `insert into security_key (id, user_id, name, credential_id, public_key, sign_count, passkey, backed_up)
      values ($1, $2, 'Key', $1::uuid::text, '', 0, true, false)`,
    phone:
      "insert into phone (id, user_id, number, last_digits, verified_at) values ($1, $2, 'sealed', '42', now())",
  };
  await asSuperuser(insert[kind], [newId(), userId]);
}

/** So many recovery codes that are not used yet. */
export async function giveRecoveryCodes(userId: string, count: number): Promise<void> {
  await asSuperuser("insert into recovery_set (user_id, salt) values ($1, '')", [userId]);
  await asSuperuser(
    "insert into recovery_code (user_id, hash) select $1, convert_to(n::text, 'UTF8') from generate_series(1, $2::int) n",
    [userId, count],
  );
}
