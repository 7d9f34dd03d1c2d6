import Link from "next/link";
import { type ReactNode, useState } from "react";

/** Fetches its page when somebody is about to go there: a long list would ask for every page in sight. */
export function RowLink({ href, children }: { href: string; children: ReactNode }) {
  const [near, setNear] = useState(false);
  return (
    <Link
      href={href}
      prefetch={near ? null : false}
      onPointerEnter={() => setNear(true)}
      onFocus={() => setNear(true)}
      data-row-link=""
      className="flex h-full min-h-6 items-center rounded-sm -outline-offset-2 hover:text-accent hover:underline hover:decoration-accent-line hover:underline-offset-[3px]"
    >
      <span className="truncate">{children}</span>
    </Link>
  );
}
