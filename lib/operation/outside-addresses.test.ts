import { beforeAll, describe, expect, it } from "vitest";
import { withAuthDb } from "@/db/auth";
import { asSuperuser, makeAccount, makeMember, type TestAccount } from "@/db/testing/estate";
import type { Member } from "@/lib/access/actor";
import { readPolicy } from "@/lib/auth/sessions/read-policy";
import type { SignedIn } from "@/lib/auth/sessions/session";
import { listDevices } from "@/lib/devices/list-devices";
import { registerDevice } from "@/lib/devices/register-device";
import { newId } from "@/lib/kernel/id";
import { perform } from "@/lib/operation/perform";
import { resolveMember } from "@/lib/operation/resolve-actor";

let shut: TestAccount;
let open: TestAccount;
let member: Member;
let session: SignedIn;

beforeAll(async () => {
  shut = await makeAccount("shut");
  open = await makeAccount("open");
  member = await makeMember(shut, ["device.view", "device.register"]);
  await asSuperuser(
    "insert into membership (account_id, id, user_id, email, name) values ($1, gen_random_uuid(), $2, $3, 'Ana')",
    [open.id, member.userId, member.email],
  );
  await asSuperuser("insert into account_policy (account_id, address_ranges) values ($1, $2)", [
    shut.id,
    JSON.stringify([
      { name: "Office", range: "198.51.100.0/24" },
      { name: "VPN", range: "2001:db8:7::/48" },
    ]),
  ]);
  session = {
    sessionId: newId(),
    secretHash: "of a secret",
    userId: member.userId,
    email: member.email,
    name: "Ana",
    complete: true,
    waitingFor: null,
    providerRole: null,
    proof: { at: new Date(), with: "app" },
    factors: ["app"],
    policy: await withAuthDb((db) => readPolicy(db, member.userId)),
    accounts: [],
  };
});

const from = (address: string | null, account = shut) => resolveMember(session, account.slug, address);

describe("an account that admits named addresses only", () => {
  it.each(["198.51.100.7", "::ffff:198.51.100.7", "2001:db8:7:1::9"])("opens from %s", async (address) => {
    const actor = await from(address);
    expect(actor.kind).toBe("member");
    await perform(actor, listDevices, {});
  });

  it.each(["192.0.2.1", "198.51.101.7", "2001:db8:8::1", null])(
    "is shut from %s, to reading and to writing, and records it",
    async (address) => {
      const actor = await from(address);
      for (const attempt of [
        () => perform(actor, listDevices, {}),
        () => perform(actor, registerDevice, {} as never),
      ])
        await expect(attempt()).rejects.toMatchObject({ code: "outside_addresses" });
      const refused = await asSuperuser(
        `select 1 from audit_event where account_id = $1 and actor_id = $2 and outcome = 'refused'
           and address is not distinct from $3`,
        [shut.id, member.userId, address],
      );
      expect(refused).toHaveLength(2);
    },
  );

  it("shuts no other account of its members", async () => {
    expect((await from("192.0.2.1", open)).kind).toBe("member");
  });

  it("is not to be told apart from nothing by who is no member", async () => {
    const stranger = { ...session, userId: newId() };
    expect((await resolveMember(stranger, shut.slug, "192.0.2.1")).kind).toBe("stranger");
  });
});
