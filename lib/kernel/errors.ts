/** The whole vocabulary of answers that are not a result; docs/errors.md explains each to users and integrators. */
export const errorCodes = {
  unauthenticated: 401,
  incomplete_sign_in: 401,
  enrolment_required: 401,
  step_up_required: 401,
  outside_addresses: 403,
  forbidden: 403,
  read_only_view: 403,
  not_found: 404,
  invalid: 422,
  conflict: 409,
  throttled: 429,
  expired: 410,
  unavailable: 503,
  internal: 500,
} as const;

export type ErrorCode = keyof typeof errorCodes;

/** What a person may read about an error: what happened and what to do now, never how the inside is built. */
export interface VisibleError {
  code: ErrorCode;
  message: string;
  /** field name → what is wrong with it */
  fields?: Record<string, string>;
  /** found again in the log */
  id?: string;
}

export class CordonError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly fields?: Record<string, string>,
  ) {
    super(message);
  }
}

export const invalid = (message: string, fields?: Record<string, string>) =>
  new CordonError("invalid", message, fields);
export const conflict = (message: string, fields?: Record<string, string>) =>
  new CordonError("conflict", message, fields);

/** The permission for the operation is there, but not for what this input asks of it. Recorded like any other refusal. */
export class Refused extends CordonError {
  constructor(
    message: string,
    /** the permissions that would be needed and are not held */
    readonly lacking: readonly string[],
  ) {
    super("forbidden", message);
  }
}

/** The nouns whose absence may turn out to be a refusal: see lib/operation/perform.ts. */
export type Noun =
  | "device"
  | "group"
  | "member"
  | "role"
  | "grant"
  | "invitation"
  | "access_request"
  | "offboarding"
  | "access_review"
  | "bulk_action"
  | "credential"
  | "import";

/** Not in the scope of this operation. Whether that is "forbidden" or "not found" is perform's to say. */
export class Missing extends CordonError {
  constructor(
    readonly noun: Noun,
    readonly ids: string[],
  ) {
    super("not_found", `There is no such ${noun.replace("_", " ")}, or you may not see it.`);
  }
}
