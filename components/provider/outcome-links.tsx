import { LinkButton } from "../ui/link-button";

const choices = [
  { outcome: undefined, label: "All" },
  { outcome: "done", label: "Done" },
  { outcome: "refused", label: "Refused" },
  { outcome: "failed", label: "Failed" },
] as const;

/** Which outcomes are listed, as links that can be kept. */
export function OutcomeLinks({ chosen }: { chosen: "done" | "refused" | "failed" | undefined }) {
  return (
    <nav aria-label="Outcome" className="flex flex-wrap gap-1.5">
      {choices.map(({ outcome, label }) => (
        <LinkButton
          key={label}
          size="sm"
          variant={outcome === chosen ? "secondary" : "ghost"}
          aria-current={outcome === chosen ? "true" : undefined}
          href={`/provider/activity${outcome ? `?outcome=${outcome}` : ""}`}
        >
          {label}
        </LinkButton>
      ))}
    </nav>
  );
}
