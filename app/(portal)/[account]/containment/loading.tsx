import { ListSkeleton } from "@/components/devices/list-skeleton";

export default function Loading() {
  return <ListSkeleton />;
}
