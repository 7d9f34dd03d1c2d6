import { readFileSync } from "node:fs";
import { join } from "node:path";
import { exclusively } from "./mutex.mjs";
import { npm } from "./npm.mjs";
import { step } from "./step.mjs";

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages ?? {};
  } catch {
    return undefined;
  }
}

/**
 * Whether node_modules is what package-lock.json says. npm writes node_modules/.package-lock.json last, so an
 * install that was cut off does not count; optional packages of other platforms may be missing.
 *
 * @param {string} root
 * @param {{ production?: boolean }} [options]
 */
export function isInstalled(root, { production = false } = {}) {
  const wanted = packagesOf(join(root, "package-lock.json"));
  const present = packagesOf(join(root, "node_modules", ".package-lock.json"));
  if (!wanted || !present) return false;
  for (const [path, item] of Object.entries(wanted)) {
    if (path === "") continue;
    const found = present[path];
    if (!found) {
      if (item.optional || item.devOptional || (production && item.dev)) continue;
      return false;
    }
    if (found.version !== item.version) return false;
    if (found.integrity && item.integrity && found.integrity !== item.integrity) return false;
  }
  return Object.keys(present).every((path) => path in wanted);
}

export async function ensureDependencies(root, { node, env, production }) {
  if (isInstalled(root, { production })) return;
  await exclusively(join(root, ".data", "dependencies.lock"), async () => {
    if (isInstalled(root, { production })) return;
    const args = ["ci", "--no-audit", "--no-fund", "--ignore-scripts=false", "--include=dev"];
    await step("Dependencies, exactly as in package-lock.json", () => npm(args, { cwd: root, env, node }));
  });
}
