"use client";

import { SearchX } from "lucide-react";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { kindWords, stateWords } from "./device-words";
import type { ListParams } from "./list-params";

/** Filtered to nothing: which filter to drop. */
export function NothingFound({
  params,
  group,
  onChange,
}: {
  params: ListParams;
  group: { name: string } | null;
  onChange: (change: Partial<ListParams>) => void;
}) {
  const drops: { label: string; change: Partial<ListParams> }[] = [];
  if (params.q) drops.push({ label: `“${params.q}”`, change: { q: "" } });
  if (params.online !== null)
    drops.push({ label: params.online ? "Online" : "Offline", change: { online: null } });
  if (params.state.length > 0)
    drops.push({
      label: params.state.map((state) => stateWords[state].word).join(", "),
      change: { state: [] },
    });
  if (params.kind.length > 0)
    drops.push({ label: params.kind.map((kind) => kindWords[kind]).join(", "), change: { kind: [] } });
  if (params.group) drops.push({ label: group?.name ?? "Group", change: { group: null } });
  return (
    <EmptyState
      icon={<SearchX />}
      title="No device matches"
      action={drops.map(({ label, change }) => (
        <Button key={label} size="sm" onClick={() => onChange(change)}>
          Drop {label}
        </Button>
      ))}
    >
      {params.q
        ? "Search looks at how labels and identifiers begin: ICCID, IMSI, MSISDN, IMEI, EID and DevEUI."
        : "Nothing fits all of these filters at once."}
    </EmptyState>
  );
}
