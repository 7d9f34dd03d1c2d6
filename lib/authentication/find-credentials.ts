import "server-only";
import { askIngestDb } from "@/db/ingest";
import type { Credential } from "@/lib/authentication/sign-on";

/** What a credential is judged by, with its device and what that is given. */
const columns = `c.account_id as "accountId", c.id, c.device_id as "deviceId", c.sealed, c.key_version as "keyVersion",
  c.one_way as "oneWay", c.valid_from as "validFrom", c.valid_until as "validUntil", c.revoked_at as "revokedAt",
  c.created_at as "createdAt", c.first_used_at as "firstUsedAt", c.bound_to as "boundTo", c.nas_only as "nasOnly",
  d.state, d.isolated, d.imsi, d.msisdn, d.imei, d.framed_address as "framedAddress", p.framed_pool as "framedPool",
  p.filter_ids as "filterIds", p.session_timeout as "sessionTimeout", p.idle_timeout as "idleTimeout",
  p.interim_interval as "interimInterval"`;

/** Of a username that was given again and again, so many of the past are looked at. */
const PAST = 8;

/** For each of these look-ups the credentials of that username in any account, the newest first. */
export async function readCredentials(lookups: readonly Buffer[]): Promise<Credential[][]> {
  const found: Credential[][] = lookups.map(() => []);
  const rows = await askIngestDb<Credential & { place: number }>({
    name: "authentication-read-credentials",
    text: `select (g.place - 1)::int as place, ${columns}
        from unnest($1::bytea[]) with ordinality g (lookup, place)
        cross join lateral (
          (select * from device_credential p
           where p.username_lookup = g.lookup and p.revoked_at is null and p.replaced_at is null)
          union all
          (select * from device_credential p
           where p.username_lookup = g.lookup and (p.revoked_at is not null or p.replaced_at is not null)
           order by (p.revoked_at is null) desc, p.created_at desc limit ${PAST})
        ) c
        join device d on d.account_id = c.account_id and d.id = c.device_id
        left join network_plan p on p.id = d.plan_id
        order by c.created_at desc, c.id desc`,
    values: [lookups],
  });
  for (const row of rows) found[row.place]?.push(row);
  return found;
}

/** These credentials as they are now; one that is gone is not among them. */
export async function readAgain(credentials: readonly { accountId: string; id: string }[]) {
  return askIngestDb<Credential>({
    name: "authentication-read-again",
    text: `select ${columns} from unnest($1::uuid[], $2::uuid[]) g (account_id, id)
        join device_credential c on c.account_id = g.account_id and c.id = g.id
        join device d on d.account_id = c.account_id and d.id = c.device_id
        left join network_plan p on p.id = d.plan_id`,
    values: [credentials.map((each) => each.accountId), credentials.map((each) => each.id)],
  });
}
