import { sql } from "kysely";
import { z } from "zod";
import { ownMembership, type Permission, permissions } from "@/lib/access/permissions";
import { conflict, Missing } from "@/lib/kernel/errors";
import { command } from "@/lib/operation/operation";

/** Takes back a request of one's own that nobody has decided yet. Of anybody else's the answer is that there is none. */
export const withdrawRequest = command({
  name: "access.withdraw",
  permission: ownMembership,
  input: z.object({ requestId: z.uuid() }),
  target: ({ requestId }) => ({ kind: "access_request", id: requestId }),
  async run({ db, actor, now, audit, publish }, { requestId }) {
    const own = await db
      .selectFrom("access_request")
      .where("account_id", "=", actor.account.id)
      .where("id", "=", requestId)
      .where("requested_by", "=", actor.membershipId)
      .select("permission")
      .executeTakeFirst();
    if (!own) throw new Missing("access_request", [requestId]);
    const { rows } = await sql<{ withdrawn: boolean }>`
      select withdraw_own_request(${requestId}, ${now}) as withdrawn
    `.execute(db);
    if (!rows[0]?.withdrawn)
      throw conflict("This request is decided already, so there is nothing to take back.");
    const label = own.permission ? permissions[own.permission as Permission].label : "More time";
    audit("access.request_withdrawn", { target: { kind: "access_request", id: requestId, label } });
    publish({ topic: "people" });
    return { id: requestId };
  },
});
