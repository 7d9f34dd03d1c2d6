import { sql } from "kysely";
import type { Client } from "pg";
import { type AccountDb, writeInScope } from "@/db/scoped";
import type { Behaviour } from "@/gateway/test-nas/behaviour";
import { builtInRoles } from "@/lib/access/roles";
import { newId } from "@/lib/kernel/id";
import { type NetworkCredential, seedCredentials } from "./credentials";
import type { estates } from "./estates";
import { lorawanIdentities, simIdentities } from "./identities";

type Estate = (typeof estates)[number];

export interface SeededAccount {
  id: string;
  /** name → id */
  roles: Map<string, string>;
  /** name → number */
  groups: Map<string, number>;
}

/** What the demonstration's network speaks for. */
export interface NetworkDevice {
  imsi: string;
  msisdn: string;
  imei: string;
  kind: "cellular" | "satellite";
  /** not in data of a demonstration that began before there were any */
  credential?: NetworkCredential | undefined;
  /** what its NAS does when it is asked to end the device's session, where that is not what it should */
  whenAskedToEnd?: Behaviour | undefined;
}

let serial = 0;

export async function seedAccount(
  owner: Client,
  estate: Estate,
): Promise<SeededAccount & { network: NetworkDevice[] }> {
  const id = newId();
  await owner.query("insert into account (id, slug, name) values ($1, $2, $3)", [
    id,
    estate.slug,
    estate.name,
  ]);
  return writeInScope({ accountId: id, groups: "all", membershipId: null }, async (db) => {
    await db
      .insertInto("account_policy")
      .values({
        second_factor: estate.secondFactor,
        grace_until: midnightIn(14),
        factor_kinds: ["app", "key", "phone"],
      })
      .execute();
    const roles = await insertRoles(db);
    const groups = await insertGroups(db, estate);
    const network = await insertDevices(db, id, estate, groups);
    return { id, roles, groups, network };
  });
}

const DAY = 86_400_000;

/** The beginning of a day to come, UTC. */
const midnightIn = (days: number) => new Date((Math.floor(Date.now() / DAY) + days) * DAY);

async function insertRoles(db: AccountDb): Promise<Map<string, string>> {
  const roles = Object.entries(builtInRoles).map(([builtIn, role]) => ({
    id: newId(),
    built_in: builtIn,
    name: role.name,
  }));
  await db.insertInto("role").values(roles).execute();
  return new Map(roles.map((role) => [role.name, role.id]));
}

async function insertGroups(db: AccountDb, estate: Estate): Promise<Map<string, number>> {
  const groups = Object.entries(estate.groups).map(([name, description], index) => ({
    id: newId(),
    group_no: index + 1,
    name,
    description,
  }));
  await db.insertInto("group_counter").values({ last_no: groups.length }).execute();
  await db.insertInto("device_group").values(groups).execute();
  return new Map(groups.map((group) => [group.name, group.group_no]));
}

async function insertDevices(
  db: AccountDb,
  accountId: string,
  estate: Estate,
  groups: Map<string, number>,
): Promise<NetworkDevice[]> {
  const devices = estate.fleets.flatMap((fleet) =>
    Array.from({ length: fleet.count }, (_, index) => {
      serial += 1;
      const identities = fleet.kind === "lorawan" ? lorawanIdentities(serial) : simIdentities(serial);
      const label = `${fleet.label} ${String(index + 1).padStart(3, "0")}`;
      const memberOf = (fleet.groups[index % fleet.groups.length] ?? []).map((name) => groups.get(name) ?? 0);
      return { id: newId(), kind: fleet.kind, label, state: stateOf(index), memberOf, ...identities };
    }),
  );
  await db
    .insertInto("device")
    .values(devices.map(({ memberOf: _, ...device }) => device))
    .execute();
  await db
    .insertInto("device_group_member")
    .values(
      devices.flatMap((device) =>
        device.memberOf.map((group_no) => ({
          group_no,
          device_id: device.id,
          label_key: device.label.toLowerCase(),
        })),
      ),
    )
    .execute();
  await db
    .insertInto("device_state_change")
    .values(
      devices
        .filter((device) => device.state !== "in_stock")
        .map((device) => ({
          id: newId(),
          device_id: device.id,
          from_state: device.state === "active" ? "in_stock" : "active",
          to_state: device.state,
          reason: reasonOf(device.state),
          actor_label: "Demonstration data",
        })),
    )
    .execute();
  const ids = devices.map((device) => device.id);
  await sql`select sync_device_groups(${ids}::uuid[], ${[...groups.values()]}::int[])`.execute(db);
  await db
    .insertInto("audit_event")
    .values({
      id: newId(),
      actor_kind: "system",
      actor_label: "Demonstration data",
      operation: "device.import",
      action: "device.imported",
      outcome: "done",
      detail: JSON.stringify({ count: devices.length }),
    })
    .execute();
  const sims = devices.flatMap((device) =>
    "imsi" in device && device.kind !== "lorawan"
      ? [{ ...device, iccid: device.iccid, kind: device.kind }]
      : [],
  );
  const living = sims.filter(({ state }) => state === "active" || state === "suspended");
  const credentials = await seedCredentials(db, accountId, living);
  return sims
    .filter(({ state }) => state === "active")
    .map(({ id, label, imsi, msisdn, imei, kind }) => ({
      imsi,
      msisdn,
      imei,
      kind,
      credential: credentials.get(id),
      whenAskedToEnd: estate.stubborn?.[label],
    }));
}

/** Most are active; a few wait in stock, are suspended or gone, so that every state can be seen. */
function stateOf(index: number): "active" | "suspended" | "in_stock" | "terminated" {
  if (index % 23 === 11) return "suspended";
  if (index % 31 === 17) return "in_stock";
  return index % 47 === 41 ? "terminated" : "active";
}

function reasonOf(state: string): string {
  if (state === "suspended") return "No reading for a month";
  return state === "terminated" ? "Replaced by a new unit" : "";
}
