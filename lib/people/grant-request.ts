import { z } from "zod";
import { isPermission, permissions } from "@/lib/access/permissions";
import { conflict, invalid } from "@/lib/kernel/errors";
import { type CommandContext, command } from "@/lib/operation/operation";
import { addGrant } from "@/lib/people/add-grant";
import { decideRequest } from "@/lib/people/decide-request";
import { findRole } from "@/lib/people/find-role";
import { lockGrant } from "@/lib/people/lock-grant";
import { lockRequest } from "@/lib/people/lock-request";
import { reasonInput } from "@/lib/people/person-input";
import { prolongGrant } from "@/lib/people/prolong-grant";
import type { AccessRequest } from "@/lib/people/read-request";
import { assertEndsLater, endsAtInput, scopeInput } from "@/lib/people/scope-input";

const input = z.object({
  requestId: z.uuid(),
  /** of a permission that is asked for: by which role, and where. An extension keeps those of the grant */
  roleId: z.uuid("Choose a role.").optional(),
  scope: scopeInput.optional(),
  endsAt: endsAtInput.default(null),
  answer: reasonInput,
});

/** Gives what somebody asked for, by the same rules as every other grant: nothing that the actor does not hold. */
export const grantRequest = command({
  name: "access.grant",
  permission: "grant.manage",
  input,
  target: ({ requestId }) => ({ kind: "access_request", id: requestId }),
  async run(context, choice) {
    assertEndsLater(choice.endsAt, context.now);
    const locked = await lockRequest(context, choice.requestId);
    if (!locked) return { id: choice.requestId, outcome: "void" as const };
    const { request, member } = locked;
    // written down first, so that what is given does not close the request as met in another way
    const given = await sayGiven(context, request, choice);
    await decideRequest(context, request, { outcome: "granted", answer: choice.answer, given: given.words });
    if (given.kind === "extension") await prolongGrant(context, given.grant, given.endsAt);
    else await addGrant(context, { member, ...given });
    return { id: request.id, outcome: "granted" as const };
  },
});

async function sayGiven(
  { db, actor }: CommandContext<"grant.manage">,
  request: AccessRequest,
  { roleId, scope, endsAt }: z.output<typeof input>,
) {
  if (request.grantId !== null) {
    if (!endsAt) throw invalid("Choose until when the grant shall last.", { endsAt: "Choose a date." });
    const grant = await lockGrant(db, actor.account.id, request.grantId);
    return { kind: "extension" as const, grant, endsAt, words: `${grant.roleName}, until ${sayDay(endsAt)}` };
  }
  if (!roleId || !scope) throw invalid("Choose the role to give, and where.", { roleId: "Choose a role." });
  const role = await findRole(db, actor.account.id, roleId);
  const { permission } = request;
  if (permission === null || !isPermission(permission))
    throw conflict("The permission that was asked for does not exist any more. Refuse the request.");
  if (!role.permissions.includes(permission))
    throw invalid("This role does not hold what was asked for.", { roleId: "Choose one that holds it." });
  if (permissions[permission].scope === "account" && scope.kind === "groups")
    throw invalid("This permission is for the whole account only.", { scope: "Choose the whole account." });
  const words = `${role.name}, ${endsAt ? `until ${sayDay(endsAt)}` : "without an end"}`;
  return { kind: "permission" as const, roleId, scope, endsAt, words };
}

const sayDay = (at: Date) => at.toISOString().slice(0, 10);
