"use client";

import { useQuery } from "@tanstack/react-query";
import { MatrixMark } from "@/components/matrix/matrix-mark";
import { sayCell } from "@/components/matrix/say-cell";
import type { MemberActions } from "@/components/people/people-actions";
import { RevokeGrant } from "@/components/people/revoke-grant";
import { ScopeLinks } from "@/components/people/scope-words";
import { AnswerError, fetchJson } from "@/components/shell/fetch-json";
import type { OutputOf } from "@/components/shell/operation-types";
import { useViewer } from "@/components/shell/viewer";
import { Badge } from "@/components/ui/badge";
import { ErrorState } from "@/components/ui/error-state";
import { ExactTime } from "@/components/ui/exact-time";
import { KeyValues } from "@/components/ui/key-values";
import { RelativeTime } from "@/components/ui/relative-time";
import { Sheet } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import { TextLink } from "@/components/ui/text-link";
import type { explainCell } from "@/lib/matrix/explain-cell";
import type { Matrix, MatrixCell, MatrixColumn, MatrixRow } from "@/lib/matrix/get-matrix";

export interface OpenCell {
  by: Matrix["by"];
  row: MatrixRow;
  column: MatrixColumn;
  cell: MatrixCell;
  groups: Matrix["groups"];
}

/** Why somebody has a permission, and the way to take it away. */
export function CellPanel({
  open,
  revoke,
  onClose,
}: {
  open: OpenCell | null;
  revoke: MemberActions["revoke"];
  onClose: () => void;
}) {
  return (
    <Sheet
      open={open !== null}
      onOpenChange={(next) => !next && onClose()}
      title={open?.column.label ?? ""}
      description={open?.row.name}
    >
      {open && (
        <div className="flex flex-col gap-5 text-sm">
          <p className="flex items-center gap-2.5 font-medium text-base">
            <MatrixMark cell={open.cell} elevated={open.column.elevated} className="shrink-0" />
            <span className="first-letter:uppercase">{sayCell(open.cell, open.groups)}</span>
            {open.column.elevated && (
              <Badge tone="elevated" icon>
                Elevated
              </Badge>
            )}
          </p>
          {open.by === "people" ? (
            <Reasons memberId={open.row.id} permission={open.column.key} revoke={revoke} />
          ) : (
            <RoleCell open={open} />
          )}
        </div>
      )}
    </Sheet>
  );
}

function Reasons({
  memberId,
  permission,
  revoke,
}: {
  memberId: string;
  permission: string;
  revoke: MemberActions["revoke"];
}) {
  const { account, can } = useViewer();
  const { data, error } = useQuery({
    queryKey: ["people", "cell", account.id, memberId, permission],
    queryFn: ({ signal }) =>
      fetchJson<OutputOf<typeof explainCell>>(
        `/api/accounts/${account.slug}/people/matrix/cell`,
        { memberId, permission },
        signal,
      ),
  });
  if (error)
    return (
      <ErrorState title={error.message} id={error instanceof AnswerError ? error.visible.id : undefined} />
    );
  if (!data) return <Skeleton className="h-40 w-full" />;
  const person = <TextLink href={`/${account.slug}/people/${memberId}`}>{data.member.name}</TextLink>;
  const { lastUsedAt, countedSince } = data;
  if (data.grants.length === 0)
    return (
      <p className="text-ink-muted">
        No grant of {person} gives it. Give one on that page, or put the permission into a role this person
        has.
      </p>
    );
  return (
    <>
      <KeyValues
        items={[
          {
            label: "Last used",
            value: lastUsedAt ? (
              <RelativeTime at={lastUsedAt} />
            ) : countedSince ? (
              <>
                Not since <ExactTime at={countedSince} />, when counting began
              </>
            ) : (
              "Not yet counted"
            ),
          },
        ]}
      />
      <h3 className="font-medium">
        {data.grants.length === 1 ? "One grant gives it" : `${data.grants.length} grants give it`}
      </h3>
      <ul className="flex flex-col gap-3">
        {data.grants.map((grant) => (
          <li key={grant.id} className="rounded-lg border border-line px-3 py-3">
            <KeyValues
              items={[
                {
                  label: "Role",
                  value: (
                    <TextLink href={`/${account.slug}/people/roles/${grant.role.id}`}>
                      {grant.role.name}
                    </TextLink>
                  ),
                },
                { label: "Where", value: <ScopeLinks scope={grant} account={account.slug} /> },
                { label: grant.upcoming ? "From" : "Since", value: <ExactTime at={grant.since} /> },
                {
                  label: "Given by",
                  value: grant.givenBy ? (
                    <TextLink href={`/${account.slug}/people/${grant.givenBy.id}`}>
                      {grant.givenBy.name}
                    </TextLink>
                  ) : (
                    "Cordon, when the account was made"
                  ),
                },
                { label: "Until", value: grant.endsAt ? <ExactTime at={grant.endsAt} /> : "No end" },
              ]}
            />
            {!grant.effective && (
              <p className="mt-2 text-ink-muted">
                Without effect: it holds for the whole account only, and this grant names groups.
              </p>
            )}
            {can("grant.manage") && (
              <div className="mt-3 flex flex-wrap items-center gap-3">
                <RevokeGrant grant={grant} member={data.member} revoke={revoke} />
                {grant.permissions > 1 && (
                  <span className="text-ink-muted">
                    Takes all {grant.permissions} permissions of the role away there.
                  </span>
                )}
              </div>
            )}
          </li>
        ))}
      </ul>
      <p className="text-ink-muted">
        To give less rather than nothing, change the grant on the page of {person}.
      </p>
    </>
  );
}

function RoleCell({ open: { row, cell, groups } }: { open: OpenCell }) {
  const { account } = useViewer();
  return (
    <>
      {cell.where === "groups" && (
        <div>
          <h3 className="font-medium">Given with this role in</h3>
          <ul className="mt-1 list-disc pl-4">
            {cell.groups.map((place) => (
              <li key={place}>
                <TextLink href={`/${account.slug}/groups/${groups[place]?.id}`}>
                  {groups[place]?.name}
                </TextLink>
              </li>
            ))}
            {cell.hidden > 0 && <li className="text-ink-muted">{cell.hidden} you may not see</li>}
          </ul>
        </div>
      )}
      {cell.where === "none" && (
        <p className="text-ink-muted">
          The role does not contain it, or it was not given where it has an effect.
        </p>
      )}
      <p className="flex flex-wrap gap-x-4 gap-y-1">
        <TextLink href={`/${account.slug}/people/roles/${row.id}`}>The role {row.name}</TextLink>
        <TextLink href={`/${account.slug}/people?role=${row.id}`}>Who has it</TextLink>
      </p>
    </>
  );
}
