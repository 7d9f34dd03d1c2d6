"use client";

import clsx from "clsx";
import { type ReactNode, useRef, useState } from "react";
import { defaultChoice, visibleColumns } from "./arrange-columns";
import { BulkBar } from "./bulk-bar";
import { countSelected, isSelected, pageState, togglePage, toggleRow } from "./change-selection";
import type { Column, ColumnChoice, Noun, Selection, Sort } from "./column";
import { ColumnChooser } from "./column-chooser";
import { HeaderRow } from "./header-row";
import { moveBetweenRows } from "./move-between-rows";
import { NewRows } from "./new-rows";
import { SkeletonRows } from "./skeleton-rows";
import { TableRow } from "./table-row";
import { useFits } from "./use-fits";

export type DataTableProps<Row> = {
  /** What the table holds, said to those who do not see it: "Devices". */
  caption: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  /** Where the first cell leads. */
  rowHref?: (row: Row) => string;
  /** What a row is called, for its checkbox. */
  rowName?: (row: Row) => string;
  /** Changes whenever the row changed: the row is tinted for a moment. */
  version?: (row: Row) => string | number;
  /** At the end of each row: a menu. */
  rowAction?: (row: Row) => ReactNode;
  sort?: Sort;
  /** Sorting in the URL (a link) or in the page (a button). */
  sortHref?: (sort: Sort) => string;
  onSort?: (sort: Sort) => void;
  noun?: Noun;
  /** All that match, on every page. */
  total?: number;
  selection?: Selection;
  onSelection?: (selection: Selection) => void;
  /** What can be done with the selected ones. */
  bulkActions?: (count: number) => ReactNode;
  /** The whole result may be selected, not only what is on the page. */
  selectAll?: boolean;
  columnChoice?: ColumnChoice;
  onColumnChoice?: (choice: ColumnChoice) => void;
  /** Filters, above the table. */
  toolbar?: ReactNode;
  pagination?: ReactNode;
  newCount?: number;
  onShowNew?: () => void;
  loading?: boolean;
  skeletonRows?: number;
  /** Something filters the rows: nothing found is not nothing there. */
  filtered?: boolean;
  empty?: ReactNode;
  filteredEmpty?: ReactNode;
  /** Stands instead of the rows. */
  error?: ReactNode;
  className?: string;
};

export function DataTable<Row>(props: DataTableProps<Row>) {
  const {
    caption,
    rows,
    rowKey,
    selection,
    onSelection,
    loading,
    error,
    noun,
    columnChoice,
    onColumnChoice,
  } = props;
  const [ownChoice, setOwnChoice] = useState<ColumnChoice>(() => defaultChoice(props.columns));
  const [scrolled, setScrolled] = useState(false);
  const anchor = useRef<string>(undefined);
  const choice = columnChoice ?? ownChoice;
  const columns = visibleColumns(props.columns, choice);
  const page = rows.map(rowKey);
  const total = props.total ?? rows.length;
  const width = columns.reduce(
    (sum, column) => sum + (column.width ?? 220),
    (onSelection ? 40 : 0) + (props.rowAction ? 44 : 0),
  );
  const { frame, fits, room } = useFits(width);
  const nothing = !loading && !error && rows.length === 0;

  function toggle(key: string, range: boolean) {
    if (!selection || !onSelection) return;
    onSelection(toggleRow(selection, page, key, range ? anchor.current : undefined));
    anchor.current = key;
  }

  return (
    <div className={clsx("relative flex min-w-0 flex-col gap-3", props.className)}>
      <div className="flex flex-wrap items-start justify-between gap-2 empty:hidden">
        <div className="min-w-0 flex-1">{props.toolbar}</div>
        {props.columns.length > 2 && (
          <ColumnChooser columns={props.columns} choice={choice} onChoice={onColumnChoice ?? setOwnChoice} />
        )}
      </div>
      <div className="relative">
        <NewRows count={props.newCount ?? 0} noun={noun} onShow={props.onShowNew} />
        <section
          tabIndex={fits === false ? 0 : undefined}
          ref={frame}
          aria-label={caption}
          aria-busy={loading}
          data-scrolled={scrolled || undefined}
          onScroll={(event) => setScrolled(event.currentTarget.scrollLeft > 0)}
          className={clsx(
            "group/table relative rounded-lg border border-line bg-surface print:max-h-none! print:overflow-visible! print:border-0",
            fits !== false && "[--head-top:var(--table-top,0px)]",
            fits === undefined && "max-xl:overflow-x-auto",
            fits === false &&
              "max-h-[max(20rem,calc(100dvh-9rem))] overflow-auto overscroll-x-contain [--head-top:0px]",
          )}
        >
          {!nothing && !error && (
            <table
              className="w-full table-fixed border-separate border-spacing-0 text-sm"
              style={{
                minWidth:
                  fits !== false
                    ? width
                    : width - (columns[0]?.width ?? 220) + firstWidth(columns[0]?.width, room),
              }}
            >
              <caption className="sr-only">{caption}</caption>
              <colgroup>
                {onSelection && <col width={40} />}
                {columns.map((column, index) => (
                  <col
                    key={column.key}
                    width={index > 0 || fits !== false ? column.width : firstWidth(column.width, room)}
                  />
                ))}
                {props.rowAction && <col width={44} />}
              </colgroup>
              <HeaderRow
                columns={columns}
                sort={props.sort}
                sortHref={props.sortHref}
                onSort={props.onSort}
                withAction={Boolean(props.rowAction)}
                page={selection && pageState(selection, page)}
                onPage={onSelection && selection && (() => onSelection(togglePage(selection, page)))}
                many={noun?.many ?? "rows"}
              />
              <tbody onKeyDown={moveBetweenRows}>
                {loading ? (
                  <SkeletonRows
                    rows={props.skeletonRows ?? 10}
                    columns={columns}
                    withSelection={Boolean(onSelection)}
                    withAction={Boolean(props.rowAction)}
                  />
                ) : (
                  rows.map((row) => {
                    const key = rowKey(row);
                    return (
                      <TableRow
                        key={key}
                        row={row}
                        columns={columns}
                        href={props.rowHref?.(row)}
                        name={props.rowName?.(row) ?? key}
                        version={props.version?.(row)}
                        action={props.rowAction?.(row)}
                        selected={selection ? isSelected(selection, key) : undefined}
                        onToggle={onSelection && ((range) => toggle(key, range))}
                      />
                    );
                  })
                )}
              </tbody>
            </table>
          )}
          {error}
          {nothing && (props.filtered ? props.filteredEmpty : props.empty)}
        </section>
      </div>
      {props.pagination}
      {selection && onSelection && (
        <BulkBar
          count={countSelected(selection, total)}
          all={selection.all}
          wholePage={pageState(selection, page) === true}
          total={total}
          noun={noun ?? { one: "row", many: "rows" }}
          onAll={props.selectAll && total > page.length ? () => onSelection({ all: true }) : undefined}
          onClear={() => onSelection({ all: false, keys: new Set() })}
          actions={props.bulkActions}
        />
      )}
    </div>
  );
}

/** The column that stays must leave most of the room to those that move. */
function firstWidth(width = 220, room: number) {
  return Math.min(width, Math.max(136, Math.round(room * 0.38)));
}
