import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isRunning } from "../mutex.mjs";
import { Stop } from "../step.mjs";

/** The command line of a process, or "" when it is gone or only waits to be buried. */
function commandLine(pid: number): string {
  try {
    const isZombie = /\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
    return isZombie ? "" : readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    // Not Linux, or gone.
  }
  const { stdout } = spawnSync("ps", ["-o", "stat=,args=", "-p", String(pid)], { encoding: "utf8" });
  const line = (stdout ?? "").trim();
  return line.startsWith("Z") ? "" : line;
}

/**
 * A start that was killed leaves postmaster.pid behind, and perhaps the server too. The server is stopped; a
 * file whose number now belongs to something else is removed. One whose process is gone stays: by it PostgreSQL finds out
 * whether a connection outlived its server and still writes.
 */
export async function clearLeftRunning(folder: string): Promise<void> {
  const file = join(folder, "postmaster.pid");
  let pid: number;
  try {
    pid = Number(readFileSync(file, "utf8").split("\n")[0]);
  } catch {
    return;
  }
  if (!isRunning(pid)) return;
  const isOurs = () => isRunning(pid) && commandLine(pid).includes(folder);
  if (isOurs()) {
    process.kill(pid, "SIGINT");
    for (let waited = 0; isOurs(); waited += 50) {
      if (waited > 20_000)
        throw new Stop(`A PostgreSQL left running on ${folder} (process ${pid}) does not stop.`);
      await sleep(50);
    }
  }
  rmSync(file, { force: true });
}
