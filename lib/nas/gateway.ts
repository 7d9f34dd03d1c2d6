import type { PlatformDb } from "@/db/scoped";
import { CordonError } from "@/lib/kernel/errors";

export interface ShownGateway {
  id: string;
  name: string;
  /** ranges from which it may ask; none lets it ask from everywhere */
  addresses: string[];
  version: number;
  createdAt: string;
  tokenSetAt: string;
  tokenFirstUsedAt: string | null;
  /** the token before the present one, while it is believed too */
  oldToken: { until: string; endsOnFirstUse: boolean } | null;
  lastHeardAt: string | null;
  /** how long its records waited with it: the longest of a minute, and when that was */
  lag: { ms: number; at: string } | null;
  refused: { count: number; at: string; address: string | null } | null;
  records: number;
}

const columns = [
  "g.id",
  "g.name",
  "g.addresses",
  "g.version",
  "g.created_at as createdAt",
  "g.token_set_at as tokenSetAt",
  "g.token_first_used_at as tokenFirstUsedAt",
  "g.old_token_until as oldTokenUntil",
  "g.old_token_ends_on_first_use as endsOnFirstUse",
  "g.last_heard_at as lastHeardAt",
  "g.lag_ms as lagMs",
  "g.lag_at as lagAt",
  "g.refused",
  "g.last_refused_at as refusedAt",
  "g.last_refused_address as refusedAddress",
  "g.records",
] as const;

export const selectGateways = (db: PlatformDb) => db.selectFrom("gateway as g").select(columns);

type Row = Awaited<ReturnType<ReturnType<typeof selectGateways>["executeTakeFirstOrThrow"]>>;

export function shownGateway(row: Row, now: Date): ShownGateway {
  const { oldTokenUntil, endsOnFirstUse, lagMs, lagAt, refused, refusedAt, refusedAddress, ...rest } = row;
  return {
    ...rest,
    createdAt: row.createdAt.toISOString(),
    tokenSetAt: row.tokenSetAt.toISOString(),
    tokenFirstUsedAt: row.tokenFirstUsedAt?.toISOString() ?? null,
    oldToken:
      oldTokenUntil && oldTokenUntil > now ? { until: oldTokenUntil.toISOString(), endsOnFirstUse } : null,
    lastHeardAt: row.lastHeardAt?.toISOString() ?? null,
    lag: lagMs !== null && lagAt ? { ms: lagMs, at: lagAt.toISOString() } : null,
    refused: refusedAt ? { count: refused, at: refusedAt.toISOString(), address: refusedAddress } : null,
  };
}

export const noGateway = () => new CordonError("not_found", "There is no such gateway.");
