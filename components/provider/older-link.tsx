import { LinkButton } from "../ui/link-button";

/** The way through a list that grows at its top: further back, or to the newest again. */
export function OlderLink({
  path,
  name = "after",
  next,
  after,
}: {
  path: string;
  /** of the parameter that says where the page begins */
  name?: string;
  next: string | null;
  after?: string;
}) {
  if (!next && !after) return null;
  return (
    <nav aria-label="Pages" className="flex justify-end gap-1.5">
      {after && (
        <LinkButton size="sm" href={path}>
          Newest
        </LinkButton>
      )}
      {next && (
        <LinkButton
          size="sm"
          href={`${path}${path.includes("?") ? "&" : "?"}${name}=${encodeURIComponent(next)}`}
          rel="next"
        >
          Older
        </LinkButton>
      )}
    </nav>
  );
}
