import { ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { buttonClass } from "./button-class";

/** "1–50 of 8,214", and links that the browser can open, prefetch and go back through. */
export function Pagination({
  from,
  to,
  total,
  atLeast,
  previousHref,
  nextHref,
  noun,
  onPage,
}: {
  from: number;
  to: number;
  total?: number;
  /** The total is a lower bound: "10,000+". */
  atLeast?: boolean;
  previousHref?: string;
  nextHref?: string;
  noun?: { one: string; many: string };
  /** Takes over from the browser: the list is asked for anew, the page stays. */
  onPage?: (href: string) => void;
}) {
  const say = (count: number) => count.toLocaleString("en-GB");
  return (
    <nav aria-label="Pages" className="flex items-center justify-between gap-3 text-ink-muted text-sm">
      <p className="tabular-nums">
        {to === 0 ? "0" : `${say(from)}–${say(to)}`}
        {total !== undefined && ` of ${say(total)}${atLeast ? "+" : ""}`}
        {noun && ` ${(total ?? to) === 1 ? noun.one : noun.many}`}
      </p>
      <div className="flex gap-1.5 print:hidden">
        <PageLink href={previousHref} label="Previous" rel="prev" before={<ChevronLeft />} onPage={onPage} />
        <PageLink href={nextHref} label="Next" rel="next" after={<ChevronRight />} onPage={onPage} />
      </div>
    </nav>
  );
}

function PageLink({
  href,
  label,
  rel,
  before,
  after,
  onPage,
}: {
  href?: string;
  label: string;
  rel: string;
  before?: ReactNode;
  after?: ReactNode;
  onPage?: (href: string) => void;
}) {
  const content = (
    <>
      {before}
      {label}
      {after}
    </>
  );
  if (!href) {
    return (
      <span aria-disabled="true" className={buttonClass("secondary", "sm", "opacity-50")}>
        {content}
      </span>
    );
  }
  return (
    <Link
      href={href}
      rel={rel}
      prefetch={onPage ? false : undefined}
      onNavigate={
        onPage &&
        ((event) => {
          event.preventDefault();
          onPage(href);
        })
      }
      className={buttonClass("secondary", "sm")}
    >
      {content}
    </Link>
  );
}
