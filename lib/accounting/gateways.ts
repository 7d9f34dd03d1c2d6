import "server-only";
import { withIngestDb } from "@/db/ingest";

/** Every gateway, with the SHA-256 of the token it must show. */
export function readGateways(): Promise<{ id: string; tokenHash: Buffer }[]> {
  return withIngestDb((db) => db.selectFrom("gateway").select(["id", "token_hash as tokenHash"]).execute());
}
