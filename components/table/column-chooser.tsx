"use client";

import { ArrowDown, ArrowUp, Columns3 } from "lucide-react";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Popover } from "../ui/popover";
import { defaultChoice, moveColumn, orderColumns } from "./arrange-columns";
import type { Column, ColumnChoice } from "./column";

export function ColumnChooser<Row>({
  columns,
  choice,
  onChoice,
}: {
  columns: Column<Row>[];
  choice: ColumnChoice;
  onChoice: (choice: ColumnChoice) => void;
}) {
  const ordered = orderColumns(columns, choice).slice(1);
  function show(key: string, shown: boolean) {
    const hidden = choice.hidden.filter((other) => other !== key);
    onChoice({ ...choice, hidden: shown ? hidden : [...hidden, key] });
  }
  return (
    <Popover
      label="Columns"
      align="end"
      className="w-64"
      trigger={
        <Button size="sm" icon={<Columns3 />}>
          Columns
        </Button>
      }
    >
      <ul className="space-y-0.5">
        {ordered.map((column, index) => (
          <li key={column.key} className="flex items-center gap-1">
            <Checkbox
              className="min-w-0 flex-1"
              label={column.header}
              disabled={column.hideable === false}
              checked={column.hideable === false || !choice.hidden.includes(column.key)}
              onCheckedChange={(checked) => show(column.key, checked === true)}
            />
            <Button
              variant="ghost"
              size="icon-sm"
              aria-label={`Move ${column.header} up`}
              disabled={index === 0}
              onClick={() => onChoice(moveColumn(columns, choice, column.key, -1))}
              icon={<ArrowUp className="size-3.5!" />}
            />
            <Button
              variant="ghost"
              size="icon-sm"
              aria-label={`Move ${column.header} down`}
              disabled={index === ordered.length - 1}
              onClick={() => onChoice(moveColumn(columns, choice, column.key, 1))}
              icon={<ArrowDown className="size-3.5!" />}
            />
          </li>
        ))}
      </ul>
      <div className="mt-2 border-line border-t pt-2">
        <Button variant="ghost" size="sm" onClick={() => onChoice(defaultChoice(columns))}>
          Reset to default
        </Button>
      </div>
    </Popover>
  );
}
