import clsx from "clsx";

/** Initials. The name itself is said beside it, so it is silent. */
export function Avatar({ name, square, className }: { name: string; square?: boolean; className?: string }) {
  const words = name.split(/[\s@._-]+/).filter(Boolean);
  const initials = [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => word?.[0]?.toUpperCase() ?? "")
    .join("");
  return (
    <span
      aria-hidden="true"
      data-initials={initials}
      className={clsx(
        "inline-grid size-6 before:content-[attr(data-initials)] shrink-0 select-none place-items-center border border-accent-line bg-accent-soft font-semibold text-2xs text-accent",
        square ? "rounded-md" : "rounded-full",
        className,
      )}
    />
  );
}
