import { timingSafeEqual } from "node:crypto";
import { digestOneWay, type Owner, readOneWay } from "@/lib/credentials/public";

/** Whether this is the password of which that hash was kept, for this device. Compared in a time that tells nothing of either. */
export function verifyOneWay(owner: Owner, hash: string, password: Buffer): boolean {
  const kept = readOneWay(hash);
  return kept !== null && timingSafeEqual(digestOneWay(owner, kept.salt, password), kept.digest);
}
