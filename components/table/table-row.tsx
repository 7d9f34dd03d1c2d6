"use client";

import clsx from "clsx";
import { type ReactNode, useRef } from "react";
import { Checkbox } from "../ui/checkbox";
import type { Column } from "./column";
import { RowLink } from "./row-link";
import { firstCell, selectCell } from "./sticky-cell";
import { useChangeTint } from "./use-change-tint";

const cell =
  "h-row border-line border-b bg-(--row) px-3 py-0 group-last/row:border-b-0 group-last/row:first:rounded-bl-[calc(var(--radius-lg)-1px)] group-last/row:last:rounded-br-[calc(var(--radius-lg)-1px)] group-data-[tint]/row:transition-colors group-data-[tint]/row:duration-150";

export function TableRow<Row>({
  row,
  columns,
  href,
  name,
  version,
  action,
  selected,
  onToggle,
}: {
  row: Row;
  columns: Column<Row>[];
  href?: string;
  name: string;
  version?: string | number;
  action?: ReactNode;
  selected?: boolean;
  onToggle?: (range: boolean) => void;
}) {
  const element = useChangeTint(version);
  const shift = useRef(false);
  return (
    <tr
      ref={element}
      data-row=""
      aria-selected={selected}
      className={clsx(
        "group/row [--row:var(--surface)] hover:[--row:var(--row-hover)] data-[tint=on]:[--row:var(--accent-soft)]",
        "has-[[data-row-link]:focus-visible]:[--row:var(--row-hover)] aria-selected:[--row:var(--selected)]",
      )}
    >
      {onToggle && (
        <td className={clsx(cell, selectCell)}>
          <Checkbox
            data-row-select=""
            aria-label={`Select ${name}`}
            checked={selected ?? false}
            onClick={(event) => {
              shift.current = event.shiftKey;
            }}
            onCheckedChange={() => onToggle(shift.current)}
          />
        </td>
      )}
      {columns.map((column, index) => {
        const content = column.cell(row);
        const inner = (
          <div className={clsx("truncate", column.align === "end" && "text-right tabular-nums")}>
            {content}
          </div>
        );
        if (index > 0) {
          return (
            <td key={column.key} className={cell}>
              {inner}
            </td>
          );
        }
        return (
          <th
            key={column.key}
            scope="row"
            className={clsx(cell, firstCell(Boolean(onToggle)), "text-left font-medium")}
          >
            {href ? <RowLink href={href}>{content}</RowLink> : inner}
          </th>
        );
      })}
      {action !== undefined && <td className={clsx(cell, "px-2! text-right")}>{action}</td>}
    </tr>
  );
}
