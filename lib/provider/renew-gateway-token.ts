import { z } from "zod";
import { CordonError } from "@/lib/kernel/errors";
import { command } from "@/lib/operation/operation";
import { newGatewayToken } from "@/lib/provider/gateway-token";

/** Gives a gateway another token. The one before stops working at once. */
export const renewGatewayToken = command({
  name: "gateway.renew_token",
  permission: "provider.gateway.manage",
  input: z.object({ gatewayId: z.uuid() }),
  target: ({ gatewayId }) => ({ kind: "gateway", id: gatewayId }),
  async run({ db, audit }, { gatewayId }) {
    const { token, hash } = newGatewayToken();
    const gateway = await db
      .updateTable("gateway")
      .set({ token_hash: hash })
      .where("id", "=", gatewayId)
      .returning(["id", "name"])
      .executeTakeFirst();
    if (!gateway) throw new CordonError("not_found", "There is no such gateway.");
    audit("gateway.token_renewed", { target: { kind: "gateway", id: gateway.id, label: gateway.name } });
    return { ...gateway, token };
  },
});
