import clsx from "clsx";

/** Takes the exact room of what will come. Give it width and height. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span aria-hidden="true" className={clsx("block animate-breathe rounded-sm bg-sunken", className)} />
  );
}
