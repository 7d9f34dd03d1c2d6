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
  // Each device's own, looked up one by one: of an account that is an hour old the planner believes that it is empty, and a
  // join of both would look at every credential for every device.
  return devices
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom("device_credential as own")
          .where("own.account_id", "=", accountId)
          .whereRef("own.device_id", "=", "d.id")
          .where("own.revoked_at", "is", null)
          .where("own.replaced_at", "is", null)
          .limit(1)
          .select([
            "own.id",
            "own.valid_until",
            "own.bulk_action_id",
            "own.given_out_at",
            "own.kept_one_way_at",
          ])
          .as("c"),
      (join) => join.onTrue(),
    )
    .where(sql<boolean>`(c.valid_until is null or c.valid_until > ${now})`)
    .$if("bulkActionId" in what, (of) =>
      of.where("c.bulk_action_id", "=", "bulkActionId" in what ? what.bulkActionId : ""),
    )
    .$if(onlyNew, (of) => of.where("c.given_out_at", "is", null));
}
