import "server-only";
import { type Failures, recordSignOns, type Use } from "@/lib/authentication/record-sign-ons";
import type { DeviceReason } from "@/lib/authentication/sign-on";
import { log } from "@/lib/kernel/log";

const EVERY = 1_000;

export type SignOnCounts = ReturnType<typeof countSignOns>;

/**
 * Gathers what sign-ons leave behind and writes it once a second, each credential and each failure of a device once however
 * often it came. A process that is killed takes at most that second along.
 */
export function countSignOns() {
  let uses = new Map<string, Use>();
  let failures = new Map<string, Failures>();
  let writing: Promise<void> = Promise.resolve();

  const write = async () => {
    if (uses.size === 0 && failures.size === 0) return;
    const [used, failed] = [uses, failures];
    [uses, failures] = [new Map(), new Map()];
    try {
      await recordSignOns([...used.values()], [...failed.values()]);
    } catch (error) {
      log.warn({ err: error }, "sign-ons were not recorded; they are tried again");
      for (const use of used.values()) addUse(use);
      for (const each of failed.values()) addFailures(each);
    }
  };
  const timer = setInterval(() => {
    writing = writing.then(write);
  }, EVERY);

  function addUse(use: Use): void {
    const known = uses.get(use.id);
    if (!known || known.at < use.at) uses.set(use.id, use);
  }

  function addFailures(each: Failures): void {
    const key = `${each.deviceId} ${each.day} ${each.reason}`;
    const known = failures.get(key);
    failures.set(key, known ? { ...latest(known, each), count: known.count + each.count } : each);
  }

  return {
    used: addUse,
    failed(device: { accountId: string; id: string }, reason: DeviceReason, at: Date, nas: string | null) {
      const day = at.toISOString().slice(0, 10);
      addFailures({ accountId: device.accountId, deviceId: device.id, reason, day, count: 1, at, nas });
    },
    async stop(): Promise<void> {
      clearInterval(timer);
      await writing;
      await write();
    },
  };
}

const latest = (a: Failures, b: Failures) => (b.at >= a.at ? b : a);
