import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import { type BulkPermission, bulkKinds, type GroupKind, type StateKind } from "@/lib/bulk/kinds";
import { deviceSelection, selectedDevices } from "@/lib/bulk/selection";
import { query } from "@/lib/operation/operation";

/** The devices to which each kind of work does something. Groups take devices in any state. */
const inState = (...states: string[]) => sql<boolean>`d.state = any(${states}::text[])`;
const fitting: Record<StateKind | GroupKind, RawBuilder<boolean>> = {
  activate: inState("in_stock"),
  suspend: inState("active"),
  resume: inState("suspended"),
  isolate: sql<boolean>`not d.isolated and d.state <> 'terminated'`,
  release: sql<boolean>`d.isolated`,
  add_to_group: sql<boolean>`true`,
  remove_from_group: sql<boolean>`true`,
};

const preview = (kind: StateKind | GroupKind) =>
  query({
    name: `bulk.preview_${kind}`,
    permission: bulkKinds[kind].permission as BulkPermission,
    input: z.object({ selection: deviceSelection }),
    async run({ db, actor, scope }, { selection }) {
      const devices = await selectedDevices(db, actor.account.id, scope, selection);
      const fits = fitting[kind];
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
export const previewIsolating = preview("isolate");
export const previewReleasing = preview("release");
export const previewAddingToGroup = preview("add_to_group");
export const previewRemovingFromGroup = preview("remove_from_group");
