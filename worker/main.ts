import { closeConnections, openWorkingQueue } from "@/db/jobs";
import { keepFigures } from "@/lib/advice/public";
import { notInstalled, radclientThere } from "@/lib/containment/ask-nas";
import { checkEnv } from "@/lib/kernel/env";
import { log } from "@/lib/kernel/log";
import { unpackPayload } from "@/lib/kernel/task-payload";
import type { TaskName } from "@/lib/kernel/tasks";
import { forEachAccount } from "@/lib/operation/for-each-account";
import { phoneAvailable } from "@/lib/phone/public";
import { keepCounting } from "@/lib/use/public";
import { announceEnds } from "@/worker/announce-ends";
import { announceReviews } from "@/worker/announce-reviews";
import { beat, stopBeating } from "@/worker/beat";
import { cleanUp } from "@/worker/clean-up";
import { endSessions } from "@/worker/end-sessions";
import { expireDownloads } from "@/worker/expire-downloads";
import { work } from "@/worker/tasks";
import { keepWatching } from "@/worker/watch-containments";

checkEnv(
  "WORKER_DATABASE_URL",
  "WEB_DATABASE_URL",
  "SMTP_URL",
  "MAIL_FROM",
  "PUBLIC_URL",
  "AUTH_SECRET",
  "CREDENTIAL_KEYS",
  "CONTAINMENT_WATCH_SECONDS",
  "CONTAINMENT_BACK_OFF",
);
const phones = phoneAvailable();

const queue = openWorkingQueue();
queue.on("error", (err) => log.error({ err }, "the queue failed"));
await queue.start();

for (const name of Object.keys(work) as TaskName[]) {
  const run = work[name] as
    | ((payload: unknown, signal: AbortSignal, lastTry: boolean) => Promise<void>)
    | undefined;
  if (!run) continue;
  const how = { pollingIntervalSeconds: 0.5, localConcurrency: 2, includeMetadata: true } as const;
  await queue.work(name, how, async (jobs) => {
    for (const job of jobs) {
      const started = performance.now();
      try {
        await run(unpackPayload(name, job.data), job.signal, job.retryCount >= job.retryLimit);
        log.info({ task: name, job: job.id, ms: Math.round(performance.now() - started) }, "task done");
      } catch (err) {
        log.error({ task: name, job: job.id, err }, "task failed, and is tried again while its retries last");
        throw err;
      }
    }
  });
}

const repeat = (what: string, everyMs: number, action: () => Promise<void>) => {
  const once = () => action().catch((err) => log.error({ err }, `${what} failed`));
  once();
  return setInterval(once, everyMs);
};
const timers = [
  repeat("heartbeat", 5_000, beat),
  repeat("clean-up", 3_600_000, () => cleanUp()),
  repeat("announcing ends", 60_000, () => announceEnds()),
  repeat("expiring downloads", 60_000, () => expireDownloads()),
  repeat("reminding reviewers", 60_000, () => announceReviews()),
  repeat("keeping figures", 3_600_000, () =>
    forEachAccount("keeping figures", (account) => keepFigures(account)),
  ),
];
const containing = [endSessions(), keepWatching()];
void radclientThere().then((there) => {
  if (!there) log.error({}, notInstalled);
});
const writeLastUses = keepCounting();
log.info({ tasks: Object.keys(work), phones }, "worker started");

let stopping = false;
async function stop(signal: string): Promise<void> {
  if (stopping) return;
  stopping = true;
  log.info({ signal }, "worker stops after the tasks it has begun");
  timers.forEach(clearInterval);
  await queue
    .stop({ graceful: true, timeout: 8_000 })
    .catch((err) => log.error({ err }, "the queue did not stop"));
  await Promise.all(containing.map((each) => each.stop()));
  await writeLastUses();
  await stopBeating().catch(() => undefined);
  await closeConnections();
  process.exit(0);
}
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void stop(signal));
