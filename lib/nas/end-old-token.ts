import { z } from "zod";
import { conflict } from "@/lib/kernel/errors";
import { noGateway } from "@/lib/nas/gateway";
import { command } from "@/lib/operation/operation";

/** Ends the token that was left believed beside a new one. */
export const endOldToken = command({
  name: "gateway.end_old_token",
  permission: "provider.gateway.manage",
  input: z.object({ gatewayId: z.uuid() }),
  target: ({ gatewayId }) => ({ kind: "gateway", id: gatewayId }),
  async run({ db, now, audit }, { gatewayId }) {
    const gateway = await db
      .selectFrom("gateway")
      .select(["name", "old_token_until as until"])
      .where("id", "=", gatewayId)
      .executeTakeFirst();
    if (!gateway) throw noGateway();
    if (!gateway.until || gateway.until <= now) throw conflict("The old token has ended already.");
    await db
      .updateTable("gateway")
      .set({ old_token_hash: null, old_token_until: null, old_token_ends_on_first_use: false })
      .where("id", "=", gatewayId)
      .execute();
    audit("gateway.old_token_ended", { target: { kind: "gateway", id: gatewayId, label: gateway.name } });
    return { id: gatewayId, name: gateway.name };
  },
});
