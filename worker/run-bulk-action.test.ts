import { beforeAll, describe, expect, it } from "vitest";
import {
  asSuperuser,
  makeAccount,
  makeDevice,
  makeGroup,
  makeMember,
  type TestAccount,
  type TestGroup,
} from "@/db/testing/estate";
import type { Member } from "@/lib/access/actor";
import { cancelGrouping, cancelSuspending } from "@/lib/bulk/cancel-bulk-action";
import { getBulkAction } from "@/lib/bulk/get-bulk-action";
import { listBulkItems } from "@/lib/bulk/list-bulk-items";
import { previewSuspending } from "@/lib/bulk/preview-bulk-action";
import {
  startAddingToGroup,
  startRemovingFromGroup,
  startResuming,
  startSuspending,
} from "@/lib/bulk/start-bulk-action";
import { perform } from "@/lib/operation/perform";
import { runBulkAction } from "@/worker/run-bulk-action";

let account: TestAccount;
let north: TestGroup;
let south: TestGroup;

beforeAll(async () => {
  account = await makeAccount("bulk");
  [north, south] = [await makeGroup(account, "North"), await makeGroup(account, "South")];
});

const operator = (scope: "all" | number[] = "all") =>
  makeMember(account, ["device.view", "device.suspend", "group.view", "group.assign"], scope);

async function devices(count: number, groups: TestGroup[] = []): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1)
    ids.push(await makeDevice(account, `device ${String(index).padStart(3, "0")}`, groups));
  return ids;
}

const payload = (actor: Member, started: { id: string }) => ({
  accountId: account.id,
  userId: actor.userId,
  bulkActionId: started.id,
});

const outcomes = async (actor: Member, started: { id: string }) =>
  (await perform(actor, listBulkItems, { bulkActionId: started.id, limit: 200 })).items;

const states = async (ids: string[]) =>
  (
    await asSuperuser<{ state: string }>("select state from device where id = any($1) order by label", [ids])
  ).map((row) => row.state);

describe("starting work on many devices", () => {
  it("takes only the devices on which the actor holds this very permission, and counts the rest", async () => {
    const [mine, others] = [await devices(2, [north]), await devices(3, [south])];
    const actor = await operator([north.no]);
    const seesAll = { ...actor, scopes: new Map([...actor.scopes, ["device.view", "all"] as const]) };
    const selection = { deviceIds: [...mine, ...others] };
    expect(await perform(seesAll, previewSuspending, { selection })).toMatchObject({
      total: 2,
      fit: 2,
      leftOut: 3,
    });
    const started = await perform(seesAll, startSuspending, { selection });
    expect(started).toMatchObject({ total: 2, leftOut: 3 });
    await runBulkAction(payload(actor, started));
    expect(await states(mine)).toEqual(["suspended", "suspended"]);
    expect(await states(others)).toEqual(["active", "active", "active"]);
  });

  it("is refused when none of the devices may be changed, and stores nothing", async () => {
    const others = await devices(2, [south]);
    const actor = await operator([north.no]);
    await expect(perform(actor, startSuspending, { selection: { deviceIds: others } })).rejects.toMatchObject(
      { code: "not_found" },
    );
    await expect(
      perform(actor, startAddingToGroup, { selection: { deviceIds: others }, groupId: south.id }),
    ).rejects.toMatchObject({ code: "not_found" });
    const viewer = await makeMember(account, ["device.view"]);
    await expect(
      perform(viewer, startSuspending, { selection: { deviceIds: others } }),
    ).rejects.toMatchObject({ code: "forbidden" });
    const rows = await asSuperuser("select id from bulk_action where requested_by = any($1)", [
      [actor.membershipId, viewer.membershipId],
    ]);
    expect(rows).toEqual([]);
  });

  it("takes all that match a filter, within the groups where it is allowed", async () => {
    const group = await makeGroup(account, "Filtered");
    const inGroup = await devices(3, [group]);
    const [first] = inGroup;
    await asSuperuser("update device set state = 'suspended' where id = $1", [first]);
    const actor = await operator([group.no]);
    const started = await perform(actor, startResuming, {
      selection: { matching: { state: ["suspended"], q: "device" } },
    });
    expect(started.total).toBe(1);
    await runBulkAction(payload(actor, started));
    expect(await states(inGroup)).toEqual(["active", "active", "active"]);
  });
});

describe("doing it", () => {
  it("gives each device an outcome, refusals with their reason, and one entry in the log", async () => {
    const some = await devices(5, [north]);
    await asSuperuser("update device set state = 'terminated' where id = $1", [some[4]]);
    const actor = await operator();
    const started = await perform(actor, startSuspending, {
      selection: { deviceIds: some },
      reason: "storm warning",
    });
    await runBulkAction(payload(actor, started));
    await runBulkAction(payload(actor, started));
    const action = await perform(actor, getBulkAction, { bulkActionId: started.id });
    expect(action).toMatchObject({ status: "done", total: 5, done: 4, refused: 1, mayCancel: false });
    const items = await outcomes(actor, started);
    expect(items.filter((item) => item.outcome === "refused")).toMatchObject([
      { deviceId: some[4], reason: expect.stringContaining("terminated") },
    ]);
    const [log] = await asSuperuser(
      `select count(*) filter (where action = 'device.suspended' and detail->>'reason' = 'storm warning')::int as devices,
              count(*) filter (where action = 'bulk.finished')::int as finished
       from audit_event where account_id = $1 and (target_id = any($2) or target_id = $3)`,
      [account.id, some, started.id],
    );
    expect(log).toEqual({ devices: 4, finished: 1 });
  });

  it("goes on after a crash where it was: each device exactly once", async () => {
    const some = await devices(60);
    const actor = await operator();
    const started = await perform(actor, startSuspending, { selection: { deviceIds: some } });
    // the database goes away at the 30th device
    await asSuperuser(`create function crash() returns trigger language plpgsql as $$ begin
      raise exception 'terminating connection' using errcode = '57P01'; end $$`);
    await asSuperuser(
      `create trigger crash before update of state on device for each row when (old.id = '${some[29]}') execute function crash()`,
    );
    await expect(runBulkAction(payload(actor, started))).rejects.toMatchObject({ code: "57P01" });
    await asSuperuser("drop function crash cascade");
    const [half] = await asSuperuser<{ done: number }>(
      "select count(*)::int as done from bulk_action_item where bulk_action_id = $1 and outcome = 'done'",
      [started.id],
    );
    expect(half?.done).toBeGreaterThan(0);
    expect(half?.done).toBeLessThan(60);
    await runBulkAction(payload(actor, started));
    const action = await perform(actor, getBulkAction, { bulkActionId: started.id });
    expect(action).toMatchObject({ status: "done", done: 60, refused: 0 });
    const [changes] = await asSuperuser(
      "select count(*)::int as all, count(distinct device_id)::int as each from device_state_change where device_id = any($1)",
      [some],
    );
    expect(changes).toEqual({ all: 60, each: 60 });
  });

  it("does each device once even when two workers run it at the same time", async () => {
    const some = await devices(40);
    const actor = await operator();
    const started = await perform(actor, startSuspending, { selection: { deviceIds: some } });
    await Promise.all([runBulkAction(payload(actor, started)), runBulkAction(payload(actor, started))]);
    const action = await perform(actor, getBulkAction, { bulkActionId: started.id });
    expect(action).toMatchObject({ status: "done", done: 40, refused: 0 });
  });

  it("refuses everything for somebody who was removed before it ran", async () => {
    const some = await devices(3);
    const actor = await operator();
    const reader = await makeMember(account, ["device.view"]);
    const started = await perform(actor, startSuspending, { selection: { deviceIds: some } });
    await asSuperuser("update membership set removed_at = now() where id = $1", [actor.membershipId]);
    await runBulkAction(payload(actor, started));
    expect(await states(some)).toEqual(["active", "active", "active"]);
    const items = await outcomes(reader, started);
    expect(items.map((item) => item.outcome)).toEqual(["refused", "refused", "refused"]);
    expect(items[0]?.reason).toContain("no longer in this account");
  });

  it("refuses everything for somebody whose grant ended before it ran, and records the refusal", async () => {
    const some = await devices(9);
    const actor = await operator();
    const started = await perform(actor, startSuspending, { selection: { deviceIds: some } });
    await asSuperuser("update role_grant set revoked_at = now() where membership_id = $1", [
      actor.membershipId,
    ]);
    await runBulkAction(payload(actor, started));
    expect(new Set(await states(some))).toEqual(new Set(["active"]));
    const refusals = await asSuperuser(
      "select outcome from audit_event where actor_id = $1 and action = 'operation.refused'",
      [actor.userId],
    );
    expect(refusals.length).toBeGreaterThan(0);
    expect(refusals.length).toBeLessThan(9);
  });

  it("refuses a device that left the asker's groups meanwhile, and does the others", async () => {
    const some = await devices(3, [north]);
    const actor = await operator([north.no]);
    const started = await perform(actor, startSuspending, { selection: { deviceIds: some } });
    const mover = await operator();
    const move = await perform(mover, startRemovingFromGroup, {
      selection: { deviceIds: some.slice(0, 1) },
      groupId: north.id,
    });
    await runBulkAction(payload(mover, move));
    await runBulkAction(payload(actor, started));
    expect((await states(some)).toSorted()).toEqual(["active", "suspended", "suspended"]);
    const action = await perform(actor, getBulkAction, { bulkActionId: started.id });
    expect(action).toMatchObject({ done: 2, refused: 1 });
    expect((await outcomes(actor, started)).map((item) => item.deviceId)).not.toContain(some[0]);
  });

  it("puts devices into a group and takes them out, saying what was so before", async () => {
    const some = await devices(250);
    const [inside = ""] = await devices(1, [south]);
    const actor = await operator();
    const started = await perform(actor, startAddingToGroup, {
      selection: { deviceIds: [...some, inside] },
      groupId: south.id,
    });
    await runBulkAction(payload(actor, started));
    expect(await perform(actor, getBulkAction, { bulkActionId: started.id })).toMatchObject({
      done: 251,
      refused: 0,
    });
    const items = await asSuperuser("select device_id from bulk_action_item where reason like 'Was in%'");
    expect(items).toEqual([{ device_id: inside }]);
    const limited = await operator([south.no]);
    const back = await perform(limited, startRemovingFromGroup, {
      selection: { matching: { group: south.id } },
      groupId: south.id,
    });
    await runBulkAction(payload(limited, back));
    const [group] = await asSuperuser("select device_count from device_group where id = $1", [south.id]);
    expect(group).toEqual({ device_count: 0 });
  });
});

describe("cancelling it", () => {
  it("leaves the rest alone from then on", async () => {
    const some = await devices(300);
    const actor = await operator();
    const started = await perform(actor, startSuspending, { selection: { deviceIds: some } });
    await asSuperuser(`create function slowly() returns trigger language plpgsql as $$ begin
      perform pg_sleep(0.02); return new; end $$`);
    await asSuperuser(
      "create trigger slowly before update of state on device for each row execute function slowly()",
    );
    const running = runBulkAction(payload(actor, started));
    await expect
      .poll(async () => (await perform(actor, getBulkAction, { bulkActionId: started.id })).status, {
        timeout: 20_000,
      })
      .toBe("running");
    await perform(actor, cancelSuspending, { bulkActionId: started.id });
    const cancelledAt = performance.now();
    await running;
    expect(performance.now() - cancelledAt).toBeLessThan(1_000);
    await asSuperuser("drop function slowly cascade");
    const action = await perform(actor, getBulkAction, { bulkActionId: started.id });
    expect(action.status).toBe("cancelled");
    const suspended = (await states(some)).filter((state) => state === "suspended").length;
    expect(suspended).toBeLessThan(300);
    expect(action.done).toBe(suspended);
    await runBulkAction(payload(actor, started));
    expect((await states(some)).filter((state) => state === "suspended").length).toBe(suspended);
    await expect(perform(actor, cancelSuspending, { bulkActionId: started.id })).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("is not for a colleague limited to groups, nor for somebody with another permission", async () => {
    const some = await devices(1, [north]);
    const actor = await operator([north.no]);
    const started = await perform(actor, startSuspending, { selection: { deviceIds: some } });
    const colleague = await operator([north.no]);
    await expect(perform(colleague, cancelSuspending, { bulkActionId: started.id })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(perform(colleague, getBulkAction, { bulkActionId: started.id })).rejects.toMatchObject({
      code: "not_found",
    });
    const assigner = await makeMember(account, ["device.view", "group.assign"]);
    await expect(perform(assigner, cancelGrouping, { bulkActionId: started.id })).rejects.toMatchObject({
      code: "forbidden",
    });
    const chief = await operator();
    await perform(chief, cancelSuspending, { bulkActionId: started.id });
  });
});
