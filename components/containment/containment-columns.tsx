import type { ContainmentSummary } from "@/lib/containment/containment";
import type { Column } from "../table/column";
import { RelativeTime } from "../ui/relative-time";
import { Status } from "../ui/status";
import { causeWords, shortWords, statusWords } from "./containment-words";

export const containmentColumns: Column<ContainmentSummary>[] = [
  { key: "device", header: "Device", cell: (row) => row.deviceLabel },
  {
    key: "status",
    header: "On the network",
    width: 160,
    cell: ({ status }) => (
      <Status tone={statusWords[status].tone} moving={statusWords[status].moving}>
        {shortWords[status]}
      </Status>
    ),
  },
  { key: "cause", header: "Because", width: 100, cell: (row) => causeWords[row.cause] },
  {
    key: "asked",
    header: "Asked",
    width: 210,
    cell: (row) => (
      <>
        <RelativeTime at={row.askedAt} /> by {row.askedBy}
      </>
    ),
  },
  { key: "reason", header: "Why", width: 200, cell: (row) => row.reason },
  {
    key: "sessions",
    header: "Sessions",
    align: "end",
    width: 90,
    cell: (row) => row.sessions.toLocaleString("en-GB"),
  },
  {
    key: "refused",
    header: "Refused since",
    align: "end",
    width: 120,
    cell: (row) => row.signOnsRefused.toLocaleString("en-GB"),
  },
];
