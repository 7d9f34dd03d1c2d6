import { sealNasSecret } from "@/lib/nas/seal-secret";

/** undefined leaves the secret as it is, null takes it away. */
export function secretColumns(nasId: string, secret: string | null | undefined, now: Date) {
  if (secret === undefined) return {};
  const kept = secret === null ? null : sealNasSecret(nasId, secret);
  return {
    disconnect_secret_sealed: kept?.sealed ?? null,
    disconnect_key_version: kept?.keyVersion ?? null,
    disconnect_secret_set_at: kept ? now : null,
  };
}
