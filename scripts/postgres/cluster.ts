import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { Stop } from "../step.mjs";
import { program } from "./binaries";
import { clearLeftRunning } from "./left-running";
import { canReach, openFolderFor, type RunAs } from "./unprivileged";

export interface Cluster {
  /** What PostgreSQL calls its data directory. */
  folder: string;
  superuserPassword: string;
}

/** Opens the cluster kept in `dataDir`, or makes one with a random superuser password. */
export async function openCluster(
  dataDir: string,
  binaries: string,
  user: RunAs | undefined,
): Promise<Cluster> {
  mkdirSync(dataDir, { recursive: true, mode: 0o711 });
  const passwordFile = join(dataDir, "superuser-password");
  const link = join(dataDir, "cluster");
  // The password is written last, so a first start that was cut off begins again.
  if (existsSync(passwordFile) && existsSync(join(link, "PG_VERSION"))) {
    await clearLeftRunning(realpathSync(link));
    return { folder: realpathSync(link), superuserPassword: readFileSync(passwordFile, "utf8").trim() };
  }
  await removeCluster(dataDir);
  const folder = placeFor(dataDir, link, user);
  const superuserPassword = randomBytes(24).toString("base64url");
  initialise(folder, superuserPassword, binaries, user);
  writeFileSync(passwordFile, superuserPassword, { mode: 0o600 });
  return { folder, superuserPassword };
}

/** Deletes the cluster, also where its data lives outside `dataDir`. */
export async function removeCluster(dataDir: string): Promise<void> {
  const link = join(dataDir, "cluster");
  if (existsSync(link)) {
    await clearLeftRunning(realpathSync(link));
    rmSync(realpathSync(link), { recursive: true, force: true });
  }
  for (const name of ["cluster", "superuser-password", "port"]) {
    rmSync(join(dataDir, name), { recursive: true, force: true });
  }
}

function placeFor(dataDir: string, link: string, user: RunAs | undefined): string {
  let folder = link;
  if (!canReach(user, dataDir)) {
    folder = join(openFolderFor(dataDir), "cluster");
    rmSync(folder, { recursive: true, force: true });
    symlinkSync(folder, link);
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (user) chownSync(folder, user.uid, user.gid);
  return folder;
}

function initialise(folder: string, password: string, binaries: string, user: RunAs | undefined): void {
  const passwordFile = join(folder, "..", `.initial-password-${process.pid}`);
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user) chownSync(passwordFile, user.uid, user.gid);
  const args = ["--pgdata", folder, "--username", "postgres", "--pwfile", passwordFile];
  args.push("--auth", "scram-sha-256", "--encoding", "UTF8", "--no-sync");
  args.push("--locale", "C", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8");
  const { status, error, stderr } = spawnSync(program(binaries, "initdb"), args, {
    ...user,
    cwd: folder,
    encoding: "utf8",
  });
  rmSync(passwordFile, { force: true });
  if (error) throw new Stop(`PostgreSQL's initdb could not be started: ${error.message}`);
  if (status !== 0) throw new Stop(`PostgreSQL could not make its data directory:\n${stderr.trim()}`);
}
