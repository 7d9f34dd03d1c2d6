import { sql } from "kysely";
import type { AccountDb } from "@/db/scoped";
import type { Effects } from "@/lib/operation/operation";

/** A device that came into a group or left it because of the group's rule. */
export interface RuleMove {
  group: { id: string; no: number; name: string };
  ruleWords: string;
  device: { id: string; label: string };
  joins: boolean;
  /** the device's groups before and after together */
  groups: number[];
}

/**
 * Puts devices where the rules say they are, and says what moved. Of these devices all rules are asked, or all devices of
 * one group's rule. Whoever calls this holds holdRules, or lockRules where a rule changed.
 */
export async function followRules(
  db: AccountDb,
  changed: { deviceIds: readonly string[] } | { groupNo: number },
): Promise<RuleMove[]> {
  const ids = "deviceIds" in changed ? changed.deviceIds : null;
  const no = "groupNo" in changed ? changed.groupNo : null;
  const { rows } = await sql<{
    groupId: string;
    groupNo: number;
    groupName: string;
    ruleWords: string;
    deviceId: string;
    label: string;
    joins: boolean;
    groups: number[];
  }>`select group_id as "groupId", group_no as "groupNo", group_name as "groupName", rule_words as "ruleWords",
       device_id as "deviceId", device_label as label, joins, groups
     from follow_rules(${ids}::uuid[], ${no}::int)`.execute(db);
  return rows.map(({ groupId, groupNo, groupName, ruleWords, deviceId, label, joins, groups }) => ({
    group: { id: groupId, no: groupNo, name: groupName },
    ruleWords,
    device: { id: deviceId, label },
    joins,
    groups,
  }));
}

/**
 * Says what happened to each group and each device, with the rule as the reason. each: "group" where there are as many
 * devices as a file has rows, whose log is the file's.
 */
export function recordRuleMoves(
  { audit, publish }: Pick<Effects, "audit" | "publish">,
  moves: readonly RuleMove[],
  each: "device" | "group" = "device",
): void {
  for (const joins of [true, false]) {
    const action = joins ? "group.devices_added" : "group.devices_removed";
    for (const [, ofGroup] of Map.groupBy(
      moves.filter((move) => move.joins === joins),
      (move) => move.group.no,
    )) {
      const [{ group, ruleWords: reason } = { group: { id: "", name: "" }, ruleWords: "" }] = ofGroup;
      audit(action, {
        target: { kind: "group", id: group.id, label: group.name },
        count: ofGroup.length,
        reason,
      });
      if (each === "group") continue;
      for (const { device } of ofGroup)
        audit(action, {
          target: { kind: "device", id: device.id, label: device.label },
          group: { id: group.id, name: group.name },
          reason,
        });
    }
  }
  if (moves.length === 0) return;
  const devices = Map.groupBy(moves, (move) => move.device.id);
  if (each === "device")
    publish({
      topic: "devices",
      devices: [...devices].map(([id, ofDevice]) => ({
        id,
        groups: [...new Set(ofDevice.flatMap((move) => move.groups))],
      })),
    });
  publish({ topic: "groups" });
}
