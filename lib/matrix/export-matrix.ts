import { csvLine } from "@/lib/kernel/csv";
import { buildMatrix, type Matrix, type MatrixCell } from "@/lib/matrix/get-matrix";
import { matrixInput } from "@/lib/matrix/matrix-input";
import { query } from "@/lib/operation/operation";

/** The matrix as it is filtered, as a file: a line for each person or role, a column for each permission. */
export const exportMatrix = query({
  name: "matrix.export",
  permission: "member.view",
  input: matrixInput,
  async run(context, filter) {
    const matrix = await buildMatrix(context, filter);
    const words = matrix.cells.map((cell) => sayCell(cell, matrix.groups));
    const about = matrix.by === "people" ? ["Name", "E-mail", "Company"] : ["Role", "Description"];
    const lines = [
      csvLine([
        ...about,
        ...matrix.columns.map(({ label, elevated }) => (elevated ? `${label} (elevated)` : label)),
      ]),
      ...matrix.rows.map(({ name, detail, company, cells }) =>
        csvLine([
          name,
          detail,
          ...(matrix.by === "people" ? [company] : []),
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

function sayCell({ where, groups, hidden, until, wholly }: MatrixCell, names: Matrix["groups"]): string {
  if (where === "none") return "";
  if (where === "unheld") return "In the role, held by nobody";
  const said = groups.map((place) => names[place]?.name ?? "");
  if (hidden > 0) said.push(`${hidden} ${hidden === 1 ? "group" : "groups"} you may not see`);
  const place = where === "account" ? "Whole account" : said.join("; ");
  if (until === null) return place;
  return wholly ? `${place} until ${until}` : `${place}, less from ${until}`;
}
