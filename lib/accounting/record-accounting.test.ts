import fc from "fast-check";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { asSuperuser, makeAccount, makeDevice, type TestAccount } from "@/db/testing/estate";
import { parseRecord } from "@/lib/accounting/parse-record";
import type { AccountingRecord } from "@/lib/accounting/record";
import { recordAccounting } from "@/lib/accounting/record-accounting";
import { sweepPresence } from "@/lib/accounting/sweep-presence";
import { newId } from "@/lib/kernel/id";

const now = Math.floor(Date.now() / 1000);
const TWO_TO_32 = 2 ** 32;

let account: TestAccount;
let other: TestAccount;
let gateway: string;

beforeAll(async () => {
  account = await makeAccount("north");
  other = await makeAccount("harbour");
  gateway = newId();
  await asSuperuser("insert into gateway (id, name, token_hash) values ($1, 'core', 'x')", [gateway]);
});

beforeEach(async () => {
  await asSuperuser(
    "truncate disconnect, data_session, usage_hour, account_usage_hour, unknown_session, nas_reboot, device cascade",
  );
  await asSuperuser("update gateway set records = 0");
});

async function device(label: string, owner = account): Promise<{ id: string; imsi: string; msisdn: string }> {
  const id = await makeDevice(owner, label);
  const [row] = await asSuperuser<{ imsi: string; msisdn: string }>(
    "select imsi, msisdn from device where id = $1",
    [id],
  );
  return { id, imsi: row?.imsi ?? "", msisdn: row?.msisdn ?? "" };
}

interface Said {
  imsi?: string;
  msisdn?: string;
  userName?: string;
  status?: string;
  session?: string;
  at: number;
  seconds?: number;
  up?: number;
  down?: number;
  nas?: string;
  extra?: Record<string, string | number>;
}

function say({
  imsi,
  msisdn,
  userName,
  status = "Interim-Update",
  session = "s1",
  at,
  seconds,
  up,
  down,
  nas = "nas-1",
  extra,
}: Said): AccountingRecord {
  const counter = (name: string, octets: number | undefined) =>
    octets === undefined
      ? {}
      : { [`${name}-Octets`]: octets % TWO_TO_32, [`${name}-Gigawords`]: Math.floor(octets / TWO_TO_32) };
  const parsed = parseRecord(
    {
      "Acct-Status-Type": status,
      "Acct-Session-Id": session,
      "NAS-Identifier": nas,
      "Event-Timestamp": at,
      ...(imsi ? { "3GPP-IMSI": imsi } : {}),
      ...(msisdn ? { "Calling-Station-Id": msisdn } : {}),
      ...(userName ? { "User-Name": userName } : {}),
      ...(seconds === undefined ? {} : { "Acct-Session-Time": seconds }),
      ...counter("Acct-Input", up),
      ...counter("Acct-Output", down),
      ...extra,
    },
    now,
  );
  if ("unusable" in parsed) throw new Error(parsed.unusable);
  return parsed;
}

const give = (...records: AccountingRecord[]) => recordAccounting(gateway, records, now);

const stateOf = async (id: string) =>
  (
    await asSuperuser<Record<string, unknown>>(
      `select online, framed_ip, month_up_bytes::text as up, month_down_bytes::text as down,
         extract(epoch from online_since)::float8 as since from device where id = $1`,
      [id],
    )
  )[0];

const usageOf = async (id: string) =>
  (
    await asSuperuser<{ up: string; down: string }>(
      `select coalesce(sum(up_bytes), 0)::text as up, coalesce(sum(down_bytes), 0)::text as down
       from usage_hour where device_id = $1`,
      [id],
    )
  )[0];

describe("recording accounting", () => {
  it("makes a device online from its Start and offline at its Stop, with its usage", async () => {
    const meter = await device("meter");
    await give(say({ ...meter, status: "Start", at: now - 60, extra: { "Framed-IP-Address": "10.64.0.7" } }));
    expect(await stateOf(meter.id)).toEqual({
      online: true,
      framed_ip: "10.64.0.7",
      up: "0",
      down: "0",
      since: now - 60,
    });
    await give(say({ ...meter, at: now - 30, seconds: 30, up: 6 * TWO_TO_32 + 5, down: 7 }));
    await give(say({ ...meter, status: "Stop", at: now, seconds: 60, up: 6 * TWO_TO_32 + 9, down: 8 }));
    expect(await usageOf(meter.id)).toEqual({ up: String(6 * TWO_TO_32 + 9), down: "8" });
    expect(await stateOf(meter.id)).toMatchObject({
      online: false,
      framed_ip: null,
      up: String(6 * TWO_TO_32 + 9),
    });
    const [sum] = await asSuperuser(
      "select up_bytes::text as up from account_usage_hour where account_id = $1",
      [account.id],
    );
    expect(sum).toEqual({ up: String(6 * TWO_TO_32 + 9) });
  });

  it("counts an identity that two accounts claim for the one that registered it first", async () => {
    const first = await device("first");
    const second = await makeDevice(other, "second");
    await asSuperuser("update device set imsi = $2 where id = $1", [second, first.imsi]);
    await give(say({ imsi: first.imsi, status: "Stop", at: now, seconds: 60, up: 10, down: 10 }));
    expect(await usageOf(first.id)).toEqual({ up: "10", down: "10" });
    expect(await usageOf(second)).toEqual({ up: "0", down: "0" });
  });

  it("does not believe a name that a device chose over what the network says", async () => {
    const victim = await device("victim");
    await give(
      say({
        imsi: "999990000000001",
        userName: victim.imsi,
        status: "Stop",
        at: now,
        seconds: 9,
        up: 5,
        down: 5,
      }),
    );
    expect(await usageOf(victim.id)).toEqual({ up: "0", down: "0" });
    await give(
      say({
        userName: `${victim.imsi}@iot.apn`,
        session: "s2",
        status: "Stop",
        at: now,
        seconds: 9,
        up: 5,
        down: 5,
      }),
    );
    expect(await usageOf(victim.id)).toEqual({ up: "5", down: "5" });
  });

  it("counts a terminated device's traffic", async () => {
    const gone = await device("gone");
    await asSuperuser("update device set state = 'terminated' where id = $1", [gone.id]);
    await give(say({ ...gone, at: now, seconds: 60, up: 10, down: 10 }));
    expect(await usageOf(gone.id)).toEqual({ up: "10", down: "10" });
  });

  it("keeps sessions of unknown devices as exactly, and gives them to the device once it is registered", async () => {
    const unknown = { imsi: "901280000009999", session: "u1" };
    const stranger = () =>
      asSuperuser("select up_bytes::text as up, stopped_at is null as open, imsi from unknown_session");
    for (let times = 0; times < 3; times += 1) {
      const told = await give(
        say({ ...unknown, at: now - 90, seconds: 10, up: 500, down: 1 }),
        say({ ...unknown, at: now - 60, seconds: 40, up: TWO_TO_32 + 1, down: 1 }),
      );
      expect(told).toEqual({ unknown: 2, changed: [] });
    }
    expect(await stranger()).toEqual([{ up: String(TWO_TO_32 + 1), open: true, imsi: unknown.imsi }]);
    const meter = await device("meter");
    await asSuperuser("update device set imsi = $2 where id = $1", [meter.id, unknown.imsi]);
    await give(say({ ...unknown, at: now, seconds: 100, up: TWO_TO_32 + 5, down: 1 }));
    expect(await usageOf(meter.id)).toEqual({ up: String(TWO_TO_32 + 5), down: "1" });
    expect(await stranger()).toMatchObject([{ open: false }]);
  });

  it("ends a rebooted NAS's sessions and no other's, also those it hears of afterwards", async () => {
    const [a, b, c] = [await device("a"), await device("b"), await device("c")];
    await give(
      say({ ...a, session: "a", status: "Start", at: now - 300 }),
      say({ ...b, session: "b", status: "Start", at: now - 300, nas: "nas-2" }),
      say({ status: "Accounting-On", at: now - 200 }),
      say({ ...c, session: "c", at: now - 250, seconds: 20, up: 1, down: 1 }),
    );
    expect(await stateOf(a.id)).toMatchObject({ online: false });
    expect(await stateOf(b.id)).toMatchObject({ online: true });
    expect(await stateOf(c.id)).toMatchObject({ online: false, up: "1" });
    await give(
      say({ ...a, session: "a", status: "Start", at: now - 100 }),
      say({ ...a, session: "a", at: now - 40, seconds: 60, up: 3, down: 3 }),
    );
    expect(await stateOf(a.id)).toMatchObject({ online: true, up: "3", since: now - 100 });
    const runs = await asSuperuser(
      "select run, stop_cause from data_session where device_id = $1 order by run",
      [a.id],
    );
    expect(runs).toEqual([
      { run: 0, stop_cause: "NAS-Reboot" },
      { run: 1, stop_cause: null },
    ]);
  });

  it("sweeps devices offline that fell silent, and only those, from several processes at once", async () => {
    const silent = await Promise.all(Array.from({ length: 8 }, (_, n) => device(`silent ${n}`)));
    const heard = await device("heard");
    const interim = { "Acct-Interim-Interval": 20 };
    await give(
      ...silent.map((each) =>
        say({ ...each, session: each.id, at: now - 10, seconds: 5, up: 1, down: 1, extra: interim }),
      ),
      say({ ...heard, session: "h", at: now, seconds: 5, up: 1, down: 1, extra: interim }),
    );
    expect(await sweepPresence()).toEqual([]);
    await asSuperuser(
      "update data_session set overdue_at = now() - interval '1 second' where session_key <> 'nas-1/h'",
    );
    const swept = (await Promise.all([sweepPresence(), sweepPresence(), sweepPresence()])).flat();
    expect(swept.map((each) => each.id).sort()).toEqual(silent.map((each) => each.id).sort());
    expect(await stateOf(heard.id)).toMatchObject({ online: true });
    expect(await stateOf(silent[0]?.id ?? "")).toMatchObject({ online: false, framed_ip: null });
    await give(
      say({
        ...(silent[0] as { imsi: string }),
        session: silent[0]?.id,
        at: now,
        seconds: 15,
        up: 1,
        down: 1,
        extra: interim,
      }),
    );
    expect(await stateOf(silent[0]?.id ?? "")).toMatchObject({ online: true, since: now });
  });

  it("does not make a device online from records that are old", async () => {
    const meter = await device("meter");
    await give(
      say({ ...meter, status: "Start", at: now - 86_400 }),
      say({ ...meter, at: now - 86_000, seconds: 400, up: 9, down: 9 }),
    );
    expect(await stateOf(meter.id)).toMatchObject({ online: false });
    expect(await usageOf(meter.id)).toEqual({ up: "9", down: "9" });
  });

  it("counts to the octet from several connections at once, repeated, shuffled and cut as it may be", async () => {
    const meters = await Promise.all(Array.from({ length: 5 }, (_, n) => device(`meter ${n}`)));
    let round = 0;
    const step = fc.record({ up: fc.nat(3_900_000_000), down: fc.nat(5_000), lost: fc.boolean() });
    const sessions = fc.array(
      fc.record({
        meter: fc.nat(4),
        wide: fc.boolean(),
        steps: fc.array(step, { minLength: 1, maxLength: 12 }),
      }),
      { minLength: 1, maxLength: 8 },
    );
    await fc.assert(
      fc.asyncProperty(sessions, fc.infiniteStream(fc.nat(1_000_000)), async (told, dice) => {
        round += 1;
        await asSuperuser("truncate disconnect, data_session, usage_hour, account_usage_hour");
        const roll = (sides: number) => (dice.next().value ?? 0) % sides;
        const expected = new Map<string, { up: number; down: number }>();
        const records = told.flatMap(({ meter, wide, steps }, index) => {
          const { id, imsi } = meters[meter] as { id: string; imsi: string };
          const sum = expected.get(id) ?? { up: 0, down: 0 };
          let [up, down] = [0, 0];
          const all = steps.map((each, n) => {
            up += each.up;
            down += each.down;
            const last = n === steps.length - 1;
            const octets = wide ? { up, down } : {};
            const extra: Record<string, string | number> = wide
              ? {}
              : { "Acct-Input-Octets": up % TWO_TO_32, "Acct-Output-Octets": down };
            const record = say({
              imsi,
              session: `${round}-${index}`,
              status: last ? "Stop" : "Interim-Update",
              at: now - 4000 + n * 300,
              seconds: 1 + n * 300,
              ...octets,
              extra,
            });
            return { record, lost: wide && each.lost && !last };
          });
          expected.set(id, { up: sum.up + up, down: sum.down + down });
          return all.flatMap(({ record, lost }) =>
            lost ? [] : Array.from({ length: 1 + roll(3) }, () => record),
          );
        });
        const shuffled = records
          .map((record) => ({ record, by: roll(1_000_000) }))
          .sort((a, b) => a.by - b.by);
        const lanes: AccountingRecord[][][] = [[], [], [], []];
        while (shuffled.length > 0)
          lanes[roll(4)]?.push(shuffled.splice(0, 1 + roll(9)).map(({ record }) => record));
        await Promise.all(
          lanes.map(async (batches) => {
            for (const batch of batches) await recordAccounting(gateway, batch, now);
          }),
        );
        for (const [id, { up, down }] of expected)
          expect(await usageOf(id)).toEqual({ up: String(up), down: String(down) });
        const total = await asSuperuser(
          `select (select sum(up_bytes) from account_usage_hour) = (select sum(up_bytes) from usage_hour) and
             (select sum(up_bytes) from data_session) = (select sum(up_bytes) from usage_hour) as same`,
        );
        if ([...expected.values()].some(({ up }) => up > 0)) expect(total).toEqual([{ same: true }]);
      }),
      { numRuns: 25 },
    );
  });
});
