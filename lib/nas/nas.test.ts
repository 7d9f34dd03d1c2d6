import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { withIngestDb } from "@/db/ingest";
import { withWorkerDb } from "@/db/jobs";
import { pool } from "@/db/pools";
import { asSuperuser, makeAccount, makeAdministrator, makeMember, makeProvider } from "@/db/testing/estate";
import type { Actor, ProviderOperator } from "@/lib/access/actor";
import { keyRing, makeRing } from "@/lib/credentials/keys";
import { newId } from "@/lib/kernel/id";
import { addNas } from "@/lib/nas/add-nas";
import { changeGateway } from "@/lib/nas/change-gateway";
import { changeNas } from "@/lib/nas/change-nas";
import { endOldToken } from "@/lib/nas/end-old-token";
import { getGateway } from "@/lib/nas/get-gateway";
import { removeNas } from "@/lib/nas/remove-nas";
import { resealNasSecrets } from "@/lib/nas/reseal-secrets";
import { openNasSecret } from "@/lib/nas/seal-secret";
import { perform } from "@/lib/operation/perform";
import { listGateways } from "@/lib/provider/list-gateways";
import { listPlatformEvents } from "@/lib/provider/list-platform-events";
import { registerGateway } from "@/lib/provider/register-gateway";
import { renewGatewayToken } from "@/lib/provider/renew-gateway-token";

const secret = "correct-horse-battery";

describe("what stands behind a gateway", () => {
  let operator: ProviderOperator;
  let gatewayId: string;
  let serial = 0;
  beforeAll(async () => {
    operator = await makeProvider();
    gatewayId = (await perform(operator, registerGateway, { name: "core" })).id;
  });

  const add = (over: Record<string, unknown> = {}) => {
    serial += 1;
    return perform(operator, addNas, { gatewayId, name: `pgw-${serial}`, addresses: [], ...over });
  };

  const stored = async (id: string) =>
    (
      await asSuperuser<{ sealed: Buffer | null; version: number | null }>(
        "select disconnect_secret_sealed as sealed, disconnect_key_version as version from nas where id = $1",
        [id],
      )
    )[0];

  it("keeps addresses in their one form, and shows everything but the secret", async () => {
    const { id } = await add({
      name: "lns-1",
      addresses: ["192.0.2.7", "2001:DB8:0::7", "192.0.2.7"],
      group: "europe",
      disconnectAddress: "192.0.2.7",
      disconnectSecret: secret,
      disconnectsPerSecond: 5,
    });
    const seen = await perform(operator, getGateway, { gatewayId });
    expect(seen.nases.find((nas) => nas.id === id)).toMatchObject({
      name: "lns-1",
      addresses: ["192.0.2.7", "2001:db8::7"],
      group: "europe",
      disconnectAddress: "192.0.2.7",
      disconnectPort: 3799,
      disconnectsPerSecond: 5,
      secretSetAt: expect.any(String),
    });
    expect(seen.groups).toContain("europe");
    const { sealed, version } = (await stored(id)) ?? {};
    expect(openNasSecret(id, sealed ?? Buffer.alloc(0), version ?? -1)).toBe(secret);
    expect(() => openNasSecret(newId(), sealed ?? Buffer.alloc(0), version ?? -1)).toThrow();
  });

  it("tells the secret in no answer, no record of what happened, no dump and no web role", async () => {
    const { id } = await add({ disconnectAddress: "192.0.2.8", disconnectSecret: secret });
    const everything = JSON.stringify([
      await perform(operator, getGateway, { gatewayId }),
      await perform(operator, listGateways, {}),
      await perform(operator, listPlatformEvents, {}),
      await asSuperuser("select *, encode(disconnect_secret_sealed, 'escape') as bytes from nas"),
      await asSuperuser("select * from platform_event"),
    ]);
    expect(everything).toContain(id);
    expect(everything).not.toContain(secret);
    for (const role of ["cordon_web", "cordon_web_groups", "cordon_auth", "cordon_ingest"] as const)
      for (const column of ["disconnect_secret_sealed", "*"])
        await expect(pool(role).query(`select ${column} from nas`)).rejects.toMatchObject({ code: "42501" });
    await expect(pool("cordon_web_groups").query("select name from nas")).rejects.toThrow(/denied/);
    await expect(withIngestDb((_, client) => client.query("update nas set nas_group = 'x'"))).rejects.toThrow(
      /denied/,
    );
    expect((await pool("cordon_web_groups").query("select nas_groups()")).rows.length).toBeGreaterThan(0);
  });

  it("keeps the secret when nothing is entered, replaces or removes it, and asks again when it would go elsewhere", async () => {
    const { id } = await add({ name: "keeps", disconnectAddress: "192.0.2.20", disconnectSecret: secret });
    const change = (version: number, over: Record<string, unknown> = {}) =>
      perform(operator, changeNas, {
        nasId: id,
        version,
        name: "keeps",
        addresses: [],
        disconnectAddress: "192.0.2.20",
        ...over,
      });
    const before = await stored(id);
    await change(1, { group: "asia" });
    expect(await stored(id)).toEqual(before);
    await expect(change(2, { disconnectAddress: "198.51.100.66" })).rejects.toMatchObject({
      fields: { disconnectSecret: "The address is another one. Enter the secret again." },
    });
    await expect(change(1)).rejects.toMatchObject({ code: "conflict" });
    await change(2, { disconnectAddress: "198.51.100.66", disconnectSecret: `${secret}-2` });
    expect((await stored(id))?.sealed).not.toEqual(before?.sealed);
    await expect(change(3, { disconnectSecret: null })).rejects.toMatchObject({ code: "invalid" });
    await change(3, { disconnectSecret: null, disconnectAddress: null });
    expect(await stored(id)).toEqual({ sealed: null, version: null });
  });

  it("leads a name and an address to one NAS only, and never calls a NAS like a group", async () => {
    await add({ name: "one", addresses: ["203.0.113.1"], group: "north" });
    const refusals: [Record<string, unknown>, string][] = [
      [{ name: "one" }, "name"],
      [{ name: "203.0.113.1" }, "name"],
      [{ name: "north" }, "name"],
      [{ name: "same", group: "same" }, "name"],
      [{ addresses: ["203.0.113.1"] }, "addresses"],
      [{ addresses: ["203.0.113.0/24"] }, "addresses"],
      [{ addresses: ["pgw.example"] }, "addresses"],
      [{ group: "one" }, "group"],
      [{ disconnectAddress: "203.0.113.9" }, "disconnectSecret"],
      [{ disconnectAddress: "0.0.0.0", disconnectSecret: secret }, "disconnectAddress"],
      [{ disconnectAddress: "224.0.0.1", disconnectSecret: secret }, "disconnectAddress"],
      [{ disconnectAddress: "nas.example", disconnectSecret: secret }, "disconnectAddress"],
      [{ disconnectSecret: "short" }, "disconnectSecret"],
      [{ disconnectSecret: `${secret}\nx` }, "disconnectSecret"],
      [{ disconnectPort: 0 }, "disconnectPort"],
      [{ disconnectsPerSecond: 1_001 }, "disconnectsPerSecond"],
      [{ name: " " }, "name"],
    ];
    for (const [over, field] of refusals)
      await expect(add(over), JSON.stringify(over)).rejects.toMatchObject({
        code: "invalid",
        fields: { [field]: expect.any(String) },
      });
    const both = await Promise.allSettled([
      add({ name: "race-a", addresses: ["203.0.113.77"] }),
      add({ name: "race-b", addresses: ["203.0.113.77"] }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("is removed with its secret, and the record says what it was", async () => {
    const { id } = await add({ name: "gone" });
    await perform(operator, removeNas, { nasId: id });
    expect(await stored(id)).toBeUndefined();
    const [event] = await asSuperuser<{ detail: { before: object } }>(
      "select detail from platform_event where action = 'nas.removed' and target_id = $1",
      [id],
    );
    expect(event?.detail.before).toMatchObject({ name: "gone" });
    await expect(perform(operator, removeNas, { nasId: id })).rejects.toMatchObject({ code: "not_found" });
  });

  it("is sealed anew under a new key", async () => {
    const { id } = await add({ disconnectAddress: "192.0.2.30", disconnectSecret: secret });
    const ring = makeRing(keyRing().key(0), new Map([[1, randomBytes(32)]]));
    expect(await resealNasSecrets(withWorkerDb, ring)).toBeGreaterThan(0);
    const { sealed, version } = (await stored(id)) ?? {};
    expect(version).toBe(1);
    expect(openNasSecret(id, sealed ?? Buffer.alloc(0), 1, ring)).toBe(secret);
    expect(await resealNasSecrets(withWorkerDb, ring)).toBe(0);
    await asSuperuser("delete from nas where disconnect_key_version = 1");
  });

  it("lets a gateway be renamed and bound to addresses, each change recorded once", async () => {
    const { id } = await perform(operator, registerGateway, { name: "edge" });
    const change = (over: object) =>
      perform(operator, changeGateway, { gatewayId: id, name: "edge-1", addresses: [], version: 1, ...over });
    await expect(change({ addresses: ["10.0.0.0/33"] })).rejects.toMatchObject({
      fields: { addresses: "10.0.0.0/33 is no address or range." },
    });
    await expect(change({ name: "core" })).rejects.toMatchObject({ fields: { name: expect.any(String) } });
    await change({ addresses: ["10.0.0.9/8", "2001:db8::1"] });
    await expect(change({})).rejects.toMatchObject({ code: "conflict" });
    const { gateway } = await perform(operator, getGateway, { gatewayId: id });
    expect(gateway).toMatchObject({
      name: "edge-1",
      addresses: ["10.0.0.0/8", "2001:db8::1/128"],
      version: 2,
    });
  });

  it("keeps the old token as long as was chosen, a month at most", async () => {
    const { id } = await perform(operator, registerGateway, { name: "rotating" });
    const renew = (over: object) => perform(operator, renewGatewayToken, { gatewayId: id, ...over });
    const old = async () => (await perform(operator, getGateway, { gatewayId: id })).gateway.oldToken;
    await renew({ oldToken: "until_first_use" });
    expect(await old()).toMatchObject({ endsOnFirstUse: true });
    for (const until of [undefined, new Date(Date.now() - 1_000), new Date(Date.now() + 31 * 86_400_000)])
      await expect(renew({ oldToken: "until", until: until?.toISOString() })).rejects.toMatchObject({
        code: "invalid",
        fields: { until: expect.any(String) },
      });
    const until = new Date(Date.now() + 3_600_000).toISOString();
    await renew({ oldToken: "until", until });
    expect(await old()).toEqual({ until, endsOnFirstUse: false });
    await perform(operator, endOldToken, { gatewayId: id });
    expect(await old()).toBeNull();
    await expect(perform(operator, endOldToken, { gatewayId: id })).rejects.toMatchObject({
      code: "conflict",
    });
    await renew({ oldToken: "ends_at_once" });
    expect(await old()).toBeNull();
  });

  it("is not there for a member, whatever they hold in their account", async () => {
    const account = await makeAccount("not-a-provider");
    const nas = (await add()).id;
    const actors: Actor[] = [
      await makeAdministrator(account),
      await makeMember(account, ["device.view"]),
      { ...operator, permissions: new Set() },
    ];
    const input = { gatewayId, nasId: nas, name: "x", addresses: [], version: 1 };
    for (const actor of actors)
      for (const operation of [getGateway, changeGateway, addNas, changeNas, removeNas, endOldToken])
        await expect(
          perform(actor, operation as typeof getGateway, input as { gatewayId: string }),
        ).rejects.toMatchObject({ code: "not_found" });
    expect(await stored(nas)).toBeDefined();
    const viewer = { ...operator, permissions: new Set(["provider.gateway.view"] as const) };
    await perform(viewer, getGateway, { gatewayId });
    await expect(perform(viewer, removeNas, { nasId: nas })).rejects.toMatchObject({ code: "not_found" });
  });
});
