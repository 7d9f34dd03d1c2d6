import { asSuperuser, makeAccount, makeDevice, makeGroup, makeMember } from "@/db/testing/estate";
import {
  fillBulkAction,
  fillDevice,
  fillFactorReset,
  fillImport,
  fillReview,
} from "@/db/testing/fill-every-table";
import { giveFactor } from "@/db/testing/give-factor";
import type { Place } from "@/db/testing/matrix/world";
import { makeRecords } from "@/lib/credentials/make-records";
import type { Noun } from "@/lib/kernel/errors";
import { newId } from "@/lib/kernel/id";
import { printOf } from "@/lib/people/import/check-against-account";

export interface Made {
  id: string;
  /** what it is called: always with its place's canary in it */
  label: string;
  /** words only its kind has */
  [key: string]: unknown;
}

/** Makes a fresh target in a place. */
export interface Maker {
  /** what its absence is called; null when the operation answers for itself */
  noun: Noun | null;
  /** whether who is limited to its group reaches it; if not, only who holds the whole account does */
  grouped: boolean;
  make(place: Place): Promise<Made>;
}

let serial = 0;
const name = (place: Place, what: string) => `${place.canary} ${what} ${++serial}`;

export const device = (state = "active"): Maker => ({
  noun: "device",
  grouped: true,
  async make(place) {
    const label = name(place, "device");
    const id = await makeDevice(place.account, label, [place.group]);
    await fillDevice(place.account, id);
    const [row] = await asSuperuser<{ iccid: string }>(
      "update device set state = $2 where id = $1 returning iccid",
      [id, state],
    );
    return { id, label, iccid: row?.iccid };
  },
});

/** One that is isolated already. */
export const isolatedDevice: Maker = {
  ...device(),
  async make(place) {
    const made = await device().make(place);
    await asSuperuser("update device set isolated = true where id = $1", [made.id]);
    return made;
  },
};

/** A group of a device's own place: what a group-limited actor holds is the place's one group, so it is that. */
export const group: Maker = {
  noun: "group",
  grouped: true,
  async make(place) {
    return { ...place.group, label: `${place.canary} group` };
  },
};

/** A group that may be changed or deleted, because nothing else of the matrix needs it. */
export const ownGroup: Maker = {
  noun: "group",
  grouped: false,
  async make(place) {
    const label = name(place, "group");
    return { ...(await makeGroup(place.account, label)), label };
  },
};

export const member: Maker = {
  noun: "member",
  grouped: false,
  async make(place) {
    const label = name(place, "person");
    const made = await makeMember(place.account, []);
    await asSuperuser("update membership set name = $2 where id = $1", [made.membershipId, label]);
    return { id: made.membershipId, label, userId: made.userId };
  },
};

/** Somebody with an authenticator app, and on request with a reset of it that waits for the mail to be answered. */
export const memberWithFactor = (waiting: "reset waiting" | "nothing waiting"): Maker => ({
  ...member,
  async make(place) {
    const made = await member.make(place);
    await giveFactor(String(made.userId), "app");
    if (waiting === "reset waiting") await fillFactorReset(place.account, made.id, place.administrator);
    return made;
  },
});

/** A role that holds nothing, so that whoever may give roles may give this one. */
export const role: Maker = {
  noun: "role",
  grouped: false,
  async make(place) {
    const [id, label] = [newId(), name(place, "role")];
    await asSuperuser("insert into role (account_id, id, name) values ($1, $2, $3)", [
      place.account.id,
      id,
      label,
    ]);
    return { id, label };
  },
};

/** Such a role known by a name of its own, and what a file that names it is shown under. */
export const namedRole: Maker = {
  ...role,
  async make(place) {
    const made = await role.make(place);
    const roleName = newId();
    await asSuperuser("update role set name = $2, description = $3 where id = $1", [
      made.id,
      roleName,
      made.label,
    ]);
    return { ...made, roleName, print: printOf({ id: made.id, version: 1 }, "all") };
  },
};

/** Of whom a second factor is required personally. */
export const memberUnderFactor: Maker = {
  ...member,
  async make(place) {
    const made = await member.make(place);
    await asSuperuser("update membership set second_factor_required = true where id = $1", [made.id]);
    return made;
  },
};

/** A grant of such a role for the whole account. */
export const grant: Maker = {
  noun: "grant",
  grouped: false,
  async make(place) {
    const [holder, held, id] = [await member.make(place), await role.make(place), newId()];
    await asSuperuser(
      "insert into role_grant (account_id, id, membership_id, role_id, whole_account) values ($1, $2, $3, $4, true)",
      [place.account.id, id, holder.id, held.id],
    );
    return { id, label: holder.label, roleId: held.id };
  },
};

/** The same with an end that can be moved. */
export const endingGrant: Maker = {
  ...grant,
  async make(place) {
    const made = await grant.make(place);
    await asSuperuser("update role_grant set ends_at = now() + interval '10 days' where id = $1", [made.id]);
    return made;
  },
};

/** A request for more time with such a grant, so that whoever may give grants may decide it. */
export const extensionRequest: Maker = {
  noun: "access_request",
  grouped: false,
  async make(place) {
    const made = await endingGrant.make(place);
    const id = newId();
    await asSuperuser(
      `insert into access_request (account_id, id, requested_by, grant_id, grant_ends_at, wanted_until, reason)
       select account_id, $1, membership_id, id, ends_at, ends_at + interval '10 days', 'Not done yet'
       from role_grant where id = $2`,
      [id, made.id],
    );
    return { id, label: made.label };
  },
};

/** A person of a company that has nobody else. */
export const companyMember: Maker = {
  ...member,
  async make(place) {
    const made = await member.make(place);
    const company = newId();
    await asSuperuser("update membership set company = $2 where id = $1", [made.id, company]);
    return { ...made, company };
  },
};

export const offboarding: Maker = {
  noun: "offboarding",
  grouped: false,
  async make(place) {
    const [id, label] = [newId(), name(place, "company")];
    await asSuperuser(
      `insert into offboarding (account_id, id, company, reason, done_by, done_by_label, people)
       values ($1, $2, $3, 'Done', $2, 'Test person', '[]')`,
      [place.account.id, id, label],
    );
    return { id, label };
  },
};

export const invitation: Maker = {
  noun: "invitation",
  grouped: false,
  async make(place) {
    const [id, held] = [newId(), await role.make(place)];
    const label = `${place.canary}-${++serial}@example.test`;
    await asSuperuser(
      `insert into invitation (account_id, id, email, role_id, whole_account, token_hash, created_by_label, expires_at)
       values ($1, $2, $3, $4, true, sha256($2::uuid::text::bytea), 'Test person', now() + interval '1 day')`,
      [place.account.id, id, label, held.id],
    );
    return { id, label };
  },
};

/** Work of this kind that a colleague asked for, on one device of the place. */
const work = async (place: Place, kind: string, state?: string) => {
  const [asker, target] = [await makeMember(place.account, []), await device(state).make(place)];
  const id = await fillBulkAction(place.account, asker, [target.id]);
  await asSuperuser("update bulk_action set operation = $2 where id = $1", [id, kind]);
  return { id, device: target };
};

export const bulkAction = (kind: string): Maker => ({
  noun: "bulk_action",
  grouped: false,
  async make(place) {
    const { id, device: on } = await work(place, kind);
    return { id, label: on.label };
  },
});

/** One device of such work. */
export const bulkItem = (kind: string, state?: string): Maker => ({
  noun: "device",
  grouped: true,
  async make(place) {
    const made = await work(place, kind, state);
    if (kind === "release")
      await asSuperuser("update device set isolated = true where id = $1", [made.device.id]);
    return { ...made.device, bulkActionId: made.id };
  },
});

export const upload: Maker = {
  noun: "import",
  grouped: false,
  async make(place) {
    const id = await fillImport(place.account, await makeMember(place.account, []));
    const label = `${name(place, "file")}.csv`;
    const content = `kind,label,dev_eui\nlorawan,${name(place, "imported")},${newDevEui()}\n`;
    await asSuperuser("update device_import set file_name = $2, content = $3 where id = $1", [
      id,
      label,
      content,
    ]);
    return { id, label };
  },
};

export const newDevEui = (): string => newId().replaceAll("-", "").slice(-16);

export const auditEvent: Maker = {
  noun: null,
  grouped: false,
  async make(place) {
    const [id, label] = [newId(), name(place, "event")];
    await asSuperuser(
      `insert into audit_event (account_id, id, actor_kind, actor_label, operation, action, outcome)
       values ($1, $2, 'system', $3, 'device.register', 'device.registered', 'done')`,
      [place.account.id, id, label],
    );
    return { id, label };
  },
};

export const gateway: Maker = {
  noun: null,
  grouped: false,
  async make(place) {
    const [id, label] = [newId(), name(place, "gateway")];
    await asSuperuser(
      `insert into gateway (id, name, token_hash, old_token_hash, old_token_until)
       values ($1::uuid, $2, sha256($2::text::bytea), sha256($1::uuid::text::bytea), now() + interval '1 day')`,
      [id, label],
    );
    return { id, label };
  },
};

export const nas: Maker = {
  noun: null,
  grouped: false,
  async make(place) {
    const [id, label, behind] = [newId(), name(place, "nas"), await gateway.make(place)];
    await asSuperuser("insert into nas (id, gateway_id, name) values ($1, $2, $3)", [id, behind.id, label]);
    return { id, label };
  },
};

export const plan: Maker = {
  noun: null,
  grouped: false,
  async make(place) {
    const [id, label] = [newId(), name(place, "plan")];
    await asSuperuser("insert into network_plan (id, name) values ($1, $2)", [id, label]);
    return { id, label };
  },
};

/** An account as the provider names it. */
export const customer: Maker = {
  noun: null,
  grouped: false,
  async make() {
    const { id, name: label } = await makeAccount(`customer-${++serial}`);
    return { id, label };
  },
};

/** A plan and the account that was given it. */
export const givenPlan: Maker = {
  noun: null,
  grouped: false,
  async make(place) {
    const [{ id }, account] = [await plan.make(place), await customer.make(place)];
    await asSuperuser("insert into account_plan (account, plan_id) values ($1, $2)", [account.id, id]);
    return { id, label: account.id };
  },
};

let ranges = 0;
export const newRange = (): string => {
  ranges += 1;
  return `10.${ranges >> 8}.${ranges & 255}.0/24`;
};

export const addressRange: Maker = {
  noun: null,
  grouped: false,
  async make(place) {
    const [label, { id }] = [newRange(), await customer.make(place)];
    await asSuperuser("insert into account_address_range (account, range) values ($1, $2)", [id, label]);
    return { id, label };
  },
};

/** An account whose first administrator has not come yet. */
export const emptyAccount: Maker = {
  noun: null,
  grouped: false,
  async make(place) {
    const account = await makeAccount(`empty-${++serial}`);
    await invitation.make({ ...place, account });
    return { id: account.id, label: account.name };
  },
};

/** Somebody who may give and take grants, and so may review. */
export const manager: Maker = {
  ...member,
  async make(place) {
    const label = name(place, "manager");
    const made = await makeMember(place.account, ["grant.manage", "member.view"]);
    await asSuperuser("update membership set name = $2 where id = $1", [made.membershipId, label]);
    return { id: made.membershipId, label, userId: made.userId };
  },
};

/** A running review of one grant. */
export const review: Maker = {
  noun: "access_review",
  grouped: false,
  async make(place) {
    const label = name(place, "review");
    const held = await grant.make(place);
    const [row] = await asSuperuser<{ holder: string }>(
      "select membership_id as holder from role_grant where id = $1",
      [held.id],
    );
    const made = await fillReview(place.account, row?.holder ?? "", label);
    return { ...made, label, grantId: held.id };
  },
};

/** A device with a good credential, which opens, and that credential. */
export const credential: Maker = {
  noun: "credential",
  grouped: true,
  async make(place) {
    const made = await device().make(place);
    await asSuperuser("delete from device_credential where device_id = $1", [made.id]);
    const records = makeRecords(
      place.account.id,
      [{ deviceId: made.id, username: `${made.id}@${place.account.slug}` }],
      { alphabet: "unambiguous", passwordLength: 20 },
    );
    const [row] = await asSuperuser<{ id: string }>(
      `insert into device_credential (account_id, id, device_id, username, username_lookup, sealed, key_version, valid_from,
         created_at, created_by_label)
       values ($1, $2, $3, $4, $5, $6, $7, now() - interval '1 hour', now(), 'Test person') returning id`,
      [
        place.account.id,
        newId(),
        made.id,
        `${place.canary}@${place.account.slug}`,
        records.lookups,
        records.sealed,
        records.keyVersion,
      ],
    );
    return { id: row?.id ?? "", label: made.label, deviceId: made.id };
  },
};

/** A file with such a credential, asked for by a colleague, which its passphrase opens. */
export const download: Maker = {
  noun: null,
  grouped: true,
  async make(place) {
    const made = await credential.make(place);
    const [id, asker] = [newId(), await makeMember(place.account, [])];
    await asSuperuser(
      `insert into credential_download (account_id, id, requested_by, session_id, what, total, format, reason, passphrase_hash,
         created_at, expires_at)
       values ($1, $2, $3, $2, $4, 1, 'csv', 'Needed', sha256('passphrase'), now(), now() + interval '15 minutes')`,
      [place.account.id, id, asker.membershipId, JSON.stringify({ deviceIds: [made.deviceId] })],
    );
    return { id, label: made.label };
  },
};

/** A device without a credential. */
export const bareDevice: Maker = {
  noun: "device",
  grouped: true,
  async make(place) {
    const made = await device().make(place);
    await asSuperuser("delete from device_credential where device_id = $1", [made.id]);
    return made;
  },
};
