import type { ColumnType } from "kysely";
import type { DB } from "@/db/types.gen";

/** A table with account_id belongs to an account: code may read that column and never writes it. */
export type AccountTables = {
  [Table in keyof DB as "account_id" extends keyof DB[Table] ? Table : never]: {
    [Column in keyof DB[Table]]: Column extends "account_id"
      ? ColumnType<string, never, never>
      : DB[Table][Column];
  };
};

/** What exists beside the accounts, without what only signing in or the network may touch. */
export type PlatformTables = Pick<
  DB,
  | "account"
  | "account_address_range"
  | "account_plan"
  | "app_user"
  | "gateway"
  | "nas"
  | "network_plan"
  | "platform_event"
  | "provider_operator"
  | "quarantined_record"
  | "unknown_session"
  | "worker_heartbeat"
>;

/** What signing in needs while nobody is anybody yet. */
export type AuthTables = Pick<
  DB,
  | "account"
  | "app_user"
  | "known_place"
  | "password_history"
  | "password_reset"
  | "phone"
  | "phone_code"
  | "platform_event"
  | "provider_operator"
  | "recovery_code"
  | "recovery_set"
  | "security_key"
  | "session"
  | "sign_in_throttle"
  | "totp_app"
  | "totp_enrolment"
  | "user_password"
  | "webauthn_challenge"
>;

/** What the worker keeps in order beside its jobs. */
export type WorkerTables = Pick<
  DB,
  | "known_place"
  | "nas"
  | "password_reset"
  | "phone"
  | "phone_code"
  | "session"
  | "sign_in_throttle"
  | "totp_enrolment"
  | "webauthn_challenge"
  | "worker_heartbeat"
>;

/** What the network's roads write, for every account at once. */
export type IngestTables = Pick<
  DB,
  | "account_usage_hour"
  | "data_session"
  | "device"
  | "device_auth_failure"
  | "device_credential"
  | "device_group"
  | "gateway"
  | "nas"
  | "nas_reboot"
  | "quarantined_record"
  | "unknown_session"
  | "usage_hour"
>;
