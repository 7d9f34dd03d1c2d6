import { sql } from "kysely";
import { z } from "zod";
import { readRules } from "@/lib/credentials/rules";
import { show, shownColumns } from "@/lib/credentials/shown";
import { assertInSight } from "@/lib/devices/public";
import { query } from "@/lib/operation/operation";

const daysBack = 30;

/** The credentials a device has and had, the newest first, and why the network refused it lately. */
export const credentialsOfDevice = query({
  name: "credential.of_device",
  permission: "credential.view",
  input: z.object({ deviceId: z.uuid() }),
  target: ({ deviceId }) => ({ kind: "device", id: deviceId }),
  async run({ db, actor, now }, { deviceId }) {
    await assertInSight(db, actor.account.id, deviceId);
    const ofDevice = db
      .selectFrom("device_credential as c")
      .where("c.account_id", "=", actor.account.id)
      .where("c.device_id", "=", deviceId);
    const current = await ofDevice
      .where("c.revoked_at", "is", null)
      .where("c.replaced_at", "is", null)
      .select(shownColumns)
      .execute();
    const past = await ofDevice
      .where((eb) => eb.or([eb("c.revoked_at", "is not", null), eb("c.replaced_at", "is not", null)]))
      .orderBy("c.created_at", "desc")
      .orderBy("c.id", "desc")
      .limit(20)
      .select(shownColumns)
      .execute();
    const failures = await db
      .selectFrom("device_auth_failure")
      .where("account_id", "=", actor.account.id)
      .where("device_id", "=", deviceId)
      .where("day", ">=", new Date(now.getTime() - daysBack * 86_400_000))
      .groupBy("reason")
      .orderBy(sql`max(last_at)`, "desc")
      .select([
        "reason",
        sql<number>`sum(failures)::int`.as("failures"),
        sql<Date>`max(last_at)`.as("last_at"),
        sql<string | null>`(array_agg(last_nas order by last_at desc))[1]`.as("last_nas"),
      ])
      .execute();
    return {
      credentials: [...current, ...past].map((row) => show(row, now)),
      failures: failures.map((row) => ({
        reason: row.reason,
        failures: row.failures,
        lastAt: row.last_at.toISOString(),
        lastNas: row.last_nas,
      })),
      days: daysBack,
      /** whoever is shown a password is the last one */
      oneWay: (await readRules(db)).oneWay,
    };
  },
});

export type DeviceCredentials = Awaited<ReturnType<typeof credentialsOfDevice.run>>;
