import "server-only";
import { cache } from "react";
import type { Actor } from "@/lib/access/actor";
import { currentSession } from "@/lib/auth/sessions/current-session";
import { clientAddress } from "@/lib/auth/sign-in/client-address";
import { resolveMember, resolveProvider, resolveSelf } from "@/lib/operation/resolve-actor";

/** Who this request is in the account of this address, or as whom it looks: resolved once per request. */
export const currentActor = cache(
  async (account: string): Promise<Actor> =>
    resolveMember(await currentSession(), account, await clientAddress()),
);

/** Who this request is in the provider's own console. */
export const currentProvider = cache(
  async (): Promise<Actor> => resolveProvider(await currentSession(), await clientAddress()),
);

/** Whose request this is in the account, also while they look as somebody else. */
export const currentSelf = async (account: string): Promise<Actor> =>
  resolveSelf(await currentSession(), account, await clientAddress());
