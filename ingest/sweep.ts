import { setTimeout as sleep } from "node:timers/promises";
import type { ChangedDevice } from "@/lib/accounting/record-accounting";
import { sweepPresence } from "@/lib/accounting/sweep-presence";
import { log } from "@/lib/kernel/log";

const EVERY = 3_000;

/** Looks every few seconds for devices that fell silent, until the signal. */
export async function sweepUntil(signal: AbortSignal, announce: (changed: readonly ChangedDevice[]) => void) {
  while (!signal.aborted) {
    try {
      const changed = await sweepPresence();
      announce(changed);
      if (changed.length > 0) continue;
    } catch (error) {
      log.warn({ err: error }, "presence was not swept");
    }
    await sleep(EVERY, undefined, { signal }).catch(() => undefined);
  }
}
