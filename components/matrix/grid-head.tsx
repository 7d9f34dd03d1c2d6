// biome-ignore-all lint/a11y/useSemanticElements: a table cannot draw a part of its rows and columns
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus, and says which cell is active

import clsx from "clsx";
import { Shield } from "lucide-react";
import { memo } from "react";
import { areaHeight, cellSize, headHeight, nameWidth } from "@/components/matrix/grid-size";
import type { Matrix } from "@/lib/matrix/get-matrix";

/** The areas above their columns. */
export function Areas({ matrix: { columns } }: { matrix: Matrix }) {
  const areas = [...new Set(columns.map(({ area }) => area))];
  return areas.map((area) => {
    const first = columns.findIndex((column) => column.area === area);
    const count = columns.filter((column) => column.area === area).length;
    return (
      <div
        key={area}
        aria-hidden="true"
        className="absolute top-0 truncate border-line border-l px-1.5 pt-1 text-ink-muted text-xs"
        style={{ left: nameWidth + first * cellSize, width: count * cellSize, height: headHeight }}
      >
        {count > 1 ? area : ""}
      </div>
    );
  });
}

export const ColumnHead = memo(function ColumnHead({
  matrix,
  column,
  on,
}: {
  matrix: Matrix;
  column: number;
  on: boolean;
}) {
  const permission = matrix.columns[column];
  if (!permission) return null;
  return (
    <div
      role="columnheader"
      aria-colindex={column + 2}
      aria-label={`${permission.label}${permission.elevated ? ", elevated" : ""}`}
      className={clsx(
        "absolute bottom-0 flex flex-col items-center justify-end gap-1 pb-2 text-xs",
        on ? "font-medium text-ink" : "text-ink-muted",
      )}
      style={{ left: nameWidth + column * cellSize, width: cellSize, height: headHeight - areaHeight }}
    >
      <span className="max-h-50 truncate [writing-mode:vertical-rl] rotate-180" title={permission.label}>
        {permission.label}
      </span>
      {permission.elevated ? (
        <Shield aria-hidden="true" className="size-3.5! shrink-0 text-elevated-mark" />
      ) : (
        <span className="size-3.5 shrink-0" />
      )}
    </div>
  );
});
