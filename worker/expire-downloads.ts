import { sql } from "kysely";
import { withWorkerDb } from "@/db/jobs";
import { type DueDownload, expireDownload } from "@/lib/credentials/expire-download";
import { log } from "@/lib/kernel/log";

const atOnce = 200;

/** Records in all accounts which files of credentials nobody fetched in time. They could not be fetched any more before. */
export async function expireDownloads(now = new Date()): Promise<void> {
  const { rows } = await withWorkerDb((db) =>
    sql<DueDownload>`
      select account_id as "accountId", download_id as "downloadId" from downloads_to_expire(${now}, ${atOnce})
    `.execute(db),
  );
  for (const due of rows)
    await expireDownload(due, now).catch((err) =>
      log.error({ err, download: due.downloadId }, "an unfetched file was not recorded, and is tried again"),
    );
}
