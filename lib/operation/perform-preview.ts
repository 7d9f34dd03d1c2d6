import "server-only";
import type { z } from "zod";
import { type AccountReader, readInScope, writeInScope } from "@/db/scoped";
import type { Member } from "@/lib/access/actor";
import type { Permission } from "@/lib/access/permissions";
import type { Scope } from "@/lib/access/scope";
import type { CommandContext, Preview } from "@/lib/operation/operation";
import { collectEvents } from "@/lib/operation/record";
import { transactionScope } from "@/lib/operation/transaction-scope";

/** Ends a transaction that was never meant to commit. */
class TakeBack extends Error {}

/**
 * Runs a preview. It holds no transaction itself: each command it tries and each look it takes has one of its own, one after
 * the other, and none of those that write commits. Nothing is recorded, queued, told to open pages or counted as a use.
 */
export function performPreview<P extends Permission, Input extends z.ZodType, Output>(
  actor: Member,
  scope: Scope,
  operation: Preview<P, Input, Output>,
  input: z.output<Input>,
): Promise<Output> {
  const now = new Date();
  const relyOn = () => undefined;
  return operation.run(
    {
      actor,
      scope,
      now,
      relyOn,
      look: (as, read) => readInScope(transactionScope(actor, as, operation.permission), read),
      async rehearse(command, asked, read) {
        const found: { result?: Awaited<ReturnType<typeof read>> } = {};
        await writeInScope(transactionScope(actor, scope, operation.permission), async (db) => {
          const { effects } = collectEvents(async () => undefined);
          const context = { db, actor, scope, now, relyOn, ...effects } as unknown as CommandContext<P>;
          const output = await command.run(context, asked);
          found.result = await read(db as unknown as AccountReader, output);
          throw new TakeBack();
        }).catch((error) => {
          if (!(error instanceof TakeBack)) throw error;
        });
        return found.result as Awaited<ReturnType<typeof read>>;
      },
    },
    input,
  );
}
