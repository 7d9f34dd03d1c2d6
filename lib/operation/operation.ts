import type { z } from "zod";
import type { AccountDb, AccountReader, PlatformDb } from "@/db/scoped";
import type { Member, ProviderOperator } from "@/lib/access/actor";
import type { OwnMembership, Permission, ProviderPermission } from "@/lib/access/permissions";
import type { Scope } from "@/lib/access/scope";
import type { AuditAction, AuditDetail, AuditTarget } from "@/lib/audit/actions";
import type { TaskName, TaskPayload } from "@/lib/kernel/tasks";
import type { LiveChange } from "@/lib/live/change";

type AnyPermission = Permission | ProviderPermission | OwnMembership;

interface MemberContext {
  actor: Member;
  /** where the operation's own permission is held: what row-level security shows in db. About one's own membership: the groups one sees */
  scope: Scope;
  now: Date;
  /** says that another permission was used too, and in which groups: it is counted with the operation's own */
  relyOn(permission: Permission, groups: readonly number[]): void;
}

interface ProviderContext {
  actor: ProviderOperator;
  now: Date;
}

/** What a command can do beside reading and writing rows. All of it commits together, or not at all. */
export interface Effects {
  audit(action: AuditAction, event: { target?: AuditTarget } & AuditDetail): void;
  enqueue<Name extends TaskName>(task: Name, payload: TaskPayload<Name>): Promise<void>;
  /** tells open pages what changed, once it is committed */
  publish(change: LiveChange): void;
}

interface ProviderEffects extends Effects {
  /** opens the tables of an account that was made in this very transaction; no device is in sight there */
  enter(accountId: string): Promise<AccountDb>;
}

export type QueryContext<P extends AnyPermission> = P extends ProviderPermission
  ? ProviderContext & { db: PlatformDb }
  : MemberContext & { db: AccountReader };

export type CommandContext<P extends AnyPermission> = P extends ProviderPermission
  ? ProviderContext & ProviderEffects & { db: PlatformDb }
  : MemberContext & Effects & { db: AccountDb };

interface Definition<P extends AnyPermission, Input extends z.ZodType> {
  /** noun.verb, as the activity log names a refusal */
  name: string;
  permission: P;
  input: Input;
  /** what the input is about, for the record of a refusal */
  target?: (input: z.output<Input>) => AuditTarget;
}

export interface Query<
  P extends AnyPermission = AnyPermission,
  Input extends z.ZodType = z.ZodType,
  Output = unknown,
> extends Definition<P, Input> {
  kind: "query";
  run(context: QueryContext<P>, input: z.output<Input>): Promise<Output>;
}

export interface Command<
  P extends AnyPermission = AnyPermission,
  Input extends z.ZodType = z.ZodType,
  Output = unknown,
> extends Definition<P, Input> {
  kind: "command";
  run(context: CommandContext<P>, input: z.output<Input>): Promise<Output>;
}

/** A way to look at what a command would do. */
export interface PreviewContext<P extends AnyPermission> extends MemberContext {
  /**
   * Runs the very command as the actor, with an input its own schema made, lets read look at what the rows are then, and takes it all back.
   * Throws what the command throws. Its transaction holds the command's locks, so read only what the draft decides.
   */
  rehearse<Input extends z.ZodType, Output, Result>(
    command: Command<P, Input, Output>,
    input: z.output<Input>,
    read: (db: AccountReader, output: Output) => Promise<Result>,
  ): Promise<Result>;
  /**
   * Reads as row-level security lets somebody read whose scope this is, whatever the actor's own is: the operation tells
   * the actor only what lies in her own sight as well.
   */
  look<Result>(scope: Scope, read: (db: AccountReader) => Promise<Result>): Promise<Result>;
}

export interface Preview<
  P extends Permission = Permission,
  Input extends z.ZodType = z.ZodType,
  Output = unknown,
> extends Definition<P, Input> {
  kind: "preview";
  run(context: PreviewContext<P>, input: z.output<Input>): Promise<Output>;
}

export type Operation<
  P extends AnyPermission = AnyPermission,
  Input extends z.ZodType = z.ZodType,
  Output = unknown,
> =
  | Query<P, Input, Output>
  | Command<P, Input, Output>
  | (P extends Permission ? Preview<P, Input, Output> : never);

/** Something the product shows. It reads, in a read-only transaction. */
export function query<P extends AnyPermission, Input extends z.ZodType, Output>(
  definition: Omit<Query<P, Input, Output>, "kind">,
): Query<P, Input, Output> {
  return { ...definition, kind: "query" };
}

/** Something the product does. It must record an audit event, or it does not commit. */
export function command<P extends AnyPermission, Input extends z.ZodType, Output>(
  definition: Omit<Command<P, Input, Output>, "kind">,
): Command<P, Input, Output> {
  return { ...definition, kind: "command" };
}

/** Something the product shows before it is done: what a command would come to. It commits nothing. */
export function preview<P extends Permission, Input extends z.ZodType, Output>(
  definition: Omit<Preview<P, Input, Output>, "kind">,
): Preview<P, Input, Output> {
  return { ...definition, kind: "preview" };
}
