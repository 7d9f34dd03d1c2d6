import { z } from "zod";
import { builtInRoles } from "@/lib/access/roles";
import { emailAddress, hashToken, newToken } from "@/lib/auth/public";
import { CordonError } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/id";
import { firstAdministratorMail } from "@/lib/mail/first-administrator";
import { command } from "@/lib/operation/operation";
import { accountAddress } from "@/lib/provider/account-address";

const INVITATION_HOURS = 72;

const line = (what: string) =>
  z.string().trim().min(1, `Enter ${what}.`).max(100, "Use at most 100 characters.");

/** A new customer, with the built-in roles and an invitation to its first administrator; after that the provider is out. */
export const createAccount = command({
  name: "account.create",
  permission: "provider.account.create",
  input: z.object({
    name: line("the customer's name"),
    slug: accountAddress,
    administratorName: line("the administrator's name"),
    administratorEmail: emailAddress,
  }),
  target: ({ slug }) => ({ kind: "account", id: slug, label: slug }),
  async run({ db, actor, now, audit, enqueue, enter }, input) {
    const account = { id: newId(), slug: input.slug, name: input.name };
    const { numInsertedOrUpdatedRows } = await db
      .insertInto("account")
      .values(account)
      .onConflict((clash) => clash.column("slug").doNothing())
      .executeTakeFirstOrThrow();
    if (!numInsertedOrUpdatedRows)
      throw new CordonError("conflict", `The address ${input.slug} is taken.`, {
        slug: "This one is taken.",
      });

    const inside = await enter(account.id);
    await inside.insertInto("group_counter").values({ last_no: 0 }).execute();
    const roles = Object.entries(builtInRoles).map(([builtIn, role]) => ({
      id: newId(),
      built_in: builtIn,
      name: role.name,
      description: role.description,
    }));
    await inside.insertInto("role").values(roles).execute();

    const administrator = roles.find((role) => role.built_in === "administrator");
    const token = newToken();
    const expiresAt = new Date(now.getTime() + INVITATION_HOURS * 3_600_000);
    const invited = { email: input.administratorEmail, name: input.administratorName };
    await inside
      .insertInto("invitation")
      .values({
        id: newId(),
        ...invited,
        role_id: administrator?.id ?? "",
        whole_account: true,
        token_hash: hashToken("invitation", token),
        created_by_label: actor.label,
        expires_at: expiresAt,
      })
      .execute();
    await enqueue("send-mail", firstAdministratorMail(invited, account, { token, expiresAt }));
    audit("account.created", {
      target: { kind: "account", id: account.id, label: account.name },
      after: { address: account.slug, administrator: invited.email },
    });
    return account;
  },
});
