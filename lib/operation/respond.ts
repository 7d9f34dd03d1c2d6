import "server-only";
import type { z } from "zod";
import { invalid } from "@/lib/kernel/errors";
import { currentActor, currentProvider } from "@/lib/operation/current-actor";
import type { Operation } from "@/lib/operation/operation";
import { perform } from "@/lib/operation/perform";
import { toVisibleError } from "@/lib/operation/visible-error";

type AccountRoute = { params: Promise<{ account: string }> };
type ReadInput = (request: Request) => unknown;

/** The door of route handlers in an account: `export const GET = respond(listDevices, fromSearchParams)`. Answers are never cached. */
export function respond<Input extends z.ZodType, Output>(
  // biome-ignore lint/suspicious/noExplicitAny: an operation of whichever permission
  operation: Operation<any, Input, Output>,
  read: ReadInput,
): (request: Request, route: AccountRoute) => Promise<Response> {
  return (request, route) =>
    json(async () => {
      const actor = await currentActor((await route.params).account);
      return perform(actor, operation, (await read(request)) as z.input<Input>);
    });
}

/** The door of the provider's own route handlers. */
export function respondToProvider<Input extends z.ZodType, Output>(
  // biome-ignore lint/suspicious/noExplicitAny: an operation of whichever permission
  operation: Operation<any, Input, Output>,
  read: ReadInput,
): (request: Request) => Promise<Response> {
  return (request) =>
    json(async () => perform(await currentProvider(), operation, (await read(request)) as z.input<Input>));
}

/** One value per name; a name given several times becomes a list. */
export function fromSearchParams(request: Request): Record<string, string | string[]> {
  const params = new URL(request.url).searchParams;
  return Object.fromEntries(
    [...new Set(params.keys())].map((name) => {
      const values = params.getAll(name);
      return [name, values.length > 1 ? values : (values[0] ?? "")];
    }),
  );
}

/** What was sent as JSON: where an input is too long or too deep for an address. */
export async function fromJson(request: Request): Promise<unknown> {
  // whoever asks anew gives the request up while it is still being sent: nothing failed here
  const text = await request.text().catch(() => {
    throw invalid("What was sent broke off.");
  });
  if (text.length > longest) throw invalid("This is more than can be looked at in one go.");
  try {
    return JSON.parse(text);
  } catch {
    throw invalid("What was sent is not JSON.");
  }
}

const longest = 1_000_000;

async function json<Output>(work: () => Promise<Output>): Promise<Response> {
  const headers = { "cache-control": "no-store" };
  try {
    return Response.json(await work(), { headers });
  } catch (error) {
    const { status, ...visible } = toVisibleError(error);
    return Response.json({ error: visible }, { status, headers });
  }
}
