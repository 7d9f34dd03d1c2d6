import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { Client, escapeIdentifier } from "pg";
import { env } from "@/lib/kernel/env";

interface Hearing {
  onNotice(payload: string): void;
  /** after each connection but the first: what was said meanwhile is lost */
  onReturn(): void;
}

const QUIET_CHECK_MS = 15_000;

/** Hears a channel for as long as the process lives, on one connection that is opened again whenever it is lost. */
export async function listen(channel: string, hearing: Hearing): Promise<never> {
  for (let attempt = 0; ; attempt += 1) {
    const client = new Client({ connectionString: env("WEB_DATABASE_URL"), keepAlive: true });
    const lost = new Promise<void>((resolve) => {
      client.on("error", () => resolve());
      client.on("end", () => resolve());
    });
    client.on("notification", ({ payload }) => hearing.onNotice(payload ?? ""));
    // a connection that died without a word is found out by asking
    const check = setInterval(() => client.query("select 1").catch(() => client.end()), QUIET_CHECK_MS);
    try {
      await client.connect();
      await client.query(`listen ${escapeIdentifier(channel)}`);
      if (attempt > 0) hearing.onReturn();
      await lost;
    } catch {
      await client.end().catch(() => undefined);
    } finally {
      clearInterval(check);
    }
    await sleep(500);
  }
}
