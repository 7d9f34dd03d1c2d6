import { sql } from "kysely";
import { z } from "zod";
import { normaliseRange } from "@/lib/access/address-ranges";
import { CordonError, conflict } from "@/lib/kernel/errors";
import { command } from "@/lib/operation/operation";
import { databaseSays, FOREIGN_KEY } from "@/lib/plans/database-says";
import { findAccount } from "@/lib/plans/find-account";

/** Takes a range from an account, once none of its devices has an address of it. */
export const removeAddressRange = command({
  name: "address_range.remove",
  permission: "provider.gateway.manage",
  input: z.object({ accountId: z.uuid(), range: z.string().trim().max(60) }),
  target: ({ range }) => ({ kind: "address_range", id: range, label: range }),
  async run({ db, audit }, { accountId, range: text }) {
    const range = normaliseRange(text);
    const account = await findAccount(db, accountId);
    const { numDeletedRows } = await db
      .deleteFrom("account_address_range")
      .where("account", "=", account.id)
      .where("range", "=", sql<string>`${range}::cidr`)
      .executeTakeFirst()
      .catch((error: unknown) => {
        if (databaseSays(error, FOREIGN_KEY))
          throw conflict(`Devices of ${account.name} have addresses of this range. They need others first.`);
        throw error;
      });
    if (!range || !numDeletedRows)
      throw new CordonError("not_found", `${account.name} does not have this range.`);
    audit("address_range.removed", {
      target: { kind: "address_range", id: range, label: range },
      account: account.name,
    });
    return { range, account: account.name };
  },
});
