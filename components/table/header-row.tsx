import clsx from "clsx";
import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import Link from "next/link";
import { Checkbox } from "../ui/checkbox";
import type { Column, Sort } from "./column";
import { firstCell, selectCell } from "./sticky-cell";

const head =
  "sticky top-(--head-top) z-10 first:rounded-tl-[calc(var(--radius-lg)-1px)] last:rounded-tr-[calc(var(--radius-lg)-1px)] h-9 whitespace-nowrap border-line border-b bg-canvas px-3 text-left font-medium text-ink-muted text-xs pointer-coarse:h-row";

export function HeaderRow<Row>({
  columns,
  sort,
  sortHref,
  onSort,
  withAction,
  page,
  onPage,
  many,
}: {
  columns: Column<Row>[];
  sort?: Sort;
  sortHref?: (sort: Sort) => string;
  onSort?: (sort: Sort) => void;
  withAction: boolean;
  page?: boolean | "indeterminate";
  onPage?: () => void;
  many: string;
}) {
  return (
    <thead>
      <tr>
        {onPage && (
          <th scope="col" className={clsx(head, selectCell, "z-20!")}>
            <Checkbox
              aria-label={`Select all ${many} on this page`}
              checked={page ?? false}
              onCheckedChange={onPage}
            />
          </th>
        )}
        {columns.map((column, index) => {
          const on = sort?.key === column.key ? sort.direction : undefined;
          return (
            <th
              key={column.key}
              scope="col"
              aria-sort={on && (on === "asc" ? "ascending" : "descending")}
              className={clsx(
                head,
                column.align === "end" && "text-right",
                index === 0 && firstCell(Boolean(onPage)),
                index === 0 && "z-20!",
              )}
            >
              {column.sortable && (sortHref || onSort) ? (
                <SortControl column={column} on={on} sortHref={sortHref} onSort={onSort} />
              ) : (
                <span className="block truncate">{column.header}</span>
              )}
            </th>
          );
        })}
        {withAction && (
          <th scope="col" className={head}>
            <span className="sr-only">Actions</span>
          </th>
        )}
      </tr>
    </thead>
  );
}

function SortControl<Row>({
  column,
  on,
  sortHref,
  onSort,
}: {
  column: Column<Row>;
  on?: Sort["direction"];
  sortHref?: (sort: Sort) => string;
  onSort?: (sort: Sort) => void;
}) {
  const next: Sort = { key: column.key, direction: on === "asc" ? "desc" : "asc" };
  const Arrow = on === "asc" ? ArrowUp : on === "desc" ? ArrowDown : ChevronsUpDown;
  const className = clsx(
    "group/sort -mx-1 inline-flex min-h-6 max-w-[calc(100%+0.5rem)] items-center gap-1 rounded-sm px-1 hover:text-ink",
    column.align === "end" && "flex-row-reverse",
    on && "text-ink",
  );
  const content = (
    <>
      <span className="truncate">{column.header}</span>
      <Arrow
        className={clsx(
          "size-3!",
          !on && "opacity-0 group-hover/sort:opacity-60 group-focus-visible/sort:opacity-60",
        )}
      />
    </>
  );
  if (sortHref) {
    return (
      <Link href={sortHref(next)} scroll={false} className={className}>
        {content}
      </Link>
    );
  }
  return (
    <button type="button" onClick={() => onSort?.(next)} className={className}>
      {content}
    </button>
  );
}
