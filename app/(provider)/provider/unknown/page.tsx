import type { Metadata } from "next";
import { OlderLink } from "@/components/provider/older-link";
import { QuarantineTable } from "@/components/provider/quarantine-table";
import { UnknownTable } from "@/components/provider/unknown-table";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { askAsProvider } from "@/lib/operation/ask";
import { listQuarantinedRecords } from "@/lib/provider/list-quarantined-records";
import { listUnknownSessions } from "@/lib/provider/list-unknown-sessions";

export const metadata: Metadata = { title: "Unknown on the network" };

interface Search {
  after?: string;
  quarantinedAfter?: string;
}

export default async function UnknownPage({ searchParams }: { searchParams: Promise<Search> }) {
  const { after, quarantinedAfter } = await searchParams;
  const [unknown, quarantined] = await Promise.all([
    askAsProvider(listUnknownSessions, { after }),
    askAsProvider(listQuarantinedRecords, { after: quarantinedAfter }),
  ]);
  return (
    <>
      <PageHeader
        title="Unknown on the network"
        description="What the network reported and no account has registered. Nothing of it is lost."
      />
      <UnknownTable
        rows={unknown.rows}
        pagination={<OlderLink path="/provider/unknown" next={unknown.next} after={after} />}
      />
      <Panel
        title="Records that could not be used"
        description="Kept with the reason, so that nothing behind them waits."
      >
        <QuarantineTable
          rows={quarantined.rows}
          pagination={
            <OlderLink
              path="/provider/unknown"
              name="quarantinedAfter"
              next={quarantined.next}
              after={quarantinedAfter}
            />
          }
        />
      </Panel>
    </>
  );
}
