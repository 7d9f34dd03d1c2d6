import type { Matrix, MatrixCell } from "@/lib/matrix/get-matrix";

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });

/** A cell in words: "5 groups: North, South, West, 2 more, until 3 Dec 2026". */
export function sayCell(cell: MatrixCell, names: Matrix["groups"]): string {
  if (cell.where === "none") return "not held";
  if (cell.where === "unheld") return "in the role, held by nobody";
  const end = cell.until
    ? cell.wholly
      ? `, until ${day.format(new Date(cell.until))}`
      : `, less from ${day.format(new Date(cell.until))}`
    : "";
  const use = cell.unused ? ", not used in 90 days" : "";
  return `${cell.where === "account" ? "whole account" : sayGroups(cell, names)}${end}${use}`;
}

function sayGroups({ groups, hidden }: MatrixCell, names: Matrix["groups"]): string {
  const said = groups.slice(0, 3).map((place) => names[place]?.name ?? "");
  const rest = groups.length - said.length;
  if (rest > 0) said.push(`${rest} more`);
  if (hidden > 0) said.push(`${hidden} you may not see`);
  const count = groups.length + hidden;
  return `${count} ${count === 1 ? "group" : "groups"}: ${said.join(", ")}`;
}
