import { auditEvent } from "@/db/testing/matrix/makers";
import { type Row, row } from "@/db/testing/matrix/row";
import { getActivityEvent } from "@/lib/audit/get-activity-event";
import { listActivity } from "@/lib/audit/list-activity";
import { listActivityFilters } from "@/lib/audit/list-activity-filters";
import { overviewDevices } from "@/lib/overview/overview-devices";
import { overviewGroups } from "@/lib/overview/overview-groups";
import { overviewPeople } from "@/lib/overview/overview-people";
import { overviewRefusals } from "@/lib/overview/overview-refusals";
import { overviewUsage } from "@/lib/overview/overview-usage";

export const accountRows: Row[] = [
  row(listActivity, () => ({ limit: 200 })),
  row(listActivityFilters, () => ({})),
  row(getActivityEvent, ({ event }) => ({ eventId: event.id }), { event: auditEvent }),
  row(overviewDevices, () => ({})),
  row(overviewGroups, () => ({})),
  row(overviewPeople, () => ({})),
  row(overviewRefusals, () => ({})),
  row(overviewUsage, () => ({})),
];
