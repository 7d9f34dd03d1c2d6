import "server-only";
import { sql } from "kysely";
import { withAuthDb } from "@/db/auth";
import { rulesOf } from "@/lib/auth/sessions/read-policy";
import type { SignedIn } from "@/lib/auth/sessions/session";

/** That an account asks somebody for a second factor, of whom it does, and from when: null means already. */
export interface Requirement {
  account: string;
  of: "everyone" | "elevated" | "provider" | "you";
  from: string | null;
}

/** What each account of this person asks of them, the soonest first. */
export async function listRequirements(me: SignedIn, now = new Date()): Promise<Requirement[]> {
  const { rules } = await withAuthDb((db) =>
    db
      .selectFrom("app_user as u")
      .where("u.id", "=", me.userId)
      .select(rulesOf(sql.ref("u.id")).as("rules"))
      .executeTakeFirstOrThrow(),
  );
  const asked = rules.flatMap((each): Requirement[] => {
    if (each.second_factor_required) return [{ account: each.name, of: "you", from: null }];
    const of = each.second_factor;
    if (of === "nobody" || (of === "elevated" && !each.holds_elevated)) return [];
    const from = each.grace_until ? new Date(each.grace_until) : null;
    return [{ account: each.name, of, from: from && from > now ? from.toISOString() : null }];
  });
  if (me.providerRole) asked.push({ account: "Provider console", of: "provider", from: null });
  return asked.sort((one, other) => (one.from ?? "").localeCompare(other.from ?? ""));
}

/** What somebody must still do in time, and by when: nothing where nothing is asked, or an admitted factor is there. */
export async function readGrace(me: SignedIn): Promise<{ account: string; until: string } | null> {
  const { requiredFrom, kinds } = me.policy;
  if (!requiredFrom || me.factors.some((kind) => kinds.includes(kind))) return null;
  const [soonest] = await listRequirements(me);
  return soonest?.from ? { account: soonest.account, until: soonest.from } : null;
}
