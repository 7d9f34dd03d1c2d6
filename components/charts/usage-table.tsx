"use client";

import { Bytes } from "../ui/bytes";
import { sayStep } from "./say-axis";
import type { UsagePoint } from "./usage-point";

const head = "sticky top-0 bg-canvas h-8 px-3 font-medium text-ink-muted text-xs border-line border-b";
const cell = "h-8 border-line border-b px-3 text-right tabular-nums";

export function UsageTable({ points }: { points: UsagePoint[] }) {
  const say = sayStep(points);
  return (
    <section
      aria-label="Usage as a table"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      className="max-h-72 overflow-auto rounded-md border border-line print:max-h-none"
    >
      <table className="w-full border-separate border-spacing-0 text-sm">
        <thead>
          <tr>
            <th scope="col" className={`${head} text-left`}>
              Time
            </th>
            {["Down", "Up", "Both"].map((label) => (
              <th key={label} scope="col" className={`${head} text-right`}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {points.map((point) => (
            <tr key={point.at}>
              <th
                scope="row"
                className="h-8 whitespace-nowrap border-line border-b px-3 text-left font-normal"
                suppressHydrationWarning
              >
                {say.long(point.at)}
              </th>
              <td className={cell}>{point.down === null ? "Unknown" : <Bytes value={point.down} />}</td>
              <td className={cell}>{point.up === null ? "Unknown" : <Bytes value={point.up} />}</td>
              <td className={cell}>
                {point.down === null && point.up === null ? (
                  "Unknown"
                ) : (
                  <Bytes value={(point.down ?? 0) + (point.up ?? 0)} />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
