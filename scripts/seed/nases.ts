import { randomBytes } from "node:crypto";
import type { Client } from "pg";
import { freeUdpPort } from "@/gateway/freeradius/start";
import { newId } from "@/lib/kernel/id";
import { sealNasSecret } from "@/lib/nas/seal-secret";
import { nases } from "../demo-network/station";

/** A NAS of the demonstration, with where and by which secret it takes Disconnect-Requests. */
export interface SeededNas {
  name: string;
  address: string;
  port: number;
  secret: string;
}

/** Nobody's, until a journey of the tests runs it. */
const laboratory = { name: "lab-nas-1", address: "10.200.99.1", group: "laboratory" };

/** Enters the NASes behind the demonstration's gateway, as the provider does. */
export async function seedNases(owner: Client, gatewayId: string): Promise<SeededNas[]> {
  const seeded: SeededNas[] = [];
  for (const { name, address, group } of [...nases, laboratory]) {
    const id = newId();
    const nas = { name, address, port: await freeUdpPort(), secret: randomBytes(24).toString("base64url") };
    const { sealed, keyVersion } = sealNasSecret(id, nas.secret);
    await owner.query(
      `insert into nas (id, gateway_id, name, addresses, nas_group, disconnect_address, disconnect_port,
        disconnect_secret_sealed, disconnect_key_version, disconnect_secret_set_at)
      values ($1, $2, $3, $4, $5, '127.0.0.1', $6, $7, $8, now())`,
      [id, gatewayId, name, [address], group, nas.port, sealed, keyVersion],
    );
    seeded.push(nas);
  }
  return seeded;
}
