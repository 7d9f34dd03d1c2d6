import type { ReactNode } from "react";
import type { OutputOf } from "@/components/shell/operation-types";
import { EmptyState } from "@/components/ui/empty-state";
import { ExactTime } from "@/components/ui/exact-time";
import { Panel } from "@/components/ui/panel";
import { ToneIcon } from "@/components/ui/tone-icon";
import type { listRoleVersions } from "@/lib/roles/list-role-versions";

type Version = OutputOf<typeof listRoleVersions>["versions"][number];

const headings = { created: "Created", changed: "Changed", deleted: "Deleted" };

/** What a role was, newest first, each state with what it changed. */
export function RoleHistory({ history }: { history: OutputOf<typeof listRoleVersions> }) {
  if (history.versions.length === 0)
    return (
      <EmptyState title="No changes">
        {history.role.builtIn
          ? "A built-in role is the same in every account, and changes only with a new version of Cordon."
          : "Every change of this role is listed here, with what was before."}
      </EmptyState>
    );
  return (
    <Panel title="Versions" description="Kept for good. Nobody can change or remove them." flush>
      <ol className="divide-y divide-line">
        {history.versions.map((version) => (
          <li
            key={version.version}
            className="grid gap-x-6 gap-y-2 px-4 py-3 text-sm sm:grid-cols-[14rem_1fr]"
          >
            <div>
              <p className="font-medium">
                Version {version.version} · {headings[version.change]}
              </p>
              <p className="text-ink-muted">{version.by}</p>
              <p className="text-ink-muted">
                <ExactTime at={version.at} />
              </p>
            </div>
            <VersionChange version={version} />
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function VersionChange({ version }: { version: Version }) {
  const { nameBefore, name, descriptionBefore, description, added, removed, replacement } = version;
  return (
    <dl className="grid min-w-0 grid-cols-[6rem_1fr] gap-x-3 gap-y-1.5">
      {nameBefore !== null && (
        <Line label="Name">
          <del className="text-bad no-underline">{nameBefore}</del> →{" "}
          <ins className="text-ok no-underline">{name}</ins>
        </Line>
      )}
      {descriptionBefore !== null && (
        <Line label="Description">
          <del className="text-bad no-underline">{descriptionBefore || "None"}</del> →{" "}
          <ins className="text-ok no-underline">{description || "None"}</ins>
        </Line>
      )}
      {version.change === "deleted" && (
        <Line label="Replaced by">{replacement ?? "Nothing: nobody had it"}</Line>
      )}
      {version.change === "created" && <Line label="Name">{name}</Line>}
      {version.change !== "deleted" && added.length > 0 && (
        <Line label="Added">
          <Labels labels={added} />
        </Line>
      )}
      {removed.length > 0 && (
        <Line label="Removed">
          <Labels labels={removed} />
        </Line>
      )}
      <Line label="Gave then">
        {version.permissions} {version.permissions === 1 ? "permission" : "permissions"}
      </Line>
    </dl>
  );
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-muted">{label}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}

function Labels({ labels }: { labels: Version["added"] }) {
  return (
    <ul className="flex flex-wrap gap-x-3 gap-y-1">
      {labels.map(({ label, elevated }) => (
        <li key={label} className="inline-flex items-center gap-1">
          {elevated && <ToneIcon tone="elevated" className="size-3!" />}
          {label}
          {elevated && <span className="sr-only"> (elevated)</span>}
        </li>
      ))}
    </ul>
  );
}
