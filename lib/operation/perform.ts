import "server-only";
import { sql } from "kysely";
import type { z } from "zod";
import { type AccountDb, readInScope, readPlatform, writeInScope, writePlatform } from "@/db/scoped";
import type { Actor, Member, ProviderOperator } from "@/lib/access/actor";
import {
  type OwnMembership,
  ownMembership,
  type Permission,
  type ProviderPermission,
} from "@/lib/access/permissions";
import type { Scope } from "@/lib/access/scope";
import type { AuditTarget } from "@/lib/audit/actions";
import { CordonError, invalid, Missing, Refused } from "@/lib/kernel/errors";
import { findUnkeepable } from "@/lib/kernel/text";
import { livePayloads } from "@/lib/live/change";
import { enqueueIn } from "@/lib/operation/enqueue";
import { assertFreshProof, halfSignedIn, needsFreshProof } from "@/lib/operation/fresh-proof";
import { isThere, viewingPermission } from "@/lib/operation/nouns";
import type { Command, CommandContext, Operation, Query, QueryContext } from "@/lib/operation/operation";
import { outsideAddresses } from "@/lib/operation/outside-addresses";
import { performPreview } from "@/lib/operation/perform-preview";
import {
  collectEvents,
  recordRefusal,
  writeAccountEvents,
  writePlatformEvents,
} from "@/lib/operation/record";
import { transactionScope } from "@/lib/operation/transaction-scope";
import { countUse, type UsedOn } from "@/lib/use/counter";

/**
 * The only way to data. Decides the permission, opens the one transaction in the scope of that permission, runs the
 * operation there, and commits state, audit events, jobs and live changes together.
 * Throws CordonError: unauthenticated, incomplete_sign_in, enrolment_required, outside_addresses, forbidden, not_found, invalid,
 * step_up_required, read_only_view, and what the operation itself says.
 */
export async function perform<Input extends z.ZodType, Output>(
  actor: Actor,
  // biome-ignore lint/suspicious/noExplicitAny: an operation of whichever permission
  operation: Operation<any, Input, Output>,
  input: z.input<Input>,
): Promise<Output> {
  if (actor.kind === "anonymous") throw new CordonError("unauthenticated", "Sign in to go on.");
  if (actor.kind === "half_signed_in") throw halfSignedIn(actor.waitingFor);

  const parsed = operation.input.safeParse(input);
  const target = parsed.success ? operation.target?.(parsed.data) : undefined;

  if (operation.permission.startsWith("provider.")) {
    if (actor.kind !== "provider" || !actor.permissions.has(operation.permission as ProviderPermission)) {
      await recordRefusal(actor, operation, target);
      throw notThere();
    }
    if (!parsed.success) throw invalidInput(parsed.error);
    assertKeepable(parsed.data);
    if (needsFreshProof(operation)) assertFreshProof(actor, new Date());
    return performForProvider(actor, operation as Operation<ProviderPermission, Input, Output>, parsed.data);
  }

  if (actor.kind === "outside_addresses") {
    await recordRefusal(actor, operation, target);
    throw outsideAddresses(actor);
  }
  if (actor.kind !== "member") {
    await recordRefusal(actor, operation, target);
    throw notThere();
  }
  // a preview tries what the command would do, and so does nothing either
  if (actor.seer && operation.kind !== "query") {
    await recordRefusal(actor, operation, target);
    throw new CordonError(
      "read_only_view",
      `You are looking as ${actor.label}. Nothing can be done here. Stop looking first.`,
    );
  }
  const scope = scopeOf(actor, operation.permission as Permission | OwnMembership);
  if (scope === undefined) {
    await recordRefusal(actor, operation, target);
    throw new CordonError(
      "forbidden",
      "You may not do this. Ask an administrator of your account for the permission.",
    );
  }
  if (!parsed.success) throw invalidInput(parsed.error);
  assertKeepable(parsed.data);
  if (needsFreshProof(operation)) assertFreshProof(actor, new Date());
  try {
    return await performForMember(actor, scope, operation, parsed.data, target);
  } catch (error) {
    if (error instanceof Refused)
      await recordRefusal(actor, operation, target, { reason: error.message, lacking: error.lacking });
    if (error instanceof Missing && (await mayView(actor, operation.permission as Permission, error))) {
      await recordRefusal(actor, operation, target);
      throw new CordonError(
        "forbidden",
        `You may see this ${error.noun.replace("_", " ")}, but not do this to it.`,
      );
    }
    throw error;
  }
}

/** About their own membership everybody may ask: with the groups they see in sight, and of members' rows only their own. */
function scopeOf(actor: Member, permission: Permission | OwnMembership): Scope | undefined {
  if (permission !== ownMembership) return actor.scopes.get(permission);
  return actor.scopes.get("group.view") ?? [];
}

async function performForMember<Input extends z.ZodType, Output>(
  actor: Member,
  scope: Scope,
  operation: Operation<Permission, Input, Output>,
  input: z.output<Input>,
  target: AuditTarget | undefined,
): Promise<Output> {
  if (operation.kind === "preview") return performPreview(actor, scope, operation, input);
  const now = new Date();
  const relied: { permission: Permission; groups: readonly number[] }[] = [];
  const relyOn = (permission: Permission, groups: readonly number[]) => relied.push({ permission, groups });
  const targets = [target];
  const output = await (operation.kind === "query"
    ? readInScope(transactionScope(actor, scope, operation.permission), (db) =>
        (operation as Query<Permission, Input, Output>).run(
          { db, actor, scope, now, relyOn } as QueryContext<Permission>,
          input,
        ),
      )
    : writeInScope(transactionScope(actor, scope, operation.permission), async (db, executor) => {
        const { events, changes, effects } = collectEvents(enqueueIn(executor));
        const context = { db, actor, scope, now, relyOn, ...effects } as CommandContext<Permission>;
        const output = await (operation as Command<Permission, Input, Output>).run(context, input);
        if (events.length === 0) throw new Error(`${operation.name} recorded no audit event`);
        await writeAccountEvents(db, actor, operation.name, events);
        for (const payload of changes.flatMap((change) => livePayloads(actor.account.id, change)))
          await sql`select pg_notify('cordon_live', ${payload})`.execute(db);
        targets.push(...events.map((event) => event.target));
        return output;
      }));
  // looking as somebody is no use of theirs, and none of the seer's
  if (actor.seer) return output;
  const by = { accountId: actor.account.id, membershipId: actor.membershipId, at: now };
  countUse({ ...by, permission: operation.permission, scope, on: usedOn(targets) });
  for (const { permission, groups } of relied)
    countUse({ ...by, permission, scope: actor.scopes.get(permission) ?? [], on: [], groups });
  return output;
}

/** The devices and groups among them, each once. */
function usedOn(targets: readonly (AuditTarget | undefined)[]): UsedOn[] {
  const found = new Map<string, UsedOn>();
  for (const target of targets)
    if (target && (target.kind === "device" || target.kind === "group") && uuid.test(target.id))
      found.set(target.id, { kind: target.kind, id: target.id });
  return [...found.values()];
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function performForProvider<Input extends z.ZodType, Output>(
  actor: ProviderOperator,
  operation: Operation<ProviderPermission, Input, Output>,
  input: z.output<Input>,
): Promise<Output> {
  const now = new Date();
  if (operation.kind === "query")
    return readPlatform((db) =>
      (operation as Query<ProviderPermission, Input, Output>).run(
        { db, actor, now } as QueryContext<ProviderPermission>,
        input,
      ),
    );
  return writePlatform(async (db, executor, enter) => {
    let entered: AccountDb | undefined;
    const { events, effects } = collectEvents(enqueueIn(executor));
    const context = {
      db,
      actor,
      now,
      ...effects,
      enter: async (accountId: string) => {
        entered = await enter(accountId);
        return entered;
      },
    } as CommandContext<ProviderPermission>;
    const output = await (operation as Command<ProviderPermission, Input, Output>).run(context, input);
    if (events.length === 0) throw new Error(`${operation.name} recorded no audit event`);
    await writePlatformEvents(db, actor, events);
    if (entered) await writeAccountEvents(entered, actor, operation.name, events);
    return output;
  });
}

async function mayView(actor: Member, permission: Permission, missing: Missing): Promise<boolean> {
  const viewing = viewingPermission[missing.noun];
  const scope = actor.scopes.get(viewing);
  if (viewing === permission || scope === undefined) return false;
  return readInScope(transactionScope(actor, scope, viewing), (db) => isThere(db, actor.account.id, missing));
}

/** The same answer for what does not exist, what is another account's, and what is the provider's. */
function notThere(): CordonError {
  return new CordonError("not_found", "There is nothing here, or you may not see it.");
}

function assertKeepable(input: unknown): void {
  const field = findUnkeepable(input);
  if (field !== null)
    throw invalid("Some of what was entered is not text that can be kept. See the marked fields.", {
      [field || "input"]: "Holds a character that is not text. Remove it, or save the file as UTF-8.",
    });
}

function invalidInput(error: z.ZodError): CordonError {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) fields[issue.path.join(".") || "input"] ??= issue.message;
  return invalid("Some of what was entered cannot be used. See the marked fields.", fields);
}
