import { z } from "zod";
import { windowDays } from "@/lib/advice/facts";
import { figuresOf, findAdvice } from "@/lib/advice/find-advice";
import { type Finding, type FindingKind, findingKinds } from "@/lib/advice/finding";
import { readDismissals } from "@/lib/advice/read-dismissals";
import { readFacts } from "@/lib/advice/read-facts";
import { findingTeller } from "@/lib/advice/tell-finding";
import { query } from "@/lib/operation/operation";

/** What could be taken away without anybody missing it, and what else leaves more open than is needed. */
export const listAdvice = query({
  name: "advice.list",
  permission: "member.view",
  input: z.object({
    kind: z.enum(findingKinds).optional(),
    search: z.string().trim().toLowerCase().max(120).default(""),
    dismissed: z.stringbool().or(z.boolean()).default(false),
    limit: z.coerce.number().int().min(1).max(1_000).default(50),
  }),
  async run({ db, actor, now }, { kind, search, dismissed, limit }) {
    const facts = await readFacts(db, actor.account.id, now);
    const dismissals = await readDismissals(db, actor.account.id, now);
    const teller = findingTeller(actor, facts);
    const named = findAdvice(facts).filter(
      (finding) =>
        teller.mayTell(finding) &&
        dismissals.has(keyOf(finding)) === dismissed &&
        (!search || (finding.member ?? finding.group)?.name.toLowerCase().includes(search)),
    );
    const counts = Object.fromEntries(findingKinds.map((each) => [each, 0])) as Record<FindingKind, number>;
    for (const each of named) counts[each.kind] += 1;
    const matching = kind ? named.filter((each) => each.kind === kind) : named;
    return {
      days: windowDays,
      figures: figuresOf(facts),
      countedSince: facts.countedSince?.toISOString() ?? null,
      counts,
      dismissed: dismissals.size,
      total: matching.length,
      findings: matching
        .slice(0, limit)
        .map((each) => ({ ...teller.tell(each), dismissal: dismissals.get(keyOf(each)) ?? null })),
    };
  },
});

const keyOf = ({ kind, subjectId }: Finding) => `${kind} ${subjectId}`;
