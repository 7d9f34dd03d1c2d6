import "server-only";
import type { z } from "zod";
import { currentActor } from "@/lib/operation/current-actor";
import type { Query } from "@/lib/operation/operation";
import { perform } from "@/lib/operation/perform";
import { toVisibleError } from "@/lib/operation/visible-error";

interface WrittenFile {
  /** letters, digits, dots and hyphens */
  name: string;
  type: string;
  content: string;
}

/** The door of downloads: a query that answers with a file. Never shown in the portal's own page, never cached. */
export function respondAsFile<Input extends z.ZodType>(
  // biome-ignore lint/suspicious/noExplicitAny: a query of whichever permission
  query: Query<any, Input, WrittenFile>,
  read: (request: Request, params: Record<string, string>) => unknown,
): (request: Request, route: { params: Promise<{ account: string }> }) => Promise<Response> {
  return async (request, route) => {
    const headers = { "cache-control": "no-store", "x-content-type-options": "nosniff" };
    try {
      const params = await route.params;
      const actor = await currentActor(params.account);
      const file = await perform(actor, query, read(request, params) as z.input<Input>);
      return new Response(file.content, {
        headers: {
          ...headers,
          "content-type": `${file.type}; charset=utf-8`,
          "content-disposition": `attachment; filename="${file.name.replace(/[^\w.-]/g, "-")}"`,
        },
      });
    } catch (error) {
      const { status, ...visible } = toVisibleError(error);
      return Response.json({ error: visible }, { status, headers });
    }
  };
}
