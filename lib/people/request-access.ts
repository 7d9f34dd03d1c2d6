import { sql } from "kysely";
import { z } from "zod";
import { allPermissions, ownMembership, type Permission, permissions } from "@/lib/access/permissions";
import { covers } from "@/lib/access/scope";
import { CordonError, conflict, invalid, Missing } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/id";
import { type CommandContext, command } from "@/lib/operation/operation";
import { resolveScope } from "@/lib/people/resolve-scope";
import { assertEndsLater, endsAtInput, laterEndInput, scopeInput } from "@/lib/people/scope-input";

const reason = z.string().trim().min(1, "Say what you need it for.").max(500, "At most 500 characters.");

const requestInput = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("permission"),
    permission: z.enum(allPermissions as [Permission, ...Permission[]], "Choose a permission."),
    scope: scopeInput,
    until: endsAtInput.default(null),
    reason,
  }),
  z.object({ kind: z.literal("extension"), grantId: z.uuid(), until: laterEndInput, reason }),
]);

const A_DAY_AT_MOST = 10;

/** Asks those who may give it for a permission, or for more time with a grant of one's own. It gives nothing by itself. */
export const requestAccess = command({
  name: "access.request",
  permission: ownMembership,
  input: requestInput,
  async run(context, input) {
    const { db, actor, now, audit, enqueue, publish } = context;
    await assertNotTooMany(context);
    assertEndsLater(input.until, now);
    const wanted =
      input.kind === "permission" ? await wantPermission(context, input) : await wantTime(context, input);
    const open = await db
      .selectFrom("access_request")
      .where("account_id", "=", actor.account.id)
      .where("requested_by", "=", actor.membershipId)
      .where("decided_at", "is", null)
      .where("permission", "is not distinct from", wanted.row.permission ?? null)
      .where("grant_id", "is not distinct from", wanted.row.grant_id ?? null)
      .select("id")
      .executeTakeFirst();
    if (open) throw conflict("You asked for this already, and nobody has decided yet.");
    const id = newId();
    await db
      .insertInto("access_request")
      .values({ id, ...wanted.row, wanted_until: input.until, reason: input.reason, created_at: now })
      .execute();
    audit("access.requested", {
      target: { kind: "access_request", id, label: wanted.label },
      reason: input.reason,
      after: { wanted: wanted.label, where: wanted.where, until: input.until?.toISOString() ?? null },
    });
    await enqueue("tell-deciders", { accountId: actor.account.id, requestId: id });
    publish({ topic: "people" });
    return { id };
  },
});

type Context = CommandContext<typeof ownMembership>;
type Input<Kind> = Extract<z.output<typeof requestInput>, { kind: Kind }>;

/** Held until the transaction ends, so that two requests of one person are counted one after the other. */
async function assertNotTooMany({ db, actor, now }: Context): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${actor.membershipId}, 0))`.execute(db);
  const { asked } = await db
    .selectFrom("access_request")
    .where("account_id", "=", actor.account.id)
    .where("requested_by", "=", actor.membershipId)
    .where("created_at", ">", new Date(now.getTime() - 86_400_000))
    .select((eb) => eb.fn.countAll<number>().as("asked"))
    .executeTakeFirstOrThrow();
  if (asked >= A_DAY_AT_MOST)
    throw new CordonError("throttled", "You have asked ten times within a day. Ask again tomorrow.");
}

async function wantPermission({ db, actor }: Context, { permission, scope: asked }: Input<"permission">) {
  const { scope, wholeAccount, groups, words } = await resolveScope(db, actor, asked);
  const { label, scope: reach } = permissions[permission];
  if (reach === "account" && !wholeAccount)
    throw invalid("This permission is for the whole account only.", {
      scope: "Choose the whole account.",
    });
  if (covers(actor.scopes.get(permission), scope)) throw conflict("You hold this permission there already.");
  const row = { permission, whole_account: wholeAccount, group_nos: groups.map((group) => group.no) };
  return { row: { ...row, grant_id: null, grant_ends_at: null }, label, where: words };
}

async function wantTime({ db }: Context, { grantId, until }: Input<"extension">) {
  const { rows } = await sql<{ role: string; endsAt: Date | null; revokedAt: Date | null }>`
    select role_name as role, ends_at as "endsAt", revoked_at as "revokedAt" from own_grants() where id = ${grantId}
  `.execute(db);
  const [grant] = rows;
  if (!grant) throw new Missing("grant", [grantId]);
  if (grant.revokedAt) throw conflict("This grant was revoked. Ask for the permission you need instead.");
  if (!grant.endsAt) throw conflict("This grant has no end, so there is nothing to extend.");
  if (until <= grant.endsAt)
    throw invalid("An extension ends later than the grant does now.", { until: "Choose a later date." });
  return {
    row: { permission: null, grant_id: grantId, grant_ends_at: grant.endsAt },
    label: `More time as ${grant.role}`,
    where: "As it is given",
  };
}
