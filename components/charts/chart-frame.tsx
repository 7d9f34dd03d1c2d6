"use client";

import { ChartArea, Table2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Segmented } from "../ui/segmented";

/** A picture whose title says the finding, with its twin in a table. Print shows both. */
export function ChartFrame({
  finding,
  detail,
  legend,
  picture,
  table,
}: {
  finding: ReactNode;
  /** Period, unit, source. */
  detail?: ReactNode;
  legend?: ReactNode;
  picture: ReactNode;
  table: ReactNode;
}) {
  const [shown, setShown] = useState<"picture" | "table">("picture");
  return (
    <figure className="min-w-0">
      <figcaption className="mb-3 flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-56">
          <p className="text-balance font-semibold text-base">{finding}</p>
          {detail && <p className="text-ink-muted text-sm">{detail}</p>}
        </div>
        <div className="flex items-center gap-4">
          {legend}
          <Segmented
            label="Show as"
            value={shown}
            onValueChange={setShown}
            options={[
              { value: "picture", label: "Chart", icon: <ChartArea className="size-3.5!" /> },
              { value: "table", label: "Table", icon: <Table2 className="size-3.5!" /> },
            ]}
          />
        </div>
      </figcaption>
      <div hidden={shown === "table"}>{picture}</div>
      <div className={shown === "table" ? undefined : "hidden print:mt-4 print:block"}>{table}</div>
    </figure>
  );
}
