import { seed } from "./seed";
import { isEmpty } from "./seed/is-empty";
import { exitWith, Stop } from "./step.mjs";

async function main(): Promise<void> {
  const { DATABASE_URL: owner, WEB_DATABASE_URL: web } = process.env;
  if (!owner || !web)
    throw new Stop("Set DATABASE_URL (role cordon_owner) and WEB_DATABASE_URL (role cordon_web).");
  if (!(await isEmpty(owner)))
    throw new Stop("There are accounts already: the demo data goes into an empty database only.");
  const { signIns, gateways } = await seed({ owner, web });
  console.log(JSON.stringify({ signIns, gateways }, null, 2));
}

main().then(() => process.exit(0), exitWith);
