import "server-only";
import { startIngest } from "@/ingest/server";
import { checkEnv, env } from "@/lib/kernel/env";
import { log } from "@/lib/kernel/log";

checkEnv(
  "INGEST_DATABASE_URL",
  "AUTH_SECRET",
  "CREDENTIAL_KEYS",
  "INGEST_HOST",
  "INGEST_PORT",
  "TRUST_PROXY",
  "LOG_LEVEL",
);
const ingest = await startIngest(env("INGEST_HOST"), env("INGEST_PORT"));
log.info({ port: ingest.port }, "ingest listens");

async function end(signal: string): Promise<void> {
  log.info({ signal }, "ingest ends");
  setTimeout(() => process.exit(1), 8_000).unref();
  await ingest.stop();
  process.exit(0);
}

process.once("SIGTERM", end);
process.once("SIGINT", end);
