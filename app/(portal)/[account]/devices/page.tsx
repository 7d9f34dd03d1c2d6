import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { filtersOf, listInput, loadListParams } from "@/components/devices/list-params";
import { countDevices } from "@/lib/devices/count-devices";
import { listDevices } from "@/lib/devices/list-devices";
import { getGroup } from "@/lib/groups/get-group";
import { ask } from "@/lib/operation/ask";
import { currentViewer } from "@/lib/operation/viewer";
import { Devices } from "./devices";

export const metadata: Metadata = { title: "Devices" };

type Props = { params: Promise<{ account: string }>; searchParams: Promise<SearchParams> };

export default async function DevicesPage({ params, searchParams }: Props) {
  const { account } = await params;
  const asked = await loadListParams(searchParams);
  const { permissions } = await currentViewer(account);
  const [page, count, group] = await Promise.all([
    ask(account, listDevices, listInput(asked)),
    ask(account, countDevices, filtersOf(asked)),
    asked.group && permissions["group.view"] ? ask(account, getGroup, { groupId: asked.group }) : null,
  ]);
  return (
    <Devices first={{ params: asked, page, count }} group={group && { id: group.id, name: group.name }} />
  );
}
