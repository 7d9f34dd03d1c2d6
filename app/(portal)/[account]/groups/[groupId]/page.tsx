import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { GroupView } from "@/components/groups/group-view";
import { listDevices } from "@/lib/devices/list-devices";
import { getGroup } from "@/lib/groups/get-group";
import { ask } from "@/lib/operation/ask";
import { bulkActions } from "../../bulk/bulk-actions";
import { addPasted, change, findPasted, foreseeRemoval, remove } from "../actions";

export const metadata: Metadata = { title: "Group" };

export default async function Page({ params }: { params: Promise<{ account: string; groupId: string }> }) {
  const { account, groupId } = await params;
  if (!/^[0-9a-f-]{36}$/.test(groupId)) notFound();
  const first = await ask(account, getGroup, { groupId });
  const devices = first.may.viewDevices ? await ask(account, listDevices, { group: groupId }) : null;
  return (
    <GroupView
      first={first}
      devices={devices}
      actions={{ change, remove, foreseeRemoval, findPasted, addPasted }}
      bulk={bulkActions}
    />
  );
}
