import "server-only";
import type { z } from "zod";
import type { Permission } from "@/lib/access/permissions";
import { type AgeRecipient, encryptWithAge } from "@/lib/kernel/age";
import { currentActor } from "@/lib/operation/current-actor";
import type { Command } from "@/lib/operation/operation";
import { perform } from "@/lib/operation/perform";
import { fromJson } from "@/lib/operation/respond";
import { toVisibleError } from "@/lib/operation/visible-error";

interface Asked {
  downloadId: string;
  passphrase?: string;
  after?: string | null;
}

export interface Portion {
  /** letters, digits, dots and hyphens */
  name: string;
  content: string;
  recipient: AgeRecipient;
  /** where the next portion begins */
  next: string | null;
}

/**
 * The door of files with secrets: they leave portion by portion, as somebody takes them, and encrypted. That it was fetched
 * is committed before the first byte leaves; a file that breaks off cannot be fetched again.
 */
export function respondAsEncryptedFile<Input extends z.ZodType<unknown, Asked>>(
  fetchPortion: Command<Permission, Input, Portion>,
): (request: Request, route: { params: Promise<{ account: string }> }) => Promise<Response> {
  return async (request, route) => {
    const headers = { "cache-control": "no-store", "x-content-type-options": "nosniff" };
    try {
      const actor = await currentActor((await route.params).account);
      const asked = ((await fromJson(request)) ?? {}) as Asked;
      const ask = (who: typeof actor, after: string | null) =>
        perform(who, fetchPortion, { ...asked, after } as z.input<Input>);
      const first = await ask(actor, null);
      // shown at the beginning; however long the rest takes, it is the same request
      const proven = actor.kind === "member" ? { ...actor, prover: "asked_before" as const } : actor;
      const stream = await encryptWithAge(
        first.recipient,
        portionsOf(first, (after) => ask(proven, after)),
      );
      return new Response(stream, {
        headers: {
          ...headers,
          "content-type": "application/octet-stream",
          "content-disposition": `attachment; filename="${first.name.replace(/[^\w.-]/g, "-")}"`,
        },
      });
    } catch (error) {
      const { status, ...visible } = toVisibleError(error);
      return Response.json({ error: visible }, { status, headers });
    }
  };
}

async function* portionsOf(
  first: Portion,
  more: (after: string) => Promise<Portion>,
): AsyncGenerator<string> {
  yield first.content;
  for (let { next } = first; next !== null; ) {
    const portion = await more(next).catch((error) => {
      // the answer has begun: whoever reads it sees it break off, and the log says why
      toVisibleError(error);
      throw new Error("The file broke off");
    });
    yield portion.content;
    next = portion.next;
  }
}
