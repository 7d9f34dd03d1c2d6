import "server-only";
import { withIngestDb } from "@/db/ingest";

export interface KnownGateway {
  id: string;
  /** SHA-256 of the token it must show */
  tokenHash: Buffer;
  tokenFirstUsedAt: Date | null;
  /** of the token before, as long as that is believed too */
  oldTokenHash: Buffer | null;
  oldTokenUntil: Date | null;
  /** from where it asks; none asks for nothing */
  addresses: readonly string[];
}

export function readGateways(): Promise<KnownGateway[]> {
  return withIngestDb((db) =>
    db
      .selectFrom("gateway")
      .select([
        "id",
        "token_hash as tokenHash",
        "token_first_used_at as tokenFirstUsedAt",
        "old_token_hash as oldTokenHash",
        "old_token_until as oldTokenUntil",
        "addresses",
      ])
      .execute(),
  );
}

/** Records that a token was shown for the first time, and ends the one before it that was to last until then. */
export async function recordTokenUse({ id, tokenHash }: KnownGateway): Promise<void> {
  await withIngestDb((_, client) =>
    client.query(
      `update gateway set token_first_used_at = now(),
         old_token_hash = case when old_token_ends_on_first_use then null else old_token_hash end,
         old_token_until = case when old_token_ends_on_first_use then null else old_token_until end,
         old_token_ends_on_first_use = false
       where id = $1 and token_hash = $2 and token_first_used_at is null`,
      [id, tokenHash],
    ),
  );
}

/** What was noted of a gateway since it was last written. */
export interface GatewayNews {
  id: string;
  heardAt: Date | null;
  /** the longest that a record waited with it in the last minute; null when none came */
  lagMs: number | null;
  refused: number;
  refusedAddress: string | null;
}

/** In the order of their rows, so that processes side by side wait for one another. */
export async function recordGatewayNews(news: readonly GatewayNews[]): Promise<void> {
  const sorted = news.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  await withIngestDb((_, client) =>
    client.query(
      `update gateway g set last_heard_at = greatest(g.last_heard_at, n.heard_at),
         lag_ms = coalesce(n.lag_ms, g.lag_ms), lag_at = case when n.lag_ms is null then g.lag_at else now() end,
         refused = g.refused + n.refused,
         last_refused_at = case when n.refused > 0 then now() else g.last_refused_at end,
         last_refused_address = case when n.refused > 0 then n.address else g.last_refused_address end
       from unnest($1::uuid[], $2::timestamptz[], $3::bigint[], $4::int[], $5::text[])
         n (id, heard_at, lag_ms, refused, address)
       where g.id = n.id`,
      [
        sorted.map((each) => each.id),
        sorted.map((each) => each.heardAt),
        sorted.map((each) => each.lagMs),
        sorted.map((each) => each.refused),
        sorted.map((each) => each.refusedAddress),
      ],
    ),
  );
}
