import { readdirSync } from "node:fs";
import { startPostgres } from "@/scripts/postgres";

export type Bench = (adminUrl: string) => Promise<void>;

/** `npm run bench` runs every bench, `npm run bench devices` that one. BENCH_ADMIN_URL names a server to use instead of an own one. */
const known = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith(".ts") && !["main.ts", "compare.ts"].includes(file))
  .map((file) => file.replace(/\.ts$/, ""));
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(", ")}. There are: ${known.join(", ")}.`);
  process.exit(2);
}

const server = process.env.BENCH_ADMIN_URL ? null : await startPostgres({ fsync: false });
try {
  for (const name of asked.length > 0 ? asked : known) {
    const { run } = (await import(`./${name}.ts`)) as { run: Bench };
    await run(process.env.BENCH_ADMIN_URL ?? server?.adminUrl ?? "");
  }
} finally {
  await server?.stop();
}
