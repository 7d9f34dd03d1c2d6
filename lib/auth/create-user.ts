import "server-only";
import type { AuthDb } from "@/db/auth";
import { emailAddress } from "@/lib/auth/email";
import { choosePassword } from "@/lib/auth/passwords/choose-password";
import { passwordMinimum } from "@/lib/auth/passwords/password-minimum";
import { storePassword } from "@/lib/auth/passwords/store-password";
import { invalid } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/id";

/** A person with a password that may stand alone. */
export async function createUser(
  db: AuthDb,
  person: { email: string; name: string; password: string },
): Promise<{ id: string; email: string; name: string }> {
  const user = { id: newId(), email: emailAddress.parse(person.email), name: person.name };
  const rules = { minimum: passwordMinimum([]), about: { ...user, accounts: [] } };
  const judged = await choosePassword(person.password, rules, []);
  if ("why" in judged) throw invalid(judged.why, { password: judged.why });
  await db.insertInto("app_user").values(user).execute();
  await storePassword(db, user.id, judged.chosen, null);
  return user;
}
