import { Tabs } from "@/components/ui/tabs";

export function PeopleTabs({ account }: { account: string }) {
  const people = `/${account}/people`;
  return (
    <Tabs
      label="People and roles"
      items={[
        { href: people, label: "People" },
        { href: `${people}/roles`, label: "Roles" },
        { href: `${people}/advice`, label: "Least privilege" },
      ]}
    />
  );
}
