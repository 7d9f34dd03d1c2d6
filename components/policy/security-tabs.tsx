import { Tabs } from "@/components/ui/tabs";

export function SecurityTabs({ account }: { account: string }) {
  const security = `/${account}/settings/security`;
  return (
    <Tabs
      label="Security policy"
      items={[
        { href: security, label: "Policy" },
        { href: `${security}/people`, label: "Not yet compliant" },
      ]}
    />
  );
}
