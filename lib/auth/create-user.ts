import "server-only";
import type { AuthDb } from "@/db/auth";
import { emailAddress } from "@/lib/auth/email";
import { hashPassword } from "@/lib/auth/passwords/hash-password";
import { newId } from "@/lib/kernel/id";

/** A person with a password. Whether the password is good enough was decided before. */
export async function createUser(
  db: AuthDb,
  person: { email: string; name: string; password: string },
): Promise<{ id: string; email: string; name: string }> {
  const user = { id: newId(), email: emailAddress.parse(person.email), name: person.name };
  await db.insertInto("app_user").values(user).execute();
  await db
    .insertInto("user_password")
    .values({ user_id: user.id, hash: await hashPassword(person.password) })
    .execute();
  return user;
}
