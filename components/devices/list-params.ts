import {
  createLoader,
  createParser,
  createSerializer,
  type inferParserType,
  parseAsArrayOf,
  parseAsBoolean,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";
import { kinds, states } from "./device-words";

const parseAsId = createParser({
  parse: (text: string) => (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text) ? text : null),
  serialize: (id: string) => id,
});

/** Everything that makes a device list what it is, as it stands in the address. What is not understood is left out. */
export const listParams = {
  q: parseAsString.withDefault(""),
  state: parseAsArrayOf(parseAsStringLiteral(states)).withDefault([]),
  kind: parseAsArrayOf(parseAsStringLiteral(kinds)).withDefault([]),
  online: parseAsBoolean,
  group: parseAsId,
  sort: parseAsStringLiteral(["label", "newest"]).withDefault("label"),
  direction: parseAsStringLiteral(["asc", "desc"]),
  cursor: parseAsString,
  // the columns shown, in their order; where it is missing, those that were chosen last
  columns: parseAsArrayOf(parseAsString),
};

export type ListParams = inferParserType<typeof listParams>;

export const loadListParams = createLoader(listParams);
export const writeListParams = createSerializer(listParams);

/** What narrows the list, without how it is sorted and where one stands in it. */
export function filtersOf({ q, state, kind, online, group }: ListParams) {
  return {
    q: q.trim() || undefined,
    state: state.length > 0 ? state : undefined,
    kind: kind.length > 0 ? kind : undefined,
    online: online ?? undefined,
    group: group ?? undefined,
  };
}

export function listInput(params: ListParams) {
  return {
    ...filtersOf(params),
    sort: params.sort,
    direction: params.direction ?? undefined,
    cursor: params.cursor ?? undefined,
  };
}

export function isNarrowed(params: ListParams): boolean {
  return Object.values(filtersOf(params)).some((value) => value !== undefined);
}
