"use client";

import { useQuery } from "@tanstack/react-query";
import { Download, Grid3x3, Hourglass, Search, Shield } from "lucide-react";
import { parseAsArrayOf, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useCallback, useState } from "react";
import { CellPanel, type OpenCell } from "@/components/matrix/cell-panel";
import { MatrixGrid } from "@/components/matrix/matrix-grid";
import { MatrixLegend } from "@/components/matrix/matrix-legend";
import { MatrixOfOne } from "@/components/matrix/matrix-of-one";
import type { GridPlace } from "@/components/matrix/move-in-grid";
import type { MemberActions } from "@/components/people/people-actions";
import { AnswerError, fetchJson } from "@/components/shell/fetch-json";
import { useViewer } from "@/components/shell/viewer";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { FilterBar } from "@/components/ui/filter-bar";
import { FilterMenu } from "@/components/ui/filter-menu";
import { Input } from "@/components/ui/input";
import { Segmented } from "@/components/ui/segmented";
import type { Matrix } from "@/lib/matrix/get-matrix";

const filters = {
  by: parseAsStringLiteral(["people", "roles"]).withDefault("people"),
  search: parseAsString.withDefault("").withOptions({ throttleMs: 250 }),
  group: parseAsString,
  area: parseAsString,
  permission: parseAsArrayOf(parseAsString).withDefault([]),
  elevated: parseAsStringLiteral(["1"]),
  unused: parseAsStringLiteral(["1"]),
};

/** Who may do what, where and until when, as a picture; every cell leads to why. */
export function MatrixView({
  first,
  asked,
  revoke,
}: {
  first: Matrix;
  /** the filters under which it was asked first, as they stood in the address */
  asked: Record<string, string>;
  revoke: MemberActions["revoke"];
}) {
  const { account } = useViewer();
  const [filter, setFilter] = useQueryStates(filters);
  const [typed, setTyped] = useState(filter.search);
  const [looked, setLooked] = useState<OpenCell | null>(null);
  const params = toParams({ ...filter, permission: filter.permission.join(",") });
  const path = `/api/accounts/${account.slug}/people/matrix`;
  const query = useQuery({
    queryKey: ["people", "matrix", account.id, params],
    queryFn: ({ signal }) => fetchJson<Matrix>(path, params, signal),
    initialData: same(params, asked) ? first : undefined,
    placeholderData: (before) => before,
  });
  const matrix = query.data ?? first;
  const error = query.error instanceof AnswerError ? query.error.visible : null;
  const { by, ...narrowing } = params;
  const filtered = Object.keys(narrowing).length > 0;
  const areas = [...new Set(matrix.vocabulary.map(({ area }) => area))];

  function clear() {
    setTyped("");
    setFilter({ search: null, group: null, area: null, permission: null, elevated: null, unused: null });
  }
  const look = useCallback(({ row, column }: GridPlace) => setLooked(cellAt(matrix, row, column)), [matrix]);

  return (
    <div className="flex min-w-0 flex-col gap-4">
      <FilterBar
        search={
          <Input
            type="search"
            aria-label={filter.by === "people" ? "Search people" : "Search roles"}
            placeholder={filter.by === "people" ? "Name or e-mail" : "Name of a role"}
            prefix={<Search />}
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
              setFilter({ search: event.target.value || null });
            }}
          />
        }
        add={
          <a
            href={`${path}/file?${new URLSearchParams(params)}`}
            download
            className={buttonClass("ghost", "sm")}
          >
            <Download /> CSV
          </a>
        }
      >
        <Segmented
          label="Rows"
          value={filter.by}
          // a role is not used, people are
          onValueChange={(next) => setFilter({ by: next, ...(next === "roles" ? { unused: null } : {}) })}
          options={[
            { value: "people", label: "People" },
            { value: "roles", label: "Roles" },
          ]}
        />
        <FilterMenu
          label="Group"
          single
          options={matrix.groups.map(({ id, name }) => ({ value: id, label: name }))}
          chosen={filter.group ? [filter.group] : []}
          onChange={([group]) => setFilter({ group: group ?? null })}
        />
        <FilterMenu
          label="Area"
          single
          options={areas.map((area) => ({ value: area, label: area }))}
          chosen={filter.area ? [filter.area] : []}
          onChange={([area]) => setFilter({ area: area ?? null })}
        />
        <FilterMenu
          label="Permission"
          options={matrix.vocabulary.map(({ key, label }) => ({ value: key, label }))}
          chosen={filter.permission}
          onChange={(permission) => setFilter({ permission: permission.length > 0 ? permission : null })}
        />
        <Button
          size="sm"
          variant={filter.elevated ? "secondary" : "ghost"}
          aria-pressed={filter.elevated !== null}
          icon={<Shield className="text-elevated" />}
          onClick={() => setFilter({ elevated: filter.elevated ? null : "1" })}
        >
          Elevated
        </Button>
        {filter.by === "people" && (
          <Button
            size="sm"
            variant={filter.unused ? "secondary" : "ghost"}
            aria-pressed={filter.unused !== null}
            icon={<Hourglass />}
            onClick={() => setFilter({ unused: filter.unused ? null : "1" })}
          >
            Unused
          </Button>
        )}
        {filtered && (
          <Button size="sm" variant="ghost" onClick={clear}>
            Clear all
          </Button>
        )}
      </FilterBar>
      <p className="text-balance font-semibold text-base" aria-live="polite">
        {sayFinding(matrix)}
      </p>
      <MatrixLegend by={matrix.by} unused={filter.unused !== null} />
      {filter.unused && <CountedSince since={matrix.countedSince} />}
      {matrix.more && (
        <Banner tone="wait" title="Not everybody is shown">
          There are more people than fit here. Search for a name to see the others.
        </Banner>
      )}
      {error ? (
        <ErrorState
          title={error.message}
          id={error.id}
          action={<Button onClick={() => query.refetch()}>Try again</Button>}
        />
      ) : matrix.rows.length === 0 || matrix.columns.length === 0 ? (
        <EmptyState
          icon={<Grid3x3 />}
          title={filtered ? "Nobody matches" : "Nobody here yet"}
          action={filtered && <Button onClick={clear}>Clear the filters</Button>}
        >
          {filtered &&
            (filter.unused
              ? "With these filters everything was used, or had no 90 days yet to be."
              : "With these filters no one holds anything that is shown.")}
        </EmptyState>
      ) : (
        <>
          <div className="max-md:hidden">
            <MatrixGrid
              // another order of rows begins at its own first cell
              key={matrix.by}
              matrix={matrix}
              label={matrix.by === "people" ? "Permissions of people" : "Permissions of roles"}
              onOpen={look}
            />
            <p className="mt-2 text-ink-muted text-xs print:hidden">
              Arrow keys move from cell to cell, Enter says why.
            </p>
          </div>
          <div className="md:hidden">
            <MatrixOfOne matrix={matrix} onOpen={look} />
          </div>
        </>
      )}
      <CellPanel open={looked && asItIsNow(looked, matrix)} revoke={revoke} onClose={() => setLooked(null)} />
    </div>
  );
}

/** What is new, and what was not counted, is not called unused: while that is true of everything, it is said. */
function CountedSince({ since }: { since: string | null }) {
  const days = since === null ? 0 : Math.floor((Date.now() - new Date(since).getTime()) / 86_400_000);
  if (days > 90) return null;
  return (
    <Banner tone="wait" title="Uses are not counted here for 90 days yet">
      Nothing is called unused before it was held, and counted, for that long.
    </Banner>
  );
}

function cellAt(matrix: Matrix, row: number, column: number): OpenCell | null {
  const [at, of] = [matrix.rows[row], matrix.columns[column]];
  const cell = at && matrix.cells[at.cells[column] ?? 0];
  return at && of && cell ? { by: matrix.by, row: at, column: of, cell, groups: matrix.groups } : null;
}

/** What was just taken away is gone from the cell, too; a row that left the picture holds nothing that is shown. */
function asItIsNow(looked: OpenCell, matrix: Matrix): OpenCell {
  const row = matrix.rows.findIndex(({ id }) => id === looked.row.id);
  const column = matrix.columns.findIndex(({ key }) => key === looked.column.key);
  return cellAt(matrix, row, column) ?? { ...looked, cell: matrix.cells[0] ?? looked.cell };
}

function sayFinding(matrix: Matrix): string {
  const rows = matrix.rows.length;
  const elevated = matrix.rows.filter((row) => row.elevated > 0).length;
  const noun = matrix.by === "people" ? (rows === 1 ? "person" : "people") : rows === 1 ? "role" : "roles";
  const what = matrix.by === "people" ? "hold elevated permissions" : "give somebody elevated permissions";
  const marks = matrix.rows.reduce(
    (sum, { cells }) => sum + cells.filter((cell) => matrix.cells[cell]?.unused).length,
    0,
  );
  const unused = marks > 0 ? `; ${marks.toLocaleString("en-GB")} cells were not used in 90 days` : "";
  return `${rows.toLocaleString("en-GB")} ${noun}, ${elevated.toLocaleString("en-GB")} of them ${what}${unused}`;
}

function toParams(values: Record<string, string | null>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      value === null || value === "" ? [] : [[name, value]],
    ),
  );
}

function same(one: Record<string, string>, other: Record<string, string>): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => one[name] === other[name]);
}
