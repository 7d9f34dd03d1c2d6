import { seed } from "./seed";
import { isEmpty } from "./seed/is-empty";
import { exitWith, Stop } from "./step.mjs";

async function main(): Promise<void> {
  const { DATABASE_URL: owner, WEB_DATABASE_URL: web, AUTH_SECRET: authSecret } = process.env;
  if (!owner || !web || !authSecret)
    throw new Stop(
      "Set DATABASE_URL (role cordon_owner), WEB_DATABASE_URL (role cordon_web) and AUTH_SECRET (the portal's).",
    );
  if (!(await isEmpty(owner)))
    throw new Stop("There are accounts already: the demo data goes into an empty database only.");
  const { signIns, gateways } = await seed({ owner, web }, { authSecret });
  console.log(JSON.stringify({ signIns, gateways }, null, 2));
}

main().then(() => process.exit(0), exitWith);
