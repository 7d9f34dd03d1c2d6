import type { Given } from "@/ingest/radius/read-records";
import { takeAccounting } from "@/ingest/radius/take-accounting";
import type { ChangedDevice } from "@/lib/accounting/record-accounting";

const LARGEST = 500;

interface Waiting {
  given: readonly Given[];
  resolve(changed: ChangedDevice[]): void;
  reject(error: unknown): void;
}

const underWay = new Set<string>();
const waiting = new Map<string, Waiting[]>();

/**
 * Takes records that come one by one, as FreeRADIUS posts them: those that arrive while a transaction of the same gateway
 * runs share the next one. Each resolves when its own record is committed, and all of them fail when theirs does.
 */
export function takeTogether(gatewayId: string, given: readonly Given[]): Promise<ChangedDevice[]> {
  return new Promise((resolve, reject) => {
    const queue = waiting.get(gatewayId) ?? [];
    waiting.set(gatewayId, queue);
    queue.push({ given, resolve, reject });
    if (!underWay.has(gatewayId)) void drain(gatewayId, queue);
  });
}

async function drain(gatewayId: string, queue: Waiting[]): Promise<void> {
  underWay.add(gatewayId);
  for (let some = queue.splice(0, LARGEST); some.length > 0; some = queue.splice(0, LARGEST)) {
    try {
      const given = some.flatMap((each) => each.given);
      const { changed } = await takeAccounting(gatewayId, given, Math.floor(Date.now() / 1000));
      // one of them announces the changes of all
      for (const [index, each] of some.entries()) each.resolve(index === 0 ? changed : []);
    } catch (error) {
      for (const each of some) each.reject(error);
    }
  }
  underWay.delete(gatewayId);
}
