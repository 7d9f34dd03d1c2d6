import { MatrixMark } from "@/components/matrix/matrix-mark";

const nothing = { groups: [], hidden: 0, until: null, unused: false };

/** What the shapes mean, large enough to be read from where the picture is. */
export function MatrixLegend({ by, unused }: { by: "people" | "roles"; unused: boolean }) {
  const marks = [
    { label: "Whole account", cell: { ...nothing, where: "account" as const }, elevated: false },
    {
      label: "In so many groups",
      cell: { ...nothing, where: "groups" as const, groups: [0, 1, 2] },
      elevated: false,
    },
    ...(by === "roles"
      ? [
          {
            label: "In the role, held by nobody",
            cell: { ...nothing, where: "unheld" as const },
            elevated: false,
          },
        ]
      : []),
    { label: "Elevated", cell: { ...nothing, where: "account" as const }, elevated: true },
    {
      label: "Ends, or becomes less, by itself",
      cell: { ...nothing, where: "account" as const, until: "x" },
      elevated: false,
    },
    ...(unused
      ? [
          {
            label: "Not used in 90 days",
            cell: { ...nothing, where: "account" as const, unused: true },
            elevated: false,
          },
        ]
      : []),
    { label: "Not held", cell: { ...nothing, where: "none" as const }, elevated: false },
  ];
  return (
    <ul aria-label="What the shapes mean" className="flex flex-wrap gap-x-6 gap-y-2 text-base">
      {marks.map(({ label, cell, elevated }) => (
        <li key={label} className="inline-flex items-center gap-2">
          <MatrixMark cell={cell} elevated={elevated} />
          {label}
        </li>
      ))}
    </ul>
  );
}
