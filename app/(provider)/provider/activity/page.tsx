import type { Metadata } from "next";
import { EventTable } from "@/components/provider/event-table";
import { OlderLink } from "@/components/provider/older-link";
import { OutcomeLinks } from "@/components/provider/outcome-links";
import { PageHeader } from "@/components/ui/page-header";
import { askAsProvider } from "@/lib/operation/ask";
import { listPlatformEvents } from "@/lib/provider/list-platform-events";

export const metadata: Metadata = { title: "Activity" };

const outcomes = ["done", "refused", "failed"] as const;

interface Search {
  after?: string;
  outcome?: string;
}

export default async function ActivityPage({ searchParams }: { searchParams: Promise<Search> }) {
  const search = await searchParams;
  const outcome = outcomes.find((known) => known === search.outcome);
  const { rows, next } = await askAsProvider(listPlatformEvents, { after: search.after, outcome });
  const path = `/provider/activity${outcome ? `?outcome=${outcome}` : ""}`;
  return (
    <>
      <PageHeader
        title="Activity"
        description="Sign-ins, what the provider did, and attempts where somebody does not belong."
      />
      <EventTable
        rows={rows}
        filtered={outcome !== undefined}
        toolbar={<OutcomeLinks chosen={outcome} />}
        pagination={<OlderLink path={path} next={next} after={search.after} />}
      />
    </>
  );
}
