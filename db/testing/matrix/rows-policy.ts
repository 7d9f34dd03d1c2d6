import { asSuperuser } from "@/db/testing/estate";
import { type Maker, member } from "@/db/testing/matrix/makers";
import { type Row, row } from "@/db/testing/matrix/row";
import { newId } from "@/lib/kernel/id";
import { changePolicy } from "@/lib/policy/change-policy";
import { getPolicy } from "@/lib/policy/get-policy";
import { listNotCompliant } from "@/lib/policy/list-not-compliant";
import { previewPolicy } from "@/lib/policy/preview-policy";
import { remindMembers } from "@/lib/policy/remind-members";

const rules = {
  secondFactor: "everyone" as const,
  kinds: ["app" as const, "key" as const],
  phishingResistant: false,
};

/** Every account asks everybody for a second factor, in the version that the rows change. */
const askEverybody = () =>
  asSuperuser(
    `insert into account_policy (account_id, second_factor) select id, 'everyone' from account
     on conflict (account_id) do update set second_factor = 'everyone', version = 1`,
  );

/** The policy is that of whoever asks, wherever anything else is: nothing in the input names another's. */
const ownPolicy: Maker = {
  noun: null,
  grouped: true,
  async make(place) {
    await askEverybody();
    return { id: newId(), label: place.canary };
  },
};

const reminded: Maker = {
  ...member,
  async make(place) {
    await askEverybody();
    return member.make(place);
  },
};

export const policyRows: Row[] = [
  row(getPolicy, () => ({})),
  row(previewPolicy, () => rules),
  row(listNotCompliant, () => ({})),
  row(
    changePolicy,
    () => ({ ...rules, version: 1, idleMinutes: 30, absoluteHours: 12, ranges: [] }),
    { policy: ownPolicy },
    { policy: "reported" },
  ),
  row(remindMembers, ({ memberId }) => ({ memberId: memberId.id }), { memberId: reminded }),
];
