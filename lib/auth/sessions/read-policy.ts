import "server-only";
import { sql } from "kysely";
import type { AuthDb } from "@/db/auth";
import { allPermissions, isElevated } from "@/lib/access/permissions";
import { type FactorKind, factorKinds } from "@/lib/access/proof";
import { builtInRoles } from "@/lib/access/roles";
import { passwordMinimum } from "@/lib/auth/passwords/password-minimum";
import type { SignInPolicy } from "@/lib/auth/sessions/session";
import { sessionLimits } from "@/lib/auth/sessions/session-limits";

const elevated = allPermissions.filter(isElevated);
const elevatedRoles = Object.entries(builtInRoles)
  .filter(([, role]) => role.permissions.some(isElevated))
  .map(([name]) => name);

interface AccountRules {
  account_id: string;
  name: string;
  second_factor: "nobody" | "elevated" | "everyone";
  grace_until: string | null;
  factor_kinds: FactorKind[];
  phishing_resistant: boolean;
  idle_minutes: number;
  absolute_hours: number;
  address_ranges: { name: string; range: string }[];
  /** of this very member, at once and without a grace */
  second_factor_required: boolean;
  holds_elevated: boolean;
}

/** What a person's accounts ask, as one value for the select of a larger statement: an array of AccountRules. */
export const rulesOf = (userId: ReturnType<typeof sql.ref>) =>
  sql<
    AccountRules[]
  >`(select coalesce(json_agg(rules), '[]') from policies_of_user(${userId}, ${elevated}, ${elevatedRoles}) rules)`;

/** Of each rule the strictest. Whoever stands above every account needs a second factor at once, and has shorter limits. */
export function strictest(rules: readonly AccountRules[], provider: boolean): SignInPolicy {
  const starts = rules
    .filter(
      (each) =>
        each.second_factor === "everyone" || (each.second_factor === "elevated" && each.holds_elevated),
    )
    .map((each) => (each.grace_until ? Date.parse(each.grace_until) : 0));
  if (provider || rules.some((each) => each.second_factor_required)) starts.push(0);
  const limits = [
    ...(provider ? [sessionLimits.provider] : rules.length === 0 ? [sessionLimits.member] : []),
    ...rules.map((each) => ({ idleMinutes: each.idle_minutes, absoluteHours: each.absolute_hours })),
  ];
  return {
    requiredFrom: starts.length > 0 ? new Date(Math.min(...starts)) : null,
    kinds: admittedByAll(rules, provider),
    phishingResistant: rules.some((each) => each.phishing_resistant),
    idleMinutes: Math.min(...limits.map((each) => each.idleMinutes)),
    absoluteHours: Math.min(...limits.map((each) => each.absoluteHours)),
    passwordMinimum: passwordMinimum(rules),
    accounts: rules.map((each) => ({
      id: each.account_id,
      name: each.name,
      ranges: each.address_ranges.map(({ range }) => range),
    })),
  };
}

/**
 * Where accounts have no kind in common the strongest serves them all, and where one of them asks for it, it is admitted by
 * the others: nobody is asked for what cannot be. The provider's console admits what an account does that chose nothing.
 */
function admittedByAll(rules: readonly AccountRules[], provider: boolean): readonly FactorKind[] {
  const lists = rules.map((each) => each.factor_kinds);
  if (provider || rules.length === 0) lists.push(["app", "key"]);
  const common = factorKinds.filter((kind) => lists.every((list) => list.includes(kind)));
  const needsKey = common.length === 0 || rules.some((each) => each.phishing_resistant);
  return factorKinds.filter((kind) => common.includes(kind) || (needsKey && kind === "key"));
}

/** What a person's accounts together ask of their sign-in, before there is a session to ask it of. */
export async function readPolicy(db: AuthDb, userId: string): Promise<SignInPolicy> {
  const { rules, role } = await db
    .selectFrom("app_user as u")
    .leftJoin("provider_operator as p", "p.user_id", "u.id")
    .where("u.id", "=", userId)
    .select(["p.role", rulesOf(sql.ref("u.id")).as("rules")])
    .executeTakeFirstOrThrow();
  return strictest(rules, role !== null);
}
