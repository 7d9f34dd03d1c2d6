import type { Member } from "@/lib/access/actor";
import { type Facts, findAdvice, findingTeller } from "@/lib/advice/public";

/** What the advisor would do about a grant, ready to be done by a reviewer. */
export type ReadyChange =
  | { does: "end" }
  | { does: "role"; role: { id: string; name: string } }
  | { does: "groups"; groups: { id: string; name: string }[] };

/** The advisor's changes for each grant. One that names a group beyond the reader's sight is not offered to her. */
export function readyChanges(reader: Member, facts: Facts): Map<string, ReadyChange[]> {
  const teller = findingTeller(reader, facts);
  const ready = new Map<string, ReadyChange[]>();
  for (const finding of findAdvice(facts)) {
    if (!finding.grant || finding.kind === "elevated") continue;
    const { id } = finding.grant;
    for (const offer of teller.tell(finding).offers) {
      const change = toChange(finding.kind, offer);
      if (change) ready.set(id, [...(ready.get(id) ?? []), change]);
    }
  }
  return ready;
}

type Offered = ReturnType<ReturnType<typeof findingTeller>["tell"]>["offers"][number];

function toChange(kind: string, offer: Offered): ReadyChange | null {
  if (offer.does === "revoke") return { does: "end" };
  if (offer.does === "remove") return null;
  return kind === "wide_scope"
    ? { does: "groups", groups: offer.groups }
    : { does: "role", role: offer.role };
}
