import type { Given } from "@/ingest/radius/read-records";
import { quarantine, type Unusable } from "@/lib/accounting/quarantine";
import { type ChangedDevice, recordAccounting } from "@/lib/accounting/record-accounting";
import { log } from "@/lib/kernel/log";

export interface Taken {
  recorded: number;
  unknown: number;
  quarantined: number;
  changed: ChangedDevice[];
}

type Usable = Exclude<Given, Unusable>;

const isUsable = (given: Given): given is Usable => "record" in given;

/** Everything given is in the database when this returns: recorded, or quarantined with the reason. */
export async function takeAccounting(
  gatewayId: string,
  given: readonly Given[],
  now: number,
): Promise<Taken> {
  const usable = given.filter(isUsable);
  const taken: Taken = { recorded: 0, unknown: 0, quarantined: 0, changed: [] };
  const unusable = given.filter((each): each is Unusable => !isUsable(each));
  await record(gatewayId, usable, now, taken, unusable);
  await quarantine(gatewayId, unusable);
  taken.quarantined = unusable.length;
  return taken;
}

/** PostgreSQL's classes of errors that lie in the data: trying again would fail for ever, and hold up what is behind. */
const inTheData = (error: unknown) => /^(21|22|23)/.test((error as { code?: string }).code ?? "");

/** Halves a batch that PostgreSQL does not take, until only what it does not take is left out. */
async function record(
  gatewayId: string,
  usable: readonly Usable[],
  now: number,
  taken: Taken,
  unusable: Unusable[],
): Promise<void> {
  if (usable.length === 0) return;
  try {
    const { unknown, changed } = await recordAccounting(
      gatewayId,
      usable.map((each) => each.record),
      now,
    );
    taken.recorded += usable.length;
    taken.unknown += unknown;
    taken.changed.push(...changed);
  } catch (error) {
    if (!inTheData(error)) throw error;
    const [first] = usable;
    if (usable.length === 1 && first) {
      log.warn({ gatewayId, code: (error as { code?: string }).code }, "the database refused a record");
      unusable.push({ reason: "the database refused it", body: first.body });
      return;
    }
    const middle = Math.ceil(usable.length / 2);
    await record(gatewayId, usable.slice(0, middle), now, taken, unusable);
    await record(gatewayId, usable.slice(middle), now, taken, unusable);
  }
}
