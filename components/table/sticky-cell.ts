import clsx from "clsx";

/** A shadow at the edge only while something has gone under it. */
const edge =
  "after:pointer-events-none after:absolute after:inset-y-0 after:-right-2 after:w-2 after:bg-linear-to-r after:from-edge after:to-transparent after:opacity-0 group-data-scrolled/table:after:opacity-100";

export const selectCell = "sticky left-0 z-[1] w-10 pr-0! pl-3.5!";

export function firstCell(afterSelect: boolean) {
  return clsx("sticky z-[1]", afterSelect ? "left-10" : "left-0", edge);
}
