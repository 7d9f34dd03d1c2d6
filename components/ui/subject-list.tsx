import { TextLink } from "./text-link";

export type Subjects = {
  count: number;
  noun: { one: string; many: string };
  /** The first few; the rest is counted. */
  names: string[];
  /** Where all of them are listed. */
  href?: string;
};

/** To which: the count, the first few by name, a way to all of them. */
export function SubjectList({ count, noun, names, href }: Subjects) {
  const shown = names.slice(0, 5);
  const rest = count - shown.length;
  return (
    <div className="rounded-lg border border-line bg-surface px-3 py-2.5 text-sm">
      <div className="flex items-baseline justify-between gap-3">
        <p className="font-medium tabular-nums">
          {count.toLocaleString("en-GB")} {count === 1 ? noun.one : noun.many}
        </p>
        {href && (
          <TextLink href={href} target="_blank" className="text-xs">
            See all
          </TextLink>
        )}
      </div>
      <p className="mt-0.5 text-ink-muted">
        {shown.join(", ")}
        {rest > 0 && ` and ${rest.toLocaleString("en-GB")} more`}
      </p>
    </div>
  );
}
