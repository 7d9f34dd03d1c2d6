import type { PoolClient } from "pg";
import type { Identity } from "@/lib/accounting/record";

/** A device as it is at this moment, locked until the end of the transaction. */
export interface FoundDevice {
  accountId: string;
  id: string;
  groups: number[];
  online: boolean;
  onlineSince: Date | null;
  lastHeardAt: Date | null;
  framedIp: string | null;
  usageMonth: string | null;
  monthUp: number;
  monthDown: number;
  network: string | null;
}

interface Row extends FoundDevice {
  imsi: string | null;
  msisdn: string | null;
  iccid: string | null;
  createdAt: Date;
  /** terminated, and no session of it is live any more */
  givenUp: boolean;
}

export type FindDevice = (identity: Identity) => FoundDevice | undefined;

/**
 * Finds and locks the devices of these identities, in every account, always in the same order so that batches side by
 * side wait for one another rather than for ever. Where two accounts claim one identity, the older registration has it, and
 * one that is terminated, once its own sessions are over, only where nobody else claims it: that SIM was sold on, and is not to
 * be kept off the network for it.
 */
export async function lockDevices(client: PoolClient, identities: readonly Identity[]): Promise<FindDevice> {
  const numbers = [
    ...new Set(identities.flatMap(candidates).flatMap(({ number }) => (number ? [number] : []))),
  ].sort();
  if (numbers.length === 0) return () => undefined;
  const { rows } = await client.query<Row>({
    name: "accounting-lock-devices",
    text: `select account_id as "accountId", id, groups, online, online_since as "onlineSince",
        last_heard_at as "lastHeardAt", framed_ip as "framedIp", usage_month as "usageMonth",
        month_up_bytes as "monthUp", month_down_bytes as "monthDown", network, imsi, msisdn, iccid, created_at as "createdAt",
        case when state = 'terminated' then not exists (select from data_session s where s.account_id = device.account_id
          and s.device_id = device.id and s.overdue_at is not null) else false end as "givenUp"
      from device where imsi = any($1) or msisdn = any($1) or iccid = any($1)
      order by account_id, id for no key update`,
    values: [numbers],
  });
  const oldest = new Map<string, Row>();
  for (const row of rows)
    for (const key of [`imsi ${row.imsi}`, `msisdn ${row.msisdn}`, `iccid ${row.iccid}`]) {
      const other = oldest.get(key);
      if (!other || isBefore(row, other)) oldest.set(key, row);
    }
  return (identity) => {
    for (const { kind, number } of candidates(identity)) {
      const found = number && oldest.get(`${kind} ${number}`);
      if (found) return found;
    }
    return undefined;
  };
}

const isBefore = (a: Row, b: Row) =>
  (Number(a.givenUp) - Number(b.givenUp) ||
    a.createdAt.getTime() - b.createdAt.getTime() ||
    (a.id < b.id ? -1 : 1)) < 0;

/** The name is asked only when the network itself says nothing: a device that chose another's name must not count as it. */
function candidates({ imsi, msisdn, userName }: Identity) {
  if (imsi || msisdn)
    return [
      { kind: "imsi", number: imsi },
      { kind: "msisdn", number: msisdn },
    ];
  return ["imsi", "iccid", "msisdn"].map((kind) => ({ kind, number: userName }));
}
