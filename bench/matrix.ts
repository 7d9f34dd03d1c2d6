import { Client, Pool } from "pg";
import { printVerdicts } from "@/bench/compare";
import { devices, fill, groups, people } from "@/bench/matrix/fill";
import { measureDrafts } from "@/bench/matrix/measure-drafts";
import { measureMatrix } from "@/bench/matrix/measure-matrix";
import { measurePreviews } from "@/bench/matrix/measure-previews";
import { bootstrapDatabase, randomPasswords } from "@/db/bootstrap";
import { migrate } from "@/db/migrate";
import { closePools } from "@/db/pools";
import { allPermissions } from "@/lib/access/permissions";

const database = "cordon_bench_matrix";

/**
 * The permission matrix, who reaches a device, and the preview of a changed role, through `perform`, against the rows they
 * need by bare prepared SQL without row-level security: adding up included on one side, left out on the other.
 */
export async function run(adminUrl: string): Promise<void> {
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query(`drop database if exists ${database} with (force)`);
  const password = process.env.BENCH_PASSWORD;
  const passwords = password
    ? { owner: password, web: password, worker: password, ingest: password }
    : randomPasswords();
  const urls = await bootstrapDatabase(adminUrl, { database, passwords });
  await migrate(urls.owner);
  process.env.WEB_DATABASE_URL = urls.web;
  process.env.LOG_LEVEL ??= "silent";
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  const bare = new Pool({ connectionString: url.toString(), max: 2 });
  bare.on("error", () => undefined); // the database is dropped under its idle connections
  try {
    const estate = await fill(bare);
    const size = `people ${people}, permissions ${allPermissions.length}, groups ${groups}, devices ${devices.toLocaleString("en-GB")}`;
    printVerdicts(`The matrix: ${size}`, await measureMatrix(bare, estate));
    printVerdicts(`Previews: ${size}`, [
      ...(await measurePreviews(bare, estate)),
      ...(await measureDrafts(bare, estate)),
    ]);
  } finally {
    await Promise.all([bare.end(), closePools()]);
    await admin.query(`drop database ${database} with (force)`);
    await admin.end();
  }
}
