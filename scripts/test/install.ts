import { spawn, spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** Where a program is found, as a shell would; Debian keeps servers in /usr/sbin. */
export function which(...names: string[]): string | undefined {
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin"];
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** While this runs, policy-rc.d keeps Debian from starting the services it installs. */
const INSTALL = `set -e
policy=/usr/sbin/policy-rc.d
if [ ! -e $policy ]; then
  printf '#!/bin/sh\\nexit 101\\n' > $policy
  chmod 755 $policy
  trap 'rm -f /usr/sbin/policy-rc.d' EXIT
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -q
apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=300 "$@"`;

/** Installs Debian packages where this user may, and says whether it did. */
export async function aptInstall(...packages: string[]): Promise<boolean> {
  if (!which("apt-get")) return false;
  const isRoot = process.getuid?.() === 0;
  if (!isRoot && spawnSync("sudo", ["-n", "true"]).status !== 0) return false;
  const command = ["sh", "-c", INSTALL, "sh", ...packages];
  const [program = "sh", ...args] = isRoot ? command : ["sudo", "-n", ...command];
  const child = spawn(program, args, { stdio: ["ignore", "ignore", "ignore"] });
  return new Promise((resolve) => {
    child.once("error", () => resolve(false));
    child.once("exit", (code) => resolve(code === 0));
  });
}
