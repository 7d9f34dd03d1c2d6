import { sql } from "kysely";
import { z } from "zod";
import { noGateway, selectGateways, shownGateway } from "@/lib/nas/gateway";
import { query } from "@/lib/operation/operation";

/** A gateway and what stands behind it. Whether a secret is set may be read, the secret never. */
export const getGateway = query({
  name: "gateway.get",
  permission: "provider.gateway.view",
  input: z.object({ gatewayId: z.uuid() }),
  async run({ db, now }, { gatewayId }) {
    const row = await selectGateways(db).where("g.id", "=", gatewayId).executeTakeFirst();
    if (!row) throw noGateway();
    const nases = await db
      .selectFrom("nas")
      .select([
        "id",
        "name",
        "addresses",
        "nas_group as group",
        "disconnect_address as disconnectAddress",
        "disconnect_port as disconnectPort",
        "disconnect_secret_set_at as secretSetAt",
        "disconnects_per_second as disconnectsPerSecond",
        "version",
      ])
      .where("gateway_id", "=", gatewayId)
      .orderBy("name")
      .limit(2_000)
      .execute();
    const groups = await sql<{ name: string }>`select name from nas_groups() name`.execute(db);
    return {
      gateway: shownGateway(row, now),
      nases: nases.map((nas) => ({ ...nas, secretSetAt: nas.secretSetAt?.toISOString() ?? null })),
      /** of every gateway: a group may stand behind several */
      groups: groups.rows.map(({ name }) => name),
    };
  },
});
