import "server-only";
import { notFound, redirect } from "next/navigation";
import type { AccountName } from "@/lib/access/actor";
import type { Permission } from "@/lib/access/permissions";
import { toSignIn } from "@/lib/auth/sessions/to-sign-in";
import { currentActor } from "@/lib/operation/current-actor";
import { outsidePlace } from "@/lib/operation/outside-addresses";

/** What a page may know about who looks at it, to show only what that person may use. It decides nothing. */
export interface Viewer {
  userId: string;
  membershipId: string;
  name: string;
  email: string;
  account: AccountName;
  /** somebody else looks as this member: who, until when, and whether what they may not see themselves is left out */
  seer: { name: string; email: string; until: string; leftMs: number; cut: boolean } | null;
  /** each permission held, and whether for the whole account or some groups */
  permissions: Partial<Record<Permission, "account" | "groups">>;
}

export async function currentViewer(account: string): Promise<Viewer> {
  const actor = await currentActor(account);
  if (actor.kind === "anonymous") return toSignIn();
  if (actor.kind === "half_signed_in") return toSignIn();
  if (actor.kind === "outside_addresses") redirect(outsidePlace(account));
  if (actor.kind !== "member") notFound();
  return {
    userId: actor.userId,
    membershipId: actor.membershipId,
    name: actor.label,
    email: actor.email,
    account: actor.account,
    seer: actor.seer
      ? {
          name: actor.seer.label,
          email: actor.seer.email,
          until: actor.seer.until.toISOString(),
          leftMs: actor.seer.until.getTime() - Date.now(),
          cut: actor.seer.cut,
        }
      : null,
    permissions: Object.fromEntries(
      [...actor.scopes].map(([permission, scope]) => [permission, scope === "all" ? "account" : "groups"]),
    ),
  };
}

/** What a member is told whose account does not admit the address they come from. Anybody else is led to where they belong. */
export async function outsideOrRedirect(
  account: string,
): Promise<{ account: AccountName; address: string | null }> {
  const actor = await currentActor(account);
  if (actor.kind === "anonymous" || actor.kind === "half_signed_in") return toSignIn();
  if (actor.kind === "outside_addresses") return { account: actor.account, address: actor.address };
  if (actor.kind !== "member") notFound();
  redirect(`/${account}`);
}
