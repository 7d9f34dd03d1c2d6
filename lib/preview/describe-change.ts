import type { Member } from "@/lib/access/actor";
import { compareAccess, type Held } from "@/lib/preview/compare-access";
import { type ListInput, listDevices } from "@/lib/preview/list-devices";
import { countDevices, type Look, sightOf, toldTo, type Which } from "@/lib/preview/sight";

/** What a draft makes of one person's access. */
interface PersonDraft {
  /** null: not a member yet */
  id: string | null;
  name: string;
  before: Held;
  after: Held;
}

/** What somebody sees and may do before and after, told to a reader who learns of no device beyond her own. */
async function describeChange({ look, actor }: { look: Look; actor: Member }, person: PersonDraft) {
  const account = actor.account.id;
  const change = sightOf(person);
  const told = toldTo(actor);
  // one after the other: each look has a connection of its own
  const count = (which: Which) => countDevices(look, account, change, which, told);
  const before = await count("before");
  const after = await count("after");
  const removed = await count("removed");
  // what came is what there is and was not there before: the estate may move between two looks, but never below nothing
  const added = Math.max(0, after - before + removed);
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
  };
}

/** The change, or where a list of its devices was asked for, that list alone. */
export async function describeOrList(
  context: { look: Look; actor: Member },
  person: PersonDraft,
  list: ListInput | undefined,
) {
  if (list === undefined) return { person: await describeChange(context, person), list: null };
  const { look, actor } = context;
  return {
    person: null,
    list: await listDevices(look, actor.account.id, sightOf(person), list, toldTo(actor)),
  };
}

export type PersonChange = Awaited<ReturnType<typeof describeChange>>;
