import { z } from "zod";
import { query } from "@/lib/operation/operation";
import { readAccountPolicy } from "@/lib/policy/account-policy";

/** The account's security policy, and what whoever changes it must know about themselves. */
export const getPolicy = query({
  name: "policy.get",
  permission: "policy.manage",
  input: z.object({}),
  async run({ db, actor }) {
    const policy = await readAccountPolicy(db, actor.account.id);
    return {
      ...policy,
      kinds: [...policy.kinds],
      ranges: policy.ranges.map(({ name, range }) => ({ name, range })),
      graceUntil: policy.graceUntil?.toISOString() ?? null,
      changedAt: policy.changedAt?.toISOString() ?? null,
      yourAddress: actor.address,
    };
  },
});
