import type { Behaviour } from "@/gateway/test-nas/behaviour";

type Kind = "cellular" | "satellite" | "lorawan";

interface Fleet {
  label: string;
  kind: Kind;
  count: number;
  /** the groups each device is in: one list is taken after the other, in turn */
  groups: string[][];
}

interface Estate {
  slug: string;
  name: string;
  /** of whom a second factor is asked, from two weeks after the demonstration began */
  secondFactor: "nobody" | "elevated";
  groups: Record<string, string>;
  fleets: Fleet[];
  /** by label: whose sessions do not end on request, so that it can be seen what Cordon makes of that */
  stubborn?: Record<string, Behaviour>;
}

/** The demonstration's two customers. */
export const estates: Estate[] = [
  {
    slug: "northwind",
    name: "Northwind Metering",
    secondFactor: "elevated",
    groups: {
      "North district": "Meters from the river to the northern ring road",
      "South district": "Meters south of the river",
      "Pump stations": "Controllers that can stop the water: treat with care",
      "Head office": "Routers and test equipment in the main building",
      "Remote wells": "Sites beyond cellular cover",
      "Valve sensors": "Battery-powered LoRaWAN sensors",
    },
    fleets: [
      { label: "Meter north", kind: "cellular", count: 120, groups: [["North district"]] },
      { label: "Meter south", kind: "cellular", count: 110, groups: [["South district"]] },
      {
        label: "Pump",
        kind: "cellular",
        count: 36,
        groups: [
          ["Pump stations", "North district"],
          ["Pump stations", "South district"],
        ],
      },
      { label: "Office router", kind: "cellular", count: 8, groups: [["Head office"], []] },
      { label: "Well", kind: "satellite", count: 18, groups: [["Remote wells"]] },
      { label: "Valve", kind: "lorawan", count: 40, groups: [["Valve sensors"]] },
    ],
    stubborn: { "Office router 002": "keeps talking", "Office router 003": "silent" },
  },
  {
    slug: "harbour",
    name: "Harbour Logistics",
    secondFactor: "nobody",
    groups: {
      Containers: "Trackers on refrigerated containers",
      Cranes: "Quay cranes one to twelve",
      Vessels: "Satellite terminals at sea",
    },
    fleets: [
      { label: "Reefer", kind: "cellular", count: 140, groups: [["Containers"]] },
      { label: "Crane", kind: "cellular", count: 12, groups: [["Cranes"]] },
      { label: "Vessel", kind: "satellite", count: 14, groups: [["Vessels"]] },
    ],
  },
];

type RoleName =
  | "Administrator"
  | "Device operator"
  | "Technician"
  | "Auditor"
  | "Operator without termination";

interface SeededPerson {
  email: string;
  name: string;
  company?: string;
  memberships: { account: string; role: RoleName; groups?: string[]; days?: number }[];
}

/** Who can sign in, and what each shows: the whole account, some groups, no termination, two accounts. */
export const people: SeededPerson[] = [
  {
    email: "ana@northwind.example",
    name: "Ana Ruiz",
    memberships: [{ account: "northwind", role: "Administrator" }],
  },
  {
    email: "omar@northwind.example",
    name: "Omar Haddad",
    memberships: [{ account: "northwind", role: "Device operator" }],
  },
  {
    email: "lena@northwind.example",
    name: "Lena Fischer",
    memberships: [{ account: "northwind", role: "Operator without termination" }],
  },
  {
    email: "tom@becker.example",
    name: "Tom Becker",
    company: "Becker Field Service",
    memberships: [
      { account: "northwind", role: "Technician", groups: ["Pump stations", "Remote wells"], days: 42 },
      { account: "harbour", role: "Technician", groups: ["Cranes"], days: 14 },
    ],
  },
  {
    email: "priya@northwind.example",
    name: "Priya Nair",
    memberships: [{ account: "northwind", role: "Auditor" }],
  },
  {
    email: "mika@harbour.example",
    name: "Mika Salo",
    memberships: [{ account: "harbour", role: "Administrator" }],
  },
];
