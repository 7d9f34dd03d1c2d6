import clsx from "clsx";
import { Skeleton } from "../ui/skeleton";
import type { Column } from "./column";

const lengths = ["w-3/4", "w-1/2", "w-2/3", "w-5/6", "w-3/5"];

export function SkeletonRows<Row>({
  rows,
  columns,
  withSelection,
  withAction,
}: {
  rows: number;
  columns: Column<Row>[];
  withSelection: boolean;
  withAction: boolean;
}) {
  const cell = "h-row border-line border-b px-3 group-last/row:border-b-0";
  return Array.from({ length: rows }, (_, row) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
    <tr key={row} className="group/row">
      {withSelection && (
        <td className={cell}>
          <Skeleton className="size-4" />
        </td>
      )}
      {columns.map((column, index) => (
        <td key={column.key} className={cell}>
          <Skeleton
            className={clsx(
              "h-3",
              lengths[(row + index) % lengths.length],
              column.align === "end" && "ml-auto",
            )}
          />
        </td>
      ))}
      {withAction && <td className={cell} />}
    </tr>
  ));
}
