import { sql } from "kysely";
import { allPermissions, type Permission, permissions } from "@/lib/access/permissions";
import { covers } from "@/lib/access/scope";
import { readUnused } from "@/lib/advice/public";
import { Missing } from "@/lib/kernel/errors";
import { addUp, type Held } from "@/lib/matrix/add-up";
import { type MatrixFilter, matrixInput } from "@/lib/matrix/matrix-input";
import { type MatrixSubject, readPeople, readRoleSubjects } from "@/lib/matrix/read-rows";
import { type QueryContext, query } from "@/lib/operation/operation";

/** What stands in a cell. Many cells say the same, so each answer is told once and named by its place in a list. */
export interface MatrixCell {
  /** unheld: the role contains it, and nobody has the role */
  where: "none" | "groups" | "account" | "unheld";
  /** places in the matrix's list of groups */
  groups: number[];
  /** groups that the reader may not see */
  hidden: number;
  /** when it first becomes less */
  until: string | null;
  /** then it is gone, and not only held in fewer groups */
  wholly: boolean;
  /** held for ninety days and not used in them; told only where it was asked for */
  unused: boolean;
}

export interface MatrixRow {
  id: string;
  name: string;
  detail: string;
  company: string | null;
  /** how many elevated permissions are held somewhere, shown or not */
  elevated: number;
  /** for each column the place of its answer in the matrix's list of cells */
  cells: number[];
}

export interface MatrixColumn {
  key: Permission;
  area: string;
  label: string;
  elevated: boolean;
}

export interface Matrix {
  by: "people" | "roles";
  /** every permission there is, to choose columns from */
  vocabulary: MatrixColumn[];
  columns: MatrixColumn[];
  groups: { id: string; name: string }[];
  cells: MatrixCell[];
  rows: MatrixRow[];
  /** there are more rows than can be shown at once */
  more: boolean;
  /** where what is unused was asked for: since when uses are counted */
  countedSince: string | null;
}

/** Who may do what, where and until when: people or roles down, permissions across. */
export const getMatrix = query({
  name: "matrix.get",
  permission: "member.view",
  input: matrixInput,
  run: (context, filter) => buildMatrix(context, filter),
});

export async function buildMatrix(
  { db, actor, now }: QueryContext<"member.view">,
  filter: MatrixFilter,
): Promise<Matrix> {
  const account = actor.account.id;
  const sight = actor.scopes.get("group.view");
  const { rows: all } = await sql<{ id: string; no: number; name: string }>`
    select id, group_no as no, name from device_group where account_id = ${account} order by name_key
  `.execute(db);
  const groups = all.filter(({ no }) => covers(sight, [no]));
  const only = groups.find(({ id }) => id === filter.group);
  if (filter.group && !only) throw new Missing("group", [filter.group]);
  const columns = columnsOf(filter);
  const read = filter.by === "people" ? readPeople : readRoleSubjects;
  const { subjects, more } = await read(db, account, filter.search, now);

  // a role is not used, people are
  const unused = filter.unused && filter.by === "people" ? await readUnused(db, account, now) : null;
  const dictionary = dictionaryOf(new Map(groups.map(({ no }, place) => [no, place])), only?.no ?? null);
  const rows = subjects.map((subject) =>
    toRow(subject, columns, (permission, held, contained) =>
      dictionary.place(held, contained, unused?.is(subject.id, permission, only?.no ?? null) ?? false),
    ),
  );
  const shown = unused
    ? rows.filter(({ cells }) => cells.some((cell) => dictionary.cells[cell]?.unused))
    : rows;
  const narrowed = columns.length < allPermissions.length || only !== undefined;
  return {
    by: filter.by,
    vocabulary: allPermissions.map(toColumn),
    columns: columns.map(toColumn),
    groups: groups.map(({ id, name }) => ({ id, name })),
    cells: dictionary.cells,
    rows: narrowed ? shown.filter(({ cells }) => cells.some((cell) => cell !== 0)) : shown,
    more,
    countedSince: unused?.countedSince?.toISOString() ?? null,
  };
}

function toColumn(key: Permission): MatrixColumn {
  const { area, label, elevated } = permissions[key];
  return { key, area, label, elevated };
}

const columnsOf = ({ area, permission, elevated }: MatrixFilter) =>
  allPermissions.filter(
    (key) =>
      (area === undefined || permissions[key].area === area) &&
      (permission.length === 0 || permission.includes(key)) &&
      (!elevated || permissions[key].elevated),
  );

function toRow(
  { grants, contains, ...subject }: MatrixSubject,
  columns: readonly Permission[],
  place: (permission: Permission, held: Held | undefined, contained: boolean) => number,
): MatrixRow {
  const held = addUp(grants);
  const inRole = new Set(contains);
  return {
    ...subject,
    elevated: [...held.keys()].filter((permission) => permissions[permission].elevated).length,
    cells: columns.map((permission) => place(permission, held.get(permission), inRole.has(permission))),
  };
}

/** The list of different cells, and each one's place in it. With only, cells tell of that one group. */
function dictionaryOf(placeOfGroup: ReadonlyMap<number, number>, only: number | null) {
  const none: MatrixCell = {
    where: "none",
    groups: [],
    hidden: 0,
    until: null,
    wholly: false,
    unused: false,
  };
  const cells: MatrixCell[] = [none];
  const places = new Map<string, number>();
  // what is held alike is one and the same object, so its place is worked out once
  const known = { used: new Map<Held, number>(), unused: new Map<Held, number>() };
  function keep(key: string, make: () => MatrixCell): number {
    const place = places.get(key);
    if (place !== undefined) return place;
    places.set(key, cells.length);
    return cells.push(make()) - 1;
  }
  function place(held: Held | undefined, contained: boolean, unused: boolean): number {
    if (held === undefined)
      return contained && only === null ? keep("unheld", () => ({ ...none, where: "unheld" })) : 0;
    if (only !== null && !covers(held.scope, [only])) return 0;
    const alike = unused ? known.unused : known.used;
    const found = alike.get(held);
    if (found !== undefined) return found;
    const scope = held.scope === "all" ? "all" : only === null ? held.scope : [only];
    const made = keep(`${scope} ${held.until?.getTime()} ${held.wholly} ${unused}`, () => {
      const seen = scope === "all" ? [] : scope.flatMap((no) => placeOfGroup.get(no) ?? []);
      return {
        where: scope === "all" ? "account" : "groups",
        groups: seen.sort((one, other) => one - other),
        hidden: scope === "all" ? 0 : scope.length - seen.length,
        until: held.until?.toISOString() ?? null,
        wholly: held.wholly,
        unused,
      };
    });
    alike.set(held, made);
    return made;
  }
  return { cells, place };
}
