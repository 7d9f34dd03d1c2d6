import { sql } from "kysely";
import { withWorkerDb } from "@/db/jobs";
import { askNas, type Target } from "@/lib/containment/ask-nas";
import { type Outcome, recordAnswers, recordAsked, type Taken } from "@/lib/containment/record-disconnects";
import { type SessionName, writeRequest } from "@/lib/containment/write-request";
import { log } from "@/lib/kernel/log";
import { openNasSecret } from "@/lib/nas/seal-secret";

/** Until then another worker leaves what this one took alone: longer than radclient may take. */
const LEASE = "40 seconds";
const AT_ONCE = 500;
/** Requests of one NAS that are under way side by side: one that does not answer holds up no other. */
const BATCHES_PER_NAS = 6;
const BATCHES = 24;
const EVERY = 100;

type Claimed = Taken & SessionName & { nasId: string | null };

export interface EndSessions {
  /** Waits for what is under way. */
  stop(): Promise<void>;
}

/** Goes on asking the network to end sessions, at the pace of each NAS. command: what to call instead of radclient. */
export function endSessions(command = "radclient"): EndSessions {
  const underWay = new Set<Promise<void>>();
  const perNas = new Map<string, number>();
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  async function round(): Promise<void> {
    const busy = [...perNas].filter(([, batches]) => batches >= BATCHES_PER_NAS).map(([nas]) => nas);
    if (underWay.size >= BATCHES) return;
    const claimed = await claim(busy);
    for (const [nas, batch] of Map.groupBy(claimed, (each) => each.nas)) {
      perNas.set(nas, (perNas.get(nas) ?? 0) + 1);
      const done: Promise<void> = ask(batch, command)
        .catch((err) => log.error({ err, nas }, "sessions were not asked to end, and are tried again"))
        .finally(() => {
          perNas.set(nas, (perNas.get(nas) ?? 1) - 1);
          underWay.delete(done);
        });
      underWay.add(done);
    }
  }

  let running: Promise<void> = Promise.resolve();
  const next = () => {
    if (stopped) return;
    running = round().catch((err) => log.error({ err }, "sessions to end were not looked for"));
    void running.then(() => {
      timer = setTimeout(next, EVERY);
    });
  };
  next();
  return {
    async stop() {
      stopped = true;
      await running;
      clearTimeout(timer);
      await Promise.all(underWay);
    },
  };
}

async function claim(busy: readonly string[]): Promise<Claimed[]> {
  const { rows } = await withWorkerDb((db) =>
    sql<Claimed>`
      select account_id as "accountId", id, containment_id as "containmentId", device_id as "deviceId",
        session_id as "sessionId", attempt, error_cause as "errorCause", nas, nas_id as "nasId",
        acct_session_id as "acctSessionId", user_name as "userName", framed_ip as "framedIp",
        nas_address as "nasAddress", imsi
      from claim_disconnects(${new Date()}, ${LEASE}::interval, ${AT_ONCE}, ${busy}::text[])`.execute(db),
  );
  return rows;
}

/** One NAS's, of any accounts. */
async function ask(batch: readonly Claimed[], command: string): Promise<void> {
  const target = await findTarget(batch[0]?.nasId ?? null);
  if ("why" in target) {
    const { why } = target;
    return record(batch.map((taken) => ({ taken, answer: { kind: "unknown_nas", why } })));
  }
  const at = new Date();
  const written = batch.map((taken) => ({
    ...taken,
    request: writeRequest(taken, at, taken.errorCause === 401 || taken.errorCause === 407),
  }));
  const sending: typeof written = [];
  for (const [accountId, some] of Map.groupBy(written, (each) => each.accountId))
    sending.push(
      ...(await recordAsked(
        accountId,
        some.map((each) => ({ ...each, attributes: each.request.attributes })),
      )),
    );
  if (sending.length === 0) return;
  const answers = await askNas(
    target,
    sending.map(({ request }) => request.text),
    command,
  );
  await record(
    sending.map((taken, place) => ({ taken, answer: answers[place] ?? { kind: "none", why: null } })),
  );
}

async function record(outcomes: readonly Outcome[]): Promise<void> {
  const at = new Date();
  for (const [accountId, some] of Map.groupBy(outcomes, ({ taken }) => taken.accountId))
    await recordAnswers(accountId, some, at);
}

async function findTarget(nasId: string | null): Promise<Target | { why: string }> {
  if (nasId === null)
    return { why: "The provider has not registered this NAS, so nobody knows where to ask it." };
  const nas = await withWorkerDb((db) =>
    db
      .selectFrom("nas")
      .where("id", "=", nasId)
      .select(["disconnect_address", "disconnect_port", "disconnect_secret_sealed", "disconnect_key_version"])
      .executeTakeFirst(),
  );
  const {
    disconnect_address: address,
    disconnect_secret_sealed: sealed,
    disconnect_key_version: key,
  } = nas ?? {};
  if (!nas || !address || !sealed || key === null || key === undefined)
    return {
      why: "The provider has not entered where this NAS takes Disconnect-Requests, or the secret for them.",
    };
  return { address, port: nas.disconnect_port, secret: openNasSecret(nasId, sealed, key) };
}
