import { sql } from "kysely";
import type { PlatformDb } from "@/db/scoped";
import { invalid } from "@/lib/kernel/errors";
import { readAddress } from "@/lib/nas/addresses";
import type { NasInput } from "@/lib/nas/nas-input";

export interface PresentNas {
  id: string;
  disconnectAddress: string | null;
  hasSecret: boolean;
}

/**
 * What is stored of what was entered. Throws with each field that is wrong: names and addresses lead to one NAS only, a NAS is
 * never called like a group, and a secret is not sent on to where it was not entered for.
 */
export async function readNas(db: PlatformDb, input: NasInput, present: PresentNas | null) {
  await sql`select pg_advisory_xact_lock(hashtext('cordon nas'))`.execute(db);
  const wrong: Record<string, string> = {};
  const addresses = new Set<string>();
  for (const text of input.addresses.filter(Boolean)) {
    const address = readAddress(text);
    if (address) addresses.add(address);
    else wrong.addresses ??= `${text} is no address.`;
  }
  const others = await db
    .selectFrom("nas")
    .select(["name", "addresses", "nas_group as group"])
    .$if(present !== null, (query) => query.where("id", "<>", present?.id ?? ""))
    .execute();
  const group = input.group || null;
  const called = others.find((each) => each.name === input.name || each.addresses.includes(input.name));
  if (called) wrong.name = `The NAS ${called.name} is called so already.`;
  if (input.name === group || others.some((each) => each.group === input.name))
    wrong.name = "A NAS group is called so.";
  const at = others.find((each) => [each.name, ...each.addresses].some((name) => addresses.has(name)));
  if (at) wrong.addresses ??= `The NAS ${at.name} has one of these addresses.`;
  if (group !== null && others.some((each) => each.name === group)) wrong.group = "A NAS is called so.";

  const disconnectAddress = input.disconnectAddress ? readAddress(input.disconnectAddress) : null;
  if (input.disconnectAddress && (!disconnectAddress || isNowhere(disconnectAddress)))
    wrong.disconnectAddress = "Enter one address, such as 192.0.2.10.";
  const { disconnectSecret } = input;
  const keeps = disconnectSecret === undefined && present?.hasSecret === true;
  if (disconnectAddress && !wrong.disconnectAddress && !disconnectSecret) {
    if (!keeps) wrong.disconnectSecret = "Enter the secret that the NAS expects there.";
    else if (disconnectAddress !== present?.disconnectAddress)
      wrong.disconnectSecret = "The address is another one. Enter the secret again.";
  }
  if (Object.keys(wrong).length > 0) throw invalid("The NAS was not kept.", wrong);
  return {
    name: input.name,
    addresses: [...addresses],
    nas_group: group,
    disconnect_address: disconnectAddress,
    disconnect_port: input.disconnectPort,
    disconnects_per_second: input.disconnectsPerSecond,
  };
}

/** Not one machine: nothing, everything, or many. */
const isNowhere = (address: string): boolean =>
  /^(0\.|22[4-9]\.|23\d\.|255\.255\.255\.255$)/.test(address) || /^(::$|ff)/i.test(address);
