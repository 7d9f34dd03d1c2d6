"use client";

import {
  Area,
  AreaChart,
  Brush,
  CartesianGrid,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { sayBytes, sayExactBytes } from "../ui/say-bytes";
import { byteTicks, sayStep } from "./say-axis";
import type { UsagePoint, UsageThreshold } from "./usage-point";

const tick = { fill: "var(--ink-muted)", fontSize: 11 };

export function UsageAreas({ points, thresholds }: { points: UsagePoint[]; thresholds: UsageThreshold[] }) {
  const say = sayStep(points);
  const highest = Math.max(
    1,
    ...points.map((point) => (point.down ?? 0) + (point.up ?? 0)),
    ...thresholds.map((threshold) => threshold.bytes),
  );
  const ticks = byteTicks(highest);
  return (
    <section className="h-72 w-full" aria-label="Usage over time; the table shows the same numbers">
      <ResponsiveContainer width="100%" height="100%">
        <AreaChart
          data={points}
          margin={{ top: 12, right: 20, bottom: 0, left: 0 }}
          accessibilityLayer={false}
        >
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis
            dataKey="at"
            tickFormatter={say.short}
            tick={tick}
            tickLine={false}
            axisLine={{ stroke: "var(--line-strong)" }}
            minTickGap={40}
            tickMargin={6}
          />
          <YAxis
            ticks={ticks}
            domain={[0, ticks.at(-1) ?? 1]}
            tickFormatter={(value: number) => sayBytes(value).replace(/\.0+(?= )|(?<=\.\d)0(?= )/, "")}
            tick={tick}
            tickLine={false}
            axisLine={false}
            width={64}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: "var(--ink-faint)", strokeDasharray: "3 3" }}
            content={({ active, payload }) => {
              const point: UsagePoint | undefined = payload?.[0]?.payload;
              return active && point ? <Reading point={point} when={say.long(point.at)} /> : null;
            }}
          />
          <Area
            dataKey="down"
            stackId="octets"
            type="linear"
            stroke="var(--series-down)"
            strokeWidth={1.75}
            fill="var(--series-down)"
            fillOpacity={0.22}
            connectNulls={false}
            isAnimationActive={false}
          />
          <Area
            dataKey="up"
            stackId="octets"
            type="linear"
            stroke="var(--series-up)"
            strokeWidth={1.75}
            strokeDasharray="5 3"
            fill="var(--series-up)"
            fillOpacity={0.3}
            connectNulls={false}
            isAnimationActive={false}
          />
          {thresholds.map((threshold) => (
            <ReferenceLine
              key={`${threshold.label}${threshold.bytes}`}
              y={threshold.bytes}
              stroke="var(--bad-mark)"
              strokeWidth={1.5}
              strokeDasharray="2 3"
              label={{
                value: `${threshold.label} · ${sayBytes(threshold.bytes)}`,
                position: "insideBottomLeft",
                fill: "var(--bad)",
                fontSize: 11,
              }}
            />
          ))}
          {points.length > 12 && (
            <Brush
              dataKey="at"
              height={24}
              travellerWidth={8}
              stroke="var(--line-strong)"
              fill="var(--canvas)"
              tickFormatter={say.short}
              className="print:hidden"
              ariaLabel="Part of the period that is shown"
            />
          )}
        </AreaChart>
      </ResponsiveContainer>
    </section>
  );
}

function Reading({ point, when }: { point: UsagePoint; when: string }) {
  const rows: [string, number | null, string][] = [
    ["Up", point.up, "fill-series-up"],
    ["Down", point.down, "fill-series-down"],
  ];
  return (
    <div className="rounded-lg bg-raised px-3 py-2 text-xs shadow-overlay">
      <p className="mb-1 font-medium">{when}</p>
      {point.down === null && point.up === null ? (
        <p className="text-ink-muted">Nothing is known about this time.</p>
      ) : (
        <table className="tabular-nums">
          <tbody>
            {rows.map(([label, bytes, colour]) => (
              <tr key={label}>
                <th scope="row" className="flex items-center gap-1.5 pr-4 font-normal text-ink-muted">
                  <svg viewBox="0 0 8 8" aria-hidden="true" className={`size-2 ${colour}`}>
                    <rect width="8" height="8" rx="2" />
                  </svg>
                  {label}
                </th>
                <td className="text-right" title={bytes === null ? undefined : sayExactBytes(bytes)}>
                  {bytes === null ? "Unknown" : sayBytes(bytes)}
                </td>
              </tr>
            ))}
            <tr>
              <th scope="row" className="pr-4 text-left font-medium">
                Both
              </th>
              <td className="text-right font-medium">{sayBytes((point.down ?? 0) + (point.up ?? 0))}</td>
            </tr>
          </tbody>
        </table>
      )}
    </div>
  );
}
