import "server-only";
import { Pool, types } from "pg";
import { env } from "@/lib/kernel/env";

// bigint counts of bytes stay exact as numbers up to 9 PB, which no single counter here reaches
types.setTypeParser(types.builtins.INT8, Number);
types.setTypeParser(types.builtins.DATE, (value) => value);

/** The database roles this code signs in as. The first three share one address and password: they are the web process. */
type Role = "cordon_web" | "cordon_web_groups" | "cordon_auth" | "cordon_worker" | "cordon_ingest";

function addressOf(role: Role): string {
  if (role === "cordon_worker") return env("WORKER_DATABASE_URL");
  if (role === "cordon_ingest") return env("INGEST_DATABASE_URL");
  const url = new URL(env("WEB_DATABASE_URL"));
  url.username = role;
  return url.toString();
}

// kept on globalThis so that a development server's reloads do not open new pools
const kept = globalThis as { cordonPools?: Map<Role, Pool> };
kept.cordonPools ??= new Map();
const pools = kept.cordonPools;

export function pool(role: Role): Pool {
  let found = pools.get(role);
  if (!found) {
    found = new Pool({
      connectionString: addressOf(role),
      max: 10,
      application_name: role,
      // statements that do not wait for one another's answers share a round trip: the network's many small records, and a
      // reader's scope with its first statement
      pipeline: role === "cordon_ingest" || role === "cordon_web" || role === "cordon_web_groups",
    });
    found.on("error", () => undefined); // an idle connection was lost; the next query opens another and reports its own error
    pools.set(role, found);
  }
  return found;
}

export async function closePools(): Promise<void> {
  const open = [...pools.values()];
  pools.clear();
  await Promise.all(open.map((each) => each.end()));
}
