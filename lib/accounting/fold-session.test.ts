import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldSession, type HourlyUsage } from "@/lib/accounting/fold-session";
import type { Seconds, SessionRecord } from "@/lib/accounting/record";
import type { Session } from "@/lib/accounting/session";

const TWO_TO_32 = 2 ** 32;
const DAY = 1_760_000_000;

const silent = {
  framedIp: null,
  framedIpv6Prefix: null,
  apn: null,
  rat: null,
  imei: null,
  interimSeconds: null,
  userName: null,
  nasAddress: null,
};

interface Told {
  status: SessionRecord["status"];
  begun: Seconds;
  seconds: number | null;
  up: number;
  down: number;
  /** how this NAS counts: in 64 bits, in 64 bits but mute about 0, in 32 bits */
  counts?: "wide" | "mute" | "narrow";
}

function record({ status, begun, seconds, up, down, counts = "wide" }: Told, at?: Seconds): SessionRecord {
  const counter = (octets: number) => {
    if (counts === "narrow") return { octets: octets % TWO_TO_32, wide: false };
    return { octets, wide: counts === "wide" || octets >= TWO_TO_32 };
  };
  return {
    status,
    at: at ?? begun + (seconds ?? 0),
    nas: "nas-1",
    sessionKey: "k",
    acctSessionId: "a",
    identity: { imsi: "1", msisdn: null, userName: null },
    seconds: status === "start" ? null : seconds,
    up: status === "start" ? null : counter(up),
    down: status === "start" ? null : counter(down),
    attributes: silent,
    network: null,
    stopCause: status === "stop" ? "User-Request" : null,
  };
}

/** Folds one delivery after another into what is kept, as the database would. */
function deliver(batches: SessionRecord[][], rebootedAt: Seconds | null = null) {
  let known: Session[] = [];
  const usage: HourlyUsage = new Map();
  for (const batch of batches) {
    const folded = foldSession(known, batch, rebootedAt);
    known = [
      ...known.filter((old) => folded.sessions.every((now) => now.run !== old.run)),
      ...folded.sessions,
    ];
    for (const [hour, { up, down }] of folded.usage) {
      const sum = usage.get(hour) ?? { up: 0, down: 0 };
      usage.set(hour, { up: sum.up + up, down: sum.down + down });
    }
  }
  const sum = [...usage.values()].reduce((a, b) => ({ up: a.up + b.up, down: a.down + b.down }), {
    up: 0,
    down: 0,
  });
  return { sessions: known, usage, sum };
}

/** Octets in one interim: often little, sometimes nearly all that 32 bits can tell apart. */
const octets = fc.oneof(fc.nat(5_000_000), fc.integer({ min: 3_000_000_000, max: TWO_TO_32 - 1 }));

interface Example {
  begun: number;
  counts: "wide" | "mute" | "narrow";
  timed: boolean;
  steps: { gap: number; up: number; down: number }[];
}

const session: fc.Arbitrary<Example> = fc.record({
  begun: fc.integer({ min: DAY, max: DAY + 7200 }),
  counts: fc.constantFrom("wide" as const, "mute" as const, "narrow" as const),
  timed: fc.boolean(),
  steps: fc.array(fc.record({ gap: fc.integer({ min: 1, max: 900 }), up: octets, down: octets }), {
    minLength: 1,
    maxLength: 22,
  }),
});

/** What a NAS sends in one session, whole and in order, and what was used in each hour. */
function tell({ begun, counts, timed, steps }: Example) {
  const records = [record({ status: "start", begun, seconds: 0, up: 0, down: 0 })];
  const hours: Record<number, { up: number; down: number }> = {};
  let [seconds, up, down] = [0, 0, 0];
  for (const [index, step] of steps.entries()) {
    seconds += step.gap;
    up += step.up;
    down += step.down;
    const at = begun + seconds;
    const hour = at - (at % 3600);
    const sum = hours[hour] ?? { up: 0, down: 0 };
    hours[hour] = { up: sum.up + step.up, down: sum.down + step.down };
    const status = index === steps.length - 1 ? "stop" : "interim";
    records.push(record({ status, begun, seconds: timed ? seconds : null, up, down, counts }, at));
  }
  return { records, up, down, hours };
}

/** The records repeated, shuffled and cut into deliveries. */
const delivery = <Item>(items: readonly Item[]) =>
  fc
    .array(fc.integer({ min: 1, max: 5 }), { minLength: items.length, maxLength: items.length })
    .chain((times) => {
      const repeated = items.flatMap((item, index) => Array.from({ length: times[index] ?? 1 }, () => item));
      return fc.tuple(
        fc.shuffledSubarray(repeated, { minLength: repeated.length }),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: repeated.length, maxLength: repeated.length }),
      );
    })
    .map(([shuffled, sizes]) => {
      const batches: Item[][] = [];
      for (let at = 0, n = 0; at < shuffled.length; n += 1) {
        const size = sizes[n] ?? 1;
        batches.push(shuffled.slice(at, at + size));
        at += size;
      }
      return batches;
    });

const withoutNothing = (usage: HourlyUsage) =>
  Object.fromEntries([...usage].filter(([, { up, down }]) => up !== 0 || down !== 0));

describe("folding accounting records", () => {
  it("counts to the octet and to the hour, repeated, shuffled and cut as they may be", () => {
    fc.assert(
      fc.property(
        session.chain((example) => {
          const told = tell(example);
          return delivery(told.records).map((batches) => ({ told, batches }));
        }),
        ({ told, batches }) => {
          const { sessions, usage, sum } = deliver(batches);
          expect(sessions).toHaveLength(1);
          expect(sessions[0]).toMatchObject({ upTotal: told.up, downTotal: told.down, stopHeard: true });
          expect(sum).toEqual({ up: told.up, down: told.down });
          expect(withoutNothing(usage)).toEqual(
            Object.fromEntries(Object.entries(told.hours).filter(([, { up, down }]) => up + down > 0)),
          );
        },
      ),
      { numRuns: 400 },
    );
  });

  it("loses no octet when the Start and interims are lost, as long as a 32-bit counter goes round once at most", () => {
    fc.assert(
      fc.property(
        session.chain((example) => {
          // lost interims must not hide that the counter went round twice
          const steps = example.steps.map((step) => ({
            ...step,
            up: step.up % 190_000_000,
            down: step.down,
          }));
          const counts = example.counts === "narrow" ? "mute" : example.counts;
          const told = tell({ ...example, counts, steps });
          const last = told.records.at(-1) as SessionRecord;
          return fc
            .subarray(told.records.slice(0, -1))
            .chain((kept) => delivery([...kept, last]))
            .map((batches) => ({ told, batches }));
        }),
        ({ told, batches }) => {
          const { sessions, sum } = deliver(batches);
          expect(sessions).toHaveLength(1);
          expect(sum).toEqual({ up: told.up, down: told.down });
        },
      ),
      { numRuns: 300 },
    );
  });

  it("keeps the sessions of a NAS that uses an id again after each reboot apart", () => {
    fc.assert(
      fc.property(
        fc.array(session, { minLength: 2, maxLength: 4 }).chain((examples) => {
          let begun = DAY;
          const all = examples.map((example) => {
            const told = tell({ ...example, timed: true, begun });
            begun += example.steps.reduce((sum, step) => sum + step.gap, 0) + 200;
            // neither its Start nor its Stop is heard
            return { ...told, records: told.records.slice(1) };
          });
          return delivery(all.flatMap((told) => told.records)).map((batches) => ({ all, batches }));
        }),
        ({ all, batches }) => {
          const { sessions, sum } = deliver(batches);
          expect(sessions.map((each) => each.upTotal).sort((a, b) => a - b)).toEqual(
            all.map((told) => told.up).sort((a, b) => a - b),
          );
          expect(sum.down).toBe(all.reduce((total, told) => total + told.down, 0));
        },
      ),
      { numRuns: 200 },
    );
  });

  it("counts a session of thousands of interims in 32 bits that comes nearly in order", () => {
    const steps = Array.from({ length: 3000 }, (_, n) => ({ gap: 300, up: 700_000_000 + n, down: 40 }));
    const { records, up, down } = tell({ begun: DAY, counts: "narrow", timed: true, steps });
    for (let at = 0; at + 9 < records.length; at += 10) records.push(...records.splice(at, 5).reverse());
    records.sort((a, b) => Math.floor(a.at / 3000) - Math.floor(b.at / 3000));
    const { sum, sessions } = deliver(records.map((each) => [each, each]));
    expect(sum).toEqual({ up, down });
    expect(sessions[0]?.points.length).toBeLessThanOrEqual(24);
  });

  it("does not reopen a stopped session for a late record, and still counts it", () => {
    const told = { begun: DAY, up: 0, down: 0 };
    const stop = record({ ...told, status: "stop", seconds: 600, up: 900, down: 90 });
    const late = record({ ...told, status: "interim", seconds: 590, up: 800, down: 80 }, DAY + 640);
    const { sessions, sum } = deliver([[stop], [late]]);
    expect(sessions).toHaveLength(1);
    expect(sessions[0]).toMatchObject({ stoppedAt: DAY + 600, lastHeardAt: DAY + 640 });
    expect(sum).toEqual({ up: 900, down: 90 });
  });

  it("ends what a NAS had begun before it rebooted, and nothing begun after", () => {
    const before = record({ status: "interim", begun: DAY, seconds: 300, up: 5, down: 5 });
    const after = record({ status: "interim", begun: DAY + 1000, seconds: 300, up: 7, down: 7 });
    const { sessions, sum } = deliver([[after], [before]], DAY + 900);
    expect(sessions.find((each) => each.startedAt === DAY)).toMatchObject({
      stoppedAt: DAY + 900,
      stopCause: "NAS-Reboot",
    });
    expect(sessions.find((each) => each.startedAt === DAY + 1000)).toMatchObject({ stoppedAt: null });
    expect(sum).toEqual({ up: 12, down: 12 });
  });

  it("takes records that tell the session's time in some and not in others", () => {
    const interim = record({ status: "interim", begun: DAY, seconds: null, up: 50, down: 5 }, DAY + 100);
    const stop = record({ status: "stop", begun: DAY, seconds: 200, up: 80, down: 9, counts: "narrow" });
    const narrow = { ...interim, up: { octets: 50, wide: false }, down: { octets: 5, wide: false } };
    for (const batches of [
      [[narrow], [stop]],
      [[stop], [narrow]],
    ])
      expect(deliver(batches).sum).toEqual({ up: 80, down: 9 });
  });
});
