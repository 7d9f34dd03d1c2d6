import clsx from "clsx";
import type { MatrixCell } from "@/lib/matrix/get-matrix";

const square = "M6 3h16a3 3 0 0 1 3 3v16a3 3 0 0 1-3 3H6a3 3 0 0 1-3-3V6a3 3 0 0 1 3-3z";
const shield = "M14 2.5 24 6v8.5c0 5.5-4.2 9.3-10 11.2C8.2 23.8 4 20 4 14.5V6z";

/**
 * What stands in a cell, as a shape: a full one is the whole account, an outlined one with a number so many groups, a
 * dashed one what nobody holds. Elevated permissions have a shield's shape; a corner that is cut off ends by itself; what
 * was not used is struck through.
 */
export function MatrixMark({
  cell,
  elevated,
  className,
}: {
  cell: Pick<MatrixCell, "where" | "groups" | "hidden" | "until" | "unused">;
  elevated: boolean;
  className?: string;
}) {
  if (cell.where === "none")
    return (
      <svg viewBox="0 0 28 28" aria-hidden="true" className={clsx("size-7", className)}>
        <circle cx="14" cy="14" r="1.5" className="fill-line-strong" />
      </svg>
    );
  const count = cell.groups.length + cell.hidden;
  const filled = cell.where === "account";
  return (
    <svg viewBox="0 0 28 28" aria-hidden="true" className={clsx("size-7", className)}>
      <path
        d={elevated ? shield : square}
        strokeWidth="2"
        strokeDasharray={cell.where === "unheld" ? "3 3" : undefined}
        className={clsx(
          elevated ? "stroke-elevated-mark" : "stroke-accent",
          filled ? (elevated ? "fill-elevated-mark" : "fill-accent") : "fill-transparent",
          cell.where === "groups" && (elevated ? "fill-elevated-soft!" : "fill-accent-soft!"),
        )}
      />
      {cell.unused && (
        <>
          <path d="M2 26 26 2" className="stroke-surface" strokeWidth="6" />
          <path d="M2 26 26 2" className="stroke-ink" strokeWidth="2" />
        </>
      )}
      {cell.where === "groups" && (
        <text
          x="14"
          y="14.5"
          textAnchor="middle"
          dominantBaseline="central"
          // the number stands on the strike
          paintOrder="stroke"
          strokeWidth={cell.unused ? 6 : 0}
          className="fill-ink stroke-surface font-semibold tabular-nums"
          fontSize={count > 99 ? 9 : 11.5}
        >
          {count}
        </text>
      )}
      {cell.until && <path d="M19 0h9v9z" className="fill-warn-mark stroke-surface" strokeWidth="1.5" />}
    </svg>
  );
}
