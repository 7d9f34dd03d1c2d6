"use client";

import { Building2 } from "lucide-react";
import { useViewer } from "@/components/shell/viewer";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Panel } from "@/components/ui/panel";

const count = (n: number, one: string, many: string) =>
  `${n.toLocaleString("en-GB")} ${n === 1 ? one : many}`;

export function CompanyList({
  companies,
  more,
}: {
  companies: { name: string; people: number; invited: number }[];
  more: boolean;
}) {
  const { account } = useViewer();
  if (companies.length === 0)
    return (
      <EmptyState icon={<Building2 />} title="No company is named">
        A person's company is set with the invitation. Whose is set can leave together with its colleagues.
      </EmptyState>
    );
  return (
    <Panel flush>
      <ul className="divide-y divide-line">
        {companies.map(({ name, people, invited }) => (
          <li key={name} className="flex flex-wrap items-center gap-x-6 gap-y-2 px-4 py-3 text-sm">
            <div className="min-w-40 flex-1">
              <p className="break-words font-medium">{name}</p>
              <p className="text-ink-muted">
                {count(people, "person", "people")}
                {invited > 0 && `, ${count(invited, "open invitation", "open invitations")}`}
              </p>
            </div>
            <LinkButton
              size="sm"
              href={`/${account.slug}/people/companies?company=${encodeURIComponent(name)}`}
              aria-label={`Remove its people… (${name})`}
            >
              Remove its people…
            </LinkButton>
          </li>
        ))}
      </ul>
      {more && (
        <p className="border-line border-t px-4 py-3 text-ink-muted text-sm">The first 200 companies.</p>
      )}
    </Panel>
  );
}
