import {
  asSuperuser,
  makeAccount,
  makeDevice,
  makeGroup,
  makeMember,
  type TestAccount,
  type TestGroup,
} from "@/db/testing/estate";
import { fillSeeing } from "@/db/testing/fill-seeing";
import type { Member } from "@/lib/access/actor";
import { newId } from "@/lib/kernel/id";

export interface FilledAccount {
  account: TestAccount;
  member: Member;
  group: TestGroup;
  device: string;
}

/** An account with at least one row in every account table. A new table gets its row here, or db/tenancy.test.ts says so. */
export async function fillEveryTable(slug: string): Promise<FilledAccount> {
  const account = await makeAccount(slug);
  const group = await makeGroup(account, "North");
  const device = await makeDevice(account, "meter 1", [group]);
  const member = await makeMember(account, ["device.view"], [group.no]);
  await fillDevice(account, device);
  await asSuperuser(
    `insert into invitation (account_id, id, email, role_id, whole_account, token_hash, created_by_label, expires_at)
     values ($1, $2, 'guest@example.test', $3, true, sha256($2::uuid::text::bytea), 'Test person', now() + interval '1 day')`,
    [account.id, newId(), account.roles.technician],
  );
  await asSuperuser(
    `insert into audit_event (account_id, id, actor_kind, actor_label, operation, action, outcome)
     values ($1, $2, 'system', 'Test', 'device.register', 'device.registered', 'done')`,
    [account.id, newId()],
  );
  await asSuperuser(
    "insert into account_usage_hour (account_id, hour, up_bytes) values ($1, date_trunc('hour', now()), 1)",
    [account.id],
  );
  await asSuperuser(
    `insert into role_version (account_id, role_id, version, change, name, description, permissions, changed_by_label)
     select account_id, id, 1, 'created', name, description, permissions, 'Test person' from role
     where account_id = $1 and built_in is null`,
    [account.id],
  );
  await fillImport(account, member);
  await fillBulkAction(account, member, [device]);
  await asSuperuser("insert into account_policy (account_id) values ($1)", [account.id]);
  await fillFactorReset(account, member.membershipId, member);
  await fillAccessRequest(account, member.membershipId);
  await asSuperuser(
    `insert into offboarding (account_id, id, reason, done_by, done_by_label, people)
     values ($1, $2, 'Done', $3, 'Test person', '[]')`,
    [account.id, newId(), member.membershipId],
  );
  await fillAdvice(account, member.membershipId, group);
  await fillSeeing(member, await makeMember(account, []));
  const review = await fillReview(account, member.membershipId);
  await asSuperuser(
    `insert into access_review_report (account_id, review_id, signed_by, signed_by_label, counts, items)
     values ($1, $2, $3, 'Test person', '{}', '[]')`,
    [account.id, review.id, member.membershipId],
  );
  await fillCredentials(account, member.membershipId);
  return { account, member, group, device };
}

/** One row in each table that hangs on a device. */
export async function fillDevice(account: { id: string }, device: string): Promise<void> {
  await asSuperuser(
    `insert into device_state_change (account_id, id, device_id, to_state, actor_label)
     values ($1, $2, $3, 'active', 'Test person')`,
    [account.id, newId(), device],
  );
  await asSuperuser(
    `insert into data_session (account_id, id, device_id, session_key, acct_session_id, nas, started_at, last_heard_at, counters)
     values ($1, $2, $3, $2::uuid::text, 'a', 'gw', now(), now(), '{}')`,
    [account.id, newId(), device],
  );
  await asSuperuser(
    "insert into usage_hour (account_id, device_id, hour, up_bytes) values ($1, $2, date_trunc('hour', now()), 1)",
    [account.id, device],
  );
  await asSuperuser(
    `insert into device_credential (account_id, id, device_id, username, username_lookup, sealed, key_version, valid_from,
       created_at, created_by_label)
     values ($1, $2, $3, 'meter@test', sha256($2::uuid::text::bytea), '\\x00', 0, now(), now(), 'Test person')`,
    [account.id, newId(), device],
  );
  await asSuperuser(
    `insert into device_auth_failure (account_id, device_id, day, reason, failures, last_at)
     values ($1, $2, current_date, 'wrong_password', 1, now())`,
    [account.id, device],
  );
  await fillContainment(account, device);
}

/** A session of this device that could not be ended when the device was suspended. */
async function fillContainment(account: { id: string }, device: string): Promise<void> {
  const id = newId();
  await asSuperuser(
    `insert into containment (account_id, id, device_id, cause, asked_at, asked_by, asked_by_label, status, sessions,
       refused_until, heard_until, next_look_at, last_change_at)
     values ($1, $2, $3, 'suspended', now(), null, 'Test person', 'gave_up', 1, now(), now(), now(), now())`,
    [account.id, id, device],
  );
  await asSuperuser(
    `insert into disconnect (account_id, id, containment_id, device_id, session_id, nas, acct_session_id, status)
     select s.account_id, $2, $3, s.device_id, s.id, s.nas, s.acct_session_id, 'gave_up' from data_session s
     where s.account_id = $1 and s.device_id = $4 limit 1`,
    [account.id, newId(), id, device],
  );
  await asSuperuser(
    `insert into containment_event (account_id, id, containment_id, device_id, at, kind)
     values ($1, $2, $3, $4, now(), 'contained')`,
    [account.id, newId(), id, device],
  );
}

/** How the account makes credentials, and a file of them. */
async function fillCredentials(account: { id: string }, membershipId: string): Promise<void> {
  await asSuperuser(
    `insert into credential_rules (account_id, realm, pattern, password_length, alphabet)
     values ($1, 'devices.example', '{label}@{realm}', 20, 'unambiguous')`,
    [account.id],
  );
  await fillDownload(account, membershipId);
}

/** A file of credentials that this member may fetch. */
export async function fillDownload(account: { id: string }, membershipId: string): Promise<void> {
  await asSuperuser(
    `insert into credential_download (account_id, id, requested_by, session_id, what, total, format, reason, passphrase_hash, created_at, expires_at)
     values ($1, $2, $3, $2, '{}', 1, 'csv', 'Needed', sha256('x'), now(), now() + interval '15 minutes')`,
    [account.id, newId(), membershipId],
  );
}

/** A file of devices with one problem in it; returns its id. */
export async function fillImport(account: { id: string }, member: Member): Promise<string> {
  const id = newId();
  await asSuperuser(
    `insert into device_import (account_id, id, file_name, requested_by, requested_by_label, content)
     values ($1, $2, 'devices.csv', $3, 'Test person', 'label')`,
    [account.id, id, member.membershipId],
  );
  await asSuperuser(
    `insert into device_import_problem (account_id, import_id, position, line, field, value, problem)
     values ($1, $2, 0, 2, 'iccid', 'x', 'is not an ICCID')`,
    [account.id, id],
  );
  return id;
}

/** Work on these devices that this member asked for; returns its id. */
export async function fillBulkAction(
  account: { id: string },
  member: Member,
  devices: readonly string[],
): Promise<string> {
  const id = newId();
  await asSuperuser(
    `insert into bulk_action (account_id, id, operation, requested_by, requested_by_label, total)
     values ($1, $2, 'device.suspend', $3, 'Test person', $4)`,
    [account.id, id, member.membershipId, devices.length],
  );
  for (const [position, device] of devices.entries())
    await asSuperuser(
      `insert into bulk_action_item (account_id, bulk_action_id, position, device_id, device_label)
       values ($1, $2, $3, $4, 'meter')`,
      [account.id, id, position, device],
    );
  return id;
}

/** A reset of this member's second factor, which waits for its confirmation. */
export async function fillFactorReset(
  account: { id: string },
  membershipId: string,
  requester: Member,
): Promise<void> {
  await asSuperuser(
    `insert into factor_reset (account_id, id, membership_id, token_hash, reason, created_by, created_by_label, expires_at)
     values ($1, $2, $3, sha256($2::uuid::text::bytea), 'Lost', $4, 'Test person', now() + interval '1 day')`,
    [account.id, newId(), membershipId, requester.membershipId],
  );
}

/** A request of this member for the permission to order stock; returns its id. */
export async function fillAccessRequest(account: { id: string }, membershipId: string): Promise<string> {
  const id = newId();
  await asSuperuser(
    `insert into access_request (account_id, id, requested_by, permission, whole_account, reason)
     values ($1, $2, $3, 'stock.order', true, 'Needed')`,
    [account.id, id, membershipId],
  );
  return id;
}

/** A running review of this member's first grant, which they started and decide on themselves. */
export async function fillReview(
  account: { id: string },
  membershipId: string,
  title = "Review",
): Promise<{ id: string; itemId: string }> {
  const [id, itemId] = [newId(), newId()];
  await asSuperuser(
    `insert into access_review (account_id, id, title, kind, started_by, started_by_label, due_at)
     values ($1, $2, $4, 'everybody', $3, 'Test person', now() + interval '20 days')`,
    [account.id, id, membershipId, title],
  );
  await asSuperuser(
    "insert into access_review_reviewer (account_id, review_id, membership_id) values ($1, $2, $3)",
    [account.id, id, membershipId],
  );
  await asSuperuser(
    `insert into access_review_item (account_id, id, review_id, position, grant_id, membership_id, role_id, role_name,
       whole_account, groups, since, grant_version, role_version, used, reviewer_id)
     select g.account_id, $2, $3, 0, g.id, g.membership_id, r.id, r.name, g.whole_account, '[]', g.created_at, g.version,
       r.version, 'null', g.membership_id
     from role_grant g join role r on r.account_id = g.account_id and r.id = g.role_id
     where g.account_id = $1 and g.membership_id = $4 order by g.id limit 1`,
    [account.id, itemId, id, membershipId],
  );
  return { id, itemId };
}

/** What this member's permission was used for, since when it is held, and what the advisor keeps beside it. */
async function fillAdvice(account: { id: string }, membershipId: string, group: TestGroup): Promise<void> {
  const values = [account.id, membershipId, group.no];
  await asSuperuser(
    `insert into permission_use (account_id, membership_id, permission, group_no, day, uses, last_used_at)
     values ($1, $2, 'device.view', $3, current_date, 1, now())`,
    values,
  );
  await asSuperuser(
    `insert into permission_last_use (account_id, membership_id, permission, group_no, last_used_at)
     values ($1, $2, 'device.view', $3, now())`,
    values,
  );
  await asSuperuser(
    `insert into grant_holding (account_id, grant_id, whole_account, group_nos, reach_since, permissions_since)
     select account_id, id, whole_account, array[$3::int], now(), '{}' from role_grant where account_id = $1 and membership_id = $2`,
    values,
  );
  await asSuperuser(
    `insert into account_figure (account_id, day, members, elevated_holders, without_factor, unused_permissions)
     values ($1, current_date, 1, 0, 1, 0)`,
    [account.id],
  );
  await asSuperuser(
    `insert into advice_dismissal (account_id, kind, subject_id, reason, dismissed_by, dismissed_by_label, until)
     values ($1, 'stale', $2, 'On leave', $2, 'Test person', now() + interval '1 day')`,
    [account.id, membershipId],
  );
}
