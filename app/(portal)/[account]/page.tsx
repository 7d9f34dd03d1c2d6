import { ShieldQuestion } from "lucide-react";
import { ContainmentTrouble } from "@/components/overview/containment-trouble";
import { DeviceFigures } from "@/components/overview/device-figures";
import { LatestActivity } from "@/components/overview/latest-activity";
import { PeopleToMind } from "@/components/overview/people-to-mind";
import { PrivilegeFigures } from "@/components/overview/privilege-figures";
import { WeekOfUsage } from "@/components/overview/week-of-usage";
import { YourGroups } from "@/components/overview/your-groups";
import { OwnReviews } from "@/components/reviews/own-reviews";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { overviewAdvice } from "@/lib/advice/overview-advice";
import { listActivity } from "@/lib/audit/list-activity";
import { listContainments } from "@/lib/containment/list-containments";
import { ask } from "@/lib/operation/ask";
import { currentViewer } from "@/lib/operation/viewer";
import { overviewDevices } from "@/lib/overview/overview-devices";
import { overviewGroups } from "@/lib/overview/overview-groups";
import { overviewPeople } from "@/lib/overview/overview-people";
import { overviewRefusals } from "@/lib/overview/overview-refusals";
import { overviewUsage } from "@/lib/overview/overview-usage";
import { countOwnItems } from "@/lib/reviews/count-own-items";

/** What each permission of the viewer's shows, each in its own scope; what she may not know is not there. */
export default async function Page({ params }: { params: Promise<{ account: string }> }) {
  const { account } = await params;
  const { permissions, account: current } = await currentViewer(account);
  const [devices, contained, usage, groups, people, advice, activity, refusals, reviews] = await Promise.all([
    permissions["device.view"] && ask(account, overviewDevices, {}),
    permissions["device.view"] && ask(account, listContainments, { limit: 1 }),
    permissions["usage.view"] && ask(account, overviewUsage, {}),
    permissions["group.view"] && ask(account, overviewGroups, {}),
    permissions["member.view"] && ask(account, overviewPeople, {}),
    permissions["member.view"] && ask(account, overviewAdvice, {}),
    permissions["audit.view"] && ask(account, listActivity, { limit: 8 }),
    permissions["audit.view"] && ask(account, overviewRefusals, {}),
    permissions["grant.manage"] && ask(account, countOwnItems, {}),
  ]);
  const nothing = Object.keys(permissions).length === 0;
  return (
    <div className="flex flex-col gap-5">
      <PageHeader title={current.name} />
      {nothing && (
        <EmptyState icon={<ShieldQuestion />} title="You have no access here at the moment">
          What you were given has ended, or begins later. An administrator of {current.name} can give you a
          grant.
        </EmptyState>
      )}
      {reviews && <OwnReviews account={account} {...reviews} />}
      {contained && <ContainmentTrouble first={contained} />}
      {devices && <DeviceFigures first={devices} />}
      {usage && <WeekOfUsage first={usage} />}
      {advice && <PrivilegeFigures first={advice} />}
      <div className="grid items-start gap-5 lg:grid-cols-2">
        {activity && refusals && <LatestActivity events={activity.events} refusals={refusals} />}
        {(people || (groups && groups.groups.length > 0)) && (
          <div className="flex min-w-0 flex-col gap-5">
            {people && <PeopleToMind account={account} {...people} />}
            {groups && groups.groups.length > 0 && <YourGroups account={account} {...groups} />}
          </div>
        )}
      </div>
    </div>
  );
}
