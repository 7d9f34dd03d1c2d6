import Link from "next/link";
import type { GroupName } from "@/lib/devices/device-row";

/** The first few groups by name, each a way to its devices; the rest is counted. */
export function GroupChips({ groups, base, most = 2 }: { groups: GroupName[]; base: string; most?: number }) {
  const rest = groups.slice(most);
  return (
    <span className="inline-flex max-w-full items-center gap-1 align-middle">
      {groups.slice(0, most).map((group) => (
        <Link
          key={group.id}
          href={`${base}/${group.id}`}
          title={group.name}
          className="inline-flex h-6 min-w-0 items-center rounded-md border border-line bg-canvas px-1.5 text-xs hover:border-line-strong pointer-coarse:h-11"
        >
          <span className="truncate">{group.name}</span>
        </Link>
      ))}
      {rest.length > 0 && (
        <span title={rest.map((group) => group.name).join(", ")} className="shrink-0 text-ink-muted text-xs">
          +{rest.length}
        </span>
      )}
    </span>
  );
}
