import { z } from "zod";
import { newId } from "@/lib/kernel/id";
import { noGateway } from "@/lib/nas/gateway";
import { nasInput } from "@/lib/nas/nas-input";
import { readNas } from "@/lib/nas/read-nas";
import { secretColumns } from "@/lib/nas/secret-columns";
import { command } from "@/lib/operation/operation";

/** Makes a NAS known behind a gateway. Its secret goes in here and is not shown again. */
export const addNas = command({
  name: "nas.add",
  permission: "provider.gateway.manage",
  input: z.object({ gatewayId: z.uuid(), ...nasInput }),
  target: ({ name }) => ({ kind: "nas", id: name, label: name }),
  async run({ db, now, audit }, { gatewayId, ...input }) {
    const gateway = await db
      .selectFrom("gateway")
      .select("name")
      .where("id", "=", gatewayId)
      .executeTakeFirst();
    if (!gateway) throw noGateway();
    const id = newId();
    const columns = await readNas(db, input, null);
    await db
      .insertInto("nas")
      .values({
        id,
        gateway_id: gatewayId,
        ...columns,
        ...secretColumns(id, input.disconnectSecret ?? undefined, now),
      })
      .execute();
    audit("nas.added", {
      target: { kind: "nas", id, label: columns.name },
      gateway: gateway.name,
      after: columns,
      secretSet: Boolean(input.disconnectSecret),
    });
    return { id, name: columns.name };
  },
});
