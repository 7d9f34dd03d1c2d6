import { z } from "zod";
import { readContainment, summarize } from "@/lib/containment/read-containments";
import { assertInSight } from "@/lib/devices/public";
import { query } from "@/lib/operation/operation";

const PAST = 20;

/** Whether a device is kept off the network, what shows that it is, and the times it was before. */
export const getContainment = query({
  name: "containment.get",
  permission: "device.view",
  input: z.object({ deviceId: z.uuid() }),
  target: ({ deviceId }) => ({ kind: "device", id: deviceId }),
  async run({ db, actor }, { deviceId }) {
    await assertInSight(db, actor.account.id, deviceId);
    const rows = await db
      .selectFrom("containment as c")
      .innerJoin("device as d", (join) =>
        join.on("d.account_id", "=", actor.account.id).onRef("d.id", "=", "c.device_id"),
      )
      .where("c.account_id", "=", actor.account.id)
      .where("c.device_id", "=", deviceId)
      .orderBy("c.id", "desc")
      .limit(PAST + 1)
      .selectAll("c")
      .select("d.label")
      .execute();
    const current = rows.find(({ status }) => status !== "released" && status !== "superseded");
    return {
      current: current ? await readContainment(db, actor.account.id, current) : null,
      past: rows.filter((row) => row !== current).map(summarize),
    };
  },
});

export type DeviceContainment = Awaited<ReturnType<typeof getContainment.run>>;
