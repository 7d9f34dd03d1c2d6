import { spawn } from "node:child_process";
import { basename } from "node:path";
import { Stop } from "./step.mjs";

// what is installed is pinned, so nothing is asked of the registry that an install could wait for; hooks that run npm hear it too
const quiet = { npm_config_audit: "false", npm_config_fund: "false", npm_config_update_notifier: "false" };

/** Runs npm quietly; what it said is shown only when it fails. */
export function npm(args, { cwd, env: given = process.env, node = process.execPath }) {
  const env = { ...given, ...quiet };
  const script = process.env.npm_execpath;
  const byScript = script && /^npm/.test(basename(script)) && /\.c?js$/.test(script);
  const child = byScript
    ? spawn(node, [script, ...args], { cwd, env, stdio: ["ignore", "pipe", "pipe"] })
    : spawn("npm", args, {
        cwd,
        env,
        stdio: ["ignore", "pipe", "pipe"],
        shell: process.platform === "win32",
      });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += chunk));
  return new Promise((resolve, reject) => {
    child.on("error", (error) => reject(new Stop(`npm could not be started: ${error.message}`)));
    child.on("close", (code) => {
      if (code === 0) resolve(said);
      else reject(new Stop(`npm ${args.join(" ")} ended with ${code}:\n${said.trim()}`));
    });
  });
}
