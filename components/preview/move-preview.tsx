"use client";

import { Shield } from "lucide-react";
import { usePreview } from "@/components/preview/ask-preview";
import { AnswerError } from "@/components/shell/fetch-json";
import type { OutputOf } from "@/components/shell/operation-types";
import { useViewer } from "@/components/shell/viewer";
import { Banner } from "@/components/ui/banner";
import { Skeleton } from "@/components/ui/skeleton";
import { TextLink } from "@/components/ui/text-link";
import type { previewMove } from "@/lib/preview/preview-move";

type Foreseen = OutputOf<typeof previewMove>;
type Change = Foreseen["people"][number]["changes"][number];

const say = (count: number, one: string, many: string) =>
  `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;

/** Who gains or loses what on the devices that are put into a group or taken out of it. */
export function MovePreview({
  groupId,
  way,
  selection,
}: {
  groupId: string;
  way: "in" | "out";
  selection: object;
}) {
  const { account } = useViewer();
  const { data, error } = usePreview<Foreseen>({ of: "move", input: { groupId, way, selection } });
  if (error)
    return (
      <Banner
        tone="bad"
        title={error instanceof AnswerError ? error.message : "The preview could not be made."}
      />
    );
  if (!data) return <Skeleton className="h-16 w-full" />;
  if (data.refused)
    return (
      <Banner tone="bad" title="This cannot be done">
        {data.refused.message}
      </Banner>
    );
  const rest = data.affected - data.people.length;
  const verb = way === "in" ? "gains" : "loses";
  return (
    <section aria-label="Who is affected" className="flex flex-col gap-2 text-sm" aria-live="polite">
      <p className="font-medium">
        {data.affected === 0
          ? `Nobody ${verb} anything by it`
          : `${say(data.affected, `person ${verb}`, `people ${way === "in" ? "gain" : "lose"}`)} access`}
      </p>
      {data.people.length > 0 && (
        <ul className="max-h-56 divide-y divide-line overflow-y-auto rounded-lg border border-line">
          {data.people.map((person) => (
            <li key={person.id} className="px-3 py-2">
              <TextLink href={`/${account.slug}/people/${person.id}`}>{person.name}</TextLink>
              {person.isYou && <span className="text-ink-muted"> (you)</span>}
              <Changes changes={person.changes} />
            </li>
          ))}
        </ul>
      )}
      {rest > 0 && data.people.length > 0 && (
        <p className="text-ink-muted">And {say(rest, "other person", "other people")}.</p>
      )}
    </section>
  );
}

/** Permissions that change on as many devices stand together. */
function Changes({ changes }: { changes: Change[] }) {
  const counts = [...new Set(changes.map(({ devices }) => devices))].sort((one, other) => other - one);
  return counts.map((count) => (
    <p key={count} className={changes[0]?.way === "in" ? "text-ok" : "text-bad"}>
      <span aria-hidden="true">{changes[0]?.way === "in" ? "+ " : "− "}</span>
      {changes
        .filter(({ devices }) => devices === count)
        .map(({ permission, label, elevated }, index) => (
          <span key={permission}>
            {index > 0 && ", "}
            {label}
            {elevated && <Shield aria-label="Elevated" className="ml-1 inline size-3! text-elevated" />}
          </span>
        ))}
      <span className="text-ink-muted"> · on {say(count, "device", "devices")}</span>
    </p>
  ));
}
