"use client";

import { Download, Printer } from "lucide-react";
import type { ReactNode } from "react";
import { sayScope } from "@/components/people/scope-words";
import { count, ItemStatus, laterWords, saySubject } from "@/components/reviews/review-words";
import type { OutputOf } from "@/components/shell/operation-types";
import { PageCrumbs } from "@/components/shell/page-crumbs";
import { useViewer } from "@/components/shell/viewer";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { ExactTime } from "@/components/ui/exact-time";
import { KeyValues } from "@/components/ui/key-values";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { Status } from "@/components/ui/status";
import { TextLink } from "@/components/ui/text-link";
import type { getReport } from "@/lib/reviews/get-report";

type Report = OutputOf<typeof getReport>;
type Item = Report["items"][number];
type Scope = Item["atStart"];

/** Who reviewed what, when and why. To read, to keep as a file, to print. */
export function ReviewReport({ report }: { report: Report }) {
  const { account, can } = useViewer();
  const { review, signed, counts, items } = report;
  const base = `/${account.slug}/people/reviews`;
  return (
    <div className="flex flex-col gap-5">
      <PageCrumbs
        items={[
          { label: "Reviews", href: base },
          { label: review.title, href: `${base}/${review.id}` },
          { label: "Report" },
        ]}
      />
      <PageHeader
        title={`Access review: ${review.title}`}
        description={`${account.name} · ${saySubject(review)}`}
        action={
          <>
            <a
              href={`/api/accounts${base}/file?reviewId=${review.id}`}
              download
              className={buttonClass("secondary", "md")}
            >
              <Download /> CSV
            </a>
            <Button icon={<Printer />} onClick={() => window.print()}>
              Print
            </Button>
          </>
        }
      />
      <Standing report={report} />
      <Panel title="The review">
        <KeyValues
          items={[
            { label: "Started", value: <At at={review.startedAt} by={review.startedBy} /> },
            { label: "Until", value: <ExactTime at={review.dueAt} /> },
            ...(signed ? [{ label: "Signed off", value: <At at={signed.at} by={signed.by} /> }] : []),
            ...(review.note ? [{ label: "Note", value: review.note }] : []),
            ...(review.words ? [{ label: "Words at the end", value: review.words }] : []),
            {
              label: "Reviewers",
              value: (
                <ul>
                  {report.reviewers.map(({ id, name, email, decided }) => (
                    <li key={id}>
                      {name}{" "}
                      <span className="text-ink-muted">
                        {email} · {decided} decided
                      </span>
                    </li>
                  ))}
                </ul>
              ),
            },
            ...(can("audit.view")
              ? [
                  {
                    label: "Activity",
                    value: (
                      <TextLink href={`/${account.slug}/activity?target=${review.id}`}>
                        The entries of this review
                      </TextLink>
                    ),
                  },
                ]
              : []),
          ]}
        />
      </Panel>
      <Panel
        title={`${count(counts.total, "grant", "grants")} of ${count(counts.people, "person", "people")}`}
      >
        <dl className="grid grid-cols-2 gap-3 sm:grid-cols-3 lg:grid-cols-6">
          <Figure label="Kept" value={counts.kept} />
          <Figure label="Narrowed" value={counts.narrowed} />
          <Figure label="Ended" value={counts.ended} />
          <Figure label="Ended meanwhile" value={counts.meanwhile} />
          {counts.waiting > 0 && <Figure label="Not decided" value={counts.waiting} />}
          <Figure label="With elevated permissions" value={counts.elevated} />
          <Figure label="Decided by themselves" value={counts.own} />
        </dl>
      </Panel>
      <section
        aria-label="Decisions"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard
        tabIndex={0}
        className="overflow-x-auto rounded-lg border border-line bg-surface print:overflow-visible print:break-inside-auto print:rounded-none print:border-0"
      >
        <table className="w-full min-w-[56rem] border-collapse text-left text-sm print:min-w-0">
          <caption className="sr-only">Every grant of the review, with its decision</caption>
          <thead className="border-line border-b text-ink-muted">
            <tr>
              {["Person", "Grant", "Use", "Decision", "By", "Why"].map((head) => (
                <th key={head} scope="col" className="px-3 py-2 font-medium">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {items.map((item) => (
              <ItemLine key={item.id} item={item} />
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

function Standing({ report: { review, signed, counts, asOf } }: { report: Report }) {
  if (signed)
    return (
      <Banner tone="ok" title={`Signed off by ${signed.by}`}>
        <ExactTime at={signed.at} />. This report has not changed since.
      </Banner>
    );
  if (review.outcome === "cancelled")
    return (
      <Banner tone="warn" title={`Cancelled by ${review.closedBy}`}>
        {review.words}
      </Banner>
    );
  return (
    <Banner
      tone={review.overdue ? "bad" : "wait"}
      title={`Not signed off: ${counts.total - counts.waiting} of ${counts.total} decided`}
    >
      How things stand on <ExactTime at={asOf} />.
    </Banner>
  );
}

const At = ({ at, by }: { at: string; by: string }) => (
  <>
    <ExactTime at={at} /> by {by}
  </>
);

const Figure = ({ label, value }: { label: string; value: number }) => (
  <div>
    <dt className="text-ink-muted text-sm">{label}</dt>
    <dd className="font-semibold text-xl tabular-nums">{value.toLocaleString("en-GB")}</dd>
  </div>
);

const Cell = ({ children }: { children: ReactNode }) => <td className="px-3 py-2 align-top">{children}</td>;

function ItemLine({ item }: { item: Item }) {
  const { member, used, before, after, state } = item;
  return (
    <tr>
      <th scope="row" className="px-3 py-2 text-left align-top font-normal">
        <span className="font-medium">{member.name}</span>
        <span className="block break-words text-ink-muted">{member.email}</span>
        {member.company && <span className="block text-ink-muted">{member.company}</span>}
      </th>
      <Cell>
        <ScopeLine scope={item.atStart} />
        <span className="block text-ink-muted">
          since {day(item.since)}
          {item.givenBy && `, given by ${item.givenBy}`}
        </span>
      </Cell>
      <Cell>
        {used ? `${used.used} of ${used.of}` : "Not begun"}
        {used?.last && <span className="block text-ink-muted">last {day(used.last.at)}</span>}
        {used && used.elevated.length > 0 && (
          <Status tone="elevated" className="text-ink-muted">
            {used.elevated.filter(({ at }) => at !== null).length} of {used.elevated.length} elevated
          </Status>
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
        {item.at && <span className="block text-ink-muted">{day(item.at)}</span>}
        {item.handedOver.map(({ at, from, to, by }) => (
          <span key={at} className="block text-ink-muted">
            handed over by {by} from {from} to {to}, {day(at)}
          </span>
        ))}
      </Cell>
      <Cell>
        <span className="break-words">{item.reason}</span>
      </Cell>
    </tr>
  );
}

const ScopeLine = ({ scope }: { scope: Scope }) => (
  <>
    {scope.role}, {sayScope(scope)}
    {scope.endsAt && `, until ${day(scope.endsAt)}`}
  </>
);

/** The same on every screen and paper, whatever the reader's zone. */
const day = (at: string) =>
  new Date(at).toLocaleDateString("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  });
