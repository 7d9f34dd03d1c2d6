"use client";

import { useQuery } from "@tanstack/react-query";
import { useDebounced } from "@/components/devices/use-debounced";
import { hasConditions, type RuleDraft, ruleOf } from "@/components/groups/rule-draft";
import { AnswerError, postJson } from "@/components/shell/fetch-json";
import { useViewer } from "@/components/shell/viewer";
import { Banner } from "@/components/ui/banner";
import { Skeleton } from "@/components/ui/skeleton";
import type { RulePreview as Preview } from "@/lib/groups/preview-rule";

const say = (count: number, one: string, many: string) =>
  `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;

/** What the rule would do, while it is being written. */
export function RulePreview({ groupId, draft }: { groupId?: string; draft: RuleDraft }) {
  const { account } = useViewer();
  const rule = useDebounced(JSON.stringify(ruleOf(draft)), 300);
  const ready = draft.byRule && hasConditions(draft);
  const { data, error, isPending } = useQuery({
    queryKey: ["rule_preview", account.id, groupId, rule],
    // a request of its own: server actions wait for one another, and saving would wait for this
    queryFn: ({ signal }) =>
      postJson<Preview>(
        `/api/accounts/${account.slug}/previews/rule`,
        { groupId, rule: JSON.parse(rule) },
        signal,
      ),
    enabled: ready && rule !== "{}",
    placeholderData: (before) => before,
    gcTime: 0,
    retry: false,
  });
  if (!draft.byRule) return null;
  return (
    <div role="status" aria-label="What this rule does" className="flex flex-col gap-2 text-sm">
      {!ready && (
        <p className="text-ink-muted">Give a condition to see which devices the group would hold.</p>
      )}
      {ready && isPending && <Skeleton className="h-12 w-full" />}
      {ready && error && (
        <p className="text-ink-muted">
          {error instanceof AnswerError && error.visible.code === "invalid"
            ? (Object.values(error.visible.fields ?? {})[0] ?? error.visible.message)
            : "What this rule does cannot be shown at the moment."}
        </p>
      )}
      {ready && data && !error && <Outcome preview={data} existing={groupId !== undefined} />}
    </div>
  );
}

function Outcome({ preview, existing }: { preview: Preview; existing: boolean }) {
  const { matching, first, joins, leaves, people, refused } = preview;
  return (
    <>
      {refused && (
        <Banner tone="warn" title="You cannot set this rule">
          {refused}
        </Banner>
      )}
      <p>
        <span className="font-medium">{say(matching, "device meets", "devices meet")} this now</span>
        {first.length > 0 && (
          <span className="text-ink-muted">
            : {first.join(", ")}
            {matching > first.length && " and more"}
          </span>
        )}
        {matching === 0 && <span className="text-ink-muted">. Those to come will be added.</span>}
      </p>
      {existing && (
        <p className="tabular-nums">
          {joins === 0 && leaves === 0
            ? "The group keeps the devices it has."
            : `${say(joins, "device joins", "devices join")} the group, ${say(leaves, "device leaves", "devices leave")} it.`}
        </p>
      )}
      {people && people.length > 0 && (
        <ul
          aria-label="Who gains and loses devices"
          className="max-h-48 divide-y divide-line overflow-y-auto rounded-lg border border-line bg-surface"
        >
          {people.map((person) => (
            <li
              key={`${person.member} ${person.role}`}
              className="flex flex-wrap justify-between gap-x-4 px-3 py-2"
            >
              <span>
                <span className="font-medium">{person.member}</span>{" "}
                <span className="text-ink-muted">{person.role}</span>
              </span>
              <span className="tabular-nums">
                {[
                  person.gains > 0 && `gains ${say(person.gains, "device", "devices")}`,
                  person.loses > 0 && `loses ${say(person.loses, "device", "devices")}`,
                ]
                  .filter(Boolean)
                  .join(", ")}
              </span>
            </li>
          ))}
        </ul>
      )}
      {people && people.length === 0 && existing && (
        <p className="text-ink-muted">Nobody gains or loses a device.</p>
      )}
    </>
  );
}
