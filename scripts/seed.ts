import { Client } from "pg";
import type { DatabaseUrls } from "@/db/bootstrap";
import { closePools } from "@/db/pools";
import { allProviderPermissions } from "@/lib/access/permissions";
import { perform } from "@/lib/operation/perform";
import { registerGateway } from "@/lib/provider/register-gateway";
import { estates } from "./seed/estates";
import { type SeededNas, seedNases } from "./seed/nases";
import { type SignIn, seedOperator, seedPeople } from "./seed/people";
import { type NetworkDevice, type SeededAccount, seedAccount } from "./seed/seed-account";
import { seedUseHistory } from "./seed/use-history";

export interface Seeded {
  signIns: SignIn[];
  gateways: { name: string; token: string }[];
  /** whom the demonstration's network speaks for */
  network: NetworkDevice[];
  /** not in data of a demonstration that began before there were any */
  nases?: SeededNas[];
}

/** Fills an empty, migrated database with two customers, their people and devices, and a gateway. AUTH_SECRET is the portal's. */
export async function seed(
  urls: Pick<DatabaseUrls, "owner" | "web">,
  secrets: { authSecret: string },
): Promise<Seeded> {
  process.env.WEB_DATABASE_URL = urls.web;
  process.env.AUTH_SECRET = secrets.authSecret;
  const owner = new Client({ connectionString: urls.owner });
  await owner.connect();
  try {
    const accounts = new Map<string, SeededAccount>();
    const network: NetworkDevice[] = [];
    for (const estate of estates) {
      const account = await seedAccount(owner, estate);
      accounts.set(estate.slug, account);
      network.push(...account.network);
    }
    const { userId, ...operator } = await seedOperator(owner);
    const signIns = [...(await seedPeople(accounts)), operator];
    await seedUseHistory(accounts);
    const gateway = { name: "core-radius-1" };
    const { id: gatewayId, token } = await perform(
      {
        kind: "provider",
        userId,
        email: operator.email,
        label: "Noor Vermeer",
        address: null,
        prover: "asked_before",
        permissions: new Set(allProviderPermissions),
      },
      registerGateway,
      gateway,
    );
    const nases = await seedNases(owner, gatewayId);
    return { signIns, gateways: [{ ...gateway, token }], network, nases };
  } finally {
    await owner.end();
    await closePools();
  }
}
