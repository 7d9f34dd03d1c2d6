import { z } from "zod";
import { findNas } from "@/lib/nas/find-nas";
import { command } from "@/lib/operation/operation";

/** Forgets a NAS and its secret. What it reports goes on being counted; no session there can be ended any more. */
export const removeNas = command({
  name: "nas.remove",
  permission: "provider.gateway.manage",
  input: z.object({ nasId: z.uuid() }),
  target: ({ nasId }) => ({ kind: "nas", id: nasId }),
  async run({ db, audit }, { nasId }) {
    const { version: _version, secretSetAt: _set, ...before } = await findNas(db, nasId);
    await db.deleteFrom("nas").where("id", "=", nasId).execute();
    audit("nas.removed", { target: { kind: "nas", id: nasId, label: before.name }, before });
    return { id: nasId, name: before.name };
  },
});
