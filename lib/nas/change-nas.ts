import { z } from "zod";
import { conflict } from "@/lib/kernel/errors";
import { findNas } from "@/lib/nas/find-nas";
import { nasInput } from "@/lib/nas/nas-input";
import { readNas } from "@/lib/nas/read-nas";
import { secretColumns } from "@/lib/nas/secret-columns";
import { command } from "@/lib/operation/operation";

/** Changes what is known of a NAS; its secret only where another is entered, or where it is taken away. */
export const changeNas = command({
  name: "nas.change",
  permission: "provider.gateway.manage",
  input: z.object({ nasId: z.uuid(), version: z.int(), ...nasInput }),
  target: ({ nasId, name }) => ({ kind: "nas", id: nasId, label: name }),
  async run({ db, now, audit }, { nasId, version, ...input }) {
    const { version: present, secretSetAt, ...before } = await findNas(db, nasId);
    const columns = await readNas(db, input, {
      id: nasId,
      disconnectAddress: before.disconnect_address,
      hasSecret: secretSetAt !== null,
    });
    const changed = await db
      .updateTable("nas")
      .set({ ...columns, ...secretColumns(nasId, input.disconnectSecret, now), version: present + 1 })
      .where("id", "=", nasId)
      .where("version", "=", version)
      .executeTakeFirst();
    if (!changed.numUpdatedRows)
      throw conflict("Somebody else changed this NAS meanwhile. Look at it again.");
    audit("nas.changed", {
      target: { kind: "nas", id: nasId, label: columns.name },
      before,
      after: columns,
      ...(input.disconnectSecret !== undefined && {
        secret: input.disconnectSecret === null ? "removed" : "set",
      }),
    });
    return { id: nasId, name: columns.name };
  },
});
