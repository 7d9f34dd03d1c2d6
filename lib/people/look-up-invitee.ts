import { z } from "zod";
import { query } from "@/lib/operation/operation";
import { findKnownPeople } from "@/lib/people/find-known-people";
import { personInput } from "@/lib/people/person-input";

/**
 * Whether an address belongs to this account already, before anything is sent to it. Whether it belongs to another one
 * is asked nowhere, so nothing here can tell it.
 */
export const lookUpInvitee = query({
  name: "invitation.look_up",
  permission: "member.invite",
  input: z.object({ email: personInput.email }),
  async run({ db, actor }, { email }) {
    const found = (await findKnownPeople(db, actor.account.id, [email])).get(email);
    if (!found) return { email, known: null };
    // who it is, is for those who may look at members
    const { kind, ...person } = found;
    return { email, known: { kind, person: actor.scopes.has("member.view") ? person : null } };
  },
});
