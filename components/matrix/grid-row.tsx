// biome-ignore-all lint/a11y/useSemanticElements: a table cannot draw a part of its rows and columns
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus, and says which cell is active
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid hears the keys

import clsx from "clsx";
import { Shield } from "lucide-react";
import { memo } from "react";
import { cellSize, nameWidth } from "@/components/matrix/grid-size";
import { MatrixMark } from "@/components/matrix/matrix-mark";
import type { GridPlace } from "@/components/matrix/move-in-grid";
import type { Matrix, MatrixRow } from "@/lib/matrix/get-matrix";

/**
 * A row in few elements and few words: while one scrolls, hundreds of cells are drawn within a moment. It contains layout and
 * style, and not paint: clipped rows, each with a sticky name, cost the browser four times as long to put into layers.
 */
export const GridRow = memo(function GridRow({
  matrix,
  words,
  row,
  shown,
  active,
  id,
  onOpen,
}: {
  matrix: Matrix;
  /** of each of the matrix's cells what it says, written once */
  words: readonly string[];
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
        "absolute left-0 flex w-full contain-layout contain-style border-line border-b hover:bg-hover",
        active !== null && "group-focus-visible/grid:bg-hover",
      )}
      style={{ top: row * cellSize, height: cellSize }}
      onClick={(event) => {
        const cell = event.target instanceof Element ? event.target.closest("[aria-colindex]") : null;
        const column = Number(cell?.getAttribute("aria-colindex")) - 2;
        if (column >= 0) onOpen({ row, column });
      }}
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
        const place = shown.cells[column] ?? 0;
        const cell = matrix.cells[place];
        if (!cell) return null;
        const said = `${permission.label}: ${words[place]}`;
        return (
          <div
            key={permission.key}
            id={`${id}-${row}-${column}`}
            role="gridcell"
            aria-colindex={column + 2}
            aria-label={`${shown.name}, ${said}`}
            title={said}
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
