import "server-only";
import { CordonError, errorCodes, type VisibleError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/id";
import { log } from "@/lib/kernel/log";

/** PostgreSQL's own words for what a person can do something about. */
const fromDatabase: Record<string, VisibleError> = {
  "23505": {
    code: "conflict",
    message: "Something with this name or identifier is already here. Choose another.",
  },
  "23503": {
    code: "conflict",
    message: "Something this refers to was removed at the same moment. Look again, then repeat your change.",
  },
  "22003": { code: "invalid", message: "A number that was entered is too large." },
  "22008": { code: "invalid", message: "A time that was entered is too far away." },
  "40001": {
    code: "conflict",
    message: "Somebody changed this at the same moment. Look again, then repeat your change.",
  },
  "40P01": {
    code: "conflict",
    message: "Somebody changed this at the same moment. Look again, then repeat your change.",
  },
  "55P03": { code: "conflict", message: "Somebody is changing this right now. Try again in a moment." },
  "57014": {
    code: "unavailable",
    message: "This took too long and was stopped. Narrow what you asked for, or try again.",
  },
  "57P01": { code: "unavailable", message: "The database is restarting. Try again in a moment." },
  ECONNREFUSED: { code: "unavailable", message: "The database cannot be reached. Try again in a moment." },
};

/** What a person may see of an error. What is not in the vocabulary gets an id, under which the log has the rest. */
export function toVisibleError(error: unknown): VisibleError & { status: number } {
  if (error instanceof CordonError) {
    return { code: error.code, message: error.message, fields: error.fields, status: errorCodes[error.code] };
  }
  const id = newId();
  log.error({ errorId: id, err: error }, "an operation failed");
  const known = fromDatabase[(error as { code?: string } | null)?.code ?? ""];
  if (known) return { ...known, id, status: errorCodes[known.code] };
  return {
    code: "internal",
    message: `Something failed on our side. Tell support this number: ${id}`,
    id,
    status: 500,
  };
}
