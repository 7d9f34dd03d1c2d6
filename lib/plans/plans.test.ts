import { beforeAll, describe, expect, it } from "vitest";
import { pool } from "@/db/pools";
import {
  asSuperuser,
  makeAccount,
  makeAdministrator,
  makeDevice,
  makeGroup,
  makeMember,
  makeProvider,
  type TestAccount,
  type TestGroup,
} from "@/db/testing/estate";
import type { Actor, Member, ProviderOperator } from "@/lib/access/actor";
import { getDevice } from "@/lib/devices/get-device";
import { networkChoices } from "@/lib/devices/network-choices";
import { setNetwork } from "@/lib/devices/set-network";
import { terminateDevice } from "@/lib/devices/terminate-device";
import { newId } from "@/lib/kernel/id";
import { perform } from "@/lib/operation/perform";
import { addAddressRange } from "@/lib/plans/add-address-range";
import { changePlan } from "@/lib/plans/change-plan";
import { createPlan } from "@/lib/plans/create-plan";
import { givePlan } from "@/lib/plans/give-plan";
import { listPlans } from "@/lib/plans/list-plans";
import { removeAddressRange } from "@/lib/plans/remove-address-range";
import { removePlan } from "@/lib/plans/remove-plan";
import { takePlan } from "@/lib/plans/take-plan";

let operator: ProviderOperator;
let [north, south]: TestAccount[] = [];
let administrator: Member;
let foreigner: Member;
let serial = 0;

beforeAll(async () => {
  operator = await makeProvider();
  [north, south] = [await makeAccount("north"), await makeAccount("south")];
  administrator = await makeAdministrator(account(north));
  foreigner = await makeAdministrator(account(south));
  await range(account(north), "10.20.0.0/24");
  await range(account(south), "10.21.0.0/24");
});

function account(one: TestAccount | undefined): TestAccount {
  if (!one) throw new Error("not made");
  return one;
}

const range = ({ id }: TestAccount, text: string) =>
  perform(operator, addAddressRange, { accountId: id, range: text });

const create = (over: object = {}) => {
  serial += 1;
  return perform(operator, createPlan, { name: `plan ${serial}`, ...over });
};

const givenPlan = async (to = account(north)) => {
  const plan = await create();
  await perform(operator, givePlan, { planId: plan.id, accountId: to.id });
  return plan.id;
};

const device = (of = account(north), groups: TestGroup[] = []) => {
  serial += 1;
  return makeDevice(of, `meter ${serial}`, groups);
};

const set = (actor: Actor, deviceId: string, over: object = {}) =>
  perform(actor, setNetwork, { deviceId, planId: null, framedAddress: null, ...over });

const held = async (id: string) =>
  (
    await asSuperuser(
      "select plan_id as plan, framed_address as address, framed_range::text as range from device where id = $1",
      [id],
    )
  )[0];

const nothing = { plan: null, address: null, range: null };
const outside = { fields: { framedAddress: "This address is in none of your account's ranges." } };

describe("a plan", () => {
  it("is made, changed and removed by the provider, and recorded", async () => {
    const { id } = await create({
      name: "meters",
      framedPool: "pool-1",
      filterIds: ["web", "web", "dns only"],
      sessionTimeout: 3_600,
    });
    const shown = async () => (await perform(operator, listPlans, {})).plans.find((each) => each.id === id);
    expect(await shown()).toMatchObject({
      name: "meters",
      framedPool: "pool-1",
      filterIds: ["web", "dns only"],
      sessionTimeout: 3_600,
      idleTimeout: null,
      interimInterval: null,
      accounts: [],
    });
    await expect(create({ name: "meters" })).rejects.toMatchObject({ fields: { name: expect.any(String) } });
    const change = (version: number, over: object) =>
      perform(operator, changePlan, { planId: id, version, name: "meters", ...over });
    await change(1, { interimInterval: 600 });
    expect(await shown()).toMatchObject({ framedPool: null, filterIds: [], interimInterval: 600 });
    await expect(change(1, {})).rejects.toMatchObject({ code: "conflict" });
    await create({ name: "pumps" });
    await expect(change(2, { name: "pumps" })).rejects.toMatchObject({
      fields: { name: expect.any(String) },
    });
    await perform(operator, removePlan, { planId: id });
    expect(await shown()).toBeUndefined();
    await expect(perform(operator, removePlan, { planId: id })).rejects.toMatchObject({ code: "not_found" });
    const recorded = await asSuperuser<{ action: string }>(
      "select action from platform_event where target_id = $1 order by at, id",
      [id],
    );
    expect(recorded.map(({ action }) => action)).toEqual(["plan.created", "plan.changed", "plan.removed"]);
  });

  it("takes no attribute that is none, neither through the operation nor in the table", async () => {
    for (const filter of ["a\r\nb", "a\nb", "a\0b", "caf\u00e9", "\u202e", "x".repeat(254), ""])
      await expect(create({ filterIds: [filter] }), filter).rejects.toMatchObject({ code: "invalid" });
    await expect(create({ filterIds: Array(11).fill("a") })).rejects.toMatchObject({ code: "invalid" });
    await create({ filterIds: ["%{exec:/bin/id}", "x".repeat(253)], framedPool: "%{User-Password}" });
    for (const [name, values] of [
      ["sessionTimeout", [-1, 0, 59, 1.5, 2 ** 31, Number.NaN]],
      ["idleTimeout", [-1, 0, 59, 2 ** 31]],
      ["interimInterval", [-300, 0, 59, 86_401]],
      ["framedPool", ["a\nb", "x".repeat(254)]],
    ] as const)
      for (const value of values)
        await expect(create({ [name]: value }), `${name} ${value}`).rejects.toMatchObject({
          code: "invalid",
        });
    for (const [column, value] of [
      ["filter_ids", ["a\nb"]],
      ["filter_ids", ["a", null]],
      ["filter_ids", [""]],
      ["filter_ids", ["x".repeat(254)]],
      ["framed_pool", "a\r"],
      ["framed_pool", ""],
      ["session_timeout", -1],
      ["idle_timeout", 0],
      ["interim_interval", 59],
    ] as const)
      await expect(
        asSuperuser(`insert into network_plan (id, name, ${column}) values ($1, $2, $3)`, [
          newId(),
          newId(),
          value,
        ]),
        column,
      ).rejects.toMatchObject({ code: "23514" });
  });

  it("is an account's only while it is given, and is neither taken nor removed while in use", async () => {
    const { id: planId, name } = await create();
    const meter = await device();
    const notGiven = { fields: { planId: "Choose one of your account's plans." } };
    await expect(set(administrator, meter, { planId })).rejects.toMatchObject(notGiven);
    await expect(set(administrator, meter, { planId: newId() })).rejects.toMatchObject(notGiven);
    const to = { planId, accountId: account(north).id };
    await perform(operator, givePlan, to);
    await expect(perform(operator, givePlan, to)).rejects.toMatchObject({ code: "conflict" });
    expect((await perform(administrator, networkChoices, {})).plans).toContainEqual({ id: planId, name });
    expect((await perform(foreigner, networkChoices, {})).plans).toEqual([]);
    const theirs = await device(account(south));
    await expect(set(foreigner, theirs, { planId })).rejects.toMatchObject(notGiven);
    await set(administrator, meter, { planId });
    await expect(perform(operator, takePlan, to)).rejects.toMatchObject({ code: "conflict" });
    await expect(perform(operator, removePlan, { planId })).rejects.toMatchObject({ code: "conflict" });
    await set(administrator, meter);
    await perform(operator, takePlan, to);
    await expect(perform(operator, takePlan, to)).rejects.toMatchObject({ code: "conflict" });
    await perform(operator, removePlan, { planId });
  });

  it("is the provider's to make: not a member's, whatever they hold", async () => {
    const planId = await givenPlan();
    const viewer = { ...operator, permissions: new Set(["provider.gateway.view"] as const) };
    await perform(viewer, listPlans, {});
    const input = { planId, accountId: account(north).id, range: "10.99.0.0/24", name: "x", version: 1 };
    const actors: Actor[] = [administrator, foreigner, viewer, { ...operator, permissions: new Set() }];
    for (const actor of actors)
      for (const operation of [
        createPlan,
        changePlan,
        removePlan,
        givePlan,
        takePlan,
        addAddressRange,
        removeAddressRange,
      ])
        await expect(perform(actor, operation as unknown as typeof givePlan, input)).rejects.toMatchObject({
          code: "not_found",
        });
    for (const table of ["network_plan", "account_plan", "account_address_range"])
      await expect(pool("cordon_web_groups").query(`select * from ${table}`)).rejects.toThrow(/denied/);
  });
});

describe("an address range", () => {
  it("meets no other, is of IPv4, and is one that devices can have", async () => {
    for (const text of ["10.20.0.0/24", "10.20.0.128/25", "10.0.0.0/8", "10.21.0.7"])
      for (const to of [account(north), account(south)])
        await expect(range(to, text), text).rejects.toMatchObject({
          fields: { range: "It meets a range that is already given." },
        });
    for (const text of [
      "0.0.0.0/0",
      "0.0.0.0/8",
      "127.0.0.0/8",
      "169.254.0.0/16",
      "224.0.0.0/4",
      "255.255.255.255",
      "12.0.0.0/7",
      "2001:db8::/32",
      "10.30.0.0/33",
      "x",
      "",
    ])
      await expect(range(account(north), text), text).rejects.toMatchObject({
        fields: { range: expect.any(String) },
      });
    expect(await range(account(north), "10.31.7.9/16")).toMatchObject({ range: "10.31.0.0/16" });
    const two = await Promise.allSettled([
      range(account(north), "10.40.0.0/16"),
      range(account(south), "10.40.1.0/24"),
    ]);
    expect(two.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("goes only when no device has an address of it", async () => {
    await range(account(north), "10.50.0.0/24");
    const meter = await device();
    await set(administrator, meter, { framedAddress: "10.50.0.9" });
    const input = { accountId: account(north).id, range: "10.50.0.0/24" };
    await expect(perform(operator, removeAddressRange, input)).rejects.toMatchObject({ code: "conflict" });
    await expect(
      perform(operator, removeAddressRange, { ...input, accountId: account(south).id }),
    ).rejects.toMatchObject({ code: "not_found" });
    await set(administrator, meter);
    await perform(operator, removeAddressRange, input);
    await expect(set(administrator, meter, { framedAddress: "10.50.0.9" })).rejects.toMatchObject(outside);
  });
});

describe("a device's own address", () => {
  it("is within its account's ranges, and nobody else's", async () => {
    const [meter, other, theirs] = [await device(), await device(), await device(account(south))];
    const planId = await givenPlan();
    await set(administrator, meter, { planId, framedAddress: "10.20.0.7" });
    expect(await held(meter)).toEqual({ plan: planId, address: "10.20.0.7", range: "10.20.0.0/24" });
    await set(foreigner, theirs, { framedAddress: "10.21.0.7" });
    await expect(set(administrator, other, { framedAddress: "10.20.0.7" })).rejects.toMatchObject({
      code: "conflict",
      fields: { framedAddress: "Another device has this address." },
    });
    // in use by another account, free in another account, nobody's: the same answer
    for (const framedAddress of ["10.21.0.7", "10.21.0.8", "10.99.0.1", "0.0.0.0", "255.255.255.255"])
      await expect(set(administrator, other, { framedAddress }), framedAddress).rejects.toMatchObject(
        outside,
      );
    for (const framedAddress of ["10.20.0.0", "10.20.0.255"])
      await expect(set(administrator, other, { framedAddress })).rejects.toMatchObject({
        fields: { framedAddress: "The first and the last address of a range cannot be a device's." },
      });
    for (const framedAddress of [
      "10.20.0.8/32",
      "10.20.0.08",
      "10.20.8",
      "::ffff:10.20.0.8",
      "10.20.0.8\n1",
      "%{x}",
    ])
      await expect(set(administrator, other, { framedAddress }), framedAddress).rejects.toMatchObject({
        code: "invalid",
      });
    expect(await held(other)).toEqual(nothing);
    await set(administrator, meter, { planId, framedAddress: "  " });
    await set(administrator, other, { framedAddress: "10.20.0.7" });
  });

  it("goes to one of two who ask for it at once", async () => {
    const devices = await Promise.all(Array.from({ length: 4 }, () => device()));
    const answers = await Promise.allSettled(
      devices.map((id) => set(administrator, id, { framedAddress: "10.20.0.99" })),
    );
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("is free again when the device is terminated, and a terminated device gets none", async () => {
    const [meter, next] = [await device(), await device()];
    await set(administrator, meter, { planId: await givenPlan(), framedAddress: "10.20.0.33" });
    const [{ label } = { label: "" }] = await asSuperuser<{ label: string }>(
      "select label from device where id = $1",
      [meter],
    );
    await perform(administrator, terminateDevice, { deviceId: meter, reason: "lost", confirmation: label });
    expect(await held(meter)).toEqual(nothing);
    await expect(set(administrator, meter, { framedAddress: "10.20.0.34" })).rejects.toMatchObject({
      code: "conflict",
    });
    await set(administrator, next, { framedAddress: "10.20.0.33" });
  });

  it("is set by who may edit the device, within their groups, and recorded", async () => {
    const [mine, theirs] = [
      await makeGroup(account(north), "mine"),
      await makeGroup(account(north), "not mine"),
    ];
    const [inside, other] = [await device(account(north), [mine]), await device(account(north), [theirs])];
    const editor = await makeMember(account(north), ["device.edit"], [mine.no]);
    const planId = await givenPlan();
    await set(editor, inside, { planId, framedAddress: "10.20.0.60" });
    await expect(set(editor, other, { framedAddress: "10.20.0.61" })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(set(foreigner, inside)).rejects.toMatchObject({ code: "not_found" });
    const viewer = await makeMember(account(north), ["device.view"], [mine.no]);
    await expect(set(viewer, inside)).rejects.toMatchObject({ code: "forbidden" });
    await expect(perform(viewer, networkChoices, {})).rejects.toMatchObject({ code: "forbidden" });
    expect((await perform(editor, networkChoices, {})).ranges).toContain("10.20.0.0/24");
    expect(await held(inside)).toMatchObject({ plan: planId, address: "10.20.0.60" });
    const seen = await perform(viewer, getDevice, { deviceId: inside });
    expect(seen).toMatchObject({ plan: { id: planId, name: expect.any(String) }, ownAddress: "10.20.0.60" });
    expect(await held(other)).toEqual(nothing);
    const [event] = await asSuperuser<{ detail: object }>(
      "select detail from audit_event where target_id = $1 and action = 'device.network_set'",
      [inside],
    );
    expect(event?.detail).toMatchObject({ after: { address: "10.20.0.60", plan: expect.any(String) } });
  });

  it("cannot be put beside the rules with the web's own role", async () => {
    const meter = await device();
    const client = await pool("cordon_web").connect();
    try {
      for (const [columns, code] of [
        ["framed_address = '10.21.0.200', framed_range = '10.21.0.0/24'", "23503"],
        ["framed_address = '10.21.0.200', framed_range = '10.20.0.0/24'", "23514"],
        ["framed_address = '10.20.0.255', framed_range = '10.20.0.0/24'", "23514"],
        ["framed_address = '10.20.0.09', framed_range = '10.20.0.0/24'", "23514"],
        ["framed_address = '10.20.0.200'", "23514"],
        [`plan_id = '${await givenPlan(account(south))}'`, "23503"],
      ] as const) {
        await client.query("begin");
        await client.query("select app_scope($1, '*', null)", [account(north).id]);
        await expect(
          client.query(`update device set ${columns} where id = $1`, [meter]),
          columns,
        ).rejects.toMatchObject({ code });
        await client.query("rollback");
      }
    } finally {
      client.release();
    }
  });
});
