import type { Member } from "@/lib/access/actor";
import type { Scope } from "@/lib/access/scope";
import { compareAccess, type Held } from "@/lib/preview/compare-access";
import { type ListInput, listDevices } from "@/lib/preview/list-devices";
import { countDevices, type Look, type Which } from "@/lib/preview/sight";

/** What a draft makes of one person's access. */
export interface PersonDraft {
  /** null: not a member yet */
  id: string | null;
  name: string;
  before: Held;
  after: Held;
}

const sides = ["before", "after", "added", "removed"] as const satisfies readonly Which[];

/** What somebody sees and may do before and after, told to a reader who learns of no device beyond her own. */
export async function describeChange(
  { look, actor }: { look: Look; actor: Member },
  person: PersonDraft,
  list: ListInput | undefined,
) {
  const account = actor.account.id;
  const change = { before: person.before.get("device.view"), after: person.after.get("device.view") };
  const told: Scope = actor.scopes.get("device.view") ?? [];
  const counts: number[] = [];
  // one after the other: each look has a connection of its own
  for (const which of sides) counts.push(await countDevices(look, account, change, which, told));
  const [before = 0, after = 0, added = 0, removed = 0] = counts;
  return {
    id: person.id,
    name: person.name,
    isYou: person.id === actor.membershipId,
    ...compareAccess(person.before, person.after),
    devices: {
      before,
      after,
      added,
      removed,
      /** the reader sees only some of the account's devices, and only of those she is told */
      partly: told !== "all",
    },
    list: list ? await listDevices(look, account, change, list, told) : null,
  };
}

export type PersonChange = Awaited<ReturnType<typeof describeChange>>;
