import { z } from "zod";
import { covers } from "@/lib/access/scope";
import {
  type IdentifierName,
  identifierNames,
  identifierWords,
  readIdentifiers,
} from "@/lib/devices/identifiers";
import { deviceKinds } from "@/lib/devices/kind";
import { deviceLabel, deviceNote } from "@/lib/devices/label";
import {
  assertByHand,
  assertMayFill,
  followRules,
  holdAccess,
  holdGroup,
  holdRules,
  putIntoGroup,
  recordRuleMoves,
} from "@/lib/groups/public";
import { invalid, Missing, Refused } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/id";
import { assertFreshProof } from "@/lib/operation/fresh-proof";
import { command } from "@/lib/operation/operation";

const typed = z.string().max(80).optional();

/** What unique index answers for each identifier: within the account only, so that nobody learns of another's devices. */
const uniqueIn: Record<string, IdentifierName> = {
  device_iccid: "iccid",
  device_imsi: "imsi",
  device_msisdn: "msisdn",
  device_dev_eui: "devEui",
};

/** Takes a device into stock, into the groups that were chosen and those whose rules mean it. */
export const registerDevice = command({
  name: "device.register",
  permission: "device.register",
  input: z.object({
    kind: z.enum(deviceKinds),
    label: deviceLabel,
    note: deviceNote.default(""),
    groupIds: z.array(z.uuid()).max(100).default([]),
    ...(Object.fromEntries(identifierNames.map((name) => [name, typed])) as Record<
      IdentifierName,
      typeof typed
    >),
  }),
  async run({ db, actor, now, audit, publish, relyOn }, { kind, label, note, groupIds, ...given }) {
    const { identifiers, problems } = readIdentifiers(kind, given);
    if (Object.keys(problems).length > 0)
      throw invalid("Some of what was entered cannot be used. See the marked fields.", problems);
    if (groupIds.length > 0) await holdAccess(db);
    await holdRules(db);
    const groups = [];
    for (const groupId of [...new Set(groupIds)].sort())
      groups.push(await holdGroup(db, actor.account.id, groupId));
    const groupNos = groups.map((group) => group.no);
    if (groups.length > 0 && !covers(actor.scopes.get("group.assign"), groupNos)) {
      if (!covers(actor.scopes.get("group.view"), groupNos)) throw new Missing("group", groupIds);
      throw new Refused("You may not put devices into these groups.", ["group.assign"]);
    }
    // what a group's people see is an elevated matter, on whichever road a device gets there
    if (groups.length > 0) assertFreshProof(actor, now);
    for (const group of groups) assertByHand(group);
    await assertMayFill({ db, actor, now }, groups);

    const { devEui, joinEui, ...others } = identifiers;
    const id = newId();
    await db
      .insertInto("device")
      .values({ id, kind, label, note, state: "in_stock", ...others, dev_eui: devEui, join_eui: joinEui })
      .execute()
      .catch((error: { code?: string; constraint?: string }) => {
        const name = error.code === "23505" ? uniqueIn[error.constraint ?? ""] : undefined;
        if (!name) throw error;
        throw invalid(`A device of this account already has this ${identifierWords[name]}.`, {
          [name]: `Another device has this ${identifierWords[name]}.`,
        });
      });
    await db
      .insertInto("device_state_change")
      .values({
        id: newId(),
        device_id: id,
        from_state: null,
        to_state: "in_stock",
        actor_label: actor.label,
      })
      .execute();
    for (const group of groups) await putIntoGroup(db, actor.account.id, group.no, [id]);
    const moves = await followRules(db, { deviceIds: [id] });
    if (groups.length > 0) {
      relyOn("group.assign", groupNos);
      publish({ topic: "groups" });
    }
    audit("device.registered", {
      target: { kind: "device", id, label },
      after: { kind, label, ...identifiers, groups: groups.map((group) => group.name) },
    });
    recordRuleMoves({ audit, publish }, moves);
    publish({ topic: "devices", devices: [{ id, groups: groupNos }] });
    return { id, label };
  },
});
