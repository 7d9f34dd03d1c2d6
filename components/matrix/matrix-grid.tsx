// biome-ignore-all lint/a11y/useSemanticElements: a table cannot draw a part of its rows and columns
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus, and says which cell is active

"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useCallback, useId, useMemo, useRef, useState } from "react";
import { Areas, ColumnHead } from "@/components/matrix/grid-head";
import { GridRow } from "@/components/matrix/grid-row";
import { cellSize, headHeight, nameWidth } from "@/components/matrix/grid-size";
import { type GridPlace, moveInGrid } from "@/components/matrix/move-in-grid";
import { sayCell } from "@/components/matrix/say-cell";
import type { Matrix } from "@/lib/matrix/get-matrix";

/**
 * People or roles down, permissions across. Only rows in view are drawn, and the one that has the focus. Arrow keys move
 * from cell to cell, Enter opens one.
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
    overscan: 6,
    scrollPaddingStart: headHeight,
  });
  const shownRows = rows.getVirtualItems().map(({ index }) => index);
  // what has the focus is drawn wherever it is
  if (shownRows.length > 0 && !shownRows.includes(at.row)) shownRows.push(at.row);
  const words = useMemo(() => matrix.cells.map((cell) => sayCell(cell, matrix.groups)), [matrix]);
  const width = nameWidth + matrix.columns.length * cellSize;
  const cellId = (place: GridPlace) => `${id}-${place.row}-${place.column}`;

  function bringIntoView(column: number) {
    const grid = box.current;
    if (!grid) return;
    const [left, room] = [column * cellSize, grid.clientWidth - nameWidth];
    if (left < grid.scrollLeft) grid.scrollLeft = left;
    else if (left + cellSize > grid.scrollLeft + room) grid.scrollLeft = left + cellSize - room;
  }

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
    bringIntoView(to.column);
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
          {matrix.columns.map(({ key }, column) => (
            <ColumnHead key={key} matrix={matrix} column={column} on={column === at.column} />
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
              words={words}
              row={row}
              shown={shown}
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
