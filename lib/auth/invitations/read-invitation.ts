import "server-only";
import { z } from "zod";
import { readInvitingAccount, withAuthDb } from "@/db/auth";
import { passwordMinimum } from "@/lib/auth/passwords/password-minimum";
import type { PasswordRules } from "@/lib/auth/passwords/password-rules";
import { hashToken } from "@/lib/auth/token";

const linkShape = z.string().regex(/^[0-9a-f-]{36}\.[\w-]{43}$/);

/** The account and the secret in an invitation's link. */
export function readLink(link: string): { accountId: string; token: string } | null {
  const [accountId = "", token = ""] = linkShape.safeParse(link).success ? link.split(".") : [];
  return z.uuid().safeParse(accountId).success ? { accountId, token } : null;
}

export interface OpenInvitation {
  id: string;
  account: { id: string; name: string };
  email: string;
  name: string;
  invitedBy: string;
  role: string;
  /** names of groups, or null for the whole account */
  groups: string[] | null;
  accessEndsAt: string | null;
  secondFactorRequired: boolean;
  /** whether the invited address signs in already */
  known: boolean;
  /** what the password of somebody new must be like in this account */
  passwordRules: PasswordRules;
}

/** The invitation behind a link while it can be accepted. Why it cannot is not told apart. */
export async function readInvitation(link: string): Promise<OpenInvitation | null> {
  const read = readLink(link);
  if (!read) return null;
  const { accountId, token } = read;
  const now = new Date();
  const found = await readInvitingAccount(accountId, async (db) => {
    const invitation = await db
      .selectFrom("invitation as i")
      .innerJoin("role as r", (join) =>
        join.onRef("r.account_id", "=", "i.account_id").onRef("r.id", "=", "i.role_id"),
      )
      .where("i.account_id", "=", accountId)
      .where("i.token_hash", "=", hashToken("invitation", token))
      .where("i.accepted_at", "is", null)
      .where("i.revoked_at", "is", null)
      .where("i.expires_at", ">", now)
      .where((eb) => eb.or([eb("i.access_ends_at", "is", null), eb("i.access_ends_at", ">", now)]))
      .select([
        "i.id",
        "i.email",
        "i.name",
        "i.created_by_label as invitedBy",
        "i.whole_account as wholeAccount",
        "i.group_nos as groupNos",
        "i.access_ends_at as accessEndsAt",
        "i.second_factor_required as secondFactorRequired",
        "r.name as role",
      ])
      .executeTakeFirst();
    if (!invitation) return null;
    const groups = invitation.wholeAccount
      ? null
      : await db
          .selectFrom("device_group")
          .where("account_id", "=", accountId)
          .where("group_no", "in", invitation.groupNos.length > 0 ? invitation.groupNos : [0])
          .select("name")
          .orderBy("name_key")
          .execute();
    const policy = await db
      .selectFrom("account_policy")
      .where("account_id", "=", accountId)
      .select(["second_factor", "grace_until"])
      .execute();
    return { ...invitation, groups: groups?.map((group) => group.name) ?? null, policy };
  });
  if (!found) return null;
  const { account, user } = await withAuthDb(async (db) => ({
    account: await db
      .selectFrom("account")
      .where("id", "=", accountId)
      .select(["id", "name"])
      .executeTakeFirstOrThrow(),
    user: await db.selectFrom("app_user").where("email", "=", found.email).select("id").executeTakeFirst(),
  }));
  return {
    id: found.id,
    account,
    email: found.email,
    name: found.name,
    invitedBy: found.invitedBy,
    role: found.role,
    groups: found.groups,
    accessEndsAt: found.accessEndsAt?.toISOString() ?? null,
    secondFactorRequired: found.secondFactorRequired,
    known: user !== undefined,
    passwordRules: {
      minimum: passwordMinimum(found.policy),
      about: { email: found.email, name: found.name, accounts: [account.name] },
    },
  };
}
