import { GroupList } from "@/components/devices/group-list";

export default function Page() {
  return <GroupList />;
}
