import { z } from "zod";
import { conflict, invalid } from "@/lib/kernel/errors";
import { readAddressRanges } from "@/lib/nas/addresses";
import { noGateway } from "@/lib/nas/gateway";
import { gatewayName } from "@/lib/nas/gateway-name";
import { command } from "@/lib/operation/operation";

/** Names a gateway anew, and says from which addresses it may ask. */
export const changeGateway = command({
  name: "gateway.change",
  permission: "provider.gateway.manage",
  input: z.object({
    gatewayId: z.uuid(),
    name: gatewayName,
    addresses: z.array(z.string().trim().max(60)).max(50, "Use at most 50 ranges."),
    version: z.int(),
  }),
  target: ({ gatewayId, name }) => ({ kind: "gateway", id: gatewayId, label: name }),
  async run({ db, audit }, { gatewayId, name, version, addresses }) {
    const before = await db
      .selectFrom("gateway")
      .select(["name", "addresses", "version"])
      .where("id", "=", gatewayId)
      .executeTakeFirst();
    if (!before) throw noGateway();
    const ranges = readAddressRanges(addresses);
    if ("wrong" in ranges)
      throw invalid("The gateway was not changed.", { addresses: `${ranges.wrong} is no address or range.` });
    const taken = await db
      .selectFrom("gateway")
      .select("id")
      .where("name", "=", name)
      .where("id", "<>", gatewayId)
      .executeTakeFirst();
    if (taken) throw invalid("The gateway was not changed.", { name: "Another gateway has this name." });
    const changed = await db
      .updateTable("gateway")
      .set((eb) => ({ name, addresses: ranges.ranges, version: eb("version", "+", 1) }))
      .where("id", "=", gatewayId)
      .where("version", "=", version)
      .executeTakeFirst();
    if (!changed.numUpdatedRows)
      throw conflict("Somebody else changed this gateway meanwhile. Look at it again.");
    audit("gateway.changed", {
      target: { kind: "gateway", id: gatewayId, label: name },
      before: { name: before.name, addresses: before.addresses },
      after: { name, addresses: ranges.ranges },
    });
    return { id: gatewayId, name };
  },
});
