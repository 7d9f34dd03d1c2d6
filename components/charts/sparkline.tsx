import clsx from "clsx";

/** The shape of a series in the room of a word. Null breaks the line. */
export function Sparkline({
  values,
  label,
  className,
}: {
  values: (number | null)[];
  /** The finding in words. */
  label: string;
  className?: string;
}) {
  const highest = Math.max(1, ...values.map((value) => value ?? 0));
  const step = 100 / Math.max(1, values.length - 1);
  const point = (value: number, index: number) =>
    `${(index * step).toFixed(1)} ${(22 - (20 * value) / highest).toFixed(1)}`;
  const line = values
    .map((value, index) => {
      if (value === null) return "";
      const starts = index === 0 || values[index - 1] === null;
      return `${starts ? "M" : "L"}${point(value, index)}`;
    })
    .join("");
  return (
    <svg
      viewBox="0 0 100 24"
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
      className={clsx("h-6 w-24 shrink-0", className)}
    >
      <title>{label}</title>
      <path
        d={line}
        fill="none"
        strokeWidth="1.5"
        vectorEffect="non-scaling-stroke"
        strokeLinejoin="round"
        className="stroke-series-down"
      />
    </svg>
  );
}
