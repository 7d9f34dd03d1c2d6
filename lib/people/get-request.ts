import { z } from "zod";
import { isPermission, permissions } from "@/lib/access/permissions";
import { describeRole, permissionsOfRole } from "@/lib/access/roles";
import { covers, scopesOf } from "@/lib/access/scope";
import { query } from "@/lib/operation/operation";
import { findHoldings } from "@/lib/people/find-holdings";
import { nameGroups } from "@/lib/people/name-groups";
import { readRequest, wantedOf } from "@/lib/people/read-request";
import { sayRequest } from "@/lib/people/say-request";
import { suggestEnd } from "@/lib/people/suggest-end";

/** One request for access: who asks for what and why, by which roles it could be given, and whether the reader may decide. */
export const getRequest = query({
  name: "access.get",
  permission: "grant.manage",
  input: z.object({ requestId: z.uuid() }),
  target: ({ requestId }) => ({ kind: "access_request", id: requestId }),
  async run({ db, actor, now }, { requestId }) {
    const account = actor.account.id;
    const request = await readRequest(db, account, requestId);
    const wanted = wantedOf(request);
    const named = await nameGroups(db, actor, request.groupNos);
    const held = scopesOf(await findHoldings(db, account, request.asker.id, now));
    const { permission, grantEndsAt } = request;
    const roles = await db
      .selectFrom("role")
      .where("account_id", "=", account)
      .where("deleted_at", "is", null)
      .select(["id", "name", "description", "built_in", "permissions"])
      .orderBy("name")
      .execute();
    return {
      id: request.id,
      asker: { ...request.asker, lastSeenAt: request.asker.lastSeenAt?.toISOString() ?? null },
      isOwn: request.asker.id === actor.membershipId,
      what: sayRequest(request),
      permission:
        permission !== null && isPermission(permission)
          ? { key: permission, ...permissions[permission] }
          : null,
      wholeAccount: request.wholeAccount,
      ...named(request.groupNos),
      grant:
        request.grantId && grantEndsAt
          ? {
              id: request.grantId,
              role: request.roleName ?? "",
              endsAt: grantEndsAt.toISOString(),
              suggestedEnd: suggestEnd(
                {
                  startsAt: request.grantStartsAt,
                  createdAt: request.grantCreatedAt ?? now,
                  endsAt: grantEndsAt,
                  extendedFrom: request.grantExtendedFrom,
                },
                now,
              ).toISOString(),
            }
          : null,
      wantedUntil: request.wantedUntil?.toISOString() ?? null,
      reason: request.reason,
      createdAt: request.createdAt.toISOString(),
      decidedAt: request.decidedAt?.toISOString() ?? null,
      outcome: request.outcome,
      decidedBy: request.decidedBy,
      answer: request.answer,
      /** the permissions asked for that the reader does not hold there, and so cannot decide about */
      beyondYou: wanted.permissions
        .filter((each) => !covers(actor.scopes.get(each), wanted.scope))
        .map((each) => permissions[each].label),
      heldAlready:
        permission !== null && isPermission(permission) && covers(held.get(permission), wanted.scope),
      /** those that hold what is asked for, the narrowest first */
      roles: roles
        .map((role) => ({ role, gives: permissionsOfRole(role) }))
        .filter(({ gives }) => permission !== null && isPermission(permission) && gives.includes(permission))
        .toSorted((one, other) => one.gives.length - other.gives.length)
        .map(({ role, gives }) => ({
          id: role.id,
          name: role.name,
          description: describeRole(role),
          permissions: gives.length,
          elevated: gives.filter((each) => permissions[each].elevated).length,
        })),
    };
  },
});
