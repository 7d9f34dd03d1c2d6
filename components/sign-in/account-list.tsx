import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { Avatar } from "../ui/avatar";

/** Places to go, each one a large target. */
export function AccountList({ places }: { places: { href: string; name: string; detail: string }[] }) {
  return (
    <ul className="flex flex-col gap-2">
      {places.map((place) => (
        <li key={place.href}>
          <Link
            href={place.href}
            prefetch={false}
            className="flex items-center gap-3 rounded-lg border border-line px-3 py-2.5 hover:bg-hover"
          >
            <Avatar name={place.name} square className="size-8" />
            <span className="min-w-0 flex-1">
              <span className="block truncate font-medium text-sm">{place.name}</span>
              <span className="block truncate text-ink-muted text-xs">{place.detail}</span>
            </span>
            <ChevronRight className="text-ink-faint" />
          </Link>
        </li>
      ))}
    </ul>
  );
}
