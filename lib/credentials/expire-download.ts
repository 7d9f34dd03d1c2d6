import { actAsSystem } from "@/lib/operation/act-as-system";

export interface DueDownload {
  accountId: string;
  downloadId: string;
}

/** Records that a file was asked for and never fetched: once, whoever else tries at the same time. */
export function expireDownload({ accountId, downloadId }: DueDownload, now: Date): Promise<void> {
  return actAsSystem(accountId, "credential.expire_download", async ({ db, audit }) => {
    const expired = await db
      .updateTable("credential_download as d")
      .from("membership as m")
      .set({ expired_at: now })
      .where("d.account_id", "=", accountId)
      .where("d.id", "=", downloadId)
      .where("d.used_at", "is", null)
      .where("d.expired_at", "is", null)
      .where("d.expires_at", "<=", now)
      .where("m.account_id", "=", accountId)
      .whereRef("m.id", "=", "d.requested_by")
      .returning(["d.total", "d.format", "d.reason", "m.id as member", "m.name"])
      .executeTakeFirst();
    if (!expired) return;
    audit("credential.download_expired", {
      target: { kind: "member", id: expired.member, label: expired.name },
      download: downloadId,
      count: expired.total,
      format: expired.format,
      reason: expired.reason,
    });
  });
}
