"use client";

import { Search } from "lucide-react";
import { useState } from "react";
import type { OwnAccessView } from "@/components/people/own-access";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";

type Asked = OwnAccessView["permissions"][number];

/** One of the permissions that are not held everywhere yet, found by its words. */
export function PermissionField({
  permissions,
  chosen,
  onChosen,
  error,
}: {
  permissions: Asked[];
  chosen: Asked["key"] | undefined;
  onChosen: (key: Asked["key"]) => void;
  error?: string;
}) {
  const [search, setSearch] = useState("");
  const words = search.trim().toLowerCase();
  // what a refused page asks for stands first, and stays there
  const [first] = useState(chosen);
  const open = permissions
    .filter(({ held }) => held !== "account")
    .toSorted((one, other) => Number(other.key === first) - Number(one.key === first));
  const found = open.filter(
    ({ key, label, area }) => key === chosen || `${label} ${area}`.toLowerCase().includes(words),
  );
  if (open.length === 0)
    return <p className="text-ink-muted text-sm">You hold every permission for the whole account.</p>;
  return (
    <Field name="permission" label="Permission" error={error} required>
      <div className="rounded-lg border border-line bg-surface">
        <div className="border-line border-b p-2">
          <Input
            type="search"
            aria-label="Find a permission"
            placeholder="Find a permission"
            prefix={<Search />}
            value={search}
            onChange={(event) => setSearch(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === "Enter") event.preventDefault();
            }}
          />
        </div>
        <div className="max-h-56 overflow-y-auto p-3">
          <RadioGroup
            aria-label="Permission"
            options={found.map(({ key, label, area, elevated, held }) => ({
              value: key,
              label,
              help: [
                area,
                ...(elevated ? ["elevated"] : []),
                ...(held === "groups" ? ["you have it in some groups"] : []),
              ].join(" · "),
            }))}
            value={chosen ?? ""}
            onValueChange={(value) => {
              const next = open.find(({ key }) => key === value);
              if (next) onChosen(next.key);
            }}
          />
          {found.length === 0 && <p className="text-ink-muted text-sm">No permission has these words.</p>}
        </div>
      </div>
    </Field>
  );
}
