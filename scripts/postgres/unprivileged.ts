import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, cpSync, lstatSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Stop } from "../step.mjs";
import { program } from "./binaries";

export interface RunAs {
  uid: number;
  gid: number;
}

/** PostgreSQL refuses to run as root. As root this names the user it drops to, otherwise undefined. */
export function unprivilegedUser(): RunAs | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ["postgres", "nobody"]) {
    const [uid, gid] = ["-u", "-g"].map((flag) => Number(spawnSync("id", [flag, name]).stdout || Number.NaN));
    if (uid && gid) return { uid, gid };
  }
  throw new Stop(
    "PostgreSQL does not run as root, and this machine has neither a user postgres nor nobody to run it as.",
  );
}

/** Whether `user` gets as far as `path`; a clone under /root is closed to everybody else. */
export function canReach(user: RunAs | undefined, path: string): boolean {
  return !user || spawnSync("test", ["-x", path], { ...user, cwd: "/" }).status === 0;
}

/** `folder` itself, or a copy of it that `user` can reach. */
export function reachableBinaries(folder: string, user: RunAs | undefined): string {
  if (canReach(user, program(folder, "postgres"))) return folder;
  const version = execFileSync(program(folder, "postgres"), ["--version"], { encoding: "utf8" });
  const copy = `${openFolderFor(`${folder}\n${version}`)}/native`;
  if (canReach(user, program(copy, "postgres"))) return copy;
  const half = `${copy}.${process.pid}`;
  rmSync(half, { recursive: true, force: true });
  cpSync(folder, half, { recursive: true, verbatimSymlinks: true });
  rmSync(copy, { recursive: true, force: true });
  renameSync(half, copy);
  return copy;
}

/**
 * A folder outside the clone for what an unprivileged user must reach. Anybody may write to /var/tmp, so one
 * that is not root's own is not trusted.
 */
export function openFolderFor(what: string): string {
  const folder = join(
    "/var/tmp",
    `cordon-pg-${createHash("sha256").update(what).digest("hex").slice(0, 16)}`,
  );
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  const found = lstatSync(folder);
  if (!found.isDirectory() || found.uid !== 0 || (found.mode & 0o022) !== 0) {
    throw new Stop(`${folder} is in the way: it belongs to somebody else. Please remove it.`);
  }
  chmodSync(folder, 0o711);
  return folder;
}
