import type { PlatformDb } from "@/db/scoped";
import { CordonError } from "@/lib/kernel/errors";

/** A NAS as the record of a change tells it; throws where there is none. */
export async function findNas(db: PlatformDb, nasId: string) {
  const nas = await db
    .selectFrom("nas")
    .select([
      "name",
      "addresses",
      "nas_group",
      "disconnect_address",
      "disconnect_port",
      "disconnects_per_second",
      "disconnect_secret_set_at as secretSetAt",
      "version",
    ])
    .where("id", "=", nasId)
    .executeTakeFirst();
  if (!nas) throw new CordonError("not_found", "There is no such NAS.");
  return nas;
}
