import { identifierNames } from "@/lib/devices/public";

export const importColumns = ["kind", "label", ...identifierNames, "note", "groups"] as const;
export type ImportColumn = (typeof importColumns)[number];

/** As the template's first line has them. */
export const columnWords: Record<ImportColumn, string> = {
  kind: "kind",
  label: "label",
  iccid: "iccid",
  imsi: "imsi",
  msisdn: "msisdn",
  imei: "imei",
  eid: "eid",
  devEui: "dev_eui",
  joinEui: "join_eui",
  note: "note",
  groups: "groups",
};

export const mostRows = 50_000;
export const mostBytes = 8_000_000;
/** Named in a whole file, and for one device. */
export const mostGroups = 2_000;
export const mostGroupsOfDevice = 50;

const bare = (heading: string) => heading.toLowerCase().replace(/[^a-z]/g, "");
const byHeading = new Map<string, ImportColumn>([
  ...importColumns.map((column) => [bare(column), column] as const),
  ["group", "groups"],
]);

/** The column that a heading means, however it is spaced or capitalised. */
export const columnOf = (heading: string): ImportColumn | undefined => byHeading.get(bare(heading));
