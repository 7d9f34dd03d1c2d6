"use client";

import { Shield } from "lucide-react";
import { useState } from "react";
import { MatrixMark } from "@/components/matrix/matrix-mark";
import type { GridPlace } from "@/components/matrix/move-in-grid";
import { sayCell } from "@/components/matrix/say-cell";
import { Field } from "@/components/ui/field";
import { useField } from "@/components/ui/field-context";
import { Panel } from "@/components/ui/panel";
import type { Matrix } from "@/lib/matrix/get-matrix";

/** The matrix where there is no room for one: a person is chosen, and what she holds is a list. */
export function MatrixOfOne({ matrix, onOpen }: { matrix: Matrix; onOpen: (place: GridPlace) => void }) {
  const [chosen, setChosen] = useState("");
  const row = Math.max(
    0,
    matrix.rows.findIndex(({ id }) => id === chosen),
  );
  const shown = matrix.rows[row];
  if (!shown) return null;
  const areas = [...new Set(matrix.columns.map(({ area }) => area))];
  return (
    <div className="flex flex-col gap-4">
      <Field name="who" label={matrix.by === "people" ? "Person" : "Role"}>
        <Choice options={matrix.rows} value={shown.id} onValue={setChosen} />
      </Field>
      {areas.map((area) => (
        <Panel key={area} title={area} flush>
          <ul className="divide-y divide-line">
            {matrix.columns.map((permission, column) => {
              const cell = matrix.cells[shown.cells[column] ?? 0];
              if (permission.area !== area || !cell) return null;
              return (
                <li key={permission.key}>
                  <button
                    type="button"
                    onClick={() => onOpen({ row, column })}
                    className="flex min-h-11 w-full items-center gap-3 px-4 py-1.5 text-left text-sm hover:bg-hover"
                  >
                    <MatrixMark cell={cell} elevated={permission.elevated} className="shrink-0" />
                    <span className="min-w-0 flex-1">
                      {permission.label}
                      {permission.elevated && (
                        <Shield aria-label="Elevated" className="ml-1 inline size-3! text-elevated" />
                      )}
                      <span className="block text-ink-muted">{sayCell(cell, matrix.groups)}</span>
                    </span>
                  </button>
                </li>
              );
            })}
          </ul>
        </Panel>
      ))}
    </div>
  );
}

function Choice({
  options,
  value,
  onValue,
}: {
  options: { id: string; name: string }[];
  value: string;
  onValue: (value: string) => void;
}) {
  const field = useField();
  return (
    <select
      {...field}
      value={value}
      onChange={(event) => onValue(event.target.value)}
      className="control text-sm"
    >
      {options.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
}
