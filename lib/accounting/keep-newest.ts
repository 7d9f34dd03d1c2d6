import type { PoolClient } from "pg";

/** Of each gateway so many are kept, the newest; all of them are counted. */
const MOST = { quarantined: 10_000, unknown_sessions: 100_000 } as const;
/** Looking for what is too old costs a look over all of it, so it is not done for every few. */
const EVERY = { quarantined: 1_000, unknown_sessions: 10_000 } as const;

const drop = {
  quarantined: `delete from quarantined_record where gateway_id = $1 and (received_at, id) <=
    (select received_at, id from quarantined_record where gateway_id = $1 order by received_at desc, id desc offset $2 limit 1)`,
  unknown_sessions: `delete from unknown_session where gateway_id = $1 and last_heard_at <=
    (select last_heard_at from unknown_session where gateway_id = $1 order by last_heard_at desc offset $2 limit 1)`,
} as const;

/**
 * Counts what was just added of a gateway, and removes the oldest beyond what is kept: a gateway that brings rubbish for
 * ever must not fill the disk. Changes the gateway's row, so it comes last.
 */
export async function keepNewest(
  client: PoolClient,
  gatewayId: string,
  what: keyof typeof MOST,
  added: number,
  most: number = MOST[what],
): Promise<void> {
  if (added === 0) return;
  const { rows } = await client.query<{ count: number }>({
    name: `accounting-count-${what}`,
    text: `update gateway set ${what} = ${what} + $2 where id = $1 returning ${what} as count`,
    values: [gatewayId, added],
  });
  const count = rows[0]?.count ?? 0;
  const every = Math.min(EVERY[what], most);
  if (count <= most || Math.floor(count / every) === Math.floor((count - added) / every)) return;
  await client.query({ name: `accounting-drop-${what}`, text: drop[what], values: [gatewayId, most] });
}
