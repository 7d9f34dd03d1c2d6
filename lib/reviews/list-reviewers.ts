import { z } from "zod";
import { query } from "@/lib/operation/operation";
import { findManagers } from "@/lib/people/public";

/** Who may be named as a reviewer: the members who give and take grants in the whole account. Nobody is named to who may not see members. */
export const listReviewers = query({
  name: "review.reviewers",
  permission: "grant.manage",
  input: z.object({}),
  async run({ db, actor, now }) {
    const seen = actor.scopes.has("member.view");
    const managers = seen ? await findManagers(db, actor.account.id, now, 500) : [];
    return {
      reviewers: managers
        .map((manager) => ({ ...manager, isYou: manager.id === actor.membershipId }))
        .toSorted((one, other) => one.name.localeCompare(other.name, "en")),
    };
  },
});
