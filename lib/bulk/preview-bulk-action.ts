import { sql } from "kysely";
import { z } from "zod";
import { type BulkPermission, bulkKinds, type GroupKind, type StateKind } from "@/lib/bulk/kinds";
import { deviceSelection, selectedDevices } from "@/lib/bulk/selection";
import { query } from "@/lib/operation/operation";

/** The states from which each kind of work does something. Groups take devices in any state. */
const fitting: Record<StateKind | GroupKind, readonly string[] | null> = {
  activate: ["in_stock"],
  suspend: ["active"],
  resume: ["suspended"],
  add_to_group: null,
  remove_from_group: null,
};

const preview = (kind: StateKind | GroupKind) =>
  query({
    name: `bulk.preview_${kind}`,
    permission: bulkKinds[kind].permission as BulkPermission,
    input: z.object({ selection: deviceSelection }),
    async run({ db, actor, scope }, { selection }) {
      const devices = await selectedDevices(db, actor.account.id, scope, selection);
      const states = fitting[kind];
      const fits = states === null ? sql<boolean>`true` : sql<boolean>`d.state = any(${states}::text[])`;
      const { total, fit } = await devices
        .select([sql<number>`count(*)`.as("total"), sql<number>`count(*) filter (where ${fits})`.as("fit")])
        .executeTakeFirstOrThrow();
      const first = await devices
        .where(fits)
        .orderBy("d.label_key")
        .orderBy("d.id")
        .limit(5)
        .select("d.label")
        .execute();
      const asked = "deviceIds" in selection ? new Set(selection.deviceIds).size : total;
      return { total, fit, leftOut: asked - total, first: first.map((device) => device.label) };
    },
  });

/** What the work would do: to how many, which of them are in a state for it, and how many are not the actor's to change. */
export const previewActivating = preview("activate");
export const previewSuspending = preview("suspend");
export const previewResuming = preview("resume");
export const previewAddingToGroup = preview("add_to_group");
export const previewRemovingFromGroup = preview("remove_from_group");
