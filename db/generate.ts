import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { describeSchema } from "@/db/describe-schema";

/** Writes what the machine makes of the migrations: db/schema.sql and db/types.gen.ts, from the database behind ownerUrl. */
export async function generate(ownerUrl: string, folder: string): Promise<void> {
  writeFileSync(path.join(folder, "schema.sql"), await describeSchema(ownerUrl));
  execFileSync(
    process.execPath,
    [
      path.join("node_modules", "kysely-codegen", "dist", "cli", "bin.js"),
      "--dialect",
      "postgres",
      "--url",
      ownerUrl,
      "--out-file",
      path.join(folder, "types.gen.ts"),
      "--include-pattern",
      "public.*",
      "--exclude-pattern",
      "kysely_*",
    ],
    { stdio: ["ignore", "ignore", "inherit"] },
  );
  // db/pools.ts reads bigint as a number
  const types = readFileSync(path.join(folder, "types.gen.ts"), "utf8");
  writeFileSync(
    path.join(folder, "types.gen.ts"),
    types.replace("Int8 = ColumnType<string,", "Int8 = ColumnType<number,"),
  );
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await generate(process.env.DATABASE_URL ?? "", "db");
}
