import { randomBytes } from "node:crypto";
import { asSuperuser, type TestAccount } from "@/db/testing/estate";
import { sealPassword } from "@/db/testing/seal-password";
import { usernameLookup } from "@/lib/credentials/seal";
import { newId } from "@/lib/kernel/id";

export interface GivenCredential {
  id: string;
  username: string;
  password: string;
}

/** A credential of this device, valid since an hour ago, with other columns as given. */
export async function giveCredential(
  account: Pick<TestAccount, "id">,
  deviceId: string,
  username: string,
  columns: Record<string, unknown> = {},
): Promise<GivenCredential> {
  const id = newId();
  const password = randomBytes(12).toString("base64url");
  const { sealed, keyVersion } = sealPassword({ accountId: account.id, deviceId }, password);
  const now = Date.now();
  const row: Record<string, unknown> = {
    account_id: account.id,
    id,
    device_id: deviceId,
    username,
    username_lookup: usernameLookup(username),
    sealed,
    key_version: keyVersion,
    valid_from: new Date(now - 3_600_000),
    created_at: new Date(now),
    created_by_label: "A test",
    ...columns,
  };
  const names = Object.keys(row);
  await asSuperuser(
    `insert into device_credential (${names.join(", ")}) values (${names.map((_, n) => `$${n + 1}`).join(", ")})`,
    Object.values(row),
  );
  return { id, username, password };
}
