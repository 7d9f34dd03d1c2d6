import type { AccountDb } from "@/db/scoped";
import { syncGroups } from "@/lib/groups/public";
import type { CheckedDevice } from "@/lib/imports/check-rows";
import { newId } from "@/lib/kernel/id";

const perStatement = 2_000;

/** Puts checked devices into stock and into their groups, some thousands to a statement. Answers their ids. */
export async function insertDevices(
  db: AccountDb,
  actorLabel: string,
  devices: readonly CheckedDevice[],
  groupNumbers: ReadonlyMap<string, number>,
  progress: (inserted: number) => Promise<void>,
): Promise<string[]> {
  const touched = new Set<number>();
  const ids: string[] = [];
  for (let start = 0; start < devices.length; start += perStatement) {
    await progress(start);
    const some = devices.slice(start, start + perStatement).map((device) => ({
      ...device,
      id: newId(),
      groups: device.groupNames
        .flatMap((name) => groupNumbers.get(name) ?? [])
        .sort((one, other) => one - other),
    }));
    ids.push(...some.map(({ id }) => id));
    const inserted = await db
      .insertInto("device")
      .values(
        some.map(({ id, kind, label, note, identifiers, groups }) => ({
          id,
          kind,
          label,
          note,
          iccid: identifiers.iccid,
          imsi: identifiers.imsi,
          msisdn: identifiers.msisdn,
          imei: identifiers.imei,
          eid: identifiers.eid,
          dev_eui: identifiers.devEui,
          join_eui: identifiers.joinEui,
          groups,
        })),
      )
      .returning(["id", "label_key"])
      .execute();
    const keys = new Map(inserted.map((row) => [row.id, row.label_key ?? ""]));
    await db
      .insertInto("device_state_change")
      .values(
        some.map(({ id }) => ({
          id: newId(),
          device_id: id,
          from_state: null,
          to_state: "in_stock",
          reason: "Imported from a file",
          actor_label: actorLabel,
        })),
      )
      .execute();
    const members = some.flatMap(({ id, groups }) =>
      groups.map((group_no) => ({ group_no, device_id: id, label_key: keys.get(id) ?? "" })),
    );
    for (let part = 0; part < members.length; part += 10_000)
      await db
        .insertInto("device_group_member")
        .values(members.slice(part, part + 10_000))
        .execute();
    for (const member of members) touched.add(member.group_no);
  }
  if (touched.size > 0) await syncGroups(db, [], [...touched]);
  return ids;
}
