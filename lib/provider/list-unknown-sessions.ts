import { sql } from "kysely";
import { query } from "@/lib/operation/operation";
import { cutPage, olderThan, PAGE, pageInput } from "@/lib/provider/page-by-time";

/** Data sessions of devices that no account has registered, last heard first. */
export const listUnknownSessions = query({
  name: "unknown_session.list",
  permission: "provider.gateway.view",
  input: pageInput,
  async run({ db }, { after }) {
    const rows = await db
      .selectFrom("unknown_session as s")
      .innerJoin("gateway as g", "g.id", "s.gateway_id")
      .where(olderThan(after, "s.last_heard_at", "s.session_key"))
      .select([
        "s.session_key as sessionKey",
        "s.run",
        "g.name as gateway",
        "s.imsi",
        "s.msisdn",
        "s.user_name as userName",
        "s.imei",
        "s.nas",
        "s.framed_ip as framedIp",
        "s.started_at as startedAt",
        "s.last_heard_at as lastHeardAt",
        "s.stopped_at as stoppedAt",
        "s.up_bytes as upBytes",
        "s.down_bytes as downBytes",
        sql<string>`s.last_heard_at::text`.as("exact"),
      ])
      .orderBy("s.last_heard_at", "desc")
      .orderBy(sql`s.session_key::text`, "desc")
      .limit(PAGE + 1)
      .execute();
    return cutPage(
      rows.map((row) => ({
        ...row,
        startedAt: row.startedAt?.toISOString() ?? null,
        lastHeardAt: row.lastHeardAt.toISOString(),
        stoppedAt: row.stoppedAt?.toISOString() ?? null,
      })),
      (row) => row.sessionKey,
    );
  },
});
