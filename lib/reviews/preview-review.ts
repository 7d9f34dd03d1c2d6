import { z } from "zod";
import { query } from "@/lib/operation/operation";
import { findSubject } from "@/lib/reviews/find-subject";
import { findSubjectGrants, mostItems } from "@/lib/reviews/find-subject-grants";
import { subjectInput } from "@/lib/reviews/review-input";

const shown = 5;

/** What a review would be about if it began now; whose grants, only to who may see members. */
export const previewReview = query({
  name: "review.preview",
  permission: "grant.manage",
  input: z.object(subjectInput),
  async run({ db, actor, now }, input) {
    const subject = await findSubject(db, actor, input);
    const grants = await findSubjectGrants(db, actor.account, subject, now);
    const people = new Map(grants.map(({ member }) => [member.id, member.name]));
    return {
      grants: Math.min(grants.length, mostItems),
      tooMany: grants.length > mostItems,
      people: people.size,
      some: actor.scopes.has("member.view")
        ? [...people].slice(0, shown).map(([id, name]) => ({ id, name }))
        : [],
    };
  },
});
