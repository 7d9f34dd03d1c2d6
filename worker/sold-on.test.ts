import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { asSuperuser, makeAccount, makeDevice, makeMember } from "@/db/testing/estate";
import { parseRecord } from "@/lib/accounting/parse-record";
import { recordAccounting } from "@/lib/accounting/record-accounting";
import { terminateDevice } from "@/lib/devices/terminate-device";
import { newId } from "@/lib/kernel/id";
import { perform } from "@/lib/operation/perform";
import { watchContainments } from "@/worker/watch-containments";

it("asks to end no session of a SIM that was terminated here and is another account's now", async () => {
  const [before, after] = [await makeAccount("before"), await makeAccount("after")];
  const admin = await makeMember(before, ["device.view", "device.terminate"]);
  const gateway = newId();
  await asSuperuser("insert into gateway (id, name, token_hash) values ($1, 'core', $2)", [
    gateway,
    randomBytes(32),
  ]);
  const old = await makeDevice(before, "meter");
  const present = await makeDevice(after, "pump");
  const [{ imsi } = { imsi: "" }] = await asSuperuser<{ imsi: string }>(
    `update device d set imsi = o.imsi, iccid = o.iccid, msisdn = o.msisdn from device o
     where d.id = $2 and o.id = $1 returning d.imsi`,
    [old, present],
  );
  const now = Date.now() / 1000;
  const say = async (status: string, id: string, seconds: number) => {
    const at = Math.floor(now) + seconds;
    const record = parseRecord(
      {
        "Acct-Status-Type": status,
        "Acct-Session-Id": id,
        "NAS-Identifier": "pgw-of-both",
        "3GPP-IMSI": imsi,
        "Event-Timestamp": at,
      },
      now,
    );
    if ("unusable" in record) throw new Error(record.unusable);
    await recordAccounting(gateway, [record], now);
  };
  const sessionsOf = (device: string) =>
    asSuperuser(
      "select acct_session_id as id, stopped_at is not null as over from data_session where device_id = $1",
      [device],
    );
  await say("Start", "s-1", -8);
  await perform(admin, terminateDevice, { deviceId: old, reason: "sold on", confirmation: "meter" });
  // what shows whether it ended stays with the device it began on
  await say("Interim-Update", "s-1", 2);
  await say("Stop", "s-1", 3);
  expect(await sessionsOf(old)).toEqual([{ id: "s-1", over: true }]);
  await say("Start", "s-2", 9);
  await watchContainments(true);

  expect(await sessionsOf(present)).toEqual([{ id: "s-2", over: false }]);
  expect(
    await asSuperuser("select acct_session_id as id from disconnect where account_id = $1", [before.id]),
  ).toEqual([{ id: "s-1" }]);
}, 30_000);
