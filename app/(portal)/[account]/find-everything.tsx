import { Boxes, RadioTower, UserRound } from "lucide-react";
import type { ReactNode } from "react";
import type { CommandGroup } from "@/components/shell/command-list";
import { fetchJson } from "@/components/shell/fetch-json";
import type { OutputOf } from "@/components/shell/operation-types";
import type { useViewer } from "@/components/shell/viewer";
import type { Permission } from "@/lib/access/permissions";
import type { searchDevices } from "@/lib/devices/search-devices";
import type { listGroups } from "@/lib/groups/list-groups";
import type { listMembers } from "@/lib/people/list-members";

type Viewer = ReturnType<typeof useViewer>;
const FEW = 6;

interface Found {
  id: string;
  label: string;
  detail: string;
  href: string;
}

interface Place {
  permission: Permission;
  heading: string;
  icon: ReactNode;
  find(base: string, text: string, at: string): Promise<Found[]>;
}

const places: Place[] = [
  {
    permission: "device.view",
    heading: "Devices",
    icon: <RadioTower />,
    async find(base, q, at) {
      const found = await fetchJson<OutputOf<typeof searchDevices>>(`${base}/devices/search`, {
        q,
        limit: FEW,
      });
      return found.map(({ id, label, identifier }) => ({
        id,
        label,
        detail: identifier,
        href: `${at}/devices/${id}`,
      }));
    },
  },
  {
    permission: "group.view",
    heading: "Groups",
    icon: <Boxes />,
    async find(base, search, at) {
      const found = await fetchJson<OutputOf<typeof listGroups>>(`${base}/groups`, { search, limit: FEW });
      return found.groups.map(({ id, name, description }) => ({
        id,
        label: name,
        detail: description,
        href: `${at}/groups/${id}`,
      }));
    },
  },
  {
    permission: "member.view",
    heading: "People",
    icon: <UserRound />,
    async find(base, search, at) {
      const found = await fetchJson<OutputOf<typeof listMembers>>(`${base}/people`, { search, limit: FEW });
      return found.people.map(({ kind, id, name, email }) => ({
        id,
        label: name || email,
        detail: email,
        href: kind === "member" ? `${at}/people/${id}` : `${at}/people?search=${encodeURIComponent(email)}`,
      }));
    },
  },
];

/** What this person may find by these words: devices, groups and people, each through its own list. */
export async function findEverything(viewer: Viewer, text: string): Promise<CommandGroup[]> {
  const at = `/${viewer.account.slug}`;
  const groups = await Promise.all(
    places
      .filter((place) => viewer.can(place.permission))
      .map(async ({ heading, icon, find }) => {
        const found = await find(`/api/accounts${at}`, text, at);
        return { heading, items: found.map((each) => ({ ...each, icon })) };
      }),
  );
  return groups.filter((group) => group.items.length > 0);
}
