import { sql } from "kysely";
import { isPermission, permissions } from "@/lib/access/permissions";
import { type AuditDetail, auditActions } from "@/lib/audit/actions";
import { sayVerb } from "@/lib/audit/say-action";

export interface EventRow {
  id: string;
  at: string;
  actorKind: "member" | "provider" | "system" | "machine";
  actorId: string | null;
  actorLabel: string;
  operation: string;
  action: string;
  outcome: "done" | "refused" | "failed";
  targetKind: string | null;
  targetId: string | null;
  targetLabel: string | null;
  address: string | null;
  detail: AuditDetail;
}

/** An event's columns; its time to the microsecond, because that is what pages continue from. */
export const eventColumns = sql`
  id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, actor_kind as "actorKind",
  actor_id as "actorId", actor_label as "actorLabel", operation, action, outcome, target_kind as "targetKind",
  target_id as "targetId", target_label as "targetLabel", address, detail`;

export interface EventView extends Omit<EventRow, "detail"> {
  /** the action as a heading: "Terminated a device" */
  title: string;
  /** the action inside a sentence: "terminated" */
  verb: string;
  reason: string | null;
  count: number | null;
  /** of a refusal: the labels of the permissions that were needed and not held */
  lacking: string[];
}

export function toView({ detail, ...row }: EventRow): EventView {
  return {
    ...row,
    title: auditActions[row.action as keyof typeof auditActions] ?? row.action,
    verb: sayVerb(row.action, row.targetId !== null),
    reason: typeof detail.reason === "string" ? detail.reason : null,
    count: typeof detail.count === "number" ? detail.count : null,
    lacking: row.outcome === "refused" ? lackingOf(detail).map(sayPermission) : [],
  };
}

function lackingOf(detail: AuditDetail): string[] {
  const lacking = Array.isArray(detail.lacking) ? detail.lacking : [detail.permission];
  return lacking.filter((word): word is string => typeof word === "string");
}

const sayPermission = (word: string) => (isPermission(word) ? permissions[word].label : word);
