/** The short, reviewed lists of what the gate lets pass. A name is added here on purpose, with its reason, or not at all. */

/** Tables that exist before, beside or above any account. Every other table of the schema is an account's. */
export const platformTables = [
  "account",
  "account_address_range",
  "account_plan",
  "app_user",
  "gateway",
  "known_place",
  "kysely_migration",
  "kysely_migration_lock",
  "nas",
  "nas_pace",
  "nas_reboot",
  "network_plan",
  "password_history",
  "password_reset",
  "phone",
  "phone_code",
  "platform_event",
  "provider_operator",
  "quarantined_record",
  "recovery_code",
  "recovery_set",
  "security_key",
  "session",
  "sign_in_throttle",
  "totp_app",
  "totp_enrolment",
  "unknown_session",
  "user_password",
  "webauthn_challenge",
  "worker_heartbeat",
];

/** Foreign keys of account tables that may leave account_id out, because what they lead to belongs to no account. */
export const foreignKeysWithoutAccount = [
  "membership(user_id) -> app_user", // a person may be a member of several accounts
  "seeing(session_id) -> session", // and be signed in once for all of them
  "device(account_id, plan_id) -> account_plan", // the provider's, and the account leads the key
  "device(account_id, framed_range) -> account_address_range", // the same
];

/** Unique indexes of account tables that hold across accounts, and why they tell nobody of another's rows. */
export const uniqueAcrossAccounts = [
  "device_framed_address", // no two accounts' ranges meet, so only a device of the same account can have it
  "device_credential_username", // over a keyed hash; a username ends in a realm that only its own account can have
];

const account = "(account_id = (current_setting('app.account'::text))::uuid)";
const orGroups = (rule: string) => `(${account} AND ${rule})`;

/** The only policies that may let rows through, as PostgreSQL prints them. Both sides, USING and WITH CHECK, say the same. */
export const approvedPolicies = {
  cordon_web: [account],
  cordon_web_groups: [
    "public.app_sees_groups(groups)",
    "public.app_sees_group(group_no)",
    "public.app_sees_device(device_id)",
    "(requested_by = (NULLIF(current_setting('app.member'::text), ''::text))::uuid)",
    "(seer_id = (NULLIF(current_setting('app.member'::text), ''::text))::uuid)",
  ].map(orGroups),
};

/** Tables into which a group-limited request writes and from which it never reads: the record of what it did. */
export const insertOnlyForGroups = { audit_event: account };

/** Where rows may be added and never changed or removed, whoever asks. */
export const appendOnly = [
  "access_review_report",
  "audit_event",
  "containment_event",
  "offboarding",
  "platform_event",
  "role_version",
];

/** Roles that pass over row-level security, and the only account tables they may reach. */
export const bypassReach: Record<string, readonly string[]> = {
  cordon_ingest: [
    "account_usage_hour",
    "data_session",
    "device",
    "device_auth_failure",
    "device_credential",
    "device_group",
    "usage_hour",
  ],
  cordon_definer: [
    "access_request",
    "access_review",
    "access_review_item",
    "access_review_reviewer",
    "account_policy",
    "account_usage_hour",
    "audit_event",
    "containment",
    "credential_download",
    "credential_rules",
    "data_session",
    "device",
    "device_auth_failure",
    "device_credential",
    "device_group",
    "device_group_member",
    "disconnect",
    "group_counter",
    "invitation",
    "membership",
    "role",
    "role_grant",
    "role_grant_group",
    "usage_hour",
  ],
};

/** Functions that run with their owner's rights, and why each must. All belong to cordon_definer. */
export const definerFunctions = [
  "accounts_of_user(uuid)", // which accounts a person belongs to, before one is chosen
  "claim_disconnects(timestamp with time zone,interval,integer,text[])", // at each NAS's pace for all workers together, of every account
  "containments_to_look_at(timestamp with time zone,boolean,integer)", // ids only, for the worker, which then enters each account
  "count_device_states_in_scope()",
  "count_devices_in_scope()", // spares the policy on each of a million rows; reads the scope, takes no argument
  "credential_rules_in_scope()", // who is limited to groups makes credentials by the account's rules; takes no argument
  "credentials_sealed_otherwise(smallint,uuid,uuid,integer)", // the change of the key, of every account, for the worker's role
  "downloads_to_expire(timestamp with time zone,integer)", // ids only, for the worker, which then enters each account
  "end_sessions_of_member(uuid,uuid,text)", // sessions are the person's, ended only where used in the account in scope
  "end_sessions_without_grant(uuid)", // whether a grant is left in any account is asked here, and told nobody
  "enter_account(uuid)", // a session is the person's; it is told in which account it is used
  "follow_rules(uuid[],integer)", // a rule looks at every device, whoever changed one; it does what was decided before
  "follow_rules_heard(uuid[],uuid[])", // the same for the network's road, and the record of it
  "given_through_groups(integer[],timestamp with time zone)", // what a group's people hold, not who they are
  "grants_to_announce(timestamp with time zone,integer)", // ids only, for the worker, which then enters each account
  "hold_access()", // locks a row of a table that who is limited to groups does not reach, and tells nothing
  "hold_rules()", // the same
  "hold_rules_of(uuid[])", // the same
  "own_grants()", // who may see no member's grants still knows her own; reads the scope, takes no argument
  "address_ranges_in_scope()", // the account's own of a table that is the provider's; reads the scope, takes no argument
  "plans_in_scope()", // the same
  "policies_of_user(uuid,text[],text[])", // the strictest of all accounts somebody belongs to rules their sign-in
  "reviews_to_announce(timestamp with time zone,integer)", // ids only, for the worker, which then enters each account
  "keep_one_way(uuid[],text[])", // the hash in the place of a seal that open_credentials took in the same transaction
  "nas_groups()", // names only, for whoever limits a credential to them; no web role limited to groups reads a NAS
  "open_credentials(uuid[],timestamp with time zone)", // no web role reads a sealed password but through this, in its scope
  "renew_gateway_token(uuid,bytea,timestamp with time zone,boolean,timestamp with time zone,boolean)", // moves a hash that no web role reads
  "reseal_credentials(uuid[],uuid[],bytea[],bytea[],smallint)", // puts one seal in the place of another, for the worker's role
  "second_factors_of_members()", // kinds and counts only, of members of the account in scope
  "sessions_left_open(uuid[])", // a count for the proof that nothing is left of who was removed from the account in scope
  "sessions_of_member(uuid)",
  "store_credentials(uuid[],bytea,text[],bytea,bytea,smallint,timestamp with time zone,timestamp with time zone,timestamp with time zone,text[],text[],uuid,text,boolean,timestamp with time zone,boolean)", // no web role writes a sealed password; a username may be another account's
  "sync_device_groups(uuid[],integer[])", // a device may also be in groups that the caller does not see
  "usage_in_scope(timestamp with time zone)",
  "walk_scope(boolean,boolean,text,uuid,integer,integer)", // spares the policy on each device it looks at
  "withdraw_own_request(uuid,timestamp with time zone)", // one's own only; whoever is limited to groups may write no decision
];

/** Columns with secrets, and the roles that may read them. */
export const secretColumns: Record<string, readonly string[]> = {
  "public.user_password.hash": ["cordon_auth"],
  "public.session.token_hash": ["cordon_auth"],
  "public.password_reset.token_hash": ["cordon_auth"],
  "public.password_history.hash": ["cordon_auth"],
  "public.totp_enrolment.secret": ["cordon_auth"],
  "public.totp_app.secret": ["cordon_auth"],
  "public.security_key.public_key": ["cordon_auth"],
  "public.webauthn_challenge.challenge": ["cordon_auth"],
  "public.phone.number": ["cordon_auth"],
  "public.phone_code.hash": ["cordon_auth"],
  "public.recovery_set.salt": ["cordon_auth"],
  "public.recovery_code.hash": ["cordon_auth"],
  "public.known_place.place": ["cordon_auth"],
  "public.sign_in_throttle.subject": ["cordon_auth", "cordon_worker"],
  "public.gateway.token_hash": ["cordon_ingest", "cordon_definer"],
  "public.gateway.old_token_hash": ["cordon_ingest"],
  "public.nas.disconnect_secret_sealed": ["cordon_worker"],
  "public.device_credential.sealed": ["cordon_ingest", "cordon_definer"],
  "public.device_credential.username_lookup": ["cordon_ingest", "cordon_definer"],
  "public.device_credential.one_way": ["cordon_ingest", "cordon_definer"],
  "pgboss.job.data": ["cordon_worker"],
};

/** The roles that processes sign in as. */
export const logins = ["cordon_web", "cordon_web_groups", "cordon_auth", "cordon_worker", "cordon_ingest"];
