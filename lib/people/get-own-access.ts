import { sql } from "kysely";
import { z } from "zod";
import { allPermissions, ownMembership, permissions } from "@/lib/access/permissions";
import { query } from "@/lib/operation/operation";
import { nameGroups } from "@/lib/people/name-groups";
import { sayWanted } from "@/lib/people/say-request";
import { suggestEnd } from "@/lib/people/suggest-end";

interface OwnGrant {
  id: string;
  roleName: string;
  wholeAccount: boolean;
  groupNos: number[];
  startsAt: Date | null;
  endsAt: Date | null;
  createdAt: Date;
  extendedFrom: Date | null;
  revokedAt: Date | null;
}

/** What one holds here oneself, until when, and what became of what one asked for. */
export const getOwnAccess = query({
  name: "access.own",
  permission: ownMembership,
  input: z.object({}),
  async run({ db, actor, now }) {
    const account = actor.account.id;
    const { rows: grants } = await sql<OwnGrant>`
      select id, role_name as "roleName", whole_account as "wholeAccount", group_nos as "groupNos",
        starts_at as "startsAt", ends_at as "endsAt", created_at as "createdAt", extended_from as "extendedFrom",
        revoked_at as "revokedAt"
      from own_grants()
    `.execute(db);
    const requests = await db
      .selectFrom("access_request")
      .where("account_id", "=", account)
      .where("requested_by", "=", actor.membershipId)
      .selectAll()
      .orderBy("created_at", "desc")
      .orderBy("id", "desc")
      .limit(50)
      .execute();
    const nos = [...grants.flatMap((each) => each.groupNos), ...requests.flatMap((each) => each.group_nos)];
    const named = await nameGroups(db, actor, nos);
    const roles = new Map(grants.map((grant) => [grant.id, grant.roleName]));
    return {
      grants: grants.map(({ groupNos, extendedFrom, ...grant }) => ({
        id: grant.id,
        role: grant.roleName,
        wholeAccount: grant.wholeAccount,
        ...named(groupNos),
        startsAt: grant.startsAt?.toISOString() ?? null,
        endsAt: grant.endsAt?.toISOString() ?? null,
        revokedAt: grant.revokedAt?.toISOString() ?? null,
        status: statusOf(grant, now),
        suggestedEnd:
          grant.endsAt && !grant.revokedAt
            ? suggestEnd({ ...grant, endsAt: grant.endsAt, extendedFrom }, now).toISOString()
            : null,
        asked: requests.some((each) => each.grant_id === grant.id && each.decided_at === null),
      })),
      requests: requests.map((request) => ({
        id: request.id,
        what: sayWanted({
          permission: request.permission,
          roleName: request.grant_id ? (roles.get(request.grant_id) ?? null) : null,
        }),
        /** of a permission: where; more time keeps the place of its grant */
        wholeAccount: request.permission === null ? null : request.whole_account,
        ...named(request.group_nos),
        until: request.wanted_until?.toISOString() ?? null,
        reason: request.reason,
        createdAt: request.created_at.toISOString(),
        decidedAt: request.decided_at?.toISOString() ?? null,
        outcome: request.outcome as "granted" | "refused" | "void" | null,
        decidedBy: request.decided_by_label,
        answer: request.answer,
      })),
      permissions: allPermissions.map((key) => {
        const held = actor.scopes.get(key);
        const { label, area, scope, elevated } = permissions[key];
        return { key, label, area, scope, elevated, held: heldAs(held) };
      }),
    };
  },
});

const heldAs = (held: "all" | readonly number[] | undefined) =>
  held === undefined ? null : held === "all" ? ("account" as const) : ("groups" as const);

function statusOf(
  grant: Pick<OwnGrant, "startsAt" | "endsAt" | "revokedAt">,
  now: Date,
): "live" | "upcoming" | "expired" | "revoked" {
  if (grant.revokedAt) return "revoked";
  if (grant.endsAt && grant.endsAt <= now) return "expired";
  return grant.startsAt && grant.startsAt > now ? "upcoming" : "live";
}
