import type { Client } from "pg";
import { withAuthDb } from "@/db/auth";
import { writeInScope } from "@/db/scoped";
import { builtInRoles } from "@/lib/access/roles";
import { createUser } from "@/lib/auth/create-user";
import { newAppSecret } from "@/lib/auth/factors/totp";
import { newId } from "@/lib/kernel/id";
import { seal } from "@/lib/kernel/sealed";
import { people } from "./estates";
import { demoPassword } from "./password";
import type { SeededAccount } from "./seed-account";

export interface SignIn {
  email: string;
  password: string;
  /** base32, of an authenticator app that is set up already */
  authenticatorKey?: string;
  account: string;
  role: string;
}

/** The role that shows what one permission less means. */
const withoutTermination = builtInRoles.device_operator.permissions.filter(
  (permission) => permission !== "device.terminate" && permission !== "device.isolate",
);

/** As if the demonstration had been running for some months. */
const joined = new Date(Date.now() - 120 * 86_400_000);

export async function seedPeople(accounts: Map<string, SeededAccount>): Promise<SignIn[]> {
  const signIns: SignIn[] = [];
  for (const person of people) {
    const password = demoPassword();
    const user = await withAuthDb((db) =>
      createUser(db, { email: person.email, name: person.name, password }),
    );
    for (const { account: slug, role, groups, days } of person.memberships) {
      const account = accounts.get(slug);
      if (!account) throw new Error(`There is no estate ${slug}`);
      await writeInScope({ accountId: account.id, groups: "all", membershipId: null }, async (db) => {
        const membershipId = newId();
        await db
          .insertInto("membership")
          .values({
            id: membershipId,
            user_id: user.id,
            email: user.email,
            name: user.name,
            company: person.company,
            created_at: joined,
          })
          .execute();
        let roleId = account.roles.get(role);
        if (!roleId) {
          roleId = newId();
          account.roles.set(role, roleId);
          const description = "Runs devices, and cannot terminate or isolate one.";
          const made = { name: role, description, permissions: [...withoutTermination] };
          await db
            .insertInto("role")
            .values({ id: roleId, ...made })
            .execute();
          await db
            .insertInto("role_version")
            .values({ ...made, role_id: roleId, version: 1, change: "created", changed_by_label: "Cordon" })
            .execute();
        }
        const grantId = newId();
        const endsAt = days ? new Date(Date.now() + days * 86_400_000) : null;
        await db
          .insertInto("role_grant")
          .values({
            id: grantId,
            membership_id: membershipId,
            role_id: roleId,
            whole_account: !groups,
            ends_at: endsAt,
            created_at: joined,
          })
          .execute();
        for (const name of groups ?? [])
          await db
            .insertInto("role_grant_group")
            .values({ grant_id: grantId, group_no: account.groups.get(name) ?? 0 })
            .execute();
      });
      const where = groups ? `${role} in ${groups.join(" and ")}` : role;
      signIns.push({ email: person.email, password, account: slug, role: where });
    }
  }
  return signIns;
}

/** Somebody of the provider, who makes accounts and gateways and sees no device. */
export async function seedOperator(owner: Client): Promise<SignIn & { userId: string }> {
  const password = demoPassword();
  const user = await withAuthDb((db) =>
    createUser(db, { email: "operator@provider.example", name: "Noor Vermeer", password }),
  );
  await owner.query("insert into provider_operator (user_id, role) values ($1, 'operator')", [user.id]);
  const authenticatorKey = newAppSecret();
  await withAuthDb((db) =>
    db
      .insertInto("totp_app")
      .values({
        id: newId(),
        user_id: user.id,
        name: "Demonstration",
        secret: seal(`totp:${user.id}`, authenticatorKey),
        last_step: 0,
      })
      .execute(),
  );
  return {
    userId: user.id,
    email: user.email,
    password,
    authenticatorKey,
    account: "provider",
    role: "Provider operator",
  };
}
