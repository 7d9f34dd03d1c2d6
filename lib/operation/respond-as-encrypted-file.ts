import "server-only";
import type { z } from "zod";
import type { Actor } from "@/lib/access/actor";
import type { Permission } from "@/lib/access/permissions";
import { rereadSession } from "@/lib/auth/sessions/read-session";
import { type AgeRecipient, encryptWithAge } from "@/lib/kernel/age";
import { currentActor } from "@/lib/operation/current-actor";
import type { Command } from "@/lib/operation/operation";
import { perform } from "@/lib/operation/perform";
import { resolveMember } from "@/lib/operation/resolve-actor";
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
      const { account } = await route.params;
      const actor = await currentActor(account);
      const asked = ((await fromJson(request)) ?? {}) as Asked;
      const ask = (who: typeof actor, after: string | null) =>
        perform(who, fetchPortion, { ...asked, after } as z.input<Input>);
      const first = await ask(actor, null);
      const stream = await encryptWithAge(
        first.recipient,
        portionsOf(first, async (after) => ask(await anew(actor, account), after)),
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

/**
 * Who that is by now: whoever takes a file slowly gets no portion after the session, the membership or the permission is over.
 * That it was them was shown at the beginning; however long the rest takes, it is the same request.
 */
async function anew(actor: Actor, account: string): Promise<Actor> {
  if (actor.kind !== "member" || actor.sessionId === undefined) return actor;
  const now = await resolveMember(await rereadSession(actor.sessionId), account, actor.address);
  return now.kind === "member" ? { ...now, prover: "asked_before" } : now;
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
