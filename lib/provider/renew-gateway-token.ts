import { sql } from "kysely";
import { z } from "zod";
import { CordonError, invalid } from "@/lib/kernel/errors";
import { command } from "@/lib/operation/operation";
import { newGatewayToken } from "@/lib/provider/gateway-token";

const LONGEST_DAYS = 30;

/**
 * Gives a gateway another token. The one before ends at once, at a moment, or when the new one is first shown and no later
 * than a month from now: an old token is not forgotten.
 */
export const renewGatewayToken = command({
  name: "gateway.renew_token",
  permission: "provider.gateway.manage",
  input: z.object({
    gatewayId: z.uuid(),
    oldToken: z.enum(["ends_at_once", "until_first_use", "until"]).default("ends_at_once"),
    until: z.iso.datetime().nullish(),
  }),
  target: ({ gatewayId }) => ({ kind: "gateway", id: gatewayId }),
  async run({ db, now, audit }, { gatewayId, oldToken, until }) {
    const latest = new Date(now.getTime() + LONGEST_DAYS * 86_400_000);
    const chosen = oldToken === "until" ? new Date(until ?? Number.NaN) : latest;
    if (!(chosen > now && chosen <= latest))
      throw invalid("The token was not renewed.", {
        until: `Choose a moment within the next ${LONGEST_DAYS} days.`,
      });
    const { token, hash } = newGatewayToken();
    const keep = oldToken !== "ends_at_once";
    await sql`select renew_gateway_token(${gatewayId}::uuid, ${hash}::bytea, ${now}::timestamptz, ${keep},
      ${keep ? chosen : null}::timestamptz, ${oldToken === "until_first_use"})`.execute(db);
    const gateway = await db
      .selectFrom("gateway")
      .select(["id", "name"])
      .where("id", "=", gatewayId)
      .executeTakeFirst();
    if (!gateway) throw new CordonError("not_found", "There is no such gateway.");
    audit("gateway.token_renewed", {
      target: { kind: "gateway", id: gateway.id, label: gateway.name },
      detail: { oldToken, ...(keep && { oldTokenUntil: chosen.toISOString() }) },
    });
    return { ...gateway, token };
  },
});
