import { sql } from "kysely";
import { windowDays } from "@/lib/advice/public";
import { csvLine } from "@/lib/kernel/csv";
import { buildMatrix, type Matrix, type MatrixCell } from "@/lib/matrix/get-matrix";
import { matrixInput } from "@/lib/matrix/matrix-input";
import { type QueryContext, query } from "@/lib/operation/operation";

/** The matrix as it is filtered, as a file: a line for each person or role, a column for each permission. */
export const exportMatrix = query({
  name: "matrix.export",
  permission: "member.view",
  input: matrixInput,
  async run(context, filter) {
    const matrix = await buildMatrix(context, filter);
    const words = matrix.cells.map((cell) => sayCell(cell, matrix.groups));
    const about =
      matrix.by === "people" ? ["Name", "E-mail", "Company", "Last used anything"] : ["Role", "Description"];
    const lastUses = await readLastUses(context);
    const lines = [
      csvLine([
        ...about,
        ...matrix.columns.map(({ label, elevated }) => (elevated ? `${label} (elevated)` : label)),
      ]),
      ...matrix.rows.map(({ id, name, detail, company, cells }) =>
        csvLine([
          name,
          detail,
          ...(matrix.by === "people" ? [company, lastUses.get(id) ?? ""] : []),
          ...cells.map((cell) => words[cell] ?? ""),
        ]),
      ),
    ];
    const day = context.now.toISOString().slice(0, 10);
    return {
      name: `${context.actor.account.slug}-permissions-by-${matrix.by}-${day}.csv`,
      type: "text/csv",
      content: lines.join(""),
    };
  },
});

/** The day on which each person last used any permission here, as far back as uses are counted. */
async function readLastUses({ db, actor }: QueryContext<"member.view">): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; day: string }>`
    select membership_id as id, to_char(max(last_used_at) at time zone 'UTC', 'YYYY-MM-DD') as day
    from permission_last_use where account_id = ${actor.account.id} group by membership_id
  `.execute(db);
  return new Map(rows.map(({ id, day }) => [id, day]));
}

function sayCell(cell: MatrixCell, names: Matrix["groups"]): string {
  return cell.unused ? `${sayHeld(cell, names)}; not used in ${windowDays} days` : sayHeld(cell, names);
}

function sayHeld({ where, groups, hidden, until, wholly }: MatrixCell, names: Matrix["groups"]): string {
  if (where === "none") return "";
  if (where === "unheld") return "In the role, held by nobody";
  const said = groups.map((place) => names[place]?.name ?? "");
  if (hidden > 0) said.push(`${hidden} ${hidden === 1 ? "group" : "groups"} you may not see`);
  const place = where === "account" ? "Whole account" : said.join("; ");
  if (until === null) return place;
  return wholly ? `${place} until ${until}` : `${place}, less from ${until}`;
}
