import { z } from "zod";
import { conflict } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/id";
import { gatewayName } from "@/lib/nas/public";
import { command } from "@/lib/operation/operation";
import { newGatewayToken } from "@/lib/provider/gateway-token";

/** Makes a gateway known. Its token is in this answer and nowhere else. */
export const registerGateway = command({
  name: "gateway.register",
  permission: "provider.gateway.manage",
  input: z.object({
    name: gatewayName,
  }),
  target: ({ name }) => ({ kind: "gateway", id: name, label: name }),
  async run({ db, audit }, { name }) {
    const id = newId();
    const { token, hash } = newGatewayToken();
    const { numInsertedOrUpdatedRows } = await db
      .insertInto("gateway")
      .values({ id, name, token_hash: hash })
      .onConflict((clash) => clash.column("name").doNothing())
      .executeTakeFirstOrThrow();
    if (!numInsertedOrUpdatedRows) throw conflict(`There is a gateway ${name} already. Choose another name.`);
    audit("gateway.registered", { target: { kind: "gateway", id, label: name } });
    return { id, name, token };
  },
});
