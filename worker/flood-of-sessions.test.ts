import { expect, it } from "vitest";
import { asSuperuser, makeAccount, makeDevice, makeMember } from "@/db/testing/estate";
import { getContainment } from "@/lib/containment/get-containment";
import { isolateDevice } from "@/lib/devices/isolate-device";
import { perform } from "@/lib/operation/perform";
import { watchContainments } from "@/worker/watch-containments";

const FLOOD = 6_000;

it("watches on while a contained device begins sessions by the thousand, and shows what matters of them", async () => {
  const account = await makeAccount("flooded");
  const admin = await makeMember(account, ["device.view", "device.isolate"]);
  const [loud, quiet] = [await makeDevice(account, "loud"), await makeDevice(account, "quiet")];
  for (const deviceId of [loud, quiet])
    await perform(admin, isolateDevice, { deviceId, reason: "sends to a stranger" });
  const begin = (deviceId: string, count: number, over: boolean) =>
    asSuperuser(
      `insert into data_session (account_id, id, device_id, session_key, run, acct_session_id, nas, started_at, last_heard_at,
         stopped_at, overdue_at, up_bytes, down_bytes, counters)
       select $1, gen_random_uuid(), $2, 'k' || n || ($4::boolean)::text, 0, n::text, 'pgw-of-nobody', now() + n * interval '1 millisecond',
         now() + interval '10 seconds', case when $4::boolean then now() + interval '10 seconds' end,
         case when not $4::boolean then now() + interval '1 hour' end, 1, 1, '{}'
       from generate_series(1, $3::int) n`,
      [account.id, deviceId, count, over],
    );
  await begin(loud, FLOOD, true);
  await begin(loud, 1, false);
  await begin(quiet, 1, false);
  for (let looks = 0; looks < 20; looks += 1) await watchContainments(true);

  const [seen] = await asSuperuser<{ count: number }>(
    "select count(*)::int as count from disconnect where device_id = $1",
    [loud],
  );
  expect(seen?.count).toBe(FLOOD + 1);
  const { current: other } = await perform(admin, getContainment, { deviceId: quiet });
  expect(other?.sessions).toHaveLength(1);
  const { current } = await perform(admin, getContainment, { deviceId: loud });
  expect(current?.sessions.length).toBeLessThanOrEqual(200);
  // the one that goes on is among them
  expect(current?.sessions.filter(({ endedAt }) => endedAt === null)).toHaveLength(1);
}, 60_000);
