import { z } from "zod";
import { Missing } from "@/lib/kernel/errors";
import { query } from "@/lib/operation/operation";

export interface Presence {
  from: string;
  to: string;
  intervals: { from: string; to: string; online: boolean }[];
}

/** More sessions than this in one window are a device that flaps; the strip could not show them apart. */
const mostSessions = 2_000;

/** When a device was online over the last hours, by its data sessions. Before its first one nothing is known. */
export const devicePresence = query({
  name: "device.presence",
  permission: "device.view",
  input: z.object({ deviceId: z.uuid(), hours: z.coerce.number().int().min(1).max(744).default(24) }),
  target: ({ deviceId }) => ({ kind: "device", id: deviceId }),
  async run({ db, actor, now }, { deviceId, hours }): Promise<Presence> {
    const device = await db
      .selectFrom("device")
      .where("account_id", "=", actor.account.id)
      .where("id", "=", deviceId)
      .select(["online"])
      .executeTakeFirst();
    if (!device) throw new Missing("device", [deviceId]);
    const to = now.getTime();
    const from = to - hours * 3_600_000;
    const sessions = await db
      .selectFrom("data_session")
      .where("account_id", "=", actor.account.id)
      .where("device_id", "=", deviceId)
      .where("started_at", "<=", now)
      .orderBy("started_at", "desc")
      .limit(mostSessions)
      .select(["started_at", "last_heard_at", "stopped_at"])
      .execute();
    const times = sessions
      .map((session) => ({
        from: session.started_at.getTime(),
        // a session that was never stopped was there as long as it was heard, or still is
        to:
          session.stopped_at?.getTime() ??
          (device.online ? Math.max(to, session.last_heard_at.getTime()) : session.last_heard_at.getTime()),
      }))
      .toReversed();
    return { from: iso(from), to: iso(to), intervals: intervalsIn(times, from, to) };
  },
});

/** Sessions, which may overlap, as one row of online and offline times that covers all that is known of the window. */
export function intervalsIn(sessions: readonly { from: number; to: number }[], from: number, to: number) {
  const online: { from: number; to: number }[] = [];
  for (const session of sessions) {
    const last = online.at(-1);
    if (last && session.from <= last.to) last.to = Math.max(last.to, session.to);
    else online.push({ ...session });
  }
  const intervals: Presence["intervals"] = [];
  let at = Math.max(from, online[0]?.from ?? to);
  for (const time of online) {
    const start = Math.max(time.from, from);
    const end = Math.min(time.to, to);
    if (end <= start) continue;
    if (start > at) intervals.push({ from: iso(at), to: iso(start), online: false });
    intervals.push({ from: iso(start), to: iso(end), online: true });
    at = end;
  }
  if (at < to) intervals.push({ from: iso(at), to: iso(to), online: false });
  return intervals;
}

const iso = (time: number) => new Date(time).toISOString();
