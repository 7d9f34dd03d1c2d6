import type { Pool } from "pg";

/** Prepared statements in a transaction of their own, as somebody whom no policy holds back. */
export async function alone(pool: Pool, statements: [name: string, text: string, values: unknown[]][]) {
  const client = await pool.connect();
  try {
    await client.query("begin read only");
    const answers: Record<string, unknown>[][] = [];
    for (const [name, text, values] of statements)
      answers.push((await client.query({ name, text, values })).rows);
    await client.query("commit");
    return answers;
  } finally {
    client.release();
  }
}

/** Of grants g: those that hold now. */
export const live =
  "g.revoked_at is null and (g.starts_at is null or g.starts_at <= now()) and (g.ends_at is null or g.ends_at > now())";
