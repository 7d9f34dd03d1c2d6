import { PersonStatus } from "@/components/people/person-status";
import { sayScope } from "@/components/people/scope-words";
import type { Column } from "@/components/table/column";
import { Avatar } from "@/components/ui/avatar";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import type { PersonRow } from "@/lib/people/list-members";

export const peopleColumns: Column<PersonRow>[] = [
  {
    key: "name",
    header: "Person",
    cell: (person) => (
      <span className="flex min-w-0 items-center gap-2">
        <Avatar name={person.name || person.email} />
        <span className="truncate">{person.name || person.email}</span>
      </span>
    ),
  },
  {
    key: "email",
    header: "E-mail",
    width: 180,
    hideable: true,
    cell: (person) => <span className="text-ink-muted">{person.email}</span>,
  },
  {
    key: "company",
    header: "Company",
    width: 150,
    hideable: true,
    hidden: true,
    cell: (person) => person.company,
  },
  {
    key: "status",
    header: "Status",
    width: 140,
    cell: (person) => (
      <PersonStatus status={person.status} because={person.because} expired={person.invitation?.expired} />
    ),
  },
  {
    key: "factor",
    header: "Second factor",
    width: 125,
    hideable: true,
    cell: (person) => {
      const required = person.secondFactorRequired ? "required" : undefined;
      if (person.kind === "invitation") return required && <span className="text-ink-muted">Required</span>;
      return person.withoutFactor ? (
        <Status tone="warn" detail={required}>
          None
        </Status>
      ) : (
        <Status tone="ok">Set up</Status>
      );
    },
  },
  {
    key: "role",
    header: "Role",
    width: 125,
    hideable: true,
    cell: (person) => list(person.grants.map((grant) => grant.role.name)),
  },
  {
    key: "scope",
    header: "Where",
    width: 140,
    hideable: true,
    cell: (person) => list(person.grants.map(sayScope)),
  },
  { key: "until", header: "Until", width: 90, hideable: true, cell: untilOf },
  {
    key: "seen",
    header: "Last seen",
    width: 100,
    hideable: true,
    cell: (person) =>
      person.lastSeenAt ? (
        <RelativeTime at={person.lastSeenAt} />
      ) : (
        <span className="text-ink-muted">Not yet</span>
      ),
  },
];

const list = (words: string[]) => [...new Set(words)].join(" · ");

/** Of several grants the last to end; no word where one has no end. */
function untilOf(person: PersonRow) {
  const ends = person.grants.map((grant) => grant.endsAt);
  if (ends.length === 0 || ends.includes(null)) return <span className="text-ink-muted">No end</span>;
  const last = ends
    .filter((end) => end !== null)
    .toSorted()
    .at(-1);
  return last ? <RelativeTime at={last} /> : null;
}
