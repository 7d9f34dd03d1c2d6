import type { AccountDb } from "@/db/scoped";
import { nameTaken } from "@/lib/roles/role-input";

/** Throws conflict where another role has this name, in whichever case. Asked after lockAccess, so nobody takes it meanwhile. */
export async function assertNameFree(
  db: AccountDb,
  accountId: string,
  name: string,
  except: string | null,
): Promise<void> {
  const other = await db
    .selectFrom("role")
    .where("account_id", "=", accountId)
    .where("deleted_at", "is", null)
    .where((eb) => eb(eb.fn<string>("lower", ["name"]), "=", eb.fn<string>("lower", [eb.val(name)])))
    .$if(except !== null, (roles) => roles.where("id", "<>", except ?? ""))
    .select("id")
    .executeTakeFirst();
  if (other) throw nameTaken(name);
}
