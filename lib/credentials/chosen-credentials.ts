import { sql } from "kysely";
import { z } from "zod";
import type { AccountReader } from "@/db/scoped";
import type { Scope } from "@/lib/access/scope";
import { deviceSelection, selectedDevices } from "@/lib/bulk/public";

/** Whose credentials: those of some devices, or what one work on many devices made. */
export const chosenWhat = z.union([deviceSelection, z.object({ bulkActionId: z.uuid() })]);

export type ChosenWhat = z.output<typeof chosenWhat>;

interface Which {
  what: ChosenWhat;
  /** leaves out what somebody was given before */
  onlyNew: boolean;
  now: Date;
}

/** The current credentials that are good (c) of the chosen devices (d), as far as they are in the transaction's scope. */
export async function chosenCredentials(
  db: AccountReader,
  accountId: string,
  scope: Scope,
  { what, onlyNew, now }: Which,
) {
  const devices =
    "bulkActionId" in what
      ? db.selectFrom("device as d").where("d.account_id", "=", accountId)
      : await selectedDevices(db, accountId, scope, what);
  return devices
    .innerJoin("device_credential as c", (join) =>
      join
        .on("c.account_id", "=", accountId)
        .onRef("c.device_id", "=", "d.id")
        .on("c.revoked_at", "is", null)
        .on("c.replaced_at", "is", null)
        .on(sql<boolean>`(c.valid_until is null or c.valid_until > ${now})`),
    )
    .$if("bulkActionId" in what, (of) =>
      of.where("c.bulk_action_id", "=", "bulkActionId" in what ? what.bulkActionId : ""),
    )
    .$if(onlyNew, (of) => of.where("c.given_out_at", "is", null));
}
