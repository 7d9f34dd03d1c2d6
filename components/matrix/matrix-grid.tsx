// biome-ignore-all lint/a11y/useSemanticElements: a table cannot draw a part of its rows and columns
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus, and says which cell is active

"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useCallback, useId, useRef, useState } from "react";
import { Areas, ColumnHead } from "@/components/matrix/grid-head";
import { GridRow } from "@/components/matrix/grid-row";
import { cellSize, headHeight, nameWidth } from "@/components/matrix/grid-size";
import { type GridPlace, moveInGrid } from "@/components/matrix/move-in-grid";
import type { Matrix } from "@/lib/matrix/get-matrix";

/**
 * People or roles down, permissions across. Only what is in view is drawn, and the cell that has the focus: arrow keys
 * move it, Enter opens it.
 */
export function MatrixGrid({
  matrix,
  label,
  onOpen,
}: {
  matrix: Matrix;
  label: string;
  onOpen: (place: GridPlace) => void;
}) {
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  const [active, setActive] = useState<GridPlace>({ row: 0, column: 0 });
  const at = {
    row: Math.min(active.row, matrix.rows.length - 1),
    column: Math.min(active.column, matrix.columns.length - 1),
  };
  const rows = useVirtualizer({
    count: matrix.rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => cellSize,
    overscan: 8,
    scrollPaddingStart: headHeight,
  });
  const columns = useVirtualizer({
    horizontal: true,
    count: matrix.columns.length,
    getScrollElement: () => box.current,
    estimateSize: () => cellSize,
    overscan: 4,
    scrollPaddingStart: nameWidth,
  });
  const shownRows = rows.getVirtualItems().map(({ index }) => index);
  const shownColumns = columns.getVirtualItems().map(({ index }) => index);
  // what has the focus is drawn wherever it is
  if (shownRows.length > 0 && !shownRows.includes(at.row)) shownRows.push(at.row);
  if (shownColumns.length > 0 && !shownColumns.includes(at.column)) shownColumns.push(at.column);
  const width = nameWidth + matrix.columns.length * cellSize;
  const cellId = (place: GridPlace) => `${id}-${place.row}-${place.column}`;

  function press(event: KeyboardEvent) {
    if (event.altKey || event.metaKey || event.shiftKey) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      return onOpen(at);
    }
    const page = Math.max(1, Math.floor(((box.current?.clientHeight ?? 0) - headHeight) / cellSize) - 1);
    const to = moveInGrid(at, event.key, event.ctrlKey, {
      rows: matrix.rows.length,
      columns: matrix.columns.length,
      page,
    });
    if (!to) return;
    event.preventDefault();
    setActive(to);
    rows.scrollToIndex(to.row);
    columns.scrollToIndex(to.column);
  }

  // the same while one scrolls, so that rows in view are not drawn anew
  const open = useCallback(
    (place: GridPlace) => {
      setActive(place);
      onOpen(place);
    },
    [onOpen],
  );

  return (
    <div
      ref={box}
      role="grid"
      aria-label={label}
      aria-rowcount={matrix.rows.length + 1}
      aria-colcount={matrix.columns.length + 1}
      aria-activedescendant={cellId(at)}
      tabIndex={0}
      onKeyDown={press}
      className="group/grid relative max-h-[calc(100dvh-13rem)] min-h-80 overflow-auto rounded-lg border border-line bg-surface"
    >
      <div role="rowgroup" className="sticky top-0 z-20 bg-surface" style={{ width, height: headHeight }}>
        <div role="row" aria-rowindex={1} className="relative size-full border-line border-b">
          <Areas matrix={matrix} />
          {shownColumns.map((column) => (
            <ColumnHead key={column} matrix={matrix} column={column} on={column === at.column} />
          ))}
          <div
            role="columnheader"
            aria-colindex={1}
            className="sticky left-0 z-10 flex h-full items-end border-line border-r bg-surface px-3 pb-2 font-medium text-sm"
            style={{ width: nameWidth }}
          >
            {matrix.by === "people" ? "Person" : "Role"}
          </div>
        </div>
      </div>
      <div role="rowgroup" className="relative" style={{ width, height: matrix.rows.length * cellSize }}>
        {shownRows.map((row) => {
          const shown = matrix.rows[row];
          return shown ? (
            <GridRow
              key={shown.id}
              matrix={matrix}
              row={row}
              shown={shown}
              columns={shownColumns.join(" ")}
              active={row === at.row ? at.column : null}
              id={id}
              onOpen={open}
            />
          ) : null;
        })}
      </div>
    </div>
  );
}
