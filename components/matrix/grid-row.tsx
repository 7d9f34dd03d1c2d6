// biome-ignore-all lint/a11y/useSemanticElements: a table cannot draw a part of its rows and columns
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus, and says which cell is active
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid hears the keys

import clsx from "clsx";
import { Shield } from "lucide-react";
import { memo } from "react";
import { cellSize, nameWidth } from "@/components/matrix/grid-size";
import { MatrixMark } from "@/components/matrix/matrix-mark";
import type { GridPlace } from "@/components/matrix/move-in-grid";
import { sayCell } from "@/components/matrix/say-cell";
import type { Matrix, MatrixRow } from "@/lib/matrix/get-matrix";

export const GridRow = memo(function GridRow({
  matrix,
  row,
  shown,
  active,
  id,
  onOpen,
}: {
  matrix: Matrix;
  row: number;
  shown: MatrixRow;
  active: number | null;
  id: string;
  onOpen: (place: GridPlace) => void;
}) {
  return (
    <div
      role="row"
      aria-rowindex={row + 2}
      className={clsx(
        "absolute left-0 flex w-full contain-strict border-line border-b hover:bg-hover",
        active !== null && "group-focus-visible/grid:bg-hover",
      )}
      style={{ top: row * cellSize, height: cellSize }}
    >
      <div
        role="rowheader"
        aria-colindex={1}
        className="sticky left-0 z-10 flex h-full shrink-0 items-center gap-2 border-line border-r bg-surface px-3 text-sm"
        style={{ width: nameWidth }}
        title={shown.detail}
      >
        <span className="min-w-0 flex-1 truncate">{shown.name}</span>
        {shown.elevated > 0 && (
          <span
            className="inline-flex items-center gap-0.5 text-elevated text-xs tabular-nums"
            title={`${shown.elevated} elevated`}
          >
            <Shield aria-hidden="true" className="size-3!" />
            {shown.elevated}
            <span className="sr-only"> elevated</span>
          </span>
        )}
      </div>
      {matrix.columns.map((permission, column) => {
        const cell = matrix.cells[shown.cells[column] ?? 0];
        if (!cell) return null;
        return (
          <div
            key={permission.key}
            id={`${id}-${row}-${column}`}
            role="gridcell"
            aria-colindex={column + 2}
            aria-label={`${shown.name}, ${permission.label}: ${sayCell(cell, matrix.groups)}`}
            title={`${permission.label}: ${sayCell(cell, matrix.groups)}`}
            onClick={() => onOpen({ row, column })}
            className={clsx(
              "flex shrink-0 cursor-pointer items-center justify-center rounded-sm",
              active === column &&
                "group-focus-visible/grid:outline-2 group-focus-visible/grid:outline-accent group-focus-visible/grid:-outline-offset-2",
            )}
            style={{ width: cellSize }}
          >
            {cell.where === "none" ? (
              <span className="size-1 rounded-full bg-line-strong" />
            ) : (
              <MatrixMark cell={cell} elevated={permission.elevated} />
            )}
          </div>
        );
      })}
    </div>
  );
});
