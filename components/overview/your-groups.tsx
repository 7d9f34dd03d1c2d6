import { BarList } from "@/components/charts/bar-list";
import type { OutputOf } from "@/components/shell/operation-types";
import { Panel } from "@/components/ui/panel";
import { TextLink } from "@/components/ui/text-link";
import type { overviewGroups } from "@/lib/overview/overview-groups";

/** The viewer's groups with how many devices are in each. */
export function YourGroups({ account, groups, more }: { account: string } & OutputOf<typeof overviewGroups>) {
  return (
    <Panel
      title="Groups"
      action={
        more && (
          <TextLink href={`/${account}/groups`} className="text-sm">
            All groups
          </TextLink>
        )
      }
    >
      <BarList
        label="Groups by their number of devices"
        bars={groups.map((group) => ({
          key: group.id,
          label: group.name,
          value: group.deviceCount,
          say: `${group.deviceCount.toLocaleString("en-GB")} ${group.deviceCount === 1 ? "device" : "devices"}`,
          href: `/${account}/groups/${group.id}`,
        }))}
      />
    </Panel>
  );
}
