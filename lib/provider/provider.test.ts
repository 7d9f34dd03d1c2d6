import { beforeAll, describe, expect, it } from "vitest";
import { asSuperuser, makeAccount, makeAdministrator, makeDevice, makeProvider } from "@/db/testing/estate";
import { queuedMails } from "@/db/testing/queued-mails";
import type { Actor, ProviderOperator } from "@/lib/access/actor";
import { builtInRoles } from "@/lib/access/roles";
import { acceptInvitation } from "@/lib/auth/invitations/accept-invitation";
import { newId } from "@/lib/kernel/id";
import { perform } from "@/lib/operation/perform";
import { createAccount } from "@/lib/provider/create-account";
import { listAccounts } from "@/lib/provider/list-accounts";
import { listGateways } from "@/lib/provider/list-gateways";
import { listPlatformEvents } from "@/lib/provider/list-platform-events";
import { listQuarantinedRecords } from "@/lib/provider/list-quarantined-records";
import { listUnknownSessions } from "@/lib/provider/list-unknown-sessions";
import { registerGateway } from "@/lib/provider/register-gateway";
import { renewFirstInvitation } from "@/lib/provider/renew-first-invitation";
import { renewGatewayToken } from "@/lib/provider/renew-gateway-token";

const password = "seven quiet herons at dusk";

const linkIn = (text = "") => /http:\/\/portal\.test\/invitation\/(\S+)/.exec(text)?.[1] ?? "";

describe("the provider's console", () => {
  let operator: ProviderOperator;
  beforeAll(async () => {
    operator = await makeProvider();
  });

  const create = (slug: string, over: Record<string, string> = {}) =>
    perform(operator, createAccount, {
      name: `Customer ${slug}`,
      slug,
      administratorName: "Fay First",
      administratorEmail: `fay@${slug}.example`,
      ...over,
    });

  it("makes an account that its first administrator enters, and the provider does not", async () => {
    const account = await create("first-water");
    const roles = await asSuperuser<{ built_in: string }>("select built_in from role where account_id = $1", [
      account.id,
    ]);
    expect(roles.map((role) => role.built_in).sort()).toEqual(Object.keys(builtInRoles).sort());
    const [mail] = await queuedMails("fay@first-water.example");
    expect(mail?.subject).toBe("Your account Customer first-water on Cordon is ready");
    expect(await acceptInvitation(linkIn(mail?.text), { name: "Fay", password }, null)).toEqual({
      outcome: "done",
      account: "first-water",
    });
    const [grant] = await asSuperuser<{ whole_account: boolean; built_in: string }>(
      `select g.whole_account, r.built_in from role_grant g
       join role r on r.account_id = g.account_id and r.id = g.role_id where g.account_id = $1`,
      [account.id],
    );
    expect(grant).toEqual({ whole_account: true, built_in: "administrator" });
    const inLog = await asSuperuser<{ action: string }>(
      "select action, actor_kind from audit_event where account_id = $1 order by id",
      [account.id],
    );
    expect(inLog.map((event) => event.action)).toEqual(["account.created", "member.joined"]);
  });

  it.each([
    ["an address of Cordon's own", { slug: "provider" }],
    ["an address with a way out", { slug: "../api" }],
    ["capital letters only a browser would fold", { slug: "WATER\u0130" }],
    ["two mailboxes", { administratorEmail: "fay@a.example,eve@attacker.example" }],
    ["no name", { name: "  " }],
  ])("makes none with %s", async (_, over) => {
    await expect(create(`refused-${newId().slice(-8)}`, over)).rejects.toMatchObject({ code: "invalid" });
  });

  it("leaves nothing behind when the address is taken", async () => {
    await create("taken-water");
    await expect(create("taken-water", { administratorEmail: "second@taken.example" })).rejects.toMatchObject(
      {
        code: "conflict",
        fields: { slug: expect.any(String) },
      },
    );
    expect(await queuedMails("second@taken.example")).toEqual([]);
    expect(await asSuperuser("select 1 from invitation where email = 'second@taken.example'")).toEqual([]);
  });

  it("sends a first invitation again, which voids the one before, until somebody is in", async () => {
    const account = await create("again-water");
    const before = linkIn((await queuedMails("fay@again-water.example"))[0]?.text);
    await perform(operator, renewFirstInvitation, { accountId: account.id });
    const link = linkIn((await queuedMails("fay@again-water.example"))[0]?.text);
    expect(link).not.toBe(before);
    expect(await acceptInvitation(before, { name: "Fay", password }, null)).toEqual({ outcome: "unusable" });
    expect(await acceptInvitation(link, { name: "Fay", password }, null)).toMatchObject({ outcome: "done" });
    await expect(perform(operator, renewFirstInvitation, { accountId: account.id })).rejects.toMatchObject({
      code: "conflict",
    });
    await expect(perform(operator, renewFirstInvitation, { accountId: newId() })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("shows a gateway's token once and keeps only its hash; a renewed one voids the one before", async () => {
    const gateway = await perform(operator, registerGateway, { name: "core-radius-9" });
    const hashOf = (token: string) =>
      asSuperuser("select 1 from gateway where id = $1 and token_hash = sha256($2::bytea)", [
        gateway.id,
        Buffer.from(token),
      ]);
    expect(await hashOf(gateway.token)).toHaveLength(1);
    const renewed = await perform(operator, renewGatewayToken, { gatewayId: gateway.id });
    expect(await hashOf(gateway.token)).toHaveLength(0);
    expect(await hashOf(renewed.token)).toHaveLength(1);
    const seen = JSON.stringify([
      await perform(operator, listGateways, {}),
      await perform(operator, listPlatformEvents, {}),
      await asSuperuser("select * from platform_event"),
    ]);
    expect(seen).not.toContain(gateway.token);
    expect(seen).not.toContain(renewed.token);
    await expect(perform(operator, registerGateway, { name: "core-radius-9" })).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("lists everything once and in order, page after page, also where times are equal", async () => {
    await asSuperuser("delete from platform_event");
    await asSuperuser(
      `insert into platform_event (id, at, actor_label, action, outcome)
       select gen_random_uuid(), '2026-01-01'::timestamptz + (i / 40) * interval '1 microsecond', 'x', 'session.closed',
              case when i % 3 = 0 then 'failed' else 'done' end from generate_series(1, 130) as i`,
    );
    for (const [outcome, count] of [
      [undefined, 130],
      ["failed", 43],
    ] as const) {
      const seen: string[] = [];
      let after: string | undefined;
      do {
        const page = await perform(operator, listPlatformEvents, { after, outcome });
        seen.push(...page.rows.map((row) => row.id));
        after = page.next ?? undefined;
      } while (after);
      expect(seen).toHaveLength(count);
      expect(new Set(seen).size).toBe(count);
    }
    await expect(perform(operator, listPlatformEvents, { after: "made up" })).rejects.toMatchObject({
      code: "invalid",
    });
  });

  it("shows what no account knows, and nothing of what one does", async () => {
    const account = await makeAccount("estate");
    const device = await makeDevice(account, "secret pump 7");
    const gateway = await perform(operator, registerGateway, { name: "core-radius-8" });
    await asSuperuser(
      `insert into unknown_session (session_key, gateway_id, imsi, nas, last_heard_at, up_bytes, counters)
       values ('k', $1, '901280000000001', 'ggsn-1', now(), 5000000000, '{}')`,
      [gateway.id],
    );
    await asSuperuser(
      "insert into quarantined_record (id, gateway_id, reason, record) values (gen_random_uuid(), $1, 'no session id', '{\"a\":1}')",
      [gateway.id],
    );
    const answers = [
      await perform(operator, listAccounts, {}),
      await perform(operator, listGateways, {}),
      await perform(operator, listUnknownSessions, {}),
      await perform(operator, listQuarantinedRecords, {}),
      await perform(operator, listPlatformEvents, {}),
    ];
    const seen = JSON.stringify(answers);
    expect(seen).toContain("901280000000001");
    expect(seen).toContain("no session id");
    expect(seen).not.toContain("secret pump");
    expect(seen).not.toContain(device);
  });

  it("is not there for anybody else", async () => {
    const administrator = await makeAdministrator(await makeAccount("not-a-provider"));
    const { account: _, membershipId: __, scopes: ___, ...person } = administrator;
    const others: [Actor, string][] = [
      [{ kind: "anonymous", address: null }, "unauthenticated"],
      [{ ...person, kind: "half_signed_in", waitingFor: "second_factor" }, "incomplete_sign_in"],
      [{ ...person, kind: "stranger" }, "not_found"],
      [administrator, "not_found"],
      [{ ...operator, permissions: new Set() }, "not_found"],
    ];
    const input = {
      name: "x",
      slug: "xx",
      administratorName: "x",
      administratorEmail: "x@example.test",
      accountId: newId(),
      gatewayId: newId(),
    };
    for (const [actor, code] of others)
      for (const operation of [
        createAccount,
        renewFirstInvitation,
        registerGateway,
        renewGatewayToken,
        listAccounts,
        listGateways,
        listUnknownSessions,
        listQuarantinedRecords,
        listPlatformEvents,
      ])
        await expect(perform(actor, operation as typeof listAccounts, input as object)).rejects.toMatchObject(
          { code },
        );
  });
});
