"use client";

import { Download, Printer } from "lucide-react";
import { ReportLine } from "@/components/reviews/report-line";
import { count, saySubject } from "@/components/reviews/review-words";
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
import { TextLink } from "@/components/ui/text-link";
import type { getReport } from "@/lib/reviews/get-report";

type Report = OutputOf<typeof getReport>;

const columns = [
  ["Person", "w-[20%]"],
  ["Grant", "w-[20%]"],
  ["Use", "w-[14%]"],
  ["Decision", "w-[16%]"],
  ["By", "w-[15%]"],
  ["Why", "w-[15%]"],
] as const;

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
        className="overflow-x-auto rounded-lg border border-line bg-surface print:overflow-visible print:break-inside-auto! print:rounded-none print:border-0"
      >
        <table className="w-full min-w-[56rem] table-fixed border-collapse text-left text-sm print:min-w-0">
          <caption className="sr-only">Every grant of the review, with its decision</caption>
          <thead className="border-line border-b text-ink-muted">
            <tr>
              {columns.map(([head, width]) => (
                <th key={head} scope="col" className={`px-3 py-2 font-medium print:px-1.5 ${width}`}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {items.map((item) => (
              <ReportLine key={item.id} item={item} />
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
