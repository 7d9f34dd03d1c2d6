import { createLoader, createParser, parseAsString, parseAsStringLiteral } from "nuqs/server";
import type { ContainmentStatus } from "@/lib/containment/containment";

const parseAsId = createParser({
  parse: (text: string) => (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text) ? text : null),
  serialize: (id: string) => id,
});

const statuses = [
  "ending",
  "watching",
  "away",
  "still_sending",
  "gave_up",
  "released",
  "superseded",
] as const satisfies readonly ContainmentStatus[];

/** What narrows the list, as it stands in the address. */
export const listParams = {
  status: parseAsStringLiteral(statuses),
  q: parseAsString.withDefault(""),
  work: parseAsId,
};

export const loadListParams = createLoader(listParams);

export const listInput = ({
  status,
  q,
  work,
}: {
  status: ContainmentStatus | null;
  q: string;
  work: string | null;
}) => ({
  status: status ?? undefined,
  search: q.trim() || undefined,
  bulkActionId: work ?? undefined,
});
