import type { ReactNode } from "react";
import { sayScope } from "@/components/people/scope-words";
import { sayDay } from "@/components/reviews/day";
import { ItemStatus, laterWords } from "@/components/reviews/review-words";
import { Status } from "@/components/ui/status";
import type { ToldItem, ToldScope } from "@/lib/reviews/tell-scope";

const Cell = ({ children }: { children: ReactNode }) => (
  <td className="break-words px-3 py-2 align-top print:px-1.5">{children}</td>
);

/** A grant of the report: what it was, what was used of it, and who decided what about it and why. */
export function ReportLine({ item }: { item: ToldItem }) {
  const { member, used, before, after, state } = item;
  return (
    <tr>
      <th scope="row" className="break-words px-3 py-2 text-left align-top font-normal print:px-1.5">
        <span className="font-medium">{member.name}</span>
        <span className="block break-words text-ink-muted">{member.email}</span>
        {member.company && <span className="block text-ink-muted">{member.company}</span>}
      </th>
      <Cell>
        <ScopeLine scope={item.atStart} />
        <span className="block text-ink-muted">
          since {sayDay(item.since)}
          {item.givenBy && `, given by ${item.givenBy}`}
        </span>
      </Cell>
      <Cell>
        {used ? `${used.used} of ${used.of}` : "Not begun"}
        {used?.last && <span className="block text-ink-muted">last {sayDay(used.last.at)}</span>}
        {used && used.elevated.length > 0 && (
          <span className="block text-ink-muted">
            {used.elevated.filter(({ at }) => at !== null).length} of {used.elevated.length} elevated
          </span>
        )}
      </Cell>
      <Cell>
        <ItemStatus state={state} />
        {state === "narrowed" && before && after && (
          <span className="mt-1 block">
            <span className="block text-ink-muted">
              Before: <ScopeLine scope={before} />
            </span>
            <span className="block">
              After: <ScopeLine scope={after} />
            </span>
          </span>
        )}
        {item.later && state !== "waiting" && (
          <Status tone="warn" className="mt-1">
            {laterWords[item.later]}
          </Status>
        )}
      </Cell>
      <Cell>
        {item.decidedBy ??
          (state === "waiting" ? <span className="text-ink-muted">{item.reviewer.name}</span> : "")}
        {item.own && <span className="block text-warn">decided by themselves</span>}
        {item.at && <span className="block text-ink-muted">{sayDay(item.at)}</span>}
        {item.handedOver.map(({ at, from, to, by }) => (
          <span key={at} className="block text-ink-muted">
            handed over by {by} from {from} to {to}, {sayDay(at)}
          </span>
        ))}
      </Cell>
      <Cell>
        <span className="break-words">{item.reason}</span>
      </Cell>
    </tr>
  );
}

const ScopeLine = ({ scope }: { scope: ToldScope }) => (
  <>
    {scope.role}, {sayScope(scope)}
    {scope.endsAt && `, until ${sayDay(scope.endsAt)}`}
  </>
);
