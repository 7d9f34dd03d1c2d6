import { randomBytes } from "node:crypto";
import { type Owner, type Sealed, sealedLength, sealInto, sealingKey } from "@/lib/credentials/seal";

/** A known password as the portal keeps those it makes itself. */
export function sealPassword(owner: Owner, text: string): Sealed {
  const password = Buffer.from(text, "latin1");
  const key = sealingKey();
  const sealed = Buffer.alloc(sealedLength(password.length));
  sealInto(sealed, owner, password, randomBytes(12), key);
  return { sealed, keyVersion: key.version };
}
