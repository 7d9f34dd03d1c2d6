import type { Binding } from "@/lib/credentials/bindings";
import { type CredentialState, stateOf } from "@/lib/credentials/state";

/** What may be read of a credential by who may see that it exists. */
export const shownColumns = [
  "c.id",
  "c.device_id",
  "c.username",
  "c.valid_from",
  "c.valid_until",
  "c.created_at",
  "c.created_by_label",
  "c.first_used_at",
  "c.last_used_at",
  "c.last_nas",
  "c.replaced_at",
  "c.ends_on_first_use",
  "c.revoked_at",
  "c.revoked_by_label",
  "c.given_out_at",
  "c.given_out_by_label",
  "c.kept_one_way_at",
  "c.bound_to",
  "c.nas_only",
] as const;

interface Row {
  id: string;
  device_id: string;
  username: string;
  valid_from: Date;
  valid_until: Date | null;
  created_at: Date;
  created_by_label: string;
  first_used_at: Date | null;
  last_used_at: Date | null;
  last_nas: string | null;
  replaced_at: Date | null;
  ends_on_first_use: boolean;
  revoked_at: Date | null;
  revoked_by_label: string | null;
  given_out_at: Date | null;
  given_out_by_label: string | null;
  kept_one_way_at: Date | null;
  bound_to: string[];
  nas_only: string[];
}

export interface ShownCredential {
  id: string;
  deviceId: string;
  username: string;
  state: CredentialState;
  validFrom: string;
  validUntil: string | null;
  createdAt: string;
  createdBy: string;
  firstUsedAt: string | null;
  lastUsedAt: string | null;
  lastNas: string | null;
  replacedAt: string | null;
  endsOnFirstUse: boolean;
  revokedAt: string | null;
  revokedBy: string | null;
  givenOutAt: string | null;
  givenOutBy: string | null;
  /** since when its password does not open any more; null: it does */
  keptOneWayAt: string | null;
  boundTo: Binding[];
  nasOnly: string[];
}

export const show = (row: Row, now: Date): ShownCredential => ({
  id: row.id,
  deviceId: row.device_id,
  username: row.username,
  state: stateOf(row, now),
  validFrom: row.valid_from.toISOString(),
  validUntil: row.valid_until?.toISOString() ?? null,
  createdAt: row.created_at.toISOString(),
  createdBy: row.created_by_label,
  firstUsedAt: row.first_used_at?.toISOString() ?? null,
  lastUsedAt: row.last_used_at?.toISOString() ?? null,
  lastNas: row.last_nas,
  replacedAt: row.replaced_at?.toISOString() ?? null,
  endsOnFirstUse: row.ends_on_first_use,
  revokedAt: row.revoked_at?.toISOString() ?? null,
  revokedBy: row.revoked_by_label,
  givenOutAt: row.given_out_at?.toISOString() ?? null,
  givenOutBy: row.given_out_by_label,
  keptOneWayAt: row.kept_one_way_at?.toISOString() ?? null,
  boundTo: row.bound_to as Binding[],
  nasOnly: row.nas_only,
});
