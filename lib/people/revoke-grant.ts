import { z } from "zod";
import { command } from "@/lib/operation/operation";
import { assertStillHolds } from "@/lib/people/assert-still-holds";
import { lockAccess } from "@/lib/people/lock-access";
import { lockGrant } from "@/lib/people/lock-grant";
import { withdrawGrant } from "@/lib/people/withdraw-grant";

/** Takes a grant back. What it gave ends with the next request. */
export const revokeGrant = command({
  name: "grant.revoke",
  permission: "grant.manage",
  input: z.object({ grantId: z.uuid() }),
  target: ({ grantId }) => ({ kind: "grant", id: grantId }),
  async run(context, { grantId }) {
    const { db, actor, now } = context;
    const { administratorRoleId } = await lockAccess(db, actor.account.id);
    await assertStillHolds(db, actor, now, "grant.manage");
    const grant = await lockGrant(db, actor.account.id, grantId);
    await withdrawGrant(context, grant, administratorRoleId);
    return { id: grant.id };
  },
});
