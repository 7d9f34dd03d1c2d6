import { Pool } from "pg";
import { afterAll, inject } from "vitest";
import type { AccountName, Member, ProviderOperator } from "@/lib/access/actor";
import { allPermissions, allProviderPermissions, type Permission } from "@/lib/access/permissions";
import { builtInRoles } from "@/lib/access/roles";
import type { Scope } from "@/lib/access/scope";
import { newId } from "@/lib/kernel/id";

let superuser: Pool | undefined;
let server: string | undefined;
afterAll(() => superuser?.end());

/** For a test that has a server of its own: what is arranged is arranged there. */
export function arrangeOn(adminUrl: string): void {
  server = adminUrl;
}

/** SQL as a superuser, past every rule: how tests arrange what they then attempt. */
export async function asSuperuser<Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> {
  if (!superuser) {
    const url = new URL(server ?? inject("adminUrl"));
    url.pathname = new URL(process.env.DATABASE_URL ?? "").pathname;
    superuser = new Pool({ connectionString: url.toString(), max: 3 });
    superuser.on("error", () => undefined); // a server that is killed takes idle connections along
  }
  return (await superuser.query<Row>(text, values)).rows;
}

export interface TestAccount extends AccountName {
  /** built-in role → its id */
  roles: Record<keyof typeof builtInRoles, string>;
}

export async function makeAccount(slug: string): Promise<TestAccount> {
  const id = newId();
  await asSuperuser("insert into account (id, slug, name) values ($1, $2, $3)", [
    id,
    slug,
    `Account ${slug}`,
  ]);
  await asSuperuser("insert into group_counter (account_id, last_no) values ($1, 0)", [id]);
  const roles = {} as TestAccount["roles"];
  for (const [builtIn, role] of Object.entries(builtInRoles)) {
    const roleId = newId();
    await asSuperuser("insert into role (account_id, id, built_in, name) values ($1, $2, $3, $4)", [
      id,
      roleId,
      builtIn,
      role.name,
    ]);
    roles[builtIn as keyof typeof builtInRoles] = roleId;
  }
  return { id, slug, name: `Account ${slug}`, roles };
}

export interface TestGroup {
  id: string;
  no: number;
}

export async function makeGroup(account: AccountName, name: string): Promise<TestGroup> {
  const id = newId();
  const [row] = await asSuperuser<{ no: number }>(
    "update group_counter set last_no = last_no + 1 where account_id = $1 returning last_no as no",
    [account.id],
  );
  const no = row?.no ?? 0;
  await asSuperuser("insert into device_group (account_id, id, group_no, name) values ($1, $2, $3, $4)", [
    account.id,
    id,
    no,
    name,
  ]);
  return { id, no };
}

let serial = 0;

/** An active cellular device, in these groups. */
export async function makeDevice(
  account: AccountName,
  label: string,
  groups: TestGroup[] = [],
): Promise<string> {
  const id = newId();
  serial += 1;
  await asSuperuser(
    `insert into device (account_id, id, kind, state, label, iccid, imsi, msisdn, groups)
     values ($1, $2, 'cellular', 'active', $3, $4, $5, $6, $7)`,
    [
      account.id,
      id,
      label,
      `8988303${String(serial).padStart(12, "0")}`,
      `90128${String(serial).padStart(10, "0")}`,
      `88230${String(serial).padStart(8, "0")}`,
      groups.map((group) => group.no).sort((a, b) => a - b),
    ],
  );
  for (const group of groups) {
    await asSuperuser(
      "insert into device_group_member (account_id, group_no, device_id, label_key) values ($1, $2, $3, lower($4))",
      [account.id, group.no, id, label],
    );
    await asSuperuser(
      "update device_group set device_count = device_count + 1 where account_id = $1 and group_no = $2",
      [account.id, group.no],
    );
  }
  return id;
}

/** A member who holds just these permissions in this scope, by a grant of a custom role; and the actor she acts as. */
export async function makeMember(
  account: AccountName,
  permissions: readonly Permission[],
  scope: Scope = "all",
): Promise<Member> {
  const [userId, membershipId, roleId, grantId] = [newId(), newId(), newId(), newId()];
  const email = `${userId}@example.test`;
  await asSuperuser("insert into app_user (id, email, name) values ($1, $2, 'Test person')", [userId, email]);
  await asSuperuser(
    "insert into membership (account_id, id, user_id, email, name) values ($1, $2, $3, $4, 'Test person')",
    [account.id, membershipId, userId, email],
  );
  if (permissions.length > 0) {
    await asSuperuser("insert into role (account_id, id, name, permissions) values ($1, $2, $3, $4)", [
      account.id,
      roleId,
      `role ${roleId}`,
      permissions,
    ]);
    await asSuperuser(
      "insert into role_grant (account_id, id, membership_id, role_id, whole_account) values ($1, $2, $3, $4, $5)",
      [account.id, grantId, membershipId, roleId, scope === "all"],
    );
    if (scope !== "all")
      for (const no of scope)
        await asSuperuser(
          "insert into role_grant_group (account_id, grant_id, group_no) values ($1, $2, $3)",
          [account.id, grantId, no],
        );
  }
  return {
    kind: "member",
    userId,
    email,
    label: "Test person",
    address: "192.0.2.1",
    account: { id: account.id, slug: account.slug, name: account.name },
    membershipId,
    prover: "asked_before",
    scopes: new Map(permissions.map((permission) => [permission, scope])),
  };
}

/** A member with the built-in Administrator role for the whole account. */
export async function makeAdministrator(account: TestAccount): Promise<Member> {
  const member = await makeMember(account, []);
  await asSuperuser(
    "insert into role_grant (account_id, id, membership_id, role_id, whole_account) values ($1, $2, $3, $4, true)",
    [account.id, newId(), member.membershipId, account.roles.administrator],
  );
  return { ...member, scopes: new Map(allPermissions.map((permission) => [permission, "all"])) };
}

export async function makeProvider(): Promise<ProviderOperator> {
  const userId = newId();
  const email = `${userId}@provider.test`;
  await asSuperuser("insert into app_user (id, email, name) values ($1, $2, 'Provider person')", [
    userId,
    email,
  ]);
  await asSuperuser("insert into provider_operator (user_id, role) values ($1, 'operator')", [userId]);
  return {
    kind: "provider",
    userId,
    email,
    label: "Provider person",
    address: "192.0.2.2",
    prover: "asked_before",
    permissions: new Set(allProviderPermissions),
  };
}
