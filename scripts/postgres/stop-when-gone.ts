import { spawn } from "node:child_process";

/** Waits for the end of its input, which comes when our process is gone, however it went. */
const WATCH = `cat > /dev/null
kill -INT "$1" 2> /dev/null
tries=0
while [ $tries -lt 100 ] && kill -0 "$1" 2> /dev/null; do sleep 0.1; tries=$((tries + 1)); done
[ -z "$2" ] || rm -rf "$2"`;

/** Has a server stopped that our process could not stop, and `folder` removed. Returns how to call that off. */
export function stopWhenGone(server: number, folder = ""): () => void {
  if (process.platform === "win32") return () => undefined;
  const watch = spawn("sh", ["-c", WATCH, "sh", String(server), folder], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  watch.on("error", () => undefined);
  watch.stdin.on("error", () => undefined);
  watch.unref();
  (watch.stdin as unknown as { unref(): void }).unref();
  return () => {
    if (watch.pid === undefined) return;
    try {
      process.kill(-watch.pid, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  };
}
