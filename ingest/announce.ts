import { publishChanges } from "@/lib/accounting/publish-changes";
import type { ChangedDevice } from "@/lib/accounting/record-accounting";
import { log } from "@/lib/kernel/log";

const EVERY = 300;

/**
 * Tells open pages which devices changed, a few times a second and each device once. Apart from recording, because a
 * transaction that notifies commits alone in its database.
 */
export function startAnnouncing() {
  const waiting = new Map<string, ChangedDevice>();
  let last: Promise<void> = Promise.resolve();
  const flush = () => {
    if (waiting.size === 0) return;
    const devices = [...waiting.values()];
    waiting.clear();
    last = publishChanges(devices).catch((error) => log.warn({ err: error }, "changes were not announced"));
  };
  const timer = setInterval(flush, EVERY);
  return {
    announce(changed: readonly ChangedDevice[]): void {
      for (const device of changed) {
        const before = waiting.get(device.id);
        // who saw it a moment ago is told too, that it is gone
        const groups = [...new Set([...(before?.regrouped ? before.groups : []), ...device.groups])];
        const regrouped = before?.regrouped ?? device.regrouped;
        waiting.set(device.id, { ...device, groups, ...(regrouped && { regrouped }) });
      }
    },
    async stop(): Promise<void> {
      clearInterval(timer);
      flush();
      await last;
    },
  };
}
