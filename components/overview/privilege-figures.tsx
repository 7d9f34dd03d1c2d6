"use client";

import { useQuery } from "@tanstack/react-query";
import { TrendLine } from "@/components/charts/trend-line";
import { fetchJson } from "@/components/shell/fetch-json";
import type { OutputOf } from "@/components/shell/operation-types";
import { useViewer } from "@/components/shell/viewer";
import { Stat } from "@/components/ui/stat";
import type { overviewAdvice } from "@/lib/advice/overview-advice";

type Advice = OutputOf<typeof overviewAdvice>;

const figures = [
  ["elevatedHolders", "Hold elevated permissions", "elevated"],
  ["withoutFactor", "Without second factor", "no_factor"],
  ["unusedPermissions", "Unused permissions", "unused_permissions"],
] as const;

const say = (count: number) => count.toLocaleString("en-GB");

/** How far the account is from least privilege, and which way it goes; each number leads to what it counts. */
export function PrivilegeFigures({ first }: { first: Advice }) {
  const { account } = useViewer();
  const { data } = useQuery({
    queryKey: ["people", "overview-advice", account.id],
    queryFn: ({ signal }) => fetchJson<Advice>(`/api/accounts/${account.slug}/overview/advice`, {}, signal),
    initialData: first,
    staleTime: 60_000,
  });
  const oldest = data.trend[0];
  const before = data.trend.length > 1 ? oldest : undefined;
  return (
    <section aria-label="Least privilege" className="flex flex-col gap-2">
      <div className="grid gap-3 sm:grid-cols-3">
        {figures.map(([key, label, kind]) => (
          <Stat
            key={key}
            label={label}
            value={say(data.figures[key])}
            href={`/${account.slug}/people/advice?kind=${kind}`}
            detail={
              key === "unusedPermissions"
                ? `Held by somebody, not used in ${data.days} days`
                : `of ${say(data.figures.members)} members`
            }
            picture={
              before && (
                <TrendLine
                  label={`${label}: ${say(before[key])} on ${before.day}, ${say(data.figures[key])} now`}
                  values={data.trend.map((day) => day[key])}
                />
              )
            }
          />
        ))}
      </div>
      {before && <TrendTable trend={data.trend} />}
    </section>
  );
}

function TrendTable({ trend }: { trend: Advice["trend"] }) {
  return (
    <details className="text-sm">
      <summary className="w-fit cursor-pointer rounded-sm text-ink-muted hover:text-ink">
        These numbers day by day
      </summary>
      <section
        aria-label="Least privilege day by day"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        className="mt-2 max-h-72 overflow-auto rounded-md border border-line print:max-h-none"
      >
        <table className="w-full text-sm">
          <thead>
            <tr className="border-line border-b text-ink-muted text-xs">
              <th scope="col" className="h-8 px-3 text-left font-medium">
                Day
              </th>
              {figures.map(([key, label]) => (
                <th key={key} scope="col" className="h-8 px-3 text-right font-medium">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {trend.toReversed().map((day) => (
              <tr key={day.day} className="border-line border-b last:border-0">
                <th scope="row" className="h-8 whitespace-nowrap px-3 text-left font-normal">
                  {day.day}
                </th>
                {figures.map(([key]) => (
                  <td key={key} className="h-8 px-3 text-right tabular-nums">
                    {say(day[key])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}
