import "server-only";
import { sql } from "kysely";
import type { AccountDb } from "@/db/scoped";
import type { RawAttributes } from "@/lib/containment/containment";
import { errorCauseOf } from "@/lib/containment/error-causes";
import type { Happening } from "@/lib/containment/judge-containment";
import { lookAt } from "@/lib/containment/look-at";
import type { Answer } from "@/lib/containment/read-answers";
import { writeHappenings } from "@/lib/containment/write-judgements";
import { env } from "@/lib/kernel/env";
import { actAsSystem } from "@/lib/operation/act-as-system";

/** A request that this worker took. */
export interface Taken {
  accountId: string;
  id: string;
  containmentId: string;
  deviceId: string;
  sessionId: string;
  attempt: number;
  nas: string;
  acctSessionId: string;
  /** what the NAS said the last time */
  errorCause: number | null;
}

/** Writes down that these are being asked, before they are. Those released meanwhile are not among what it returns. */
export function recordAsked<Each extends Taken>(
  accountId: string,
  taken: readonly (Each & { attributes: RawAttributes })[],
): Promise<Each[]> {
  return actAsSystem(accountId, "containment.ask", async ({ db, publish }) => {
    const open = await holdOpen(db, accountId, taken);
    const asked = taken.filter(({ containmentId }) => open.has(containmentId));
    const at = new Date();
    await writeHappenings(
      db,
      asked.map(({ attributes, ...each }) => ({
        ...happened(each, at, "asked", attributes, { attempt: each.attempt }),
        of: { id: each.containmentId, deviceId: each.deviceId },
      })),
    );
    publish({ topic: "devices", devices: [...open.values()] });
    return asked;
  });
}

/** What became of a request: an answer, or why it was not even sent. */
export interface Outcome {
  taken: Taken;
  answer: Answer | { kind: "unknown_nas"; why: string };
}

/** Writes down what the NAS answered, and what it comes to. An attempt that another worker has taken over says nothing. */
export function recordAnswers(accountId: string, outcomes: readonly Outcome[], at: Date): Promise<void> {
  return actAsSystem(accountId, "containment.answer", async (context) => {
    const { db, publish } = context;
    const open = await holdOpen(
      db,
      accountId,
      outcomes.map(({ taken }) => taken),
    );
    const settled = outcomes.map((outcome) => ({ outcome, ...settle(outcome, at) }));
    const rows = settled.map(({ outcome: { taken }, row }) => ({
      id: taken.id,
      attempt: taken.attempt,
      ...row,
      ...(!open.has(taken.containmentId) && { next_attempt_at: null }),
    }));
    const { rows: written } = await sql<{ id: string; over: boolean }>`
      update disconnect x set status = case x.status when 'ended' then 'ended' else r.status end,
        next_attempt_at = case x.status when 'ended' then null else r.next_attempt_at end, claimed_until = null,
        error_cause = r.error_cause, acknowledged_at = r.acknowledged_at
      from json_to_recordset(${JSON.stringify(rows)}::json) as r (id uuid, attempt int, status text,
        next_attempt_at timestamptz, error_cause int, acknowledged_at timestamptz)
      where x.account_id = ${accountId} and x.id = r.id and x.status in ('asked', 'ended')
        and x.attempts = r.attempt
      returning x.id, x.status = 'ended' as over`.execute(db);
    const over = new Map(written.map((row) => [row.id, row.over]));
    const said = settled.filter(({ outcome }) => over.has(outcome.taken.id));
    await writeHappenings(
      db,
      said.flatMap(({ outcome: { taken }, events }) =>
        // its end was heard of before the answer was: nothing was given up
        events
          .filter(({ kind }) => kind !== "gave_up" || !over.get(taken.id))
          .map((event) => ({ ...event, of: { id: taken.containmentId, deviceId: taken.deviceId } })),
      ),
    );
    await lookAt(context, accountId, [...open.keys()], at);
    publish({ topic: "devices", devices: [...open.values()] });
  });
}

interface Settled {
  row: {
    status: string;
    next_attempt_at: Date | null;
    error_cause: number | null;
    acknowledged_at: Date | null;
  };
  events: Happening[];
}

function settle({ taken, answer }: Outcome, at: Date): Settled {
  const { attempt } = taken;
  const attributes = "attributes" in answer ? answer.attributes : {};
  const code = "errorCause" in answer ? answer.errorCause : null;
  const event = (kind: Happening["kind"], detail: Happening["detail"]) =>
    happened(taken, at, kind, attributes, detail);
  if (answer.kind === "unknown_nas")
    return {
      row: { status: "unknown_nas", next_attempt_at: null, error_cause: null, acknowledged_at: null },
      events: [happened(taken, at, "gave_up", { "NAS-Identifier": taken.nas }, { attempt, why: answer.why })],
    };
  const cause = answer.kind === "nak" ? errorCauseOf(code) : null;
  if (answer.kind === "ack" || cause?.next === "gone")
    return {
      row: { status: "acknowledged", next_attempt_at: null, error_cause: code, acknowledged_at: at },
      events: [event("acknowledged", { attempt, errorCause: code })],
    };
  const wait = env("CONTAINMENT_BACK_OFF")[attempt - 1];
  const wasPlain = taken.errorCause === 401 || taken.errorCause === 407;
  const again =
    wait !== undefined &&
    (cause === null || cause.next === "again" || (cause.next === "plainer" && !wasPlain));
  const next = again ? new Date(at.getTime() + wait * 1_000) : null;
  const kind = cause ? "refused" : "no_answer";
  const why = answer.kind === "none" ? answer.why : null;
  return {
    row: {
      status: next || cause ? kind : "gave_up",
      next_attempt_at: next,
      error_cause: code,
      acknowledged_at: null,
    },
    events: [
      event(kind, {
        attempt,
        next: next?.toISOString() ?? null,
        ...(cause && { errorCause: code }),
        ...(why !== null && { why }),
      }),
      ...(next ? [] : [happened(taken, at, "gave_up", {}, { attempt, why: sayWhy(cause?.advice, why) })]),
    ],
  };
}

const sayWhy = (advice: string | undefined, why: string | null) =>
  advice !== undefined
    ? `Cordon gave up. ${advice}`
    : `Cordon gave up: ${why ?? "the NAS has not answered, as often as it was asked."}`;

const happened = (
  { sessionId, nas, acctSessionId }: Taken,
  at: Date,
  kind: Happening["kind"],
  attributes: RawAttributes,
  detail: Happening["detail"],
): Happening => ({ sessionId, at, kind, attributes, detail: { nas, acctSessionId, ...detail } });

/** The open ones of these containments, held, with their devices as pages are told of them. */
async function holdOpen(db: AccountDb, accountId: string, taken: readonly Taken[]) {
  const ids = [...new Set(taken.map(({ containmentId }) => containmentId))];
  const { rows } = await sql<{ containment: string; id: string; groups: number[] }>`
    select c.id as containment, d.id, d.groups
    from containment c join device d on d.account_id = ${accountId} and d.id = c.device_id
    where c.account_id = ${accountId} and c.id = any(${ids}::uuid[]) and c.status not in ('released', 'superseded')
    order by c.id for no key update of c`.execute(db);
  return new Map(rows.map(({ containment, id, groups }) => [containment, { id, groups }]));
}
