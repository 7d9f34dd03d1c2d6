import { z } from "zod";
import { csvLine } from "@/lib/kernel/csv";
import { query } from "@/lib/operation/operation";
import { buildReport } from "@/lib/reviews/get-report";
import type { ToldItem, ToldScope } from "@/lib/reviews/tell-scope";

const heads = [
  "Person",
  "E-mail",
  "Company",
  "Role",
  "Where",
  "Since",
  "Given by",
  "Until",
  "Permissions used in 90 days",
  "Last used",
  "Elevated permissions",
  "Reviewer",
  "Decision",
  "Decided by",
  "About themselves",
  "When",
  "Reason",
  "Before",
  "After",
  "Since then",
  "Handed over",
];

/** The report as a file: a line for each grant. */
export const exportReport = query({
  name: "review.export",
  permission: "member.view",
  input: z.object({ reviewId: z.uuid() }),
  target: ({ reviewId }) => ({ kind: "access_review", id: reviewId }),
  async run({ db, actor, now }, { reviewId }) {
    const { review, signed, items } = await buildReport(db, actor, reviewId, now);
    const day = (signed?.at ?? now.toISOString()).slice(0, 10);
    const state = signed ? "signed-off" : review.outcome === "cancelled" ? "cancelled" : "so-far";
    return {
      name: `${actor.account.slug}-access-review-${state}-${day}.csv`,
      type: "text/csv",
      content: [csvLine(heads), ...items.map((item) => csvLine(toLine(item)))].join(""),
    };
  },
});

const stateWords: Record<ToldItem["state"], string> = {
  kept: "Kept",
  narrowed: "Narrowed",
  ended: "Ended",
  revoked: "Revoked meanwhile",
  expired: "Expired meanwhile",
  waiting: "Not decided",
};

const laterWords = { changed: "Changed", revoked: "Revoked", expired: "Expired" } as const;

function toLine(item: ToldItem): string[] {
  const { member, atStart, used, before, after } = item;
  return [
    member.name,
    member.email,
    member.company ?? "",
    atStart.role,
    sayPlace(atStart),
    item.since,
    item.givenBy ?? "",
    atStart.endsAt ?? "",
    used ? `${used.used} of ${used.of}` : "Not begun",
    used?.last ? `${used.last.label} ${used.last.at}` : "",
    (used?.elevated ?? []).map(({ label, at }) => `${label}: ${at ?? "not used"}`).join("; "),
    item.reviewer.name,
    stateWords[item.state],
    item.decidedBy ?? "",
    item.own ? "Yes" : "",
    item.at ?? "",
    item.reason ?? "",
    before ? sayAll(before) : "",
    after && item.state === "narrowed" ? sayAll(after) : "",
    item.later ? laterWords[item.later] : "",
    item.handedOver.map(({ at, from, to, by }) => `${from} to ${to} by ${by} ${at}`).join("; "),
  ];
}

function sayPlace({ wholeAccount, groups, hiddenGroups }: ToldScope): string {
  if (wholeAccount) return "Whole account";
  const named = groups.map(({ name }) => name);
  if (hiddenGroups > 0)
    named.push(`${hiddenGroups} ${hiddenGroups === 1 ? "group" : "groups"} you may not see`);
  return named.join("; ") || "No group is left";
}

const sayAll = (scope: ToldScope) =>
  `${scope.role}, ${sayPlace(scope)}, ${scope.endsAt ? `until ${scope.endsAt}` : "without an end"}`;
