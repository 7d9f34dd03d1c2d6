import { isIPv4 } from "node:net";
import { z } from "zod";
import { normaliseRange } from "@/lib/access/address-ranges";
import { invalid } from "@/lib/kernel/errors";
import { command } from "@/lib/operation/operation";
import { CHECK, databaseSays, EXCLUSION, UNIQUE } from "@/lib/plans/database-says";
import { findAccount } from "@/lib/plans/find-account";

/** Lets an account give its devices addresses of a range. No two ranges meet, whosever they are. */
export const addAddressRange = command({
  name: "address_range.add",
  permission: "provider.gateway.manage",
  input: z.object({ accountId: z.uuid(), range: z.string().trim().max(60) }),
  target: ({ range }) => ({ kind: "address_range", id: range, label: range }),
  async run({ db, audit }, { accountId, range: text }) {
    const range = normaliseRange(text);
    const refuse = (words: string) => invalid("The range was not added.", { range: words });
    if (!range || !isIPv4(range.split("/")[0] ?? ""))
      throw refuse("Enter a range of IPv4 addresses, such as 10.20.0.0/16.");
    const account = await findAccount(db, accountId);
    await db
      .insertInto("account_address_range")
      .values({ account: account.id, range })
      .execute()
      .catch((error: unknown) => {
        if (databaseSays(error, CHECK)) throw refuse("Devices cannot have addresses of this range.");
        if (databaseSays(error, EXCLUSION) || databaseSays(error, UNIQUE))
          throw refuse("It meets a range that is already given.");
        throw error;
      });
    audit("address_range.added", {
      target: { kind: "address_range", id: range, label: range },
      account: account.name,
    });
    return { range, account: account.name };
  },
});
